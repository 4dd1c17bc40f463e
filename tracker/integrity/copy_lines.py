"""The lines of a whole copy, read back: each is what a ledger would write, or the first is named.

Nothing else is taken: no other form of a number, a time or a fact, no line out of its order.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import IO
from zoneinfo import ZoneInfo

from events.facts import Fact, canonical_document, canonical_json, fact_from_json
from events.following import Work, counted_out
from events.reading.files import read_facts
from events.tables.shelves import Shelves
from projections.proof.chain import Standing, first_head, header_line, next_head, stamp
from projections.proof.merkle import Digest, leaf_digest, root
from projections.wording import ENGLISH
from tracker.integrity.aside import digests
from tracker.integrity.views import tags_of
from tracker.ledger.storage import Entry, Header, Placed

LAST = 2**53 - 1
"""The last position: canonical JSON (RFC 8785) has no whole numbers beyond."""

_ID = re.compile("[0-9a-f]{32}")
_ROW = re.compile(
    rb'\{"batch":(?P<batch>[0-9]+),"fact":(?P<fact>\{.*\}),"position":(?P<position>[0-9]+),'
    rb'"recorded_at":"(?P<at>[^"]*)"\}',
    re.DOTALL,
)
_NO_HEADER = "it is not the header of a full export, in the format 'tracker-record/1'"
_UNFIT = (ValueError, KeyError, TypeError, RecursionError)
"""What a line of the wrong kind makes Python raise."""


class LineUnfit(ValueError):
    """A line is not one that a ledger would write there; the text says which and why."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"Line {number}: {why}")


@dataclass(frozen=True, slots=True)
class _Row:
    standing: Standing
    fact: Fact
    content: bytes
    line: bytes


def seal(header: bytes, leaves: Sequence[Digest]) -> bytes:
    """Return the last line of a copy, from its first and the digests of the others above it."""
    head = first_head(header)
    for leaf in leaves:
        head = next_head(head, leaf)
    stated = {"count": len(leaves), "head": head.hex(), "root": root(leaves).hex()}
    return canonical_document(stated)


def check_copy(file: IO[bytes], shelves: Shelves) -> tuple[Header, bytes]:
    """Return the header of a copy and its seal; raises LineUnfit for the first line at fault."""
    pieces, end = _pieces(file), deque[bytes]()
    first = next(pieces)
    header, leaves = _header(first), digests()
    lines = counted_out(Work.LINES_READ, _but_the_last_two(pieces, end))
    for row in _unrepeated(_rows(lines), shelves.index()):
        leaves.put(leaf_digest(row.line))
    if len(end) < 2 or end[1] or end[0] != seal(first, leaves):
        last = len(leaves) + len(end) + bool(not end or end[-1])
        raise LineUnfit(last, "it ends the file and does not fit what stands above: damaged or cut")
    return header, end[0]


def batches_of(file: IO[bytes], shelves: Shelves) -> Iterator[tuple[datetime, Iterator[Placed]]]:
    """Yield the batches of a copy in order, each by its instant and its facts.

    It was checked before: raises LineUnfit if it is no copy any more.
    """
    about = shelves.index()
    lines = _but_the_last_two(islice(_pieces(file), 1, None), deque())
    rows = _rows(counted_out(Work.FACTS_RECORDED, lines))
    for (_, at), members in groupby(rows, key=lambda row: row.standing[1:]):
        yield datetime.fromisoformat(at), (_placed(row, about) for row in members)


def _placed(row: _Row, about: MutableMapping[str, frozenset[str]]) -> Placed:
    tags = tags_of(row.fact, about)
    return row.standing.position, Entry(row.fact.id or "", row.fact.kind, row.content, tags)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands between the line ends of a file, and before and behind them."""
    line = b"\n"
    for line in file:
        yield line.removesuffix(b"\n")
    if line.endswith(b"\n"):
        yield b""


def _but_the_last_two(pieces: Iterator[bytes], end: deque[bytes]) -> Iterator[bytes]:
    """Yield pieces but the last two, or as many as there are, which are left in `end`."""
    for piece in pieces:
        end.append(piece)
        if len(end) > 2:
            yield end.popleft()


def _header(said: bytes) -> Header:
    try:
        fields = json.loads(said)
        created_at = _instant(fields["created_at"])
        header = Header(fields["ledger"], fields["zone"], created_at)
        again = header_line(id=header.id, zone=header.zone, created_at=created_at)
        if again != said or not _ID.fullmatch(header.id):
            raise ValueError("it is not canonical")
    except _UNFIT as error:
        raise LineUnfit(1, _NO_HEADER) from error
    try:
        ZoneInfo(header.zone)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise LineUnfit(1, f"there is no time zone '{_short(str(header.zone))}'") from error
    return header


def _rows(lines: Iterable[bytes]) -> Iterator[_Row]:
    before: Standing | None = None
    for number, said in enumerate(lines, 2):
        try:
            row = _row(said)
            _check_follows(row.standing, before)
        except _UNFIT as error:
            raise LineUnfit(number, str(error)) from error
        before = row.standing
        yield row


def _unrepeated(rows: Iterable[_Row], places: MutableMapping[str, int]) -> Iterator[_Row]:
    """Yield rows, none of which has an id twice; the lines of ids are put aside in `places`."""
    for number, row in enumerate(rows, 2):
        id = row.fact.id or ""
        if id in places:
            said = f"its fact has the id '{id}', as that of line {places[id]} has"
            raise LineUnfit(number, said)
        places[id] = number
        yield row


def _row(said: bytes) -> _Row:
    parts = _ROW.fullmatch(said)
    if parts is None:
        raise ValueError(
            "it does not state batch, fact, position and recorded_at as an export does"
        )
    at = parts["at"].decode(errors="replace")
    _instant(at)
    standing = Standing(_whole(parts["position"]), _whole(parts["batch"]), at)
    return _Row(standing, _fact(parts["fact"]), parts["fact"], said)


def _whole(digits: bytes) -> int:
    if digits.startswith(b"0") or len(digits) > len(str(LAST)) or int(digits) > LAST:
        raise ValueError(
            f"it speaks of position {_short(digits.decode())}; positions go from 1 to {LAST}"
        )
    return int(digits)


def _instant(written: str) -> datetime:
    """Return an instant in the one form that is digested; raises ValueError or TypeError."""
    try:
        instant = datetime.fromisoformat(written)
        if stamp(instant) == written:
            return instant
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"it says '{_short(written)}', which is not how a ledger writes an instant")


def _fact(content: bytes) -> Fact:
    try:
        fact = fact_from_json(content)
        whole = canonical_json(fact) == content
    except _UNFIT as error:
        raise ValueError(f"its fact is none: {_what_is_wrong(content)}") from error
    if fact.id is None or not whole:
        raise ValueError("its fact has no id, or is not written as a ledger writes it")
    return fact


def _what_is_wrong(content: bytes) -> str:
    for problem in read_facts(content, name="", form="jsonl").problems:
        told = problem.field, ENGLISH.saying_text(problem.saying)
        return _short(": ".join(part for part in told if part), 200)
    return "it is not written as a ledger writes it"


def _check_follows(this: Standing, before: Standing | None) -> None:
    """Raise ValueError unless a fact may stand behind another, or first."""
    if before and this.position <= before.position:
        raise ValueError(f"position {this.position} does not follow {before.position}")
    if before and this.recorded_at < before.recorded_at:
        raise ValueError(
            f"it was recorded at {this.recorded_at}, before the fact above, at {before.recorded_at}"
        )
    goes_on = before and (before.position + 1, before.batch, before.recorded_at)
    if this.batch != this.position and (this.position, this.batch, this.recorded_at) != goes_on:
        raise ValueError(
            f"position {this.position} neither begins a batch nor goes on with that of the fact "
            f"above, but says that its batch begins at {this.batch}"
        )


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[:most]} ..."
