"""What was altered or taken out behind the ledger's back is noticed, with its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_places import NOON, STORAGES, Place, a_place, placed, record, recorded_ids

from tracker.ledger import Ledger, create_ledger
from tracker.ledger import ledger as reading
from tracker.ledger.errors import LedgerDamaged


@pytest.fixture(params=STORAGES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with a_place(request.param, tmp_path) as place:
        yield place


@pytest.fixture
def ledger(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setattr(reading, "_PAGE", 3)
    with create_ledger(place.location, at=NOON) as ledger:
        for batch in (["1", "2"], ["3"], ["4", "5", "6", "7"], ["8"]):
            record(ledger, *(placed(id=id) for id in batch))
        yield ledger


def tamper(place: Place, table: str, statement: str) -> None:
    """Run a statement on a table whose guards are gone."""
    if place.storage == "sqlite":
        for trigger in ("updated", "deleted", "replaced"):
            place.sql(f"DROP TRIGGER {table}_not_{trigger}")
        place.sql(statement)
        return
    place.sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    place.sql(statement.replace("rowid", "notification_id"))


def test_an_untouched_ledger_is_read_in_pages(ledger: Ledger) -> None:
    assert recorded_ids(ledger) == list("12345678")
    assert [each.id for each in ledger.facts(after=2, upto=5)] == ["3", "4", "5"]
    assert [each.id for each in ledger.facts(after=-1, upto=99)] == list("12345678")
    assert list(ledger.facts(after=8)) == list(ledger.facts(after=9, upto=99)) == []


@pytest.mark.parametrize(
    "content", ["{}", "hello", '{"kind": "product_placed", "product": 7}', "\u6f22"]
)
def test_a_fact_that_cannot_be_read_is_named_by_its_position_in_one_line(
    place: Place, ledger: Ledger, content: str
) -> None:
    value = f"'{content}'" if place.storage == "sqlite" else f"convert_to('{content}', 'UTF8')"
    tamper(place, "facts", f"UPDATE facts SET state = {value} WHERE rowid = 5")

    for ask in (
        lambda: recorded_ids(ledger),
        lambda: ledger.fact("5"),
        lambda: ledger.tagged(["product:wallet"]),
        lambda: record(ledger, placed(id="5")),
    ):
        with pytest.raises(LedgerDamaged, match="at position 5") as raised:
            ask()
        assert "\n" not in str(raised.value)
        assert raised.value.location == ledger.location


@pytest.mark.parametrize("position", [1, 3, 5, 7])
def test_a_fact_that_is_gone_is_missed(place: Place, ledger: Ledger, position: int) -> None:
    tamper(place, "facts", f"DELETE FROM facts WHERE rowid = {position}")

    with pytest.raises(LedgerDamaged, match=f"nothing stands at position {position}"):
        recorded_ids(ledger)
    with pytest.raises(LedgerDamaged, match=f"nothing stands at position {position}"):
        list(ledger.facts(after=position - 1, upto=position))


def test_the_last_fact_is_missed_when_its_batch_is_there(place: Place, ledger: Ledger) -> None:
    tamper(place, "facts", "DELETE FROM facts WHERE rowid = 8")

    with pytest.raises(LedgerDamaged, match="batches end at position 8, its facts at 7"):
        recorded_ids(ledger)


@pytest.mark.parametrize(("last", "first"), [(2, 1), (3, 3), (7, 4)])
def test_a_fact_without_its_batch_is_noticed(
    place: Place, ledger: Ledger, last: int, first: int
) -> None:
    tamper(place, "batches", f"DELETE FROM batches WHERE last = {last}")

    with pytest.raises(LedgerDamaged, match=f"position {first} is in no batch"):
        recorded_ids(ledger)
    with pytest.raises(LedgerDamaged, match=f"position {first} is in no batch"):
        ledger.fact(f"{first}")


def test_the_last_batch_is_missed_when_its_facts_are_there(place: Place, ledger: Ledger) -> None:
    tamper(place, "batches", "DELETE FROM batches WHERE last = 8")

    with pytest.raises(LedgerDamaged, match="batches end at position 7, its facts at 8"):
        recorded_ids(ledger)
    with pytest.raises(LedgerDamaged, match="position 8 is in no batch"):
        ledger.tagged(["product:wallet"])


def test_all_batches_are_missed_when_the_facts_are_there(place: Place, ledger: Ledger) -> None:
    tamper(place, "batches", "DELETE FROM batches")

    with pytest.raises(LedgerDamaged, match="batches end at position 0, its facts at 8"):
        recorded_ids(ledger)


def test_a_batch_that_is_gone_with_its_facts_is_missed(place: Place, ledger: Ledger) -> None:
    tamper(place, "facts", "DELETE FROM facts WHERE rowid = 3")
    tamper(place, "batches", "DELETE FROM batches WHERE last = 3")

    for after, upto in ((0, None), (2, 3), (2, 4), (1, 3)):
        with pytest.raises(LedgerDamaged, match="nothing stands at position 3"):
            list(ledger.facts(after=after, upto=upto))


def test_batches_that_overlap_are_noticed(place: Place, ledger: Ledger) -> None:
    tamper(place, "batches", "UPDATE batches SET first = 1 WHERE last = 3")

    with pytest.raises(LedgerDamaged, match="do not match"):
        recorded_ids(ledger)
