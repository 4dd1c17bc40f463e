"""Whole copies: a ledger as JSON Lines, and a ledger made from them, the same in all that counts.

The first line is the header, then one line a fact: the very bytes that are digested. The last line
states count, head and root, so that no byte can change, nor a line be lost, without it showing.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from events.facts import canonical_document, fact_from_json
from projections.chain import Standing, around, first_head, header_line, line, next_head, stamp
from projections.merkle import leaf_digest, root
from tracker.integrity.audit import audit
from tracker.integrity.errors import LedgerUnsound, RecordDamaged, Unreadable
from tracker.integrity.views import tags_by_position
from tracker.ledger import Ledger, restore_ledger
from tracker.ledger.storage import Entry, Header, Kept, Session


def copy_of(ledger: Ledger) -> bytes:
    """Return the whole ledger as bytes; raises LedgerUnsound if it has a fault."""
    with ledger.reading() as session:
        found = audit(session, ledger.header)
        if found.faults:
            raise LedgerUnsound(ledger.location, len(found.faults))
        contents = {row[0]: bytes(row[-1]) for row in session.stored("facts")}
        links = session.links(after=0)
    head = ledger.header
    lines = [header_line(id=head.id, zone=head.zone, created_at=head.created_at)]
    lines += [
        line(contents[link.position], Standing(link.position, link.batch, link.recorded_at))
        for link in links
    ]
    return b"\n".join([*lines, _seal(lines)]) + b"\n"


def _seal(lines: list[bytes]) -> bytes:
    leaves = [leaf_digest(each) for each in lines[1:]]
    head = first_head(lines[0])
    for leaf in leaves:
        head = next_head(head, leaf)
    stated = {"count": len(leaves), "head": head.hex(), "root": root(leaves).hex()}
    return canonical_document(stated)


def restore(path: Path, location: str) -> Ledger:
    """Return the new ledger made of a copy; raises RecordDamaged, or a LedgerError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("file", str(path), error.strerror or str(error)) from error
    lines = data.split(b"\n")
    if len(lines) < 3 or lines.pop() or lines.pop() != _seal(lines):
        raise RecordDamaged(str(path), _why_not(data))
    try:
        header, batches = _header(lines[0]), list(_batches(lines[1:]))
    except (ValueError, KeyError, TypeError) as error:
        raise RecordDamaged(str(path), f"It says what no ledger says: {error}") from error

    def fill(session: Session) -> None:
        for batch in batches:
            session.keep(batch)
        if faults := audit(session, header).faults:
            raise RecordDamaged(str(path), f"It has a fault: {faults[0].message.rstrip('.')}")

    return restore_ledger(location, header, fill)


def _why_not(data: bytes) -> str:
    if data.startswith(b'{"created_at":') or b'"format":"tracker-record/1"' in data[:200]:
        return "It is damaged or cut: its last line does not fit the lines above it"
    return "It is not in the format 'tracker-record/1'"


def _header(said: bytes) -> Header:
    fields = json.loads(said)
    if fields.get("format") != "tracker-record/1":
        raise ValueError(f"format '{fields.get('format')}' is not known")
    header = Header(fields["ledger"], fields["zone"], datetime.fromisoformat(fields["created_at"]))
    if header_line(id=header.id, zone=header.zone, created_at=header.created_at) != said:
        raise ValueError("the header is not canonical")
    ZoneInfo(header.zone)
    return header


def _batches(lines: list[bytes]) -> Iterator[Kept]:
    rows = [_row(each) for each in lines]
    positions = [standing.position for standing, _, _ in rows]
    if positions != sorted({*positions}) or len({fact.id for _, fact, _ in rows}) != len(rows):
        raise ValueError("a position or an id occurs twice or out of order")
    tags = tags_by_position((standing.position, fact) for standing, fact, _ in rows)
    for (_, at), group in groupby(rows, key=lambda row: (row[0].batch, row[0].recorded_at)):
        members = list(group)
        places = tuple(standing.position for standing, _, _ in members)
        if members[0][0].batch != places[0] or stamp(datetime.fromisoformat(at)) != at:
            raise ValueError(f"the batch of position {places[0]} begins or is timed otherwise")
        entries = tuple(
            Entry(fact.id, fact.kind, content, tags[standing.position])
            for standing, fact, content in members
        )
        yield Kept(datetime.fromisoformat(at), entries, places)


def _row(said: bytes) -> tuple[Standing, Any, bytes]:
    fields = json.loads(said)
    standing = Standing(fields["position"], fields["batch"], fields["recorded_at"])
    before, after = around(standing)
    if not (said.startswith(before) and said.endswith(after)):
        raise ValueError(f"the line of position {standing.position} is not canonical")
    content = said[len(before) : len(said) - len(after)]
    fact = fact_from_json(content)
    if fact.id is None or standing.position < 1:
        raise ValueError(f"position {standing.position} has no id or no place")
    return standing, fact, content
