"""The benchmarks run, and their statistics are right."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[1] / "scripts" / "benchmarks"
LINES = ["reading", "bytes-a-fact", "judged"]


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


figures = _module("figures")


@pytest.mark.parametrize(
    ("ours", "theirs", "middle"),
    [([3.0], [2.0], 1.5), ([1.0, 4.0, 9.0], [1.0, 2.0, 3.0], 2.0), ([1.0, 8.0], [2.0], 0.5)],
)
def test_a_ratio_is_the_median_of_the_ratios_of_each_round(
    ours: list[float], theirs: list[float], middle: float
) -> None:
    assert figures.ratio(ours, theirs) == middle


def test_a_spread_is_the_median_between_the_lowest_and_the_highest() -> None:
    assert figures.spread([5.0, 1.0, 2.0]) == (2.0, 1.0, 5.0)


@given(power=st.floats(-1, 3), factor=st.floats(0.001, 1000))
def test_the_slope_of_a_power_of_the_size_is_that_power(power: float, factor: float) -> None:
    sizes = [1000, 10_000, 30_000, 100_000]
    costs = [factor * size**power for size in sizes]
    assert figures.slope(sizes, costs) == pytest.approx(power, abs=1e-6)


def test_a_small_run_prints_and_keeps_the_lines_that_are_asked_for(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    words = [word for line in LINES for word in ("--only", line)]
    words += ["--quick", "--sizes", "40", "--no-peers", "--json", str(kept)]
    told = _bench(*words, "--ledgers", str(tmp_path / "ledgers"))
    assert [line for line in LINES if f"(`{line}`)" not in told] == []
    found = json.loads(kept.read_text())
    assert [*found["lines"]] == LINES
    assert found["lines"]["judged"]["rounds"].keys() == {"warm columns", "bare NumPy"}
    assert found["machine"].keys() > {"processor", "cores", "memory", "Python", "SQLite"}


def test_every_line_of_the_benchmarks_has_a_function_that_measures_it() -> None:
    asked = (
        "from pkgutil import resolve_name\nfrom bench import LINES\n"
        "print(all(callable(resolve_name(each)) for each in LINES.values()))"
    )
    run = [sys.executable, "-c", asked]
    found = subprocess.run(run, cwd=FOLDER, check=True, capture_output=True, text=True)
    assert found.stdout == "True\n"


def _bench(*words: str) -> str:
    """Run the benchmarks, without settings of the tracker, and return what they print."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    command = [sys.executable, str(FOLDER / "bench.py"), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=kept).stdout
