"""What commands print: tables and paragraphs of 80 columns, or one JSON document."""

import json
from collections.abc import Sequence
from typing import Any

import click
import wcwidth

WIDTH = 80

COLORS = {
    "barred": "red",
    "non_compliant": "red",
    "indeterminate": "yellow",
    "compliant": "green",
}


def print_json(document: Any) -> None:
    """Print a JSON document on standard output, Chinese as it is written."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int, gap: int = 2
) -> None:
    """Print a table that fits 80 columns; column number `wide` is wrapped to make it fit."""
    widths = [
        max(wcwidth.width(row[column]) for row in [headings, *rows])
        for column in range(len(headings))
    ]
    others = sum(widths) - widths[wide] + gap * (len(widths) - 1)
    widths[wide] = min(widths[wide], max(WIDTH - others, 8))
    click.echo(_line(headings, widths, gap))
    for row in rows:
        wrapped = wrap(row[wide], widths[wide]) or [""]
        click.echo(_line([*row[:wide], wrapped[0], *row[wide + 1 :]], widths, gap))
        blank = [""] * len(row)
        for rest in wrapped[1:]:
            click.echo(_line([*blank[:wide], rest, *blank[wide + 1 :]], widths, gap))


def _line(cells: Sequence[str], widths: Sequence[int], gap: int) -> str:
    padded = [
        wcwidth.ljust(cell, width) for cell, width in zip(cells[:-1], widths[:-1], strict=True)
    ]
    shown = [
        click.style(cell, fg=COLORS[cell.strip()]) if cell.strip() in COLORS else cell
        for cell in [*padded, cells[-1]]
    ]
    return (" " * gap).join(shown).rstrip()


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of a text, none wider than `width` columns, Chinese counted double."""
    return wcwidth.wrap(text, width)


def print_paragraph(text: str, *, first: str = "", rest: str | None = None) -> None:
    """Print a text wrapped to 80 columns, its first line after `first`, others after `rest`."""
    indent = " " * wcwidth.width(first) if rest is None else rest
    for number, line in enumerate(wrap(text, WIDTH - wcwidth.width(indent))):
        click.echo(f"{indent if number else first}{line}")


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "fact"), counted(2, "fact"), counted(0, "entry", "entries")
    ('1 fact', '2 facts', '0 entries')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
