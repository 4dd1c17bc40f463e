"""Occasions of the law itself: points of law raised and settled, amendments announced and made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from events.acts import QuestionSettled
from events.recorded import Recorded
from projections.judging.bench import Bench
from projections.judging.marks import doubts
from projections.judging.reach import Profile, profile
from projections.notices.occasions.occasion import (
    AmendmentNews,
    Occasion,
    QuestionNews,
    Sort,
    Traits,
)
from projections.record.dossiers import Dossier
from projections.record.law import Provided, RegimeState
from projections.record.questions import OpenQuestion, questions_raised, settled_readings
from projections.record.steps import Steps

Touched = Callable[[Callable[[Profile], bool]], Traits]
"""Tells the traits of the products of which some subject satisfies a test; of none, if none."""


@dataclass(frozen=True, slots=True)
class News:
    """What changed in a point of law, or in a regime's catalogue, whoever is touched by it.

    `touches` tells whether a subject is; the occasions have no traits yet that products give them.
    """

    touches: Callable[[Profile], bool]
    occasions: tuple[Occasion, ...]

    def told(self, traits: Traits) -> Iterator[Occasion]:
        """Yield the occasions with the traits of the products touched; none if there are none."""
        if traits.products:
            for each in self.occasions:
                yield replace(each, traits=replace(traits, regimes=each.traits.regimes))


def news(
    seen: Iterable[Recorded], bench: Bench, touched: Touched, first: date = date.min
) -> Iterator[Occasion]:
    """Yield what changes on some day or later in the points of law and amendments that touch any.

    Whom nothing touches before that day is not asked.
    """
    for each in every_news(seen, bench, first):
        yield from each.told(touched(each.touches))


def every_news(seen: Iterable[Recorded], bench: Bench, first: date = date.min) -> Iterator[News]:
    """Yield what changes on some day or later in the points of law and amendments."""
    yield from _of_questions(list(seen), bench, first)
    yield from _of_amendments(bench, first)


def touching(dossiers: Iterable[Dossier]) -> Touched:
    """Return what tells the traits of the products of which some subject satisfies a test."""
    subjects = [
        (profile(dossier, channel), dossier)
        for dossier in dossiers
        for channel in dossier.placements
    ]

    def traits(test: Callable[[Profile], bool]) -> Traits:
        found = [(subject, dossier) for subject, dossier in subjects if test(subject)]
        return Traits(
            tuple(sorted({dossier.product for _, dossier in found})),
            tuple(sorted({subject.channel for subject, _ in found})),
            categories=tuple(sorted({n for subject, _ in found for n in subject.categories if n})),
            vendors=tuple(sorted({n for _, d in found for n in d.vendors.values if n})),
        )

    return traits


def _of_questions(seen: list[Recorded], bench: Bench, first: date) -> Iterator[News]:
    settled = settled_readings(seen)
    for question in questions_raised(seen):
        told = [(Sort.QUESTION_RAISED, question.fact.effective_on, QuestionNews(question))]
        reading = settled.get(question.name)
        if reading is not None and reading in question.readings:
            day = _settled_on(question, seen)
            told.append((Sort.QUESTION_SETTLED, day, QuestionNews(question, reading)))
        if found := tuple(_of_question(*each) for each in told if each[1] >= first):
            yield News(partial(_bears_on, question, bench), found)


def _of_question(sort: Sort, day: date, matter: QuestionNews) -> Occasion:
    name = matter.question.name
    about = (name,) if matter.reading is None else (name, matter.reading)
    return Occasion(sort, about, day, Traits(), matter)


def _bears_on(question: OpenQuestion, bench: Bench, subject: Profile) -> bool:
    return any(
        bench.reach.touches(item.provision, subject)
        for reading in question.readings.values()
        for item in reading
    )


def _settled_on(question: OpenQuestion, seen: Iterable[Recorded]) -> date:
    return max(
        record.fact.effective_on
        for record in seen
        if isinstance(record.fact, QuestionSettled) and record.fact.question == question.name
    )


def _of_amendments(bench: Bench, first: date) -> Iterator[News]:
    for regime, steps in sorted(bench.judge(()).law.regimes.items()):
        if found := tuple(each for each in _amendments(regime, steps) if each.day >= first):
            yield News(partial(_asks_of, regime, bench), found)


def _amendments(regime: str, steps: Steps[RegimeState]) -> Iterator[Occasion]:
    waiting: list[Provided] = []
    for day, state in zip(steps.days, steps.values, strict=True):
        for item in state.pending:
            if item not in waiting:
                yield _amendment(Sort.AMENDMENT_ANNOUNCED, regime, item, day)
        for item in waiting:
            if item not in state.pending:
                by = state.catalogue.issued
                yield _amendment(Sort.AMENDMENT_LANDED, regime, item, day, by)
        waiting = list(state.pending)


def _asks_of(regime: str, bench: Bench, subject: Profile) -> bool:
    return bench.reach.asks_in(regime, subject.channel)


def _amendment(
    sort: Sort, regime: str, announced: Provided, day: date, landed: Provided | None = None
) -> Occasion:
    about = (regime, announced.fact_id, str(announced.place))
    matter, marks = AmendmentNews(regime, announced, landed), doubts(landed or announced)
    return Occasion(sort, about, day, Traits(regimes=(regime,)), matter, marks)
