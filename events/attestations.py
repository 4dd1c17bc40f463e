"""The fact that somebody relied on an answer. It says nothing of the matter itself."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from events.base import Day, EffectiveFact, Name, Text

AnsweredStatus = Literal[
    "not_marketed", "barred", "non_compliant", "indeterminate", "compliant", "not_regulated"
]


def _with_zone(written: str) -> str:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None:
        raise ValueError(f"'{written}' is no instant; write 2026-11-23T09:30:00+08:00")
    return written


Instant = Annotated[
    str,
    StringConstraints(
        pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$"
    ),
    AfterValidator(_with_zone),
]
"""A moment with its time zone, kept as it was written."""


class AnswerAttested(EffectiveFact):
    """Somebody relied on an answer: the question's three dates, what it saw, what it was told.

    `position` is the last the answer saw; `digest` the SHA-256 of the answer's canonical JSON, as
    `tracker explain --json` gives it for the channel. It changes no status.
    """

    kind: Literal["answer_attested"]
    product: Name
    channel: Name
    status: AnsweredStatus
    as_of: Day
    known_at: Day | None = None
    recorded_by: Instant | None = None
    position: Annotated[int, Field(ge=0, le=2**53 - 1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    by: Name
    note: Text

    @property
    def recorded_by_instant(self) -> datetime | None:
        """The instant by which the question asked for what was recorded, if it did."""
        return None if self.recorded_by is None else datetime.fromisoformat(self.recorded_by)
