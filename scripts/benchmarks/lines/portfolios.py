"""The status of a portfolio on a day, judged from columns in memory, and of one product."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ledgers import DAY, ledger_of
from measured import Goal, Result, Setting, here, in_turn

ON = date.fromisoformat(DAY)


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
    from projections.record.visible import Horizon, Viewpoint
    from tracker.ledger import open_ledger
    from tracker.live.live import Live
    from tracker.live.snapshot import View, facts_beside_law

    path = ledger_of(min(setting.products, 10_000), setting.ledgers)
    with (
        TemporaryDirectory() as folder,
        open_ledger(str(path), to_write=False) as ledger,
        application(Path(folder) / "products.db") as products,
    ):
        head, live = ledger.head(), Live(ledger)
        law = live.snapshot_of_law(live.asked(Viewpoint(ON))).view
        names = ["P000007", "P000003", "P000011", "P000019", "P000023"] * 40
        kept = {
            name: saved(products, [fact_to_dict(each.fact) for each in _own(ledger, name)])
            for name in set(names)
        }

        def judgments(name: str) -> list[Any]:
            facts = facts_beside_law(ledger, [name], head)
            view = View(Horizon().visible([*law.seen, *facts]), law.bench.book)
            cases = law.bench.cases(view.portfolio.dossier(name))
            return [case.judgment(ON) for case in cases]

        for name in kept:
            asked = live.snapshot(Viewpoint(ON), [name])
            assert judgments(name) == [case.judgment(ON) for case in asked.cases([name])]
            events = len(_own(ledger, name))
            assert products.repository.get(kept[name]).version == events
        works = {
            "judged with reasons": here(lambda: [judgments(name) for name in names]),
            "repository.get": here(lambda: [products.repository.get(kept[n]) for n in names]),
        }
        rounds = in_turn(works, setting.rounds)
    what = f"one product with reasons, {len(names)} times, {events} facts each"
    return Result(what, rounds, (Goal("repository.get", "CPU", 2),))


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
