"""How statuses and days that are less than certain are shown: a sign behind them, and a legend."""

from collections.abc import Iterable

import click

from projections.judging.marks import SIGNS, Marks
from projections.wording import ENGLISH, Words
from tracker.cli.output import print_paragraph


def marked(word: object, marks: Marks) -> str:
    """Return a status or a day with the signs of its marks."""
    return f"{word}{marks.signs}"


def print_legend(found: Iterable[Marks], words: Words = ENGLISH) -> None:
    """Say below a table what the signs in it mean, if there are any."""
    shown = {sign for marks in found for sign in marks.signs}
    if shown:
        click.echo()
    for sign in SIGNS:
        if sign in shown:
            print_paragraph(words.legend(sign), first=f"{sign} ")
