"""What scenarios change, as one HTML page; several stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from projections.what_if import Window, effects
from tracker.pages.rendering import rendered
from tracker.what_if.beside import beside
from tracker.what_if.numbers import counts, turns
from tracker.what_if.record import Supposed
from tracker.what_if.sections import Section, Wanted, sections, wanted
from tracker.what_if.words import question_words, sum_words


@dataclass(frozen=True)
class Column:
    """A scenario as the page shows it."""

    name: str
    question: str
    sum: str
    subjects: int
    sections: list[Section]
    wanted: list[Wanted]
    doubts: list[tuple[str, str]]


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
        supposed.totals.subjects,
        sections(effects(changed)),
        wanted(period for each in changed for period in each.periods),
        [(doubt.about, doubt.text) for doubt in supposed.answer.doubts],
    )
