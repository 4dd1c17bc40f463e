"""Everything a ledger stores, as it stands on the disk, and what cannot be read of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from events.facts import Fact, fact_from_json
from projections.proof.chain import stamp
from tracker.integrity.faults import Fault, Kind
from tracker.ledger.storage import Header, Link, Part, Session
from tracker.ledger.written import read_written


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the facts; the fact is None where its bytes are none."""

    position: int
    stream: str
    version: int
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

    @property
    def fact_links(self) -> list[Link]:
        """The chain without its row at position 0, which stands for the header."""
        return [link for link in self.links if link.position]


def read_stored(session: Session, header: Header) -> Stored:
    """Return everything stored; what cannot be read becomes a fault and is left out."""
    found = Stored(header)
    for said in _rows(found, "the file", session.complaints):
        found.faults.append(Fault(Kind.FILE, "the file", f"The database says: {said}."))
    found.faults += _rows(found, "the schema", lambda: [*schema_faults(session)])
    _check_header(found, _rows(found, "ledger", lambda: session.stored("ledger")))
    facts = map(_fact_row, _rows(found, "facts", lambda: session.stored("facts")))
    found.facts = {row.position: row for row in facts}
    links = _rows(found, "chain", lambda: session.stored("chain"))
    found.links = list(_links(found, (Link(*row) for row in links)))
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
        where = f"position {row.position}"
        if row.position < 0:
            said = f"The chain has a link at {where}, before its beginning."
        elif tuple(map(type, row)) != (int, int, str, bytes, bytes):
            said = f"The link of {where} is no link."
        else:
            yield row
            if is_stamp(row.recorded_at):
                continue
            said = f"The chain times {where} '{row.recorded_at}', which is not how it writes times."
        found.faults.append(Fault(Kind.CHAIN, where, said))


def _batches(found: Stored, rows: Iterable[Any]) -> Iterator[tuple[int, int, str]]:
    for last, first, at in rows:
        if type(first) is int:
            yield last, first, stamp_of(at)
        else:
            where = f"position {last}"
            said = f"The row of the batch that ends at {where} cannot be read."
            found.faults.append(Fault(Kind.VIEWS, where, said))


def _fact_row(row: tuple[Any, ...]) -> FactRow:
    position, stream, version, topic, state = row
    content = state if isinstance(state, bytes) else str(state).encode()
    if content is not state:
        problem = "it is not kept as bytes"
        return FactRow(position, str(stream), version, str(topic), content, None, problem)
    try:
        fact, problem = fact_from_json(content), ""
    except ValueError as error:
        fact, problem = None, str(error).splitlines()[0]
    return FactRow(position, str(stream), version, str(topic), content, fact, problem)


def _check_header(found: Stored, rows: list[tuple[Any, ...]]) -> None:
    if not is_header(rows, found.header):
        message = "The header is not the one row that was read when the ledger was opened."
        found.faults.append(Fault(Kind.HEADER, "the header", message))


def is_header(rows: Sequence[tuple[Any, ...]], header: Header) -> bool:
    """Tell whether rows are the one that has a header."""
    said = (header.id, header.zone, stamp(header.created_at), header.format, 1)
    return [(*row[:2], stamp_of(row[2]), *row[3:]) for row in rows] == [said]


def stamp_of(at: Any) -> str:
    """Return an instant as it is digested; what is none, or written otherwise, in quotes."""
    try:
        return stamp(at if isinstance(at, datetime) else read_written(at))
    except (ValueError, TypeError):
        return f"'{at}'"


def is_stamp(text: str) -> bool:
    """Tell whether a text is an instant as it is digested."""
    try:
        return stamp(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False


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
