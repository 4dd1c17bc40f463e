"""How commands answer to scenarios that cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from events.words import counted
from projections.wording import ENGLISH, Words
from tracker.ask.what_if.scenarios import ScenarioRefused
from tracker.cli.mistakes import print_problems


@contextmanager
def mended(words: Words = ENGLISH) -> Iterator[None]:
    """End the command with code 1 at problems of a scenario, each told by file, line and field."""
    try:
        yield
    except ScenarioRefused as refused:
        print_problems(refused.problems, words)
        count = counted(len(refused.problems), "problem")
        raise click.ClickException(f"Nothing was done: {count} to mend.") from refused
