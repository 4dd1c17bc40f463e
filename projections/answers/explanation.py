"""Judgments and their reasons as JSON values: what `--json` prints and other programs read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, assert_never

from events.acts import ActPublished, QuestionRaised
from events.base import Source
from events.recorded import Recorded
from projections.judging.bench import Judgment, OpenPoint, UnderReadings
from projections.judging.grounds import all_reasons
from projections.judging.judgment import Placement, Reason, leans_on
from projections.judging.requirements import PendingAmendment, Requirement
from projections.judging.reviews import ReviewFinding
from projections.judging.satisfaction import LicenseFinding
from projections.judging.scope import EntryFinding, ScopeFinding
from projections.record.law import Provided
from projections.wording.en import license_words, open_point, scope_words, sentence, value_words

Json = dict[str, Any]


def reasons_json(judgment: Judgment) -> list[Json]:
    """Return the reasons of a judgment: those under every reading, then the points left open."""
    return [
        *(reason_json(reason) for reason in judgment.reasons),
        *(_open_point(point, judgment) for point in judgment.open_points),
        *(_under_readings(under) for under in judgment.readings),
    ]


def reason_json(reason: Reason) -> Json:
    """Return one reason: its kind, a sentence, the facts behind it, and its parts."""
    text = sentence(reason)
    match reason:
        case Placement():
            facts = [reason.record.id] if reason.record else []
            return {"kind": "placement", "text": text, "facts": facts}
        case Requirement():
            return {"kind": "requirement", "text": text, **_requirement(reason)}
        case ReviewFinding():
            return {
                "kind": "review",
                "text": text,
                "review": reason.review,
                "channel": reason.channel,
                "standing": reason.standing,
                "deadline": reason.deadline.isoformat() if reason.deadline else None,
                "facts": [reason.record.id],
            }
        case PendingAmendment():
            return {
                "kind": "pending_amendment",
                "text": text,
                "regime": reason.regime,
                "citation": citation(reason.announced),
            }
        case _:
            assert_never(reason)


def citation(provided: Provided) -> Json:
    """Return where a provision stands and where to check it."""
    fact = provided.record.fact
    cited: Json = {"fact": provided.fact_id}
    match fact:
        case ActPublished():
            cited |= {"act": fact.act, "title": fact.title, "title_zh": fact.title_zh}
        case QuestionRaised():
            cited |= {"question": fact.question, "reading": provided.reading}
        case _:
            pass
    provision = provided.provision
    return cited | {
        "article": provision.article,
        "effective_on": provision.effective_on.isoformat(),
        **({"perhaps_on": provision.perhaps_on.isoformat()} if provision.perhaps_on else {}),
        "verified": provision.verified,
        "note": provision.note,
        "sources": [source_json(source) for source in fact.source],
    }


def source_json(source: Source) -> Json:
    """Return a source without the fields it leaves out."""
    return source.model_dump(exclude_none=True)


def _requirement(requirement: Requirement) -> Json:
    license = requirement.license
    return {
        "regime": requirement.regime,
        "standing": requirement.standing,
        "channel": requirement.channel,
        "in_scope": requirement.scope.in_scope,
        "satisfied": requirement.satisfied,
        "scope": _scope(requirement.scope),
        "license": _license(license) if license else None,
        "citation": citation(requirement.ground),
        "set_aside_by": citation(requirement.set_aside_by) if requirement.set_aside_by else None,
    }


def _scope(scope: ScopeFinding) -> Json:
    return {
        "ground": scope.ground,
        "text": scope_words(scope),
        "category": scope.category,
        "facts": [scope.determination.id] if scope.determination else [],
        "rule": citation(scope.rule) if scope.rule else None,
        "entries": [_entry(entry) for entry in scope.entries],
    }


def _entry(found: EntryFinding) -> Json:
    return {
        "code": found.listed.code,
        "name": found.listed.entry.name,
        "name_zh": found.listed.entry.name_zh,
        "match": found.listed.entry.match,
        "citation": citation(found.listed.provided),
        "criteria": [
            {
                **criterion.criterion.model_dump(exclude_none=True),
                "on_record": None if criterion.actual is None else value_words(criterion.actual),
                "holds": criterion.holds,
                "problem": criterion.problem,
            }
            for criterion in found.criteria
        ],
    }


def _license(found: LicenseFinding) -> Json:
    state = found.state
    return {
        "license": found.license,
        "number": found.issue.number,
        "regime": found.issue.regime,
        "license_kind": found.issue.license_kind,
        "issued_on": found.issue.issued_on.isoformat(),
        "outcome": found.outcome,
        "text": license_words(found),
        "since": state.since.isoformat() if state.since else None,
        "last_day": state.last_day.isoformat() if state.last_day else None,
        "assumed": state.assumed,
        "assumed_from": citation(found.term) if found.term else None,
        "recognised_by": citation(found.recognition) if found.recognition else None,
        "defect": found.defect,
        "doubtful_renewal": found.doubtful_renewal.isoformat() if found.doubtful_renewal else None,
    }


def _open_point(point: OpenPoint, judgment: Judgment) -> Json:
    question = point.question
    return {
        "kind": "open_question",
        "text": open_point(point),
        "question": question.name,
        "decisive": point.decisive,
        "readings": [
            {
                "reading": name,
                "text": reading.text,
                "statuses": statuses_under(question.name, name, judgment),
            }
            for name, reading in question.fact.readings.items()
        ],
        "facts": [question.record.id],
    }


def statuses_under(question: str, reading: str, judgment: Judgment) -> list[str]:
    """Return the statuses that a reading leaves possible, whatever the other questions come to."""
    found = [
        under.verdict.status for under in judgment.readings if (question, reading) in under.choice
    ]
    return sorted(set(found)) or [judgment.status]


def _under_readings(under: UnderReadings) -> Json:
    return {
        "kind": "under_readings",
        "readings": dict(under.choice),
        "status": under.verdict.status,
        "reasons": [reason_json(reason) for reason in under.verdict.reasons],
    }


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act or question on which a judgment rests, with what nobody has verified in it."""

    name: str
    title: str
    title_zh: str | None
    unverified: tuple[str, ...]
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


def _cited_act(record: Recorded) -> CitedAct:
    fact = record.fact
    unverified = tuple(
        f"{source.article or 'the whole'} ({source.title or source.url})"
        for source in fact.source
        if source.verified is False and source.url is None
    )
    url = next((source.url for source in fact.source if source.url and source.verified), None)
    if isinstance(fact, ActPublished):
        return CitedAct(fact.act, fact.title, fact.title_zh, unverified, url)
    text = fact.text if isinstance(fact, QuestionRaised) else fact.kind
    name = fact.question if isinstance(fact, QuestionRaised) else record.id
    return CitedAct(name, text, None, unverified, url)
