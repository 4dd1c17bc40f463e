"""The answer to "why has it this status" in one channel: as JSON, and its digest."""

from hashlib import sha256

from events.facts import canonical_bytes
from projections.documents.citations import Json
from projections.documents.reasons import reasons_document
from projections.judging.timeline import Standstill
from projections.wording import Words


def answer_document(words: Words, channel: str, stands: Standstill) -> Json:
    """Return the answer for one channel: status, since and until when, reasons, what is next."""
    until = stands.until.isoformat() if stands.until else None
    return {
        "channel": channel,
        "status": stands.judgment.status,
        "since": stands.since.isoformat() if stands.since else None,
        "until": until,
        "reasons": reasons_document(words, stands.judgment),
        "next": {
            "status": stands.after.status,
            "from": until,
            "reasons": reasons_document(words, stands.after),
        }
        if stands.after
        else None,
    }


def digest(answer: Json) -> str:
    """Return the SHA-256 of an answer's canonical JSON (RFC 8785), in hexadecimal."""
    return sha256(canonical_bytes(answer)).hexdigest()
