"""Mistakes on standard error: a line for each different one."""

from collections.abc import Iterable

import click

from events.reading.mistakes import Mistake, told

MENDED_FIRST = "mend these first, and the others are told then"


def print_mistakes(
    mistakes: Iterable[Mistake], *, all_in: str = MENDED_FIRST, mark: str = ""
) -> None:
    """Print each different mistake with where it was made, and a mark behind it.

    Where not all are told, it is said that `all_in`.
    """
    for line in told(mistakes, all_in=all_in):
        click.echo(f"{line}{mark}", err=True)
