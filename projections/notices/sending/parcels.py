"""What goes to whom: the messages that a sweep is to deliver."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.notices import NoticeEscalated, NoticeSent
from events.policies import Person, Way
from projections.notices.occasions.occasion import stable_key
from projections.notices.sending.owed import Notice


class Because(StrEnum):
    """Why a notice goes to somebody."""

    OWNER = "owner"
    DEPUTY = "deputy"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice for somebody.

    `owner` is in whose place a deputy is told, or who did not acknowledge what is escalated.
    `brought_forward` is the day off on which the notice would have been due, and `unpublished`
    says that nobody had published yet whether it is one. `earlier` are the keys of the messages
    that the recipient had of the occasion, the oldest first.
    """

    notice: Notice
    because: Because
    owner: str
    round: int = 0
    brought_forward: date | None = None
    unpublished: bool = False
    earlier: tuple[str, ...] = ()

    @property
    def occasion_key(self) -> str:
        """The stable key of the occasion."""
        return self.notice.occasion.key

    @property
    def key(self) -> str:
        """The stable key of the notice in its round."""
        return stable_key(self.notice.key, str(self.round))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What somebody was told no longer holds; `told_on` is the day of the last telling."""

    told: NoticeSent | NoticeEscalated
    told_on: date
    earlier: tuple[str, ...] = ()

    @property
    def occasion_key(self) -> str:
        """The stable key of the occasion that was."""
        return self.told.occasion

    @property
    def key(self) -> str:
        """The stable key of the withdrawal in its round."""
        return stable_key(self.told.occasion, "withdrawn", str(self.told.round))


Item = Telling | Withdrawal


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to one recipient by one way; `recipient` is the policy's name of the person."""

    recipient: str
    person: Person
    way: Way
    items: tuple[Item, ...]

    @property
    def key(self) -> str:
        """The stable key of the message: the same for a repeat, on every machine."""
        return stable_key(self.recipient, self.way.sort, *sorted(item.key for item in self.items))
