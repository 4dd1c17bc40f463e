"""What an occasion carries of the law: acts, the names of regimes, and what is not settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from events.acts import ActPublished
from events.provisions import RegimeEstablished
from projections.comparing.needs import Need
from projections.judging.bench import Judgment
from projections.judging.citing import all_reasons
from projections.judging.grounds import carrying
from projections.judging.judgment import leans_on
from projections.judging.requirements import Requirement
from projections.judging.reviews import ReviewFinding, ReviewStanding
from projections.record.law import Provided


def titles(provided: Iterable[Provided]) -> list[str]:
    """Return the titles of the acts in which provisions stand, each once, by the act's name."""
    acts = {
        fact.act: fact.title
        for each in provided
        if isinstance(fact := each.record.fact, ActPublished)
    }
    return [f"{act}: {title.rstrip('.')}." for act, title in sorted(acts.items())]


def leant_on(judgment: Judgment) -> list[Provided]:
    """Return the provisions on which the reasons that carry a status rest."""
    return [provided for reason in carrying(judgment) for provided in leans_on(reason)]


def regimes_named(judgment: Judgment) -> dict[str, RegimeEstablished]:
    """Return the provisions that name the regimes of which a judgment speaks, by regime."""
    return {
        reason.regime: provision
        for reason in all_reasons(judgment)
        if isinstance(reason, Requirement)
        and isinstance(provision := reason.ground.provision, RegimeEstablished)
    }


@dataclass(frozen=True, slots=True)
class Doubts:
    """What would have to be known to settle a status, each sorted by name.

    `regimes` are those of which it is unknown whether they cover the product.
    """

    questions: tuple[str, ...]
    regimes: tuple[str, ...]
    reviews: tuple[str, ...]


def doubts(judgment: Judgment) -> Doubts:
    """Return what keeps a judgment from settling the status."""
    reasons = carrying(judgment)
    regimes = {
        reason.regime
        for reason in reasons
        if isinstance(reason, Requirement) and reason.scope.in_scope is None
    }
    reviews = {
        reason.review
        for reason in reasons
        if isinstance(reason, ReviewFinding) and reason.standing is ReviewStanding.PENDING
    }
    questions = {point.question.name for point in judgment.open_points if point.decisive}
    return Doubts(tuple(sorted(questions)), tuple(sorted(regimes)), tuple(sorted(reviews)))


def removal_deadline(judgment: Judgment) -> date | None:
    """Return the last day for a removal ordered of what a judgment bars, if one is."""
    return max(
        (
            reason.deadline
            for reason in carrying(judgment)
            if isinstance(reason, ReviewFinding) and reason.deadline
        ),
        default=None,
    )


def missing_from(needs: Iterable[Need], *, certain: bool) -> Iterator[tuple[date, list[Need]]]:
    """Yield the licenses that are missing, or perhaps are, by the day since which they are."""
    found = sorted((need for need in needs if need.certain is certain), key=_by)
    for by, those in groupby(found, key=_by):
        yield by, list(those)


def _by(need: Need) -> date:
    return need.by
