"""How the same bytes read in each encoding in which all of them are text."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from tracker.tables.encodings.decoding import failures, text_in, text_of

FAMILIES = (
    ("utf-8",),
    ("gb18030",),
    ("big5", "cp950", "big5hkscs"),
    ("shift_jis", "cp932"),
    ("euc_jp",),
    ("euc_kr", "cp949"),
    ("cp1252",),
    ("cp1251",),
    ("koi8-r",),
)
"""Encodings that tables come in; of several in one line the first that fits is offered."""

LONGEST_LINE = 1024 * 1024
"""Bytes; of a longer line each part is taken alone."""
LINES, CELLS = 3, 2
"""So many lines are shown, and so many cells of each."""
SEARCHED = 10_000
"""Lines among which cells are looked for."""

BETWEEN_CELLS = re.compile(r'[,;\t|"\r\n]+')


def lines_beyond_ascii(binary: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file that are not of ASCII alone."""
    binary.seek(0)
    while line := binary.readline(LONGEST_LINE):
        if not line.isascii():
            yield line


def first_cells(binary: BinaryIO, encoding: str) -> tuple[str, ...]:
    """Return the first cells of a text that are not of ASCII alone; go back to where it was."""
    start = binary.tell()
    text = text_of(binary, encoding)
    found = _cells(islice(iter(lambda: text.readline(LONGEST_LINE), ""), SEARCHED))
    text.detach()
    binary.seek(start)
    return found


def readings(binary: BinaryIO, lines: Iterable[bytes]) -> dict[str, tuple[str, ...]]:
    """Return the encodings that fit a file, each with the first cells of some lines in it."""
    shown = list(islice(lines, LINES))
    places = failures(binary, [name for family in FAMILIES for name in family])
    fitting = [next((each for each in family if places[each] is None), None) for family in FAMILIES]
    read = {
        name: _cells(text_in(line, name) for line in shown) for name in fitting if name is not None
    }
    return {name: cells for name, cells in read.items() if all(map(is_legible, cells))}


def _cells(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the first cells beyond ASCII of the first lines that have any."""
    of_lines = filter(None, map(_cells_of, lines))
    return tuple(dict.fromkeys(chain.from_iterable(islice(of_lines, LINES))))


def _cells_of(line: str) -> list[str]:
    if line.isascii():
        return []
    cells = (cell.strip() for cell in BETWEEN_CELLS.split(line))
    return list(islice((cell for cell in cells if not cell.isascii()), CELLS))


def is_legible(cell: str) -> bool:
    """Return whether a text has no character that cannot be shown."""
    return all(character.isprintable() or character.isspace() for character in cell)
