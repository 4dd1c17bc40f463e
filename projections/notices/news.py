"""Occasions of the law itself: points of law raised and settled, amendments announced and made."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from events.acts import QuestionSettled
from events.recorded import Recorded
from projections.bench import Bench
from projections.dossiers import Dossier
from projections.law import Provided
from projections.notices.occasions import AmendmentNews, Occasion, QuestionNews, Sort, Traits
from projections.questions import OpenQuestion, questions_raised, settled_readings
from projections.reach import Profile, profile

Touched = Callable[[Callable[[Profile], bool]], Traits]
"""Tells the traits of the products of which some subject satisfies a test; of none, if none."""


def news(
    seen: Iterable[Recorded], bench: Bench, touched: Touched, first: date = date.min
) -> Iterator[Occasion]:
    """Yield what changes on some day or later in the points of law and amendments that touch any.

    Whom nothing touches before that day is not asked.
    """
    yield from _of_questions(list(seen), bench, touched, first)
    yield from _of_amendments(bench, touched, first)


def touching(dossiers: Iterable[Dossier]) -> Touched:
    """Return what tells the traits of the products of which some subject satisfies a test."""
    subjects = [
        (profile(dossier, channel), dossier)
        for dossier in dossiers
        for channel in dossier.placements
    ]

    def traits(test: Callable[[Profile], bool]) -> Traits:
        answers: dict[Profile, bool] = {}
        found = [
            (subject, dossier)
            for subject, dossier in subjects
            if answers.setdefault(subject, test(subject))
        ]
        return Traits(
            tuple(sorted({dossier.product for _, dossier in found})),
            tuple(sorted({subject.channel for subject, _ in found})),
            categories=tuple(sorted({n for subject, _ in found for n in subject.categories if n})),
            vendors=tuple(sorted({n for _, d in found for n in d.vendors.values if n})),
        )

    return traits


def _of_questions(
    seen: list[Recorded], bench: Bench, touched: Touched, first: date
) -> Iterator[Occasion]:
    settled = settled_readings(seen)
    for question in questions_raised(seen):
        told = [(Sort.QUESTION_RAISED, question.fact.effective_on, QuestionNews(question))]
        reading = settled.get(question.name)
        if reading is not None and reading in question.readings:
            day = _settled_on(question, seen)
            told.append((Sort.QUESTION_SETTLED, day, QuestionNews(question, reading)))
        told = [each for each in told if each[1] >= first]
        if not told or not (traits := touched(partial(_bears_on, question, bench))).products:
            continue
        for sort, day, matter in told:
            about = (question.name,) if matter.reading is None else (question.name, matter.reading)
            yield Occasion(sort, about, day, traits, matter)


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


def _of_amendments(bench: Bench, touched: Touched, first: date) -> Iterator[Occasion]:
    for regime, steps in sorted(bench.judge(()).law.regimes.items()):
        waiting: list[Provided] = []
        traits: Traits | None = None
        for day, state in zip(steps.days, steps.values, strict=True):
            landed = [item for item in waiting if item not in state.pending]
            coming = [item for item in state.pending if item not in waiting]
            waiting = list(state.pending)
            if day < first or not (landed or coming):
                continue
            traits = traits or touched(partial(_asks_of, regime, bench))
            if not traits.products:
                break
            for item in coming:
                yield _amendment(Sort.AMENDMENT_ANNOUNCED, regime, item, day, traits)
            for item in landed:
                by = state.catalogue.issued
                yield _amendment(Sort.AMENDMENT_LANDED, regime, item, day, traits, by)


def _asks_of(regime: str, bench: Bench, subject: Profile) -> bool:
    return bench.reach.asks_in(regime, subject.channel)


def _amendment(
    sort: Sort,
    regime: str,
    announced: Provided,
    day: date,
    traits: Traits,
    landed: Provided | None = None,
) -> Occasion:
    named = Traits(
        traits.products, traits.channels, (regime,), (), traits.categories, traits.vendors
    )
    about = (regime, announced.fact_id, str(announced.place))
    return Occasion(sort, about, day, named, AmendmentNews(regime, announced, landed))
