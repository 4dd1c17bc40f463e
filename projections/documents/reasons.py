"""Judgments and their reasons as JSON values: what `--json` prints and other programs read."""

from typing import Any, assert_never

from events.acts import ActPublished, QuestionRaised
from events.base import Source
from events.products import ParameterValue
from projections.judging.bench import Judgment, OpenPoint, UnderReadings
from projections.judging.citing import statuses_under
from projections.judging.judgment import Placement, Reason
from projections.judging.requirements import PendingAmendment, Requirement
from projections.judging.reviews import ReviewFinding
from projections.judging.satisfaction import LicenseFinding
from projections.judging.scope import EntryFinding, ScopeFinding
from projections.record.law import Provided
from projections.wording import Words

Json = dict[str, Any]


def reasons_document(words: Words, judgment: Judgment) -> list[Json]:
    """Return the reasons of a judgment: those under every reading, then the points left open."""
    return [
        *(reason_document(words, reason) for reason in judgment.reasons),
        *(_open_point(words, point, judgment) for point in judgment.open_points),
        *(_under_readings(words, under) for under in judgment.readings),
    ]


def reason_document(words: Words, reason: Reason) -> Json:
    """Return one reason: its kind, a sentence, the facts behind it, and its parts."""
    text = words.sentence(reason)
    match reason:
        case Placement():
            facts = [reason.record.id] if reason.record else []
            return {"kind": "placement", "text": text, "facts": facts}
        case Requirement():
            return {"kind": "requirement", "text": text, **_requirement(words, reason)}
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
                "citation": citation_document(reason.announced),
            }
        case _:
            assert_never(reason)


def citation_document(provided: Provided) -> Json:
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
        "sources": [source_document(source) for source in fact.source],
    }


def source_document(source: Source) -> Json:
    """Return a source without the fields it leaves out."""
    return source.model_dump(exclude_none=True)


def _requirement(words: Words, requirement: Requirement) -> Json:
    license = requirement.license
    return {
        "regime": requirement.regime,
        "standing": requirement.standing,
        "channel": requirement.channel,
        "in_scope": requirement.scope.in_scope,
        "satisfied": requirement.satisfied,
        "scope": _scope(words, requirement.scope),
        "license": _license(words, license) if license else None,
        "citation": citation_document(requirement.ground),
        "set_aside_by": citation_document(requirement.set_aside_by)
        if requirement.set_aside_by
        else None,
    }


def _scope(words: Words, scope: ScopeFinding) -> Json:
    return {
        "ground": scope.ground,
        "text": words.scope_words(scope),
        "category": scope.category,
        "facts": [scope.determination.id] if scope.determination else [],
        "rule": citation_document(scope.rule) if scope.rule else None,
        "entries": [_entry(words, entry) for entry in scope.entries],
    }


def _entry(words: Words, found: EntryFinding) -> Json:
    return {
        "code": found.listed.code,
        "name": found.listed.entry.name,
        "name_zh": found.listed.entry.name_zh,
        "match": found.listed.entry.match,
        "citation": citation_document(found.listed.provided),
        "criteria": [
            {
                **criterion.criterion.model_dump(exclude_none=True),
                "on_record": _value(words, criterion.actual),
                "holds": criterion.holds,
                "problem": words.problem_words(criterion.problem) if criterion.problem else None,
            }
            for criterion in found.criteria
        ],
    }


def _license(words: Words, found: LicenseFinding) -> Json:
    state = found.state
    return {
        "license": found.license,
        "number": found.issue.number,
        "regime": found.issue.regime,
        "license_kind": found.issue.license_kind,
        "issued_on": found.issue.issued_on.isoformat(),
        "outcome": found.outcome,
        "text": words.license_words(found),
        "since": state.since.isoformat() if state.since else None,
        "last_day": state.last_day.isoformat() if state.last_day else None,
        "assumed": state.assumed,
        "assumed_from": citation_document(found.term) if found.term else None,
        "recognised_by": citation_document(found.recognition) if found.recognition else None,
        "defect": found.defect,
        "doubtful_renewal": found.doubtful_renewal.isoformat() if found.doubtful_renewal else None,
    }


def _open_point(words: Words, point: OpenPoint, judgment: Judgment) -> Json:
    question = point.question
    return {
        "kind": "open_question",
        "text": words.open_point(point),
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


def _under_readings(words: Words, under: UnderReadings) -> Json:
    return {
        "kind": "under_readings",
        "readings": dict(under.choice),
        "status": under.verdict.status,
        "reasons": [reason_document(words, reason) for reason in under.verdict.reasons],
    }


def _value(words: Words, value: ParameterValue | None) -> str | None:
    return None if value is None else words.value_words(value)
