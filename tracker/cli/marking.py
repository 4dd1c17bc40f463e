"""How statuses and days that are less than certain are shown: a sign behind them, and a legend."""

from collections.abc import Iterable

import click

from projections.judging.marks import ASSUMED, NOT_VERIFIED, Marks
from tracker.cli.output import print_paragraph

LEGEND = {
    ASSUMED: "rests on a last day assumed from a license's term.",
    NOT_VERIFIED: "rests on law that nobody has verified, or whose day is in doubt.",
}


def marked(word: object, marks: Marks) -> str:
    """Return a status or a day with the signs of its marks."""
    return f"{word}{marks.signs}"


def print_legend(found: Iterable[Marks]) -> None:
    """Say below a table what the signs in it mean, if there are any."""
    shown = {sign for marks in found for sign in marks.signs}
    if shown:
        click.echo()
    for sign, meaning in LEGEND.items():
        if sign in shown:
            print_paragraph(meaning, first=f"{sign} ")
