"""How commands answer to scenarios that cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.ask.scenarios import ScenarioRefused
from tracker.cli.asking import nothing_found
from tracker.cli.mistakes import print_mistakes
from tracker.cli.output import counted


@contextmanager
def mended() -> Iterator[None]:
    """End the command with code 1 at problems of a scenario, each told by file, line and field."""
    try:
        yield
    except ScenarioRefused as refused:
        print_mistakes(problem.mistake for problem in refused.problems)
        nothing_found(f"Nothing was done: {counted(len(refused.problems), 'problem')} to mend.")
