"""Everything a ledger stores, as it stands on the disk, and what cannot be read of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from events.facts import Fact, fact_from_json
from projections.chain import stamp
from tracker.integrity.faults import Fault, Kind
from tracker.ledger.storage import Header, Link, Session


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the facts; the fact is None where its bytes are none."""

    position: int
    stream: str
    topic: str
    content: bytes
    fact: Fact | None
    problem: str = ""


@dataclass
class Stored:
    """All rows of a ledger, and the faults met while they were read."""

    header: Header
    facts: dict[int, FactRow] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    batches: list[tuple[int, int, str]] = field(default_factory=list)
    ids: list[tuple[Any, Any]] = field(default_factory=list)
    tags: list[tuple[Any, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def read_stored(session: Session, header: Header) -> Stored:
    """Return everything stored; what cannot be read becomes a fault and is left out."""
    found = Stored(header)
    for said in _rows(found, "the file", session.complaints):
        kind = Kind.GUARDS if said.startswith("the guard") else Kind.FILE
        found.faults.append(Fault(kind, "the file", f"The database says: {said}."))
    facts = map(_fact_row, _rows(found, "facts", lambda: session.stored("facts")))
    found.facts = {row.position: row for row in facts}
    found.links = list(_links(found, _rows(found, "chain", session.links)))
    rows = _rows(found, "batches", lambda: session.stored("batches"))
    found.batches = list(_batches(found, rows))
    found.ids = _rows(found, "fact_ids", lambda: session.stored("fact_ids"))
    found.tags = _rows(found, "fact_tags", lambda: session.stored("fact_tags"))
    return found


def _rows(found: Stored, table: str, read: Callable[[], list[Any]]) -> list[Any]:
    try:
        return read()
    except Exception as error:  # whatever a damaged file makes the driver raise is a finding
        message = f"{table.capitalize()} cannot be read: {error}."
        found.faults.append(Fault(Kind.FILE, table, message))
        found.unread.add(table)
        return []


def _links(found: Stored, rows: Iterable[Link]) -> Iterator[Link]:
    for row in rows:
        if isinstance(row.batch, int) and (type(row.leaf), type(row.head)) == (bytes, bytes):
            yield row
        else:
            where = f"position {row.position}"
            found.faults.append(Fault(Kind.CHAIN, where, f"The link of {where} is no link."))


def _batches(found: Stored, rows: Iterable[Any]) -> Iterator[tuple[int, int, str]]:
    for last, first, at in rows:
        if isinstance(first, int):
            yield last, first, _stamp(at)
        else:
            where = f"position {last}"
            said = f"The row of the batch that ends at {where} cannot be read."
            found.faults.append(Fault(Kind.VIEWS, where, said))


def _fact_row(row: tuple[Any, ...]) -> FactRow:
    position, stream, _, topic, state = row
    content = state if isinstance(state, bytes) else str(state).encode()
    if content is not state:
        problem = "it is not kept as bytes"
        return FactRow(position, str(stream), str(topic), content, None, problem)
    try:
        fact, problem = fact_from_json(content), ""
    except ValueError as error:
        fact, problem = None, str(error).splitlines()[0]
    return FactRow(position, str(stream), str(topic), content, fact, problem)


def _stamp(at: object) -> str:
    """Return an instant as it is digested; what is none, as it stands."""
    try:
        return stamp(at if isinstance(at, datetime) else datetime.fromisoformat(str(at)))
    except ValueError:
        return str(at)
