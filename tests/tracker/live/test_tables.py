"""Live tables say what folding the facts says, however they came to stand where they stand."""

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from judging import as_recorded, cases
from ledger_places import STORAGES, a_place
from ledgers import boundaries, random_ledger
from slow_judge import Entry
from support import RECORDED_AT, a_license, a_product, day, gazette_facts

from events.facts import fact_from_json
from projections.record.dossiers import Portfolio
from projections.record.visible import visible
from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.live.tables import rows
from tracker.live.tables.keeping import LiveTables, Use
from tracker.live.tables.reading import Reader, Stands
from tracker.live.tables.rows import STATUSES

SOME_DAY = day("2024-01-01")


def record(ledger: Ledger, entries: Sequence[Entry]) -> None:
    for entry in entries:
        ledger.record([fact_from_json(json.dumps(entry.fact))], at=entry.recorded_at)


def steps_of(entries: Sequence[Entry], chance: Random) -> Iterator[Sequence[Entry]]:
    """Yield a ledger in stretches of a few facts each."""
    start = 0
    while start < len(entries):
        size = chance.randrange(1, 12)
        yield entries[start : start + size]
        start += size


def everything(reader: Reader) -> list[Stands]:
    return list(reader.stands(SOME_DAY))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as made:
        made.record([*gazette_facts(), a_product()], at=RECORDED_AT)
        yield made


@pytest.fixture
def tables(ledger: Ledger) -> Iterator[LiveTables]:
    made = LiveTables(ledger, Use.ALWAYS)
    yield made
    made.close()


@pytest.mark.parametrize("storage", STORAGES)
@pytest.mark.parametrize("seed", range(14))
def test_tables_that_read_on_equal_a_rebuild_and_the_judgment(
    seed: int, storage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "IN_COLUMNS_FROM", (0, 4, 1000)[seed % 3])
    chance, entries = Random(seed), random_ledger(seed + 900, 60)
    with (
        a_place(storage, tmp_path) as place,
        create_ledger(place.location, at=entries[0].recorded_at) as ledger,
    ):
        tables = LiveTables(ledger, Use.ALWAYS)
        for step in steps_of(entries, chance):
            record(ledger, step)
            assert tables.ask(lambda reader: reader.position) == ledger.head()
        assert tables.check() == ()
        found = list(cases(as_recorded(entries)))
        for asked in boundaries(entries)[::4]:
            stood = tables.ask(lambda reader, asked=asked: list(reader.stands(asked))) or []
            judged = {(c.dossier.product, c.channel): c.status(asked) for c in found}
            assert {(each.product, each.channel): each.status for each in stood} == judged
            assert [(each.product, each.channel) for each in stood] == sorted(judged)
            counted = tables.ask(lambda reader, asked=asked: reader.tallies(asked))
            assert counted == Counter((each.channel, each.status) for each in stood)
        tables.close()


@pytest.mark.parametrize("seed", range(6))
def test_products_without_a_status_are_told_as_folding_tells_them(
    seed: int, tmp_path: Path
) -> None:
    entries = random_ledger(seed + 950, 80)
    with create_ledger(str(tmp_path / "tracker.db"), at=entries[0].recorded_at) as ledger:
        record(ledger, entries)
        tables = LiveTables(ledger, Use.ALWAYS)
        portfolio = Portfolio(visible(as_recorded(entries)))
        told = tables.ask(lambda reader: (reader.in_no_channel, reader.only_named))
        assert told == (tuple(portfolio.in_no_channel), tuple(portfolio.only_named))
        tables.close()


def test_a_new_license_makes_only_its_products_be_worked_out(
    ledger: Ledger, tables: LiveTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.record([a_product(f"P-{number}") for number in range(20)], at=RECORDED_AT)
    tables.ask(everything)
    asked: list[str] = []
    from tracker.live.tables import catching_up

    real = catching_up.rows_of

    def watched(products: Sequence[str], *rest: object) -> object:
        asked.extend(products)
        return real(products, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(catching_up, "rows_of", watched)
    ledger.record([a_license(products=["P-7"])], at=RECORDED_AT + timedelta(hours=1))
    tables.ask(everything)
    assert asked == ["P-7"]


def test_deleting_the_file_loses_nothing(ledger: Ledger, tables: LiveTables) -> None:
    before = tables.ask(everything)
    tables.close()
    Path(f"{ledger.location}.live").unlink()
    assert tables.ask(everything) == before


def test_tables_of_another_ledger_are_made_anew(
    ledger: Ledger, tables: LiveTables, tmp_path: Path
) -> None:
    with create_ledger(str(tmp_path / "other.db"), at=RECORDED_AT) as other:
        other.record([*gazette_facts(), a_product("OTHER-1")], at=RECORDED_AT)
        theirs = LiveTables(other, Use.ALWAYS)
        theirs.ask(everything)
        theirs.close()
    shutil.copy(tmp_path / "other.db.live", f"{ledger.location}.live")
    assert tables.stand().unfit == "other_ledger"
    assert [each.product for each in tables.ask(everything) or []] == ["P"]
    assert tables.check() == ()


def test_tables_ahead_of_a_ledger_restored_from_an_older_copy_are_made_anew(
    tmp_path: Path,
) -> None:
    location, copy = str(tmp_path / "tracker.db"), tmp_path / "copy.db"
    with create_ledger(location, at=RECORDED_AT) as ledger:
        ledger.record([*gazette_facts(), a_product()], at=RECORDED_AT)
    shutil.copy(location, copy)
    with open_ledger(location) as ledger:
        ledger.record([a_product("LATER-1")], at=RECORDED_AT + timedelta(hours=1))
        tables = LiveTables(ledger, Use.ALWAYS)
        assert len(tables.ask(everything) or []) == 2
        tables.close()
    shutil.copy(copy, location)
    with open_ledger(location) as ledger:
        tables = LiveTables(ledger, Use.ALWAYS)
        assert tables.stand().unfit == "other_facts"
        assert [each.product for each in tables.ask(everything) or []] == ["P"]
        tables.close()


def test_tables_of_other_rules_are_made_anew(ledger: Ledger, tables: LiveTables) -> None:
    tables.ask(everything)
    with closing(sqlite3.connect(f"{ledger.location}.live")) as file, file:
        file.execute("UPDATE standing SET rules = 'of a newer program'")
    assert tables.stand().unfit == "other_rules"
    assert len(tables.ask(everything) or []) == 1
    assert tables.stand().unfit is None


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE periods SET status = 4 WHERE start > 0",
        "UPDATE subjects SET categories = '[]'",
        "DELETE FROM periods WHERE start > 0",
        "DELETE FROM subjects",
        "UPDATE tallies SET change = change + 1",
        "DELETE FROM known",
        "DROP TABLE sorts",
        "ALTER TABLE periods RENAME COLUMN until TO until_day",
    ],
)
def test_tables_that_somebody_changed_are_not_served(
    ledger: Ledger, tables: LiveTables, harm: str
) -> None:
    honest = tables.ask(everything)
    with closing(sqlite3.connect(f"{ledger.location}.live")) as file, file:
        file.execute(harm)
    assert tables.ask(everything) == honest
    assert tables.check() == ()


def test_a_file_that_is_no_database_is_replaced(ledger: Ledger, tables: LiveTables) -> None:
    honest = tables.ask(everything)
    tables.close()
    Path(f"{ledger.location}.live").write_bytes(b"no database at all" * 1000)
    for ending in ("-wal", "-shm"):
        Path(f"{ledger.location}.live{ending}").unlink(missing_ok=True)
    assert tables.ask(everything) == honest


def test_check_finds_a_row_that_reading_on_would_never_look_at(
    ledger: Ledger, tables: LiveTables
) -> None:
    tables.ask(everything)
    with closing(sqlite3.connect(f"{ledger.location}.live")) as file, file:
        file.execute("UPDATE products SET name = 'Somebody else'")
    [one, other] = tables.check()
    assert {one.table, other.table} == {"products"}
    assert {one.kept, other.kept} == {True, False}


def test_a_small_ledger_gets_no_tables_unasked(ledger: Ledger) -> None:
    tables = LiveTables(ledger)
    assert tables.ask(everything) is None
    assert tables.left_aside is None
    assert not os.path.exists(f"{ledger.location}.live")


def test_whoever_wants_no_tables_gets_none(ledger: Ledger, tables: LiveTables) -> None:
    tables.ask(everything)
    assert LiveTables(ledger, Use.NEVER).ask(everything) is None


def test_the_file_belongs_to_whom_the_ledger_belongs(ledger: Ledger, tables: LiveTables) -> None:
    os.chmod(ledger.location, 0o640)
    tables.ask(everything)
    assert os.stat(f"{ledger.location}.live").st_mode & 0o777 == 0o640


def test_statuses_have_numbers_for_good() -> None:
    assert [status.value for status in STATUSES] == [
        "not_marketed",
        "barred",
        "non_compliant",
        "indeterminate",
        "compliant",
        "not_regulated",
    ]
