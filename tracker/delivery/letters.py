"""A message ready to go, and what is said when it could not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.errors import TrackerError


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in words: `key` is the same for a repeat, `earlier` are those it answers to.

    `data` is what machines are told: JSON values. `language` is "en" or "zh".
    """

    key: str
    recipient: str
    name: str
    language: str
    subject: str
    text: str
    html: str
    data: Mapping[str, Any]
    earlier: tuple[str, ...] = ()


class Undelivered(TrackerError):
    """A message did not arrive; `final` if trying again would not help.

    `unreached`: nothing of it was said to anybody, for who carries it could not be reached; no
    other message that goes the same way would fare better now.
    """

    code = "message_undelivered"

    def __init__(self, reason: str, *, final: bool, unreached: bool = False) -> None:
        self.reason = reason
        self.final = final
        self.unreached = unreached
        super().__init__(
            reason,
            "It will not be tried again by itself." if final else "It will be tried again.",
            "Run 'tracker remind log --failed' to see every message that did not arrive.",
        )


def not_tried(other: Undelivered) -> Undelivered:
    """Return the failure of a message whose carrier another one of its sweep could not reach."""
    said = "Not tried: what carries it was out of reach for another message of this sweep."
    return Undelivered(f"{said} {other.reason}", final=False)
