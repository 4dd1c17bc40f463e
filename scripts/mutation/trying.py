"""Each change of a kept list, tried on a copy of the project: the tests must fail."""

import argparse
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COPIED = ("events", "projections", "tracker", "tests", "pyproject.toml")
LONGEST = 600
"""So many seconds a change may take; one that never comes to an end is noticed as well."""


@dataclass(frozen=True)
class Mutant:
    """One change: in a file, a text that stands there once, and what comes in its place."""

    breaks: str
    file: str
    change: str
    to: str

    def written(self, source: str) -> str:
        """Return the source with the change; raises ValueError where its text is not once."""
        if source.count(self.change) != 1:
            raise ValueError(f"{self.file} has not once, as it should: {self.change}")
        return source.replace(self.change, self.to)


def main() -> None:
    """Try every change whose description has the words given; exit with 1 if one survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path)
    parser.add_argument("words", nargs="*")
    chosen = parser.parse_args()
    kept = yaml.safe_load(chosen.list.read_text(encoding="utf-8"))
    mutants = [Mutant(**each) for each in kept["mutants"]]
    wanted = [each for each in mutants if all(word in each.breaks for word in chosen.words)]
    with TemporaryDirectory() as folder:
        survivors = _try_all(wanted, kept["tests"], Path(folder))
    print(f"{len(wanted)} changes, {len(survivors)} that no test notices")
    raise SystemExit(1 if survivors else 0)


def _try_all(mutants: list[Mutant], tests: list[str], copy: Path) -> list[Mutant]:
    for name in COPIED:
        _copy(ROOT / name, copy / name)
    _load(copy)
    if not _passes(tests, copy):
        sys.exit("The tests fail before anything is changed.")
    survivors = []
    for mutant in mutants:
        survives = _survives(mutant, tests, copy)
        print("SURVIVES" if survives else "noticed ", mutant.breaks, flush=True)
        survivors += [mutant] if survives else []
    return survivors


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def _survives(mutant: Mutant, tests: list[str], copy: Path) -> bool:
    path = copy / mutant.file
    source = path.read_text(encoding="utf-8")
    path.write_text(mutant.written(source), encoding="utf-8")
    try:
        return _passes(tests, copy)
    finally:
        path.write_text(source, encoding="utf-8")


def _passes(tests: list[str], folder: Path) -> bool:
    """Run tests in a folder, in a process of their own, until one fails; tell whether none does."""
    process = get_context("fork").Process(target=_run, args=(tests, folder))
    process.start()
    process.join(LONGEST)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0


def _run(tests: list[str], folder: Path) -> None:
    os.chdir(folder)
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for each in tests:  # by themselves: pytest would put them in an order of its own
            if code := pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", each]):
                sys.exit(code)


def _load(folder: Path) -> None:
    """Load from a folder what no change touches, once for all processes."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(folder))
    for name in ("hypothesis", "numpy", "projections.judging.timeline"):
        import_module(name)


if __name__ == "__main__":
    main()
