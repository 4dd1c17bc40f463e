"""What is said of an occasion, whatever the language, and the command that shows more of it."""

from dataclasses import dataclass
from shlex import quote

from events.acts import ActPublished
from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.record.law import Provided

Parts = tuple[str, str, tuple[str, ...], str]
"""The headline, the change, the ground and what to do."""

HEADLINE_AT_MOST = 150
NAME_AT_MOST = 40
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class NoticeWords:
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


def shortened(text: str, at_most: int = NAME_AT_MOST) -> str:
    """Return a text of at most so many characters, with a mark where it was cut.

    >>> shortened("FW-100"), shortened("FW-100", 4)
    ('FW-100', 'FW-…')
    """
    return text if len(text) <= at_most else f"{text[: at_most - 1]}…"


def composed(occasion: Occasion, parts: Parts) -> NoticeWords:
    """Return parts as what is said of an occasion."""
    headline, change, ground, todo = parts
    one_line = shortened(" ".join(headline.split()), HEADLINE_AT_MOST)
    return NoticeWords(one_line, change, ground, todo, more(occasion))


def more(occasion: Occasion) -> str:
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
