"""The answer to "why has it this status": as JSON, and its digest."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from events.facts import canonical_bytes
from projections.documents.findings import finding_document
from projections.documents.reasons import Json, reasons_document
from projections.findings import Finding
from projections.findings.cautions import cautions_json
from projections.judging.bench import Case
from projections.judging.timeline import Standstill, standstill
from projections.record.asked import point_document
from projections.record.visible import Viewpoint
from projections.wording import Words


def explained_document(
    words: Words,
    point: Viewpoint,
    position: int,
    cases: Sequence[Case],
    doubts: Iterable[Finding],
    cautions: Sequence[str] = (),
) -> Json:
    """Return the whole answer on one product, every channel asked for, with the doubts about it."""
    return {
        **point_document(point),
        **cautions_json(cautions),
        "position": position,
        "product": cases[0].dossier.product,
        "explanations": [
            answer_document(words, case, standstill(case, point.as_of)) for case in cases
        ],
        "findings": [finding_document(doubt, words) for doubt in doubts],
    }


def answer_document(words: Words, case: Case, stands: Standstill) -> Json:
    """Return the answer for one channel: status, since and until when, reasons, what is next."""
    next_judgment = case.judgment(stands.until) if stands.until else None
    return {
        "channel": case.channel,
        "status": stands.judgment.status,
        "since": stands.since.isoformat() if stands.since else None,
        "until": stands.until.isoformat() if stands.until else None,
        "reasons": reasons_document(words, stands.judgment),
        "next": {
            "status": next_judgment.status,
            "from": stands.until.isoformat() if stands.until else None,
            "reasons": reasons_document(words, next_judgment),
        }
        if next_judgment
        else None,
    }


def digest(answer: Json) -> str:
    """Return the SHA-256 of an answer's canonical JSON (RFC 8785), in hexadecimal."""
    return sha256(canonical_bytes(answer)).hexdigest()
