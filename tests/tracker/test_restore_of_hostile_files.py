"""A full export made to do harm is refused with file and line, and nothing is made of it."""

import json
import os
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_places import NOON, STORAGES, a_place, placed, record, registered, voided

from events.facts import canonical_bytes
from projections.proof.merkle import leaf_digest
from tracker.errors import TrackerError
from tracker.integrity import copies
from tracker.integrity.copies import copy_of, restore
from tracker.integrity.copy_lines import batches_of, seal
from tracker.integrity.errors import RecordDamaged
from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.errors import LedgerNotFound


@cache
def whole() -> tuple[bytes, ...]:
    """Return the lines of a full export: a header, six facts in three batches, the last line."""
    with TemporaryDirectory() as folder, create_ledger(f"{folder}/x.db", at=NOON) as ledger:
        record(ledger, registered(id="a"), placed("p1", id="b"), placed("p2", id="c"))
        record(ledger, placed("p3", id="d"), voided("b", id="e"), at=NOON + timedelta(hours=1))
        record(ledger, placed("p4", id="f"), at=NOON + timedelta(hours=2))
        return tuple(b"".join(copy_of(ledger)).split(b"\n")[:-1])


def with_line(number: int, said: bytes) -> list[bytes]:
    """Return the lines with another under a number, counted from 1, but for the last."""
    return [said if at == number else line for at, line in enumerate(whole()[:-1], 1)]


def sealed(lines: list[bytes]) -> bytes:
    """Return a file whose last line fits those above it, as somebody makes it who knows how."""
    return b"\n".join([*lines, seal(lines[0], [*map(leaf_digest, lines[1:])]), b""])


def refused(data: bytes, location: str | None = None) -> str:
    """Return what is said of a file that cannot be restored; nothing may be left of it."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "hostile.record")
        file.write_bytes(data)
        with pytest.raises(TrackerError) as refusal:
            restore(file, location or f"{folder}/new.db")
        assert [each.name for each in Path(folder).iterdir()] == ["hostile.record"]
    said = str(refusal.value)
    assert "hostile.record' cannot be restored" in said
    assert len(said) < 1000
    return said


DEEP = b'{"batch":2,"fact":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000
HUGE = 10**23
HOSTILE: dict[str, tuple[int, bytes, bytes]] = {
    "a position of 10^23": (3, b'"position":2', b'"position":%d' % HUGE),
    "a batch of 10^23": (3, b'"batch":1', b'"batch":%d' % HUGE),
    "a position of five thousand digits": (3, b'"position":2', b'"position":' + b"9" * 5000),
    "the last position of a database": (7, b'"position":6', b'"position":%d' % (2**63 - 1)),
    "a position beyond": (7, b'"position":6', b'"position":%d' % 2**63),
    "a position that JSON cannot hold": (7, b'"position":6', b'"position":%d' % 2**53),
    "position 0": (2, b'"position":1', b'"position":0'),
    "a position below 0": (2, b'"position":1', b'"position":-1'),
    "a position twice": (3, b'"position":2', b'"position":1'),
    "a position with a nought before it": (3, b'"position":2', b'"position":02'),
    "a position that is no number": (3, b'"position":2', b'"position":"2"'),
    "a position that is no whole number": (3, b'"position":2', b'"position":2.0'),
    "a position that is nothing": (3, b'"position":2', b'"position":null'),
    "NaN": (3, b'"position":2', b'"position":NaN'),
    "a list for a batch": (3, b'"batch":1', b'"batch":[1]'),
    "a batch that begins nowhere": (3, b'"batch":1', b'"batch":7'),
    "a hole in a batch": (4, b'"position":3', b'"position":4'),
    "a field twice": (3, b'{"batch":1', b'{"batch":1,"batch":1'),
    "a field too many": (3, b'{"batch":1', b'{"a":1,"batch":1'),
    "a blank": (3, b'"position":2', b'"position": 2'),
    "an instant before the calendar": (2, b'"2026-', b'"0000-'),
    "an instant of year 1": (2, b'"2026-03-01T', b'"0001-03-01T'),
    "an instant behind the calendar": (7, b'"2026-03-01T', b'"10000-03-01T'),
    "no instant": (7, b'"2026-03-01T06:00:00.000000Z"', b"7"),
    "an instant in another form": (7, b'"2026-03-01T06:00:00.000000Z"', b'"20260301T060000Z"'),
    "an instant with an offset": (7, b"06:00:00.000000Z", b"14:00:00.000000+08:00"),
    "an instant that runs backwards": (7, b"T06:00:00.000000Z", b"T03:00:00.000000Z"),
    "two instants in a batch": (4, b"T04:00:00.000000Z", b"T04:30:00.000000Z"),
    "bytes that are no text": (3, b'"2026-03-01T', b'"\xff\xfe-03-01T'),
    "a fact of no kind": (3, b"product_placed", b"product_plaiced"),
    "a fact that is a list": (3, b'"fact":{', b'"fact":[{'),
    "a fact without an id": (3, b'"id":"b",', b""),
    "an id twice": (3, b'"id":"b"', b'"id":"a"'),
    "a field of a fact twice": (3, b'"id":"b"', b'"id":"b","id":"b"'),
    "a field of another type": (3, b'"channel":"general"', b'"channel":7'),
    "half a character": (3, b'"channel":"general"', b'"channel":"a\\ud800"'),
    "a character that ends texts": (3, b'"channel":"general"', b'"channel":"a\\u0000"'),
    "a day that is none": (3, b"2026-01-01", b"2026-02-30"),
    "a name of a million letters": (3, b'"channel":"general"', b'"channel":"%s"' % (b"x" * 10**6)),
    "no time zone": (1, b"Asia/Shanghai", b"Asia/Nowhere"),
    "a time zone that is a folder": (1, b"Asia/Shanghai", b"Asia"),
    "a time zone elsewhere": (1, b"Asia/Shanghai", b"../../etc/passwd"),
    "a time zone without a name": (1, b"Asia/Shanghai", b""),
    "a time zone of a million letters": (1, b"Asia/Shanghai", b"x" * 10**6),
    "a list for a time zone": (1, b'"Asia/Shanghai"', b"[]"),
    "half a character for a time zone": (1, b"Asia/Shanghai", b"\\ud800"),
    "another format": (1, b"tracker-record/1", b"tracker-record/9"),
    "an id of a ledger that is none": (1, b'"ledger":"', b'"ledger":"Z'),
    "a number for a ledger": (1, b'"ledger":"', b'"ledger":7,"x":"'),
    "a creation that is no instant": (1, b'"2026-03-01T04:00:00.000000Z"', b"null"),
    "a creation of year 1": (1, b'"2026-', b'"0001-'),
}
"""The line that is changed, what of it, and what stands there then."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_value_is_refused_with_file_and_line(name: str) -> None:
    number, before, after = HOSTILE[name]
    line = whole()[number - 1]
    assert before in line
    said = refused(sealed(with_line(number, line.replace(before, after, 1))))
    assert f"Line {number}:" in said


@pytest.mark.parametrize("number", [1, 3])
def test_json_that_is_deeper_than_can_be_read_is_refused(number: int) -> None:
    for deep in (b"[" * 100_000 + b"]" * 100_000, DEEP, DEEP + whole()[2][18:]):
        assert f"Line {number}:" in refused(sealed(with_line(number, deep)))
    nested = b'"channel":' + b"[" * 50_000 + b"]" * 50_000
    line = whole()[2].replace(b'"channel":"general"', nested)
    assert "Line 3: its fact is none" in refused(sealed(with_line(3, line)))


@pytest.mark.parametrize("storage", STORAGES)
def test_nothing_is_made_of_a_hostile_file_on_any_storage(storage: str, tmp_path: Path) -> None:
    line = whole()[2].replace(b'"position":2', b'"position":%d' % HUGE)
    with a_place(storage, tmp_path) as place:
        refused(sealed(with_line(3, line)), place.location)
        create_ledger(place.location, at=NOON).close()


def test_a_file_that_is_cut_anywhere_names_its_last_line() -> None:
    lines = [*whole(), b""]
    for count in range(len(lines)):
        said = refused(b"\n".join(lines[:count]))
        assert re.search(r"Line (\d+):", said)[1] == str(max(count, 1)), said  # type: ignore[index]


def test_a_line_that_is_missing_or_twice_or_elsewhere_is_refused_and_named() -> None:
    lines = [*whole()[:-1]]
    assert "Line 3:" in refused(sealed([*lines[:2], *lines[3:]]))  # within a batch
    assert "Line 4:" in refused(sealed([*lines[:3], *lines[2:]]))
    assert "Line 2:" in refused(sealed([lines[0], lines[2], lines[1], *lines[3:]]))
    assert "Line 1:" in refused(sealed(lines[1:]))
    assert "Line 8:" in refused(b"\n".join([*lines, whole()[-1].replace(b":6", b":5"), b""]))
    assert "Line 8:" in refused(b"\n".join([*whole(), whole()[-1], b""]))


VALUES = st.one_of(
    st.integers(),
    st.sampled_from([2**31, 2**53, 2**63 - 1, 2**63, 2**64, HUGE, -1, 0, 1, 2, 3, 1.5, 1e308]),
    st.text(max_size=8),
    st.sampled_from(["2026-03-01T04:00:00.000000Z", "9999-12-31T23:59:59.999999Z", "a", "b"]),
    st.sampled_from([None, True, [], {}, [[[]]], {"kind": "product_placed"}]),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A full export in which a few fields say something else, as if it had been written so."""
    lines = [*whole()[:-1]]
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.integers(0, len(lines) - 1))
        document = json.loads(lines[number])
        fact = document.get("fact")
        within = draw(
            st.sampled_from([document, fact if fact and type(fact) is dict else document])
        )
        within[draw(st.sampled_from(sorted(within)))] = draw(VALUES)
        lines[number] = _as_json(document)
    if draw(st.booleans()):
        del lines[draw(st.integers(0, len(lines) - 1))]
    return sealed(lines) if lines else b""


def _as_json(document: Any) -> bytes:
    try:
        return canonical_bytes(document)
    except ValueError:  # numbers and texts that canonical JSON does not know
        return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


@given(mutated())
def test_what_is_mutated_is_restored_as_it_is_or_refused_and_leaves_nothing(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file, place = Path(folder, "hostile.record"), Path(folder, "new.db")
        file.write_bytes(data)
        said = ""
        try:
            with restore(file, str(place)) as ledger:
                assert b"".join(copy_of(ledger)) == data
                assert len([*ledger.facts()]) == data.count(b"\n") - 2
        except TrackerError as refusal:
            said = str(refusal)
        if said:
            assert re.search(r"hostile.record' cannot .*Line \d+: ", said)
            assert [each.name for each in Path(folder).iterdir()] == ["hostile.record"]


def test_what_comes_out_of_a_pipe_is_restored_like_a_file(tmp_path: Path) -> None:
    data = b"\n".join([*whole(), b""])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = Thread(target=pipe.write_bytes, args=[data])
    writing.start()
    with restore(pipe, str(tmp_path / "new.db")) as ledger:
        assert b"".join(copy_of(ledger)) == data
    writing.join()


def test_a_file_that_lost_facts_while_it_was_read_makes_no_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*args: Any) -> Iterator[Any]:
        return islice(batches_of(*args), 2)

    monkeypatch.setattr(copies, "batches_of", cut)
    (tmp_path / "copy.record").write_bytes(b"\n".join([*whole(), b""]))
    with pytest.raises(RecordDamaged, match="changed while it was read"):
        restore(tmp_path / "copy.record", str(tmp_path / "new.db"))
    with pytest.raises(LedgerNotFound):
        open_ledger(str(tmp_path / "new.db"))
