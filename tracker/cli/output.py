"""What commands print: tables and paragraphs of 80 columns, or one JSON document."""

import json
import re
import sys
from codecs import lookup
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import click
import wcwidth

from projections.documents.streamed import Items, Members
from projections.judging.judgment import Status
from projections.judging.marks import SIGNS
from projections.wording import Words
from tracker.show.lines import lines

WIDTH = 80

COLORS = {
    "barred": "red",
    "non_compliant": "red",
    "indeterminate": "yellow",
    "compliant": "green",
}


def print_json(document: Any) -> None:
    """Print a JSON document on standard output, Chinese as it is written.

    One that is streamed is printed as it is worked out. Where the output is not UTF-8, which JSON
    has to be, every sign beyond ASCII is written as JSON's own escape.
    """
    for piece in _pieces(document, "\n", _encoder(indent=2)):
        click.echo(piece, nl=False)
    click.echo()


def print_json_lines(objects: Iterable[Any]) -> None:
    """Print JSON objects as they come, one a line."""
    encoded = _encoder(indent=None)
    for each in objects:
        click.echo(encoded(each))


def _encoder(*, indent: int | None) -> Callable[[Any], str]:
    is_utf_8 = lookup(sys.stdout.encoding).name == "utf-8"
    return json.JSONEncoder(ensure_ascii=not is_utf_8, indent=indent).encode


def _pieces(value: Any, margin: str, encoded: Callable[[Any], str]) -> Iterator[str]:
    """Yield the text of a document that may be streamed; `margin` begins each of its lines."""
    match value:
        case Members(pairs):
            named = ((f"{encoded(name)}: ", member) for name, member in pairs)
            yield from _listed("{}", named, margin, encoded)
        case Items(values):
            yield from _listed("[]", (("", item) for item in values), margin, encoded)
        case _:
            yield encoded(value).replace("\n", margin)


def _listed(
    brackets: str, members: Iterable[tuple[str, Any]], margin: str, encoded: Callable[[Any], str]
) -> Iterator[str]:
    opening, closing = brackets[0], brackets[1]
    parted = opening
    for name, member in members:
        yield f"{parted}{margin}  {name}"
        yield from _pieces(member, f"{margin}  ", encoded)
        parted = ","
    yield f"{margin}{closing}" if parted == "," else brackets


def status_colors(words: Words) -> dict[str, str]:
    """Return the color of each status, by what a language calls it."""
    return {words.status(Status(status)): color for status, color in COLORS.items()}


def print_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    gap: int = 2,
    colors: Mapping[str, str] = COLORS,
    below: Sequence[Sequence[str]] = (),
) -> None:
    """Print a table that fits 80 columns; the widest columns are wrapped to make it fit.

    What stands alone in a cell, but for the signs of marks, is colored as `colors` has it. Each row
    is followed by the paragraphs that `below` has for it.
    """
    widths = _fitting(
        [max(map(wcwidth.width, column)) for column in zip(headings, *rows, strict=True)], gap
    )
    for row, told in zip_longest([headings, *rows], [(), *below], fillvalue=()):
        cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            click.echo(_line(line, widths, gap, colors))
        for paragraph in told:
            print_paragraph(paragraph, first="  ")


def _fitting(widths: list[int], gap: int) -> list[int]:
    """Return widths of columns that fit a line, taken from the widest columns only."""
    room = WIDTH - gap * (len(widths) - 1)
    while sum(widths) > room:
        widest = max(widths)
        widths[widths.index(widest)] = widest - 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], gap: int, colors: Mapping[str, str]) -> str:
    padded = (
        _colored(cell, colors) + " " * (width - wcwidth.width(cell))
        for cell, width in zip(cells, widths, strict=True)
    )
    return (" " * gap).join(padded).rstrip()


def _colored(word: str, colors: Mapping[str, str]) -> str:
    status = word.rstrip(SIGNS)
    return click.style(word, fg=colors[status]) if status in colors else word


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of a text, none wider than `width` columns, Chinese counted double.

    A Chinese sentence is broken by the rules of Chinese, and no name in it is broken that fits.
    """
    if not _CHINESE_SENTENCE.search(text):
        return wcwidth.wrap(text, width)
    return [part for line in lines(text, width) for part in wcwidth.wrap(line, width)]


_CHINESE_SENTENCE = re.compile("[，。：；]")


def print_paragraph(text: str, *, first: str = "") -> None:
    """Print a text wrapped to 80 columns, its first line after `first`, the others under it.

    Where `first` leaves hardly room for a text, it has lines of its own.
    """
    if (width := wcwidth.width(first)) > WIDTH // 2:
        print_paragraph(first.strip())
        first, width = "    ", 4
    for number, line in enumerate(wrap(text, WIDTH - width)):
        click.echo(f"{' ' * width if number else first}{line}")


def some_of(names: Sequence[str]) -> str:
    """Return names as a remark lists them, the first five of them.

    >>> some_of(["A", "B"]), some_of("ABCDEF")
    ('A, B', 'A, B, C, D, E and others')
    """
    return ", ".join(names[:5]) + (" and others" if len(names) > 5 else "")


def at_positions(first: int, last: int) -> str:
    """Return where facts stand in the ledger.

    >>> at_positions(7, 7), at_positions(7, 9)
    ('position 7', 'positions 7 to 9')
    """
    return f"position {first}" if first == last else f"positions {first} to {last}"
