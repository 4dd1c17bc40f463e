"""The answer to "why has it this status": as JSON, and its digest."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from events.facts import canonical_bytes
from projections.answers.asked import point_document
from projections.answers.cautions import cautions_json
from projections.answers.explanation import Json, reasons_json
from projections.judging.bench import Case
from projections.judging.timeline import Standstill, standstill
from projections.record.visible import Viewpoint


def explained_json(
    point: Viewpoint,
    position: int,
    cases: Sequence[Case],
    doubts: Iterable[Json],
    cautions: Sequence[str] = (),
) -> Json:
    """Return the whole answer on one product, every channel asked for, with the doubts about it."""
    return {
        **point_document(point),
        **cautions_json(cautions),
        "position": position,
        "product": cases[0].dossier.product,
        "explanations": [answer_json(case, standstill(case, point.as_of)) for case in cases],
        "findings": [*doubts],
    }


def answer_json(case: Case, stands: Standstill) -> Json:
    """Return the answer for one channel: status, since and until when, reasons, what is next."""
    next_judgment = case.judgment(stands.until) if stands.until else None
    return {
        "channel": case.channel,
        "status": stands.judgment.status,
        "since": stands.since.isoformat() if stands.since else None,
        "until": stands.until.isoformat() if stands.until else None,
        "reasons": reasons_json(stands.judgment),
        "next": {
            "status": next_judgment.status,
            "from": stands.until.isoformat() if stands.until else None,
            "reasons": reasons_json(next_judgment),
        }
        if next_judgment
        else None,
    }


def digest(answer: Json) -> str:
    """Return the SHA-256 of an answer's canonical JSON (RFC 8785), in hexadecimal."""
    return sha256(canonical_bytes(answer)).hexdigest()
