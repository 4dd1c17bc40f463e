"""Each damage done to a ledger file behind its back, and the verdict it must get."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from ledger_places import NOON, STORAGES, Place, a_place, placed, record, registered, voided
from tampering import against, audited, checkpoint, damage, rechain, verdict

from tracker.integrity.audit import audit
from tracker.integrity.checkpoints.checkpoint import Checkpoint, state
from tracker.integrity.checkpoints.coverage import hold_against, not_covered
from tracker.integrity.copies import copy_of, restore
from tracker.ledger import create_ledger, open_ledger
from tracker.ledger.errors import LedgerDamaged, LedgerError


def fill(location: str) -> None:
    with create_ledger(location, at=NOON) as ledger:
        record(ledger, registered(id="a"), placed("p1", id="b"), placed("p2", id="c"))
        later = NOON + timedelta(hours=1)
        record(ledger, placed("p3", id="d"), voided("b", id="e"), at=later)
        record(ledger, placed("p4", id="f"), at=later + timedelta(hours=1))
        record(ledger, placed("p5", id="g"), placed("p6", id="h"), at=later + timedelta(hours=2))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fill(str(tmp_path / "tracker.db"))
    return tmp_path / "tracker.db"


@pytest.fixture(params=STORAGES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with a_place(request.param, tmp_path) as found:
        fill(found.location)
        yield found


@pytest.mark.parametrize("storage", STORAGES)
def test_a_sound_ledger_has_no_fault(storage: str, tmp_path: Path) -> None:
    with a_place(storage, tmp_path) as place:
        fill(place.location)
        found = audited(place.location)
        assert (found.faults, tuple(found.positions)) == ((), (1, 2, 3, 4, 5, 6, 7, 8))
        assert against(place.location, checkpoint(place.location)) == []


CUT = [f"DELETE FROM {t} WHERE {c} > 6" for t, c in
       [("facts", "rowid"), ("fact_ids", "position"), ("fact_tags", "position"),
        ("batches", "last"), ("chain", "position")]]  # fmt: skip
DROP = [f"DELETE FROM {t} WHERE {c} = 6" for t, c in
        [("facts", "rowid"), ("fact_ids", "position"), ("fact_tags", "position"),
         ("batches", "last"), ("chain", "position")]]  # fmt: skip
SWAP = [
    "UPDATE facts SET rowid = 99 WHERE rowid = 2",
    "UPDATE facts SET rowid = 2 WHERE rowid = 4",
    "UPDATE facts SET rowid = 4 WHERE rowid = 99",
]
ALTER = (
    "UPDATE facts SET state = CAST(replace(CAST(state AS TEXT), 'p3', 'pX') AS BLOB) "
    "WHERE rowid = 4"
)
TIME = "UPDATE {} SET recorded_at = replace(recorded_at, '2026', '2025') WHERE {} = 6"

DAMAGES = {
    "fact content": (
        [ALTER],
        [("altered", "position 4")],
    ),
    "fact made unreadable": (
        ["UPDATE facts SET state = x'7b' WHERE rowid = 4"],
        [("altered", "position 4"), ("undecodable", "position 4")],
    ),
    "kind beside the fact": (
        ["UPDATE facts SET topic = 'product_withdrawn' WHERE rowid = 4"],
        [("views", "position 4")],
    ),
    "stream of the fact": (
        ["UPDATE facts SET originator_id = 'x' WHERE rowid = 4"],
        [("views", "position 4")],
    ),
    "id": (
        ["UPDATE fact_ids SET id = 'dd' WHERE id = 'd'"],
        [("views", "position 4"), ("views", "position 4")],
    ),
    "place of an id": (
        ["UPDATE fact_ids SET position = 5 WHERE id = 'd'"],
        [("views", "position 5"), ("views", "position 4")],
    ),
    "tag": (["DELETE FROM fact_tags WHERE tag = 'product:p3'"], [("views", "position 4")]),
    "tag too many": (["INSERT INTO fact_tags VALUES ('void:a', 5)"], [("views", "position 5")]),
    "time of a batch": ([TIME.format("batches", "last")], [("views", "position 6")]),
    "start of a batch": (
        ["UPDATE batches SET first = 6 WHERE last = 8"],
        [("views", "positions 6 to 8")],
    ),
    "a batch gone": (["DELETE FROM batches WHERE last = 5"], [("views", "positions 4 to 5")]),
    "time in the chain": (
        [TIME.format("chain", "position")],
        [("chain", "position 6")],
    ),
    "time of a batch in the chain": (
        [TIME.format("chain", "batch").replace("= 6", "= 4")],
        [("chain", "position 4"), ("chain", "position 5")],
    ),
    "extent of a batch in the chain": (
        ["UPDATE chain SET batch = 5 WHERE position = 5"],
        [("chain", "position 5")],
    ),
    "digest of a fact": (
        ["UPDATE chain SET leaf = zeroblob(32) WHERE position = 4"],
        [("chain", "position 4")],
    ),
    "head of the chain": (
        ["UPDATE chain SET head = zeroblob(32) WHERE position = 4"],
        [("chain", "position 4")],
    ),
    "last head": (
        ["UPDATE chain SET head = zeroblob(32) WHERE position = 8"],
        [("altered", "position 8")],
    ),
    "header's zone": (["UPDATE ledger SET zone = 'Europe/Berlin'"], [("header", "the header")]),
    "header's id": (["UPDATE ledger SET id = 'other'"], [("header", "the header")]),
    "beginning of the chain": (
        ["UPDATE chain SET leaf = zeroblob(32) WHERE position = 0"],
        [("chain", "position 0")],
    ),
    "facts cut off": (
        ["DELETE FROM facts WHERE rowid > 6"],
        [("cut_off", "positions 7 to 8")],
    ),
    "fact dropped": (["DELETE FROM facts WHERE rowid = 3"], [("dropped", "position 3")]),
    "row dropped everywhere": (DROP, [("dropped", "between positions 5 and 7")]),
    "rows swapped": (SWAP, [("reordered", "position 2"), ("reordered", "position 4")]),
    "chain row dropped": (
        ["DELETE FROM chain WHERE position = 4"],
        [("added", "position 4"), ("dropped", "between positions 3 and 5")],
    ),
    "a row of the chain that is none": (
        ["UPDATE chain SET leaf = 'text' WHERE position = 4"],
        [("chain", "position 4"), ("added", "position 4"),
         ("dropped", "between positions 3 and 5")],
    ),
    "a row of the batches that is none": (
        ["UPDATE batches SET first = 1.5 WHERE last = 5"],
        [("views", "position 5"), ("views", "positions 4 to 5")],
    ),
    "bytes kept as text": (
        ["UPDATE facts SET state = CAST(state AS TEXT) WHERE rowid = 4"],
        [("undecodable", "position 4")],
    ),
    "several at once": (
        [ALTER,
         "DELETE FROM facts WHERE rowid = 6", "DELETE FROM fact_tags WHERE tag = 'product:p1'"],
        [("altered", "position 4"), ("dropped", "position 6"), ("views", "position 2"),
         ("views", "position 5")],
    ),
}  # fmt: skip


SQLITE_ONLY = {
    "a row of the chain that is none",
    "a row of the batches that is none",
    "bytes kept as text",
}
"""What PostgreSQL does not take: its columns have types."""


@pytest.mark.parametrize("name", [name for name in DAMAGES if name not in SQLITE_ONLY])
def test_a_damage_is_named_by_kind_and_place(place: Place, name: str) -> None:
    statements, expected = DAMAGES[name]
    damage(place, *statements)
    assert sorted(verdict(place.location)) == sorted(expected)


@pytest.mark.parametrize("name", sorted(SQLITE_ONLY))
def test_a_value_of_another_type_is_named_by_kind_and_place(tmp_path: Path, name: str) -> None:
    statements, expected = DAMAGES[name]
    with a_place("sqlite", tmp_path) as place:
        fill(place.location)
        damage(place, *statements)
        assert sorted(verdict(place.location)) == sorted(expected)


def test_the_guards_that_are_gone_are_told(place: Place) -> None:
    damage(place)
    assert {str(f.kind) for f in audited(place.location).faults} == {"guards"}


def test_a_tail_cut_off_everywhere_shows_against_a_checkpoint_only(place: Place) -> None:
    early, late = checkpoint(place.location), checkpoint(place.location, "late")
    damage(place, *CUT)
    assert verdict(place.location) == []
    assert against(place.location, late) == [("cut_off", "after position 6")]
    assert against(place.location, early, late)[0][0] == "cut_off"


def test_a_whole_rewriting_shows_against_a_checkpoint_after_the_last_that_holds(
    place: Place,
) -> None:
    late = checkpoint(place.location, "late")
    early = checkpoint(place.location, "early", upto=6)
    damage(
        place,
        ALTER.replace("p3", "p5").replace("= 4", "= 7"),
        "UPDATE fact_tags SET tag = 'product:pX' WHERE tag = 'product:p5'",
    )
    rechain(place)
    assert verdict(place.location) == []
    assert against(place.location, early) == []
    assert against(place.location, early, late) == [("rewritten", "positions 7 to 8")]
    assert against(place.location, late) == [("rewritten", "positions 1 to 8")]


def test_an_altered_fact_is_not_called_a_rewriting_and_the_checkpoint_says_so(
    place: Place,
) -> None:
    early = checkpoint(place.location)
    damage(place, ALTER)
    assert verdict(place.location) == [("altered", "position 4")]
    [held] = hold_against(audited(place.location), [early], None)
    assert (held.faults, "the facts are not" in held.message) == ((), True)


def test_a_hole_within_a_batch_of_a_consistent_chain_is_told(place: Place) -> None:
    damage(place, *(each.replace("= 6", "= 7") for each in DROP if "batches" not in each))
    rechain(place)
    assert verdict(place.location) == [("dropped", "between positions 6 and 8")]
    with open_ledger(place.location) as ledger, pytest.raises(LedgerDamaged, match="do not match"):
        list(ledger.facts())


def test_time_running_backwards_in_a_consistent_chain_is_told(place: Place) -> None:
    damage(place, TIME.format("batches", "last"))
    rechain(place)
    assert verdict(place.location) == [("time_backwards", "position 6")]


def test_a_fact_timed_before_a_checkpoint_that_lacks_it_is_told(place: Place) -> None:
    before = Checkpoint(state(audited(place.location), NOON + timedelta(days=1)), name="cp")
    with open_ledger(place.location) as ledger:
        record(ledger, placed("late", id="z"), at=NOON + timedelta(hours=9))
    assert against(place.location, before) == [("time_backwards", "position 9")]


def test_what_no_checkpoint_covers_is_said(place: Place) -> None:
    early = checkpoint(place.location)
    with open_ledger(place.location) as ledger:
        record(ledger, placed("new", id="z"), at=NOON + timedelta(days=9))
    found = audited(place.location)
    assert not_covered(found, []).startswith("Positions 1 to 9 are covered by no checkpoint")
    held = hold_against(found, [early], None)
    assert not_covered(found, held).startswith("Position 9 is covered by no checkpoint: a cut or")


def test_no_flipped_byte_of_a_file_changes_the_record_unseen(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = DELETE")
    whole, flipped = path.read_bytes(), path.with_name("flipped.db")
    with open_ledger(str(path)) as ledger:
        record_before = b"".join(copy_of(ledger))
    unseen = 0
    for offset in range(0, len(whole), 97):
        flipped.write_bytes(
            whole[:offset] + bytes([whole[offset] ^ 1 << offset % 8]) + whole[offset + 1 :]
        )
        try:
            with open_ledger(str(flipped)) as ledger, ledger.reading() as session:
                faults = audit(session, ledger.header).faults
            if not faults:
                unseen += 1
                with open_ledger(str(flipped)) as ledger:
                    assert b"".join(copy_of(ledger)) == record_before, offset
        except LedgerError:
            continue
        finally:
            for beside in ("-wal", "-shm"):
                Path(f"{flipped}{beside}").unlink(missing_ok=True)
    assert unseen, "a file has room in which a byte says nothing"


@pytest.mark.parametrize("storage", STORAGES[1:])
def test_a_table_that_cannot_be_read_does_not_hide_the_others(storage: str, tmp_path: Path) -> None:
    with a_place(storage, tmp_path) as place:
        fill(place.location)
        damage(place, "ALTER TABLE batches DROP COLUMN first", "DELETE FROM fact_ids")
        kinds = [kind for kind, _ in verdict(place.location)]
        assert kinds == ["schema"] * 2 + ["file", *["views"] * 8]


def a_hole(place: Place) -> None:
    """Use up a position, as a batch does on PostgreSQL that fails."""
    place.sql("SELECT nextval(pg_get_serial_sequence('facts', 'notification_id'))")


@pytest.mark.parametrize("storage", STORAGES[1:])
def test_a_hole_is_no_fault_and_goes_with_a_copy_to_any_storage(
    storage: str, tmp_path: Path
) -> None:
    with a_place(storage, tmp_path) as place, a_place(storage, tmp_path) as back:
        fill(place.location)
        a_hole(place)
        with open_ledger(place.location) as ledger:
            record(ledger, placed("p7", id="i"), at=NOON + timedelta(days=1))
            assert (positions := [each.position for each in ledger.facts()])[-2:] == [8, 10]
            whole = b"".join(copy_of(ledger))
        kept = checkpoint(place.location)
        (tmp_path / "copy").write_bytes(whole)
        with restore(tmp_path / "copy", str(tmp_path / "file.db")) as file:
            assert [each.position for each in file.facts()] == positions
            assert [each.position for each in file.facts(after=8, upto=9)] == []
            assert b"".join(copy_of(file)) == whole
        with restore(tmp_path / "copy", back.location) as again:
            assert b"".join(copy_of(again)) == whole
            a_hole(back)
            record(again, placed("p8", id="j"), at=NOON + timedelta(days=2))
            assert [each.position for each in again.facts()] == [*positions, 12]
        for location in (tmp_path / "file.db", back.location):
            assert (verdict(location), against(location, kept)) == ([], [])


@pytest.mark.parametrize("storage", STORAGES[1:])
def test_what_was_dropped_beside_a_hole_is_told(storage: str, tmp_path: Path) -> None:
    with a_place(storage, tmp_path) as place:
        fill(place.location)
        a_hole(place)
        with open_ledger(place.location) as ledger:
            record(ledger, placed("p7", id="i"), at=NOON + timedelta(days=1))
            record(ledger, placed("p8", id="j"), at=NOON + timedelta(days=2))
        damage(place, *(each.replace("= 6", "= 10") for each in DROP))
        assert verdict(place.location) == [("dropped", "between positions 8 and 11")]
        with (
            open_ledger(place.location) as ledger,
            pytest.raises(LedgerDamaged, match="position 9"),
        ):
            list(ledger.facts())
