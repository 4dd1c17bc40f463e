"""What every ledger promises, whatever it is kept in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from ledger_places import (
    NOON,
    STORAGES,
    Place,
    a_place,
    fact,
    placed,
    record,
    recorded_ids,
    registered,
    voided,
)

from events.facts import Fact
from tracker.integrity.audit import audit
from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.ledger.errors import (
    BatchRefused,
    LedgerExists,
    LedgerNotFound,
    LedgerTooNew,
    UnknownZone,
)
from tracker.ledger.store import shown
from tracker.shelves import DiskShelves


@pytest.fixture(params=STORAGES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with a_place(request.param, tmp_path) as place:
        yield place


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    with create_ledger(place.location, at=NOON) as ledger:
        yield ledger


def test_a_new_ledger_is_empty_and_knows_its_zone(place: Place) -> None:
    with create_ledger(place.location, at=NOON, zone="Europe/Berlin") as created:
        with open_ledger(place.location) as opened:
            assert (opened.id, opened.zone) == (created.id, "Europe/Berlin")
        assert created.created_at == NOON
        assert (created.head(), list(created.facts())) == (0, [])
        assert created.location == shown(place.location)


def test_a_ledger_is_created_once(place: Place, ledger: Ledger) -> None:
    record(ledger, placed(id="first"))

    with pytest.raises(LedgerExists, match="already a ledger"):
        create_ledger(place.location, at=NOON)

    assert recorded_ids(ledger) == ["first"]


def test_opening_never_creates(place: Place) -> None:
    for _ in range(2):
        with pytest.raises(LedgerNotFound, match="tracker init"):
            open_ledger(place.location)


def test_a_ledger_in_an_unknown_zone_is_not_created(place: Place) -> None:
    with pytest.raises(UnknownZone, match="no time zone 'Atlantis/Capital'"):
        create_ledger(place.location, at=NOON, zone="Atlantis/Capital")
    with pytest.raises(LedgerNotFound):
        open_ledger(place.location)


def test_a_ledger_of_a_later_format_is_left_alone(place: Place, ledger: Ledger) -> None:
    trigger = {"sqlite": "DROP TRIGGER ledger_not_updated", "postgres": ""}
    place.sql(trigger[place.storage] or "DROP TRIGGER not_changed ON ledger")
    place.sql("UPDATE ledger SET format = 3")

    with pytest.raises(LedgerTooNew, match="format 3"):
        open_ledger(place.location)


def test_facts_come_back_as_they_were_recorded(place: Place, ledger: Ledger) -> None:
    facts = [registered(id="a", known_on="2026-02-01"), placed(id="b", note="中文 \u2028 𝄞")]

    batch = record(ledger, *facts)

    with open_ledger(place.location) as again:
        found = list(again.facts())
    assert tuple(found) == batch.recorded
    assert [each.fact for each in found] == facts
    assert [each.position for each in found] == [1, 2]
    assert [each.recorded_at for each in found] == [NOON, NOON]
    assert [each.known_on for each in found] == [date(2026, 2, 1), date(2026, 1, 1)]


def test_the_day_of_recording_is_counted_in_the_zone_of_the_ledger(ledger: Ledger) -> None:
    late = datetime(2026, 3, 1, 20, tzinfo=UTC)  # the next morning in Shanghai

    (there,) = record(ledger, placed(effective_on="2027-01-01"), at=late).recorded

    assert there.known_on == date(2026, 3, 2)
    assert ledger.fact(there.id) == there


def test_an_instant_without_a_zone_is_a_mistake_of_the_program(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="time zone"):
        record(ledger, placed(), at=NOON.replace(tzinfo=None))


def test_an_empty_batch_changes_nothing(ledger: Ledger) -> None:
    assert record(ledger).recorded == ()
    assert ledger.head() == 0


def test_a_batch_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    with pytest.raises(BatchRefused):
        record(ledger, placed(id="good"), voided("nobody"), placed(id="good too"))

    assert ledger.head() == 0
    assert ledger.fact("good") is None


def test_a_batch_recorded_twice_changes_nothing(ledger: Ledger) -> None:
    facts = [registered(id="a"), placed(), placed(), voided("a")]
    first = record(ledger, *facts)

    second = record(ledger, *facts, at=NOON + timedelta(days=1))

    assert second.recorded == ()
    assert [(each.index, each.id, each.position) for each in second.unchanged] == [
        (index, each.id, each.position) for index, each in enumerate(first.recorded)
    ]
    assert [each.voided_by for each in second.unchanged] == [first.recorded[3].id, *[None] * 3]
    assert ledger.head() == first.recorded[-1].position


def test_a_long_batch_is_one_batch_like_any_other(ledger: Ledger) -> None:
    record(ledger, placed(id="before"))
    facts = [placed(f"P{number}", id=f"id-{number}") for number in range(1_202)]

    with DiskShelves() as shelves:
        positions = ledger.record_long(facts, at=NOON, shelves=shelves)
        again = ledger.record_long(facts, at=NOON, shelves=shelves)

    assert [*positions] == [*range(positions[0], positions[0] + 1_202)]
    assert not again
    assert recorded_ids(ledger) == ["before", *(fact.id for fact in facts)]
    with ledger.reading() as session:
        assert [row[:2] for row in session.stored("batches")][1:] == [(positions[-1], positions[0])]
        assert not audit(session, ledger.header).faults


def test_a_long_batch_is_refused_whole(ledger: Ledger) -> None:
    facts = [placed(f"P{number}", id=f"id-{number}") for number in range(1_202)]
    record(ledger, placed("other", id="id-3"), placed("other", id="id-1201"))

    with DiskShelves() as shelves, pytest.raises(BatchRefused) as refused:
        ledger.record_long(facts, at=NOON, shelves=shelves)

    assert [each.index for each in refused.value.refusals] == [3, 1201]
    assert recorded_ids(ledger) == ["id-3", "id-1201"]


def test_a_long_batch_is_judged_anew_when_somebody_recorded_meanwhile(
    place: Place, ledger: Ledger
) -> None:
    class Slow:
        """Facts that are gone through while somebody else records."""

        was_overtaken = False

        def __iter__(self) -> Iterator[Fact]:
            yield placed(id="mine")
            if not self.was_overtaken:
                with open_ledger(place.location) as other:
                    record(other, placed("other", id="mine"))
            self.was_overtaken = True

    with (
        DiskShelves() as shelves,
        pytest.raises(BatchRefused, match="on record with other content"),
    ):
        ledger.record_long(Slow(), at=NOON, shelves=shelves)

    assert recorded_ids(ledger) == ["mine"]


def test_a_fact_repeated_in_its_batch_under_one_id_is_recorded_once(ledger: Ledger) -> None:
    batch = record(ledger, placed(id="a"), placed(id="a"))

    assert len(batch.recorded) == 1
    assert [(each.index, each.position) for each in batch.unchanged] == [(1, 1)]


def test_a_batch_of_old_and_new_facts_records_the_new_ones(ledger: Ledger) -> None:
    record(ledger, placed(id="a"))

    batch = record(ledger, placed(id="a"), placed(id="b"))

    assert [each.id for each in batch.recorded] == ["b"]
    assert [each.id for each in batch.unchanged] == ["a"]


def test_a_dry_run_tells_and_does_nothing(ledger: Ledger) -> None:
    record(ledger, placed(id="a"))

    batch = ledger.record([placed(id="a"), placed(id="b")], at=NOON, dry_run=True)

    assert [(each.id, each.position) for each in batch.recorded] == [("b", 2)]
    assert len(batch.unchanged) == 1
    assert recorded_ids(ledger) == ["a"]
    with pytest.raises(BatchRefused):
        ledger.record([voided("nobody")], at=NOON, dry_run=True)


def test_recorded_at_never_runs_backwards_when_the_clock_does(ledger: Ledger) -> None:
    record(ledger, placed(id="a"), at=NOON)
    record(ledger, placed(id="b"), at=NOON - timedelta(days=400))
    record(ledger, placed(id="c"), at=NOON + timedelta(microseconds=1))

    instants = [each.recorded_at for each in ledger.facts()]

    assert instants == [NOON, NOON, NOON + timedelta(microseconds=1)]


def test_what_was_recorded_by_an_instant_is_known_to_the_microsecond(ledger: Ledger) -> None:
    moment = timedelta(microseconds=1)
    elsewhere = NOON.astimezone(timezone(timedelta(hours=-7)))
    record(ledger, placed(id="a"), placed(id="b"))
    record(ledger, placed(id="c"), at=NOON + 2 * moment)

    asked = [NOON - moment, NOON, elsewhere, NOON + moment, NOON + 2 * moment]

    assert [ledger.position_at(instant) for instant in asked] == [0, 2, 2, 2, 3]


def test_facts_are_read_between_positions(ledger: Ledger) -> None:
    record(ledger, *(placed(id=f"{n}") for n in range(6)))

    assert [each.id for each in ledger.facts(after=1, upto=4)] == ["1", "2", "3"]
    assert [each.id for each in ledger.facts(after=5)] == ["5"]
    assert list(ledger.facts(after=6)) == []


def test_reading_goes_on_over_pages_and_ends_where_the_ledger_ended(ledger: Ledger) -> None:
    record(ledger, *(placed(id=f"{n}") for n in range(2500)))

    reading = ledger.facts()
    first = next(reading)
    record(ledger, placed(id="late"))

    assert [first.id, *(each.id for each in reading)] == [f"{n}" for n in range(2500)]


def test_a_ledger_is_read_while_it_is_written(ledger: Ledger) -> None:
    record(ledger, placed(id="a"))

    reading = ledger.facts()
    next(reading)
    record(ledger, placed(id="b"))

    assert ledger.head() == 2


def test_facts_are_found_by_whom_they_speak_of(ledger: Ledger) -> None:
    record(
        ledger,
        registered("wallet", id="1", vendor="acme"),
        placed("purse", id="2"),
        fact(
            "license_renewed",
            id="3",
            license="L",
            effective_on="2026-01-01",
            valid_until="2027-01-01",
        ),
        placed("wallet", id="4"),
    )

    assert [each.id for each in ledger.tagged(["product:wallet"])] == ["1", "4"]
    assert [each.id for each in ledger.tagged(["vendor:acme", "product:wallet", "license:L"])] == [
        "1",
        "3",
        "4",
    ]
    assert [each.id for each in ledger.tagged(["product:wallet"], upto=3)] == ["1"]
    assert ledger.tagged([]) == ledger.tagged(["product:nobody"]) == []
    assert ledger.names("product") == ["purse", "wallet"]


def test_a_voiding_is_found_by_whom_the_voided_fact_speaks_of(ledger: Ledger) -> None:
    record(ledger, placed("wallet", id="a"), voided("a", id="b"))
    record(ledger, voided("b", id="c"))
    record(ledger, voided("c", id="d"), placed("purse", id="e"), voided("e", id="f"))

    assert [each.id for each in ledger.tagged(["product:wallet"])] == ["a", "b", "c", "d"]
    assert [each.id for each in ledger.tagged(["product:purse"])] == ["e", "f"]


def test_a_fact_is_found_by_its_id(ledger: Ledger) -> None:
    (there,) = record(ledger, placed(id='it\'s; a "name" %s ?')).recorded

    assert ledger.fact(there.id) == there
    assert ledger.fact("f") is None


@pytest.mark.parametrize("table", ["ledger", "facts", "batches", "fact_ids", "fact_tags", "chain"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"]
)
def test_sql_cannot_change_what_is_on_record(
    place: Place, ledger: Ledger, table: str, statement: str
) -> None:
    record(ledger, placed(id="a"))
    column = {"ledger": "zone", "facts": "state", "batches": "first"}.get(table, "position")

    with pytest.raises(Exception, match="a ledger only grows"):
        place.sql(statement.format(table=table, column=column))

    assert recorded_ids(ledger) == ["a"]


def test_a_name_of_any_shape_survives(ledger: Ledger) -> None:
    names = [
        "a",
        "A",
        "ä",
        "a\u0308",
        "漢字",
        "𝄞" * 200,
        "'; DROP TABLE facts; --",
        "%s",
        "{0}",
        "\ufffe",
    ]

    record(ledger, *(placed(name, id=name) for name in names))

    assert recorded_ids(ledger) == names
    assert all([each.id for each in ledger.tagged([f"product:{name}"])] == [name] for name in names)


def test_a_closed_ledger_opens_again(place: Place, ledger: Ledger) -> None:
    record(ledger, placed(id="a"))
    ledger.close()

    with open_ledger(place.location) as again:
        record(again, placed(id="b"))
        assert recorded_ids(again) == ["a", "b"]


@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_an_instant_at_the_edge_of_the_calendar_is_before_or_after_every_batch(
    ledger: Ledger, hours: int
) -> None:
    record(ledger, placed(id="a"))
    zone = timezone(timedelta(hours=hours))

    assert ledger.position_at(datetime.min.replace(tzinfo=zone)) == 0
    assert ledger.position_at(datetime.max.replace(tzinfo=zone)) == 1


def test_a_batch_may_be_recorded_at_the_end_of_the_calendar(ledger: Ledger) -> None:
    record(ledger, placed(id="a"), at=datetime.max.replace(tzinfo=UTC))

    assert [each.recorded_at.date() for each in ledger.facts()] == [date.max]
