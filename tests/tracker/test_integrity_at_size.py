"""The sample and a ledger of five thousand facts: damages are named, copies are the same."""

import json
import random
import shutil
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from ledger_places import Place, a_place
from ledgers import random_ledger
from support import RECORDED_AT, sample, with_gazette
from tampering import against, audited, checkpoint, damage, rechain, verdict

from events.facts import Fact, canonical_json, fact_from_json
from projections.proof.merkle import root
from tracker.integrity.copies import copy_of, restore
from tracker.ledger import create_ledger, open_ledger

COLUMNS = {
    "facts": "rowid",
    "fact_ids": "position",
    "fact_tags": "position",
    "batches": "last",
    "chain": "position",
}
"""Where each table keeps the position."""

SINGLE = 150
"""How many facts at the beginning are recorded each as a batch; the rest is one more."""


def sample_facts() -> Sequence[Fact]:
    return [record.fact for record in with_gazette(*sample())]


def big_facts() -> Sequence[Fact]:
    return [fact_from_json(json.dumps(entry.fact)) for entry in random_ledger(11, 5000)]


@pytest.fixture(scope="module", params=[sample_facts, big_facts], ids=["sample", "big"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "tracker.db"
    facts = request.param()
    with create_ledger(str(path), at=RECORDED_AT) as ledger:
        for number, fact in enumerate(facts[:SINGLE]):
            ledger.record([fact], at=RECORDED_AT + timedelta(minutes=number))
        ledger.record(facts[SINGLE:], at=RECORDED_AT + timedelta(days=1))
        assert ledger.head() == len(facts) > SINGLE
    return path


@pytest.fixture
def place(whole: Path, tmp_path: Path) -> Place:
    shutil.copy(whole, tmp_path / "tracker.db")
    with a_place("sqlite", tmp_path) as found:
        return found


@pytest.fixture(params=random.Random(7).sample(range(3, SINGLE - 3), 3), ids=str)
def at(request: pytest.FixtureRequest) -> int:
    """Return the position that is tampered with."""
    return int(request.param)


def rewrite(place: Place, at: int) -> None:
    """Put another fact in the place of one, as canonical as that."""
    [(state,)] = place.sql(f"SELECT state FROM facts WHERE rowid = {at}")
    other = fact_from_json(state).model_copy(update={"note": "Something else."})
    damage(place, f"UPDATE facts SET state = x'{canonical_json(other).hex()}' WHERE rowid = {at}")


def test_a_fact_that_was_altered_is_named(place: Place, at: int) -> None:
    rewrite(place, at)
    assert verdict(place.location) == [("altered", f"position {at}")]


def test_a_fact_dropped_in_the_middle_is_named(place: Place, at: int) -> None:
    damage(place, *(f"DELETE FROM {t} WHERE {c} = {at}" for t, c in COLUMNS.items()))
    assert verdict(place.location)[0] == ("dropped", f"between positions {at - 1} and {at + 1}")


def test_facts_that_changed_places_are_named(place: Place, at: int) -> None:
    moves = [(at, 999_999), (at + 2, at), (999_999, at + 2)]
    damage(place, *(f"UPDATE facts SET rowid = {to} WHERE rowid = {one}" for one, to in moves))
    assert verdict(place.location)[:2] == [
        ("reordered", f"position {at}"),
        ("reordered", f"position {at + 2}"),
    ]


def test_an_end_cut_off_the_facts_is_named(place: Place) -> None:
    count = len(audited(place.location).leaves)
    damage(place, f"DELETE FROM facts WHERE rowid > {count - 9}")
    assert verdict(place.location)[0] == ("cut_off", f"positions {count - 8} to {count}")


def test_an_end_cut_off_without_a_trace_shows_against_a_checkpoint(place: Place) -> None:
    early = checkpoint(place.location, "early", upto=SINGLE - 5)
    late = checkpoint(place.location, "late")
    damage(place, *(f"DELETE FROM {t} WHERE {c} > {SINGLE}" for t, c in COLUMNS.items()))
    assert verdict(place.location) == []
    assert against(place.location, early) == []
    assert against(place.location, late) == [("cut_off", f"after position {SINGLE}")]


def test_time_running_backwards_is_named(place: Place, at: int) -> None:
    damage(
        place,
        f"UPDATE batches SET recorded_at = replace(recorded_at, '2026', '2025') WHERE last = {at}",
    )
    assert verdict(place.location) == [("views", f"position {at}")]
    rechain(place)
    assert verdict(place.location) == [("time_backwards", f"position {at}")]


@pytest.mark.parametrize("table", ["fact_ids", "fact_tags", "batches"])
def test_a_view_that_disagrees_with_the_facts_is_named(place: Place, at: int, table: str) -> None:
    damage(place, f"DELETE FROM {table} WHERE {COLUMNS[table]} = {at}")
    assert {*verdict(place.location)} <= {("views", f"position {at}")}
    [(tags,)] = place.sql(f"SELECT count(*) FROM fact_tags WHERE position = {at}")
    assert verdict(place.location) or (table, tags) == ("fact_tags", 0)


def test_a_ledger_rewritten_whole_shows_against_a_checkpoint(place: Place, at: int) -> None:
    count = len(audited(place.location).leaves)
    early = checkpoint(place.location, "early", upto=at - 1)
    late = checkpoint(place.location, "late")
    rewrite(place, at)
    rechain(place)
    assert verdict(place.location) == []
    assert against(place.location, early) == []
    assert against(place.location, early, late) == [("rewritten", f"positions {at} to {count}")]


def test_export_restore_export_gives_the_same_bytes_and_checkpoints_hold(
    place: Place, tmp_path: Path
) -> None:
    early, late = checkpoint(place.location, upto=SINGLE), checkpoint(place.location)
    with open_ledger(place.location) as ledger:
        first = b"".join(copy_of(ledger))
    (tmp_path / "ledger.record").write_bytes(first)
    with restore(tmp_path / "ledger.record", str(tmp_path / "other.db")) as ledger:
        assert b"".join(copy_of(ledger)) == first
    assert against(tmp_path / "other.db", early, late) == []
    assert root(audited(tmp_path / "other.db").leaves).hex() == late.statement.root
