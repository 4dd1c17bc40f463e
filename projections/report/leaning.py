"""On which facts a judgment leans: those of the law, the product, its licenses and reviews."""

from collections.abc import Iterable, Iterator
from datetime import date

from events.acts import QuestionSettled
from events.products import ProductReclassified, ProductRegistered, ProductSpecified
from events.recorded import Recorded
from projections.judging.bench import Case, Judgment
from projections.judging.citing import all_reasons
from projections.judging.judgment import Placement, Reason, leans_on
from projections.judging.requirements import Requirement
from projections.judging.reviews import ReviewFinding
from projections.record.dossiers import Dossier
from projections.record.visible import legal_order


def leaned_on(case: Case, judgment: Judgment, day: date, law: Iterable[Recorded]) -> set[str]:
    """Return the ids of the facts on which the judgment of a case on a day leans."""
    found = {point.question.record.id for point in judgment.open_points}
    for reason in all_reasons(judgment):
        found.update(item.fact_id for item in leans_on(reason))
        found.update(record.id for record in _behind(reason, case.dossier, day))
    placement = case.dossier.placements[case.channel].at(day)
    found.update([placement.id] if placement else [])
    named = {name for record in law if record.id in found for name in _question(record)}
    return found | {
        record.id
        for record in law
        if isinstance(record.fact, QuestionSettled) and record.fact.question in named
    }


def _question(record: Recorded) -> Iterator[str]:
    if name := getattr(record.fact, "question", None):
        yield name


def _behind(reason: Reason, dossier: Dossier, day: date) -> Iterator[Recorded]:
    """Yield the facts on the product, a license or a review that a reason rests on."""
    match reason:
        case Placement():
            yield from [reason.record] if reason.record else []
        case Requirement():
            yield from _last(dossier, day, ProductRegistered, ProductReclassified)
            yield from _of_scope(reason, dossier, day)
            yield from _of_license(reason, dossier, day)
        case ReviewFinding():
            yield from _last(dossier, day, ProductRegistered)
            yield reason.record
            for review in dossier.reviews:
                if review.fact.review == reason.review:
                    yield review.opened
                    yield from (record for record, _ in review.conclusions)
        case _:
            return


def _of_scope(requirement: Requirement, dossier: Dossier, day: date) -> Iterator[Recorded]:
    """Yield a decision on scope, and the facts that give the parameters held against criteria."""
    if requirement.scope.determination is not None:
        yield requirement.scope.determination
    for entry in requirement.scope.entries:
        for found in entry.criteria:
            name = found.criterion.parameter
            told = [r for r in _until(dossier, day) if name in _parameters(r)]
            yield from told[-1:]


def _of_license(requirement: Requirement, dossier: Dossier, day: date) -> Iterator[Recorded]:
    named = requirement.license.license if requirement.license else None
    for license in dossier.licenses:
        if license.name == named:
            yield from (record for record in license.records if legal_order(record)[0] <= day)


def _last(dossier: Dossier, day: date, *kinds: type) -> list[Recorded]:
    return [record for record in _until(dossier, day) if isinstance(record.fact, kinds)][-1:]


def _until(dossier: Dossier, day: date) -> list[Recorded]:
    return [record for record in dossier.records if legal_order(record)[0] <= day]


def _parameters(record: Recorded) -> Iterable[str]:
    fact = record.fact
    return fact.parameters if isinstance(fact, ProductRegistered | ProductSpecified) else ()
