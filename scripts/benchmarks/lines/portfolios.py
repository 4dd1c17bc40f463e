"""The status of a portfolio on a day, judged from columns in memory, and of one product."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ledgers import DAY, ledger_of
from measured import Goal, Result, Setting, here, in_turn

ON = date.fromisoformat(DAY)
MANY = 200
"""So many products are asked about, each once a round: a bench keeps what it found of licenses."""


def judged(setting: Setting) -> Result:
    """Measure judging everybody on a day beside others on the same columns."""
    from peers import by_duckdb, by_numpy, by_polars
    from peers.columns_on_a_day import day_law, tables

    from projections.columns import statuses_on

    columns, bench = _warm(setting)
    law = day_law(columns, bench, ON)
    given, expected = tables(columns, law), statuses_on(columns, bench, ON)
    works: dict[str, Any] = {
        "warm columns": lambda: statuses_on(columns, bench, ON),
        "bare NumPy": lambda: by_numpy.statuses(columns, law),
    }
    if setting.peers:
        database, frames = by_duckdb.loaded(given), by_polars.loaded(given)
        works["DuckDB"] = lambda: by_duckdb.statuses(database, law)
        works["Polars"] = lambda: by_polars.statuses(frames, law)
    _assert_equal(works, expected)
    rounds = in_turn({name: here(work) for name, work in works.items()}, setting.rounds)
    goals = [Goal("bare NumPy", "speed", 0.5)]
    goals += [Goal(name, "speed", 1) for name in ("DuckDB", "Polars") if name in works]
    what = f"status of {len(columns.products):,} products on a day, judged"
    return Result(what, rounds, tuple(goals), notes=_without(setting))


def out_of_periods(setting: Setting) -> Result:
    """Measure reading the status of a day out of periods beside others on the same columns."""
    from peers import by_duckdb, by_polars

    from projections.columns import periods_of, statuses_on

    columns, bench = _warm(setting)
    periods = periods_of(columns, bench)
    given = {"subject": periods.subject, "start": periods.start, "status": periods.status}
    works: dict[str, Any] = {"warm periods": lambda: periods.on(ON)}
    if setting.peers:
        database = by_duckdb.loaded({"periods": given})
        frame = by_polars.loaded({"periods": given})["periods"]
        works["DuckDB"] = lambda: by_duckdb.standing(database, ON.toordinal())
        works["Polars"] = lambda: by_polars.standing(frame, ON.toordinal())
    _assert_equal(works, statuses_on(columns, bench, ON))
    rounds = in_turn({name: here(work) for name, work in works.items()}, setting.rounds)
    goals = tuple(Goal(name, "speed", 1) for name in works if name != "warm periods")
    what = f"status of {len(columns.products):,} products on a day, out of periods"
    return Result(what, rounds, goals, notes=_without(setting))


def one_product(setting: Setting) -> Result:
    """Measure one product with its reasons, the law kept, beside an aggregate of eventsourcing."""
    from peers.by_eventsourcing import application, saved

    from events.facts import fact_to_dict
    from projections.record.visible import Viewpoint
    from tracker.ledger import open_ledger
    from tracker.live.live import Live

    path = ledger_of(min(setting.products, 10_000), setting.ledgers)
    with (
        TemporaryDirectory() as folder,
        open_ledger(str(path), to_write=False) as ledger,
        application(Path(folder) / "products.db") as products,
    ):
        live = Live(ledger)
        law = live.snapshot_of_law(live.asked(Viewpoint(ON))).view
        names = [name for name in ledger.names("product") if name.startswith("P")][:MANY]
        kept = {
            name: saved(products, [fact_to_dict(each.fact) for each in _own(ledger, name)])
            for name in names
        }

        def judgments() -> list[Any]:
            bench = law.bench.afresh()  # what it found out of licenses in another round is let go
            return [
                [case.judgment(ON) for case in bench.cases(_dossier(ledger, law, name))]
                for name in names
            ]

        def aggregates() -> list[Any]:
            return [products.repository.get(kept[name]) for name in names]

        for name, found in zip(names, judgments(), strict=True):
            asked = live.snapshot(Viewpoint(ON), [name])
            assert found == [case.judgment(ON) for case in asked.cases([name])], name
        facts = sum(len(_own(ledger, name)) for name in names)
        assert sum(each.version for each in aggregates()) == facts
        works = {"judged with reasons": here(judgments), "repository.get": here(aggregates)}
        rounds = in_turn(works, setting.rounds)
    what = f"one product with reasons, {len(names)} of them, {facts / len(names):.0f} facts each"
    return Result(what, rounds, (Goal("repository.get", "CPU", 2),))


def _dossier(ledger: Any, law: Any, name: str) -> Any:
    """Return what is on record of a product, read from the ledger."""
    from projections.record.dossiers import Portfolio
    from projections.record.visible import visible

    return Portfolio(visible([*law.seen, *_own(ledger, name)])).dossier(name)


def _own(ledger: Any, name: str) -> list[Any]:
    from tracker.live.snapshot import facts_beside_law

    return facts_beside_law(ledger, [name], ledger.head())


def _warm(setting: Setting) -> tuple[Any, Any]:
    """Return the columns of the portfolio and the law, as they stand in memory."""
    from projections.columns import columns_of
    from projections.judging.bench import Bench
    from projections.record.questions import law_book
    from projections.record.visible import visible
    from tracker.ledger import open_ledger

    path = ledger_of(setting.products, setting.ledgers)
    with open_ledger(str(path), to_write=False) as ledger:
        seen = visible(ledger.facts())
    return columns_of(seen), Bench(law_book(seen))


def _assert_equal(works: dict[str, Any], expected: Any) -> None:
    for name, work in works.items():
        found = work()
        assert len(found) == len(expected), name
        assert (found == expected).all(), f"{name} gives other statuses"


def _without(setting: Setting) -> tuple[str, ...]:
    return () if setting.peers else ("DuckDB and Polars are not installed",)
