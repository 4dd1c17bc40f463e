"""Judgments and their reasons as JSON values: what `--json` prints and other programs read."""

from typing import assert_never

from events.products import ParameterValue
from projections.documents.citations import Cite, Json, citation_document
from projections.judging.bench import Judgment, OpenPoint, UnderReadings
from projections.judging.citing import statuses_under
from projections.judging.grounds import grounds_of
from projections.judging.judgment import Placement, Reason, leans_on
from projections.judging.requirements import PendingAmendment, Requirement
from projections.judging.reviews import ReviewFinding
from projections.judging.satisfaction import LicenseFinding
from projections.judging.scope import EntryFinding, ScopeFinding
from projections.wording import Words


def reasons_document(
    words: Words, judgment: Judgment, cite: Cite = citation_document
) -> list[Json]:
    """Return the reasons of a judgment: those under every reading, then the points left open.

    What stands for a provision is what `cite` makes of it.
    """
    return [
        *(reason_document(words, reason, cite) for reason in judgment.reasons),
        *(_open_point(words, point, judgment) for point in judgment.open_points),
        *(_under_readings(words, under, cite) for under in judgment.readings),
    ]


def ground_document(words: Words, judgment: Judgment, cite: Cite) -> Json:
    """Return the most telling thing on which a status rests, and how many there are beside it."""
    first, *others = grounds_of(judgment)
    leant_on = leans_on(first) if isinstance(first, Requirement) else ()
    return {
        "text": words.ground(first),
        "citations": [cite(provided) for provided in dict.fromkeys(leant_on)],
        "others": len(others),
    }


def reason_document(words: Words, reason: Reason, cite: Cite) -> Json:
    """Return one reason: its kind, a sentence, the facts behind it, and its parts."""
    text = words.sentence(reason)
    match reason:
        case Placement():
            facts = [reason.record.id] if reason.record else []
            return {"kind": "placement", "text": text, "facts": facts}
        case Requirement():
            return {"kind": "requirement", "text": text, **_requirement(words, reason, cite)}
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
                "citation": cite(reason.announced),
            }
        case _:
            assert_never(reason)


def _requirement(words: Words, requirement: Requirement, cite: Cite) -> Json:
    license = requirement.license
    return {
        "regime": requirement.regime,
        "standing": requirement.standing,
        "channel": requirement.channel,
        "in_scope": requirement.scope.in_scope,
        "satisfied": requirement.satisfied,
        "scope": _scope(words, requirement.scope, cite),
        "license": _license(words, license, cite) if license else None,
        "citation": cite(requirement.ground),
        "set_aside_by": cite(requirement.set_aside_by) if requirement.set_aside_by else None,
    }


def _scope(words: Words, scope: ScopeFinding, cite: Cite) -> Json:
    return {
        "ground": scope.ground,
        "text": words.scope_words(scope),
        "category": scope.category,
        "facts": [scope.determination.id] if scope.determination else [],
        "rule": cite(scope.rule) if scope.rule else None,
        "entries": [_entry(words, entry, cite) for entry in scope.entries],
    }


def _entry(words: Words, found: EntryFinding, cite: Cite) -> Json:
    return {
        "code": found.listed.code,
        "name": found.listed.entry.name,
        "name_zh": found.listed.entry.name_zh,
        "match": found.listed.entry.match,
        "citation": cite(found.listed.provided),
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


def _license(words: Words, found: LicenseFinding, cite: Cite) -> Json:
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
        "assumed_from": cite(found.term) if found.term else None,
        "recognised_by": cite(found.recognition) if found.recognition else None,
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


def _under_readings(words: Words, under: UnderReadings, cite: Cite) -> Json:
    return {
        "kind": "under_readings",
        "readings": dict(under.choice),
        "status": under.verdict.status,
        "reasons": [reason_document(words, reason, cite) for reason in under.verdict.reasons],
    }


def _value(words: Words, value: ParameterValue | None) -> str | None:
    return None if value is None else words.value_words(value)
