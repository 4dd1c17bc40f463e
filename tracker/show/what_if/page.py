"""What scenarios change, as one HTML page; several stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from projections.what_if import Announced, Window, effects
from projections.wording.en import finding_text
from projections.wording.en.occasions import occasion_name
from tracker.ask.what_if import Supposed
from tracker.show.pages.rendering import rendered
from tracker.show.what_if.beside import beside
from tracker.show.what_if.numbers import counts, turns
from tracker.show.what_if.sections import SHOWN_WHOLE, Section, Wanted, sections, wanted
from tracker.show.what_if.words import question_words, reminder_words, sum_words


@dataclass(frozen=True)
class Line:
    """A reminder: the day it is about, the day it was about, and when people hear of it."""

    day: date
    was: date | None
    told_on: tuple[date, ...]
    text: str


@dataclass(frozen=True)
class Reminders:
    """The reminders that a scenario adds, moves and drops, under a line that counts them."""

    sum: str
    since: date
    groups: dict[str, list[Line]]

    @property
    def is_folded(self) -> bool:
        """Whether they are folded away on a screen."""
        return sum(map(len, self.groups.values())) > SHOWN_WHOLE


@dataclass(frozen=True)
class Column:
    """A scenario as the page shows it."""

    name: str
    question: str
    sum: str
    cautions: tuple[str, ...]
    subjects: int
    sections: list[Section]
    wanted: list[Wanted]
    doubts: list[tuple[str, str]]
    reminders: Reminders


def page(columns: Sequence[Supposed], window: Window, position: int) -> str:
    """Return a page that needs no other file."""
    totals = [each.totals for each in columns]
    return rendered(
        "what_if.html",
        columns=[_column(each, window, position) for each in columns],
        turns=list(turns(totals)),
        counts=list(counts(totals)),
        beside=beside([each.answer for each in columns]) if len(columns) > 1 else None,
    )


def _column(supposed: Supposed, window: Window, position: int) -> Column:
    changed = supposed.answer.changed
    return Column(
        supposed.scenario.name,
        question_words(supposed, window, position),
        sum_words(supposed),
        supposed.cautions,
        supposed.totals.subjects,
        sections(effects(changed)),
        wanted(period for each in changed for period in each.periods),
        [(str(doubt.about), finding_text(doubt)) for doubt in supposed.answer.doubts],
        _reminders(supposed.reminders),
    )


def _reminders(found: Announced) -> Reminders:
    groups = {
        what: [
            Line(
                each.occasion.day,
                each.before.day if each.before else None,
                each.told_on,
                occasion_name(each.occasion),
            )
            for each in group
        ]
        for what, group in found.groups.items()
        if group
    }
    return Reminders(reminder_words(found), found.since, groups)
