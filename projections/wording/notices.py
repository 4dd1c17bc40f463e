"""What a language has words for in notices, in the messages that carry them, and in calendars."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Protocol

from events.acts import ActPublished
from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    Sort,
    StatusWorsens,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from projections.notices.sending.going import Going
    from projections.record.law import Provided

Parts = tuple[str, str, tuple[str, ...], str]
"""The headline, the change, the ground and what to do."""

HEADLINE_AT_MOST = 150
NAME_AT_MOST = 40
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class When:
    """The day of an occasion, and that on which somebody reads of it.

    `zone` is that of both where the reader may be in another.
    """

    day: date
    on: date
    zone: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether the day is over when it is read of."""
        return self.day < self.on


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice in words.

    `headline` is one line of at most 150 characters; it alone tells how far off the day is.
    `change` is what changes and when, `ground` why, `todo` what to do and by when, and `more` the
    command that shows more.
    """

    headline: str
    change: str
    ground: tuple[str, ...]
    todo: str
    more: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """What every message says, whatever it tells of; what stands in braces is filled in.

    `tag` is the language's code; `blank` stands between two sentences, `joint` between two parts.
    """

    tag: str
    reminders: tuple[str, str]
    withdrawals: tuple[str, str]
    blank: str
    joint: str
    colon: str
    nearest: str
    deputy: str
    escalated: str
    withdrawn: str
    why: str
    todo: str
    more: str
    owner_told: str
    deputy_told: str
    escalated_told: str
    early: str
    early_unpublished: str
    acknowledge: str
    acknowledge_by: str
    snooze: str
    show: str
    no_longer: str
    no_longer_told: str
    no_longer_since: str
    calendar: str
    foot: str
    foot_zone: str


class NoticeWords(Protocol):
    """Everything for which a language has words where people are reminded."""

    PHRASES: Phrases
    """What every message says."""

    def notice_text(self, occasion: Occasion, /, on: date, zone: str | None = None) -> NoticeText:
        """Return what is said of an occasion to somebody who reads it on a day.

        The same for every step of an occasion's ladder: how far off it is, is counted from `on`.
        `zone` is that of the days, where the reader may be in another.
        """

    def occasion_name(self, occasion: Occasion, /) -> str:
        """Return what happens on the occasion's day in a few words."""

    def occasion_words(self, occasion: Occasion, /) -> str:
        """Return what happens on the occasion's day, and where it helps, why and what to do."""

    def title(self, occasion: Occasion, /) -> str:
        """Return what happens on the day of an occasion, without the day, on one line."""

    def sort_words(self, sort: Sort, /) -> str:
        """Return what a sort of occasions is called."""

    def dated(self, value: date, /) -> str:
        """Return a day with its day of the week."""

    def distance_words(self, when: When, /) -> str:
        """Return how far a day is from the one on which it is read of."""

    def zone_words(self, zone: str | None, /) -> str:
        """Return a zone as it follows on a day, or nothing."""

    def told_words(self, found: Iterable[Going], zone: str, /, *, tells: bool) -> str:
        """Return to whom a notice goes; nothing where the policy `tells` nobody of anything."""

    def ahead_words(self, due_on: date, first: date, /) -> str:
        """Return when a notice falls due, or since when it is."""

    def lead_words(self, days: int, /) -> str:
        """Return how many days before its day a notice falls due."""

    def due_words(self, through: date, /) -> str:
        """Return through which day notices fall due."""

    def reminder_total(self, reminders: int, occasions: int, /) -> str:
        """Return how many reminders there are, of how many occasions."""


def shortened(text: str, at_most: int = NAME_AT_MOST) -> str:
    """Return a text of at most so many characters, with a mark where it was cut.

    >>> shortened("FW-100"), shortened("FW-100", 4)
    ('FW-100', 'FW-…')
    """
    return text if len(text) <= at_most else f"{text[: at_most - 1]}…"


def composed(occasion: Occasion, parts: Parts) -> NoticeText:
    """Return parts as what is said of an occasion."""
    headline, change, ground, todo = parts
    one_line = shortened(" ".join(headline.split()), HEADLINE_AT_MOST)
    return NoticeText(one_line, change, ground, todo, _more(occasion))


def _more(occasion: Occasion) -> str:
    """Return the command that shows more of an occasion."""
    day = occasion.day.isoformat()
    match occasion.matter:
        case StatusWorsens(product=product, channel=channel):
            return f"tracker explain {quote(product)} --as-of {day} --channel {quote(channel)}"
        case RemovalDue(channel=channel):
            product = occasion.about[0]
            return f"tracker explain {quote(product)} --as-of {day} --channel {quote(channel)}"
        case LicenseEnds() | RenewalDue():
            return f"tracker licenses --as-of {day}"
        case QuestionNews():
            return "tracker questions"
        case AmendmentNews() as news:
            return f"tracker gazette show {quote(_act(news.landed or news.announced))}"


def _act(provided: Provided) -> str:
    fact = provided.record.fact
    return fact.act if isinstance(fact, ActPublished) else provided.fact_id
