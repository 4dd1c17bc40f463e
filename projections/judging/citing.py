"""What judgments cite: their reasons, the provisions behind these, and where to read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.acts import ActPublished, QuestionRaised
from events.base import Source
from events.provisions import RegimeEstablished
from events.recorded import Recorded
from projections.judging.bench import Judgment
from projections.judging.grounds import carrying
from projections.judging.judgment import Reason, Status, leans_on
from projections.judging.requirements import Requirement
from projections.record.law import Provided


def statuses_under(question: str, reading: str, judgment: Judgment) -> list[Status]:
    """Return the statuses that a reading leaves possible, whatever the other questions come to."""
    found = [
        under.verdict.status for under in judgment.readings if (question, reading) in under.choice
    ]
    return sorted(set(found)) or [judgment.status]


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act or question on which a judgment rests, with what nobody has verified in it."""

    name: str
    title: str
    title_zh: str | None
    unverified: tuple[Source, ...]
    url: str | None


def citations(judgments: Iterable[Judgment]) -> list[CitedAct]:
    """Return the acts and questions that the reasons of judgments cite, each once, by name."""
    found = (_cited_act(record) for record in cited_records(judgments))
    return sorted(found, key=lambda act: act.name)


def cited_records(judgments: Iterable[Judgment]) -> list[Recorded]:
    """Return the facts of law that the reasons and open points of judgments cite, each once."""
    records: dict[str, Recorded] = {}
    for judgment in judgments:
        for reason in all_reasons(judgment):
            records |= {item.fact_id: item.record for item in leans_on(reason)}
        for point in judgment.open_points:
            records[point.question.record.id] = point.question.record
    return list(records.values())


def all_reasons(judgment: Judgment) -> list[Reason]:
    """Return the reasons of a judgment, those under single readings among them."""
    below = [reason for under in judgment.readings for reason in under.verdict.reasons]
    return [*judgment.reasons, *below]


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


def _cited_act(record: Recorded) -> CitedAct:
    fact = record.fact
    unverified = tuple(
        source for source in fact.source if source.verified is False and source.url is None
    )
    url = next((source.url for source in fact.source if source.url and source.verified), None)
    if isinstance(fact, ActPublished):
        return CitedAct(fact.act, fact.title, fact.title_zh, unverified, url)
    text = fact.text if isinstance(fact, QuestionRaised) else fact.kind
    name = fact.question if isinstance(fact, QuestionRaised) else record.id
    return CitedAct(name, text, None, unverified, url)
