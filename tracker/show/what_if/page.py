"""What scenarios change, as one HTML page; several stand side by side."""

from dataclasses import dataclass

from projections.what_if.effects import effects
from projections.wording import Words, notice_words_of
from tracker.ask.what_if.what_if import Supposed, WhatIf
from tracker.show.pages.rendering import rendered
from tracker.show.what_if.beside import beside
from tracker.show.what_if.numbers import counts, turns
from tracker.show.what_if.sections import SHOWN_WHOLE, Section, Wanted, sections, wanted
from tracker.show.what_if.words import question_words, sum_words


@dataclass(frozen=True)
class Column:
    """A scenario as the page shows it."""

    supposed: Supposed
    question: str
    sum: str
    sections: list[Section]
    wanted: list[Wanted]

    @property
    def has_many_reminders(self) -> bool:
        """Whether its reminders are folded away on a screen."""
        return sum(self.supposed.reminders.counts.values()) > SHOWN_WHOLE


def page(found: WhatIf, words: Words) -> str:
    """Return a page that needs no other file."""
    answers = [each.answer for each in found.scenarios]
    totals = [each.totals for each in found.scenarios]
    return rendered(
        "what_if.html",
        words=words,
        say=words.what_if,
        notices=notice_words_of(words.LANGUAGE),
        columns=[_column(each, words) for each in found.scenarios],
        turns=list(turns(totals)),
        counts=list(counts(totals)),
        beside=beside(answers) if len(answers) > 1 else None,
    )


def _column(supposed: Supposed, words: Words) -> Column:
    changed = supposed.answer.changed
    return Column(
        supposed,
        question_words(supposed, words),
        sum_words(supposed, words),
        sections(effects(changed)),
        wanted(period for each in changed for period in each.periods),
    )
