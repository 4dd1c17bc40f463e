"""Sheets as they are to be written: headings, typed rows, and what people need beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from events.tables.table import Formatted

Cell = str | int | float | bool | date | Formatted | None
"""What a cell is to hold; None: it stays empty. Text stays text, whatever it looks like."""

Rows = Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of a list, which stand below the heading of a column of another sheet.

    `column` counts from 0, `count` is how many there are.
    """

    sheet: str
    column: int
    count: int


@dataclass(frozen=True, slots=True)
class Help:
    """What a column to be filled in offers: a note, and what its cells may hold.

    With `several` a cell may hold more than one of the `choices`. `day` asks for a day.
    """

    note: str
    choices: Choices | None = None
    several: bool = False
    day: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `above` are lines of text over its headings, such as the question it answers.

    Without them the headings stand in the first row, as a table to be read by programs needs them.
    A row shows so many `lines` at most. `helps` has one for each heading, or is empty.
    """

    title: str
    headings: tuple[str, ...]
    rows: Rows = ()
    above: tuple[str, ...] = ()
    helps: tuple[Help, ...] = ()
    lines: int = 12
