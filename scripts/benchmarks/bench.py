"""Print one table: what the tracker takes, each line beside its floor or peer in the same run."""

import argparse
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from pkgutil import resolve_name

from figures import spread
from installed import installed
from machine import machine
from measured import STEEPEST, Goal, NotHere, Point, Result, Setting, Taken, steepness
from picture import draw

LINES = {
    "recording-singly": "lines.facts:recording_singly",
    "recording-in-batches": "lines.facts:recording_in_batches",
    "reading": "lines.facts:reading",
    "bytes-a-fact": "lines.facts:bytes_a_fact",
    "judged": "lines.portfolios:judged",
    "out-of-periods": "lines.portfolios:out_of_periods",
    "one-product": "lines.portfolios:one_product",
    "page": "lines.tables:page",
    "known-earlier": "lines.tables:known_earlier",
    "rebuild": "lines.tables:rebuild",
    "fresh": "lines.tables:fresh",
    "what-if": "lines.tables:what_if",
    "ahead": "lines.tables:ahead",
    "reminders": "lines.tables:reminders",
    "growth": "lines.growth:growth",
}
"""The lines by name, and what measures each."""

HEAD = (
    "| what | took | wall, s [lowest..highest] | CPU, s | peak, MiB | ratio | to reach | |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |"
)
QUICK = "100,1000"
LARGE = "1000,10000,30000,100000"


def main() -> None:
    """Measure the lines that are asked for and print them; exit code 1 if one failed."""
    chosen = _chosen()
    setting = _setting(chosen)
    described = machine(setting.peers)
    print(", ".join(f"{name} {value}" for name, value in described.items()))
    print(f"{setting.rounds} rounds in turn, medians; ledgers in {setting.ledgers}\n\n{HEAD}")
    found: dict[str, Result | str] = {}
    for name in chosen.only or LINES:
        found[name] = _measured(name, setting)
        print("\n".join(_rows(found[name], name)), flush=True)
    results = {name: each for name, each in found.items() if isinstance(each, Result)}
    if chosen.json:
        kept = {name: asdict(each) if name in results else each for name, each in found.items()}
        said = {"machine": described, "rounds": setting.rounds, "sizes": setting.sizes}
        chosen.json.write_text(json.dumps({**said, "lines": kept}, indent=1) + "\n")
    if chosen.picture and "growth" in results:
        draw(results["growth"].growth, chosen.picture)
    sys.exit(any(str(each).startswith("failed") for each in found.values()))


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, one round")
    parser.add_argument("--only", action="append", choices=LINES, help="this line; repeatable")
    parser.add_argument("--sizes", help=f"numbers of products; {LARGE}, if quick {QUICK}")
    parser.add_argument("--rounds", type=int, help="5, if quick 1")
    parser.add_argument("--ledgers", type=Path, help="where ledgers are written once and kept")
    parser.add_argument("--no-peers", action="store_true", help="install no other libraries")
    parser.add_argument("--json", type=Path, help="where to keep every measurement")
    parser.add_argument("--picture", type=Path, help="where to draw growth, as SVG")
    return parser.parse_args()


def _setting(chosen: argparse.Namespace) -> Setting:
    sizes = (chosen.sizes or (QUICK if chosen.quick else LARGE)).split(",")
    folder = chosen.ledgers or Path(tempfile.gettempdir()) / "tracker-bench"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = not (chosen.no_peers or chosen.quick)
    return Setting(
        tuple(sorted(map(int, sizes))),
        chosen.rounds or (1 if chosen.quick else 5),
        folder.resolve(),
        None if chosen.no_peers else installed(folder / "peers", wanted=wanted),
        chosen.quick,
    )


def _measured(name: str, setting: Setting) -> Result | str:
    """Return what a line measured in a process of its own, or why it did not."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned) as pool:
        try:
            return pool.submit(_measure, name, setting).result()
        except NotHere as reason:
            return str(reason)
        except Exception as error:
            return f"failed: {type(error).__name__}: {error}"


def _measure(name: str, setting: Setting) -> Result:
    if setting.peers:
        sys.path.append(str(setting.peers))
    result: Result = resolve_name(LINES[name])(setting)
    return result


# -- Rows ------------------------------------------------------------------------------------------


def _rows(result: Result | str, name: str) -> Iterator[str]:
    if isinstance(result, str):
        yield f"| {name} | {result} | | | | | | |"
        return
    what = [f"{result.what} (`{name}`)"]
    for who, taken in result.rounds.items():
        goals = [goal for goal in result.goals if goal.peer == who]
        for goal in goals or [None]:
            first = goal is (goals or [None])[0]
            shown = _taken(who, taken) if first else ["", "", "", ""]
            yield _row([what.pop() if what else "", *shown, *_against(result, goal)])
    for number, (value, bound) in result.numbers.items():
        to_reach = ["", ""] if bound is None else [f"at most {bound:g}", _met(value <= bound)]
        yield _row([what.pop() if what else "", number, "", "", "", f"{value:.3g}", *to_reach])
    for command, points in result.growth.items():
        yield _row([what.pop() if what else "", command, *_grown(points)])
    for note in result.notes:
        yield _row(["", note, "", "", "", "", "", ""])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _taken(who: str, taken: list[Taken]) -> list[str]:
    middle, lowest, highest = spread([each.wall for each in taken])
    cpu, *_ = spread([each.cpu for each in taken])
    peaks = [each.peak for each in taken if each.peak is not None]
    walls = f"{middle:.3g} [{lowest:.3g}..{highest:.3g}]"
    return [who, walls, f"{cpu:.3g}", f"{max(peaks):.0f}" if peaks else ""]


def _grown(points: list[Point]) -> list[str]:
    """Return what a command takes at the largest size, and how steeply that grew."""
    last = points[-1]
    shown = [f"{last.wall:.3g}", f"{last.cpu:.3g}", f"{last.peak:.0f}"]
    if len(points) < 2:
        return [*shown, "", "", ""]
    found = steepness(points)
    return [*shown, f"slope {found:.2f}", f"at most {STEEPEST}", _met(found <= STEEPEST)]


def _against(result: Result, goal: Goal | None) -> list[str]:
    if goal is None:
        return ["", "", ""]
    side = "at most" if goal.measure == "CPU" else "at least"
    found = f"{goal.measure} {goal.found(result.rounds):.3g}"
    return [found, f"{side} {goal.bound:g}", _met(goal.is_met(result.rounds))]


def _met(met: bool) -> str:
    return "met" if met else "not met"


if __name__ == "__main__":
    main()
