"""The schema of a ledger held against the one that the program makes: no part more, none fewer."""

from collections.abc import Iterator

from tracker.integrity.faults import Fault, Kind
from tracker.ledger.storage import Part, Session

_GUARDS = ("trigger", "function")
_SHOWN = 200
"""So many characters of a definition are told."""


def schema_faults(session: Session) -> Iterator[Fault]:
    """Yield the parts of the schema that are gone, that were changed, and that no ledger has."""
    found, made = session.schema(), set(session.schema_made())
    named = {(part.sort, part.name): part for part in found}
    for part in sorted(made - found):
        now = named.pop((part.sort, part.name), None)
        yield _fault(part, f"was changed. It reads: {_short(now)}" if now else "is gone")
    for part in sorted({*named.values()} - made):
        yield _fault(part, f"is in no ledger that the program makes. It reads: {_short(part)}")


def _fault(part: Part, said: str) -> Fault:
    kind = Kind.GUARDS if part.sort in _GUARDS else Kind.SCHEMA
    return Fault(kind, "the schema", f"The {part.sort} {part.name} {said.rstrip('.')}.")


def _short(part: Part) -> str:
    text = " ".join(part.definition.split()) or "nothing"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} ..."
