"""Tables in text: cells parted by a delimiter, which is found, and never guessed."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

from events.tables.table import Parting, Row
from tracker.tables.errors import TableRefused, shortened
from tracker.tables.headed import is_blank

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
NAMED = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"}
"""How a delimiter may be named where it cannot be typed."""

LONGEST_LINE = 4 * 1024 * 1024
"""Characters; a longer line is no table, and would have to be held whole."""

DECLARED = re.compile(r'"?sep=([^\w"\r\n])"?[\r\n]*', re.IGNORECASE)
QUOTED = re.compile(r'"(?:[^"]|"")*("|\Z)')


def text_rows(
    file: str, text: TextIO, *, delimiter: str | None, headings_row: int | None
) -> tuple[Parting, Iterator[Row]]:
    """Return what parts the cells, and the rows that hold anything.

    They are numbered as a spreadsheet would show them.

    `text` splits lines at LF, CR and CRLF and leaves them as they are. A first line `sep=;` names
    the delimiter and is no row. Raises TableRefused.
    """
    if delimiter is not None:
        delimiter = _delimiter_named(file, delimiter)
    lines = _lines(file, text)
    first = next(lines, "")
    if declared := DECLARED.fullmatch(first):
        delimiter = delimiter or declared[1]
        return Parting(delimiter, is_declared=True), _rows(file, lines, delimiter)
    taken = [first]
    if delimiter is None:
        taken, headings = _up_to_headings(file, chain([first], lines), headings_row)
        delimiter = _delimiter_of(file, headings)
    return Parting(delimiter), _rows(file, chain(taken, lines), delimiter)


def _lines(file: str, text: TextIO) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise TableRefused(
                file,
                f"line {number} is longer than {LONGEST_LINE:,} characters.",
                "No table has such lines.",
                "Check that this is a table in text, with one line for each row.",
            )
        if "\0" in line:
            raise TableRefused(
                file,
                f"line {number} contains a NUL character.",
                "Text has none: the file is damaged, or is not text.",
                "Export it again, as CSV in UTF-8.",
            )
        yield line


def _up_to_headings(
    file: str, lines: Iterable[str], headings_row: int | None
) -> tuple[list[str], str]:
    """Return the lines up to the end of the headings, and the text of the headings."""
    taken, record, number, size = list[str](), "", 0, 0
    for line in lines:
        taken.append(line)
        record += line
        size += len(line)
        if size > LONGEST_LINE:
            break
        if record.count('"') % 2:
            continue
        number += 1
        empty = not record.strip("".join(DELIMITERS) + '" \r\n')
        if number == headings_row or (headings_row is None and not empty):
            break
        record = ""
    return taken, record


def _delimiter_named(file: str, named: str) -> str:
    delimiter = NAMED.get(named, named)
    if len(delimiter) != 1 or delimiter in '"\r\n\0 ':
        raise TableRefused(
            file,
            f"'{named}' cannot part cells.",
            "A delimiter is one character, and no quote, blank or end of line.",
            f"Give --delimiter one character, or one of {', '.join(NAMED)}.",
        )
    return delimiter


def _delimiter_of(file: str, headings: str) -> str:
    """Return the one delimiter between headings; a comma if there is a single heading."""
    bare = QUOTED.sub("", headings)
    found = [each for each in DELIMITERS if each in bare]
    if len(found) > 1:
        names = [DELIMITERS[each] for each in found]
        raise TableRefused(
            file,
            f"there are {' and '.join(names)} among the headings ({shortened(headings.strip())}).",
            "Which of them part the cells cannot be told for certain.",
            f"Say it with --delimiter, such as --delimiter {names[0].removesuffix('s')}.",
        )
    return found[0] if found else ","


def _rows(file: str, lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    last = "\n"

    def noted(line: str) -> str:
        nonlocal last
        last = line
        return line

    number, width, widest = 0, 0, 0
    reader = csv.reader(map(noted, lines), delimiter=delimiter, strict=True)
    while True:
        number, begins = number + 1, reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise _refused(file, number, begins, str(error)) from error
        width, widest = len(cells), max(widest, len(cells))
        if not all(map(is_blank, cells)):
            yield Row(number, tuple(cell or None for cell in cells))
    if width < widest and not last.endswith(("\n", "\r")):
        raise _cut(file, number - 1, width, widest)


def _cut(file: str, row: int, width: int, widest: int) -> TableRefused:
    return TableRefused(
        file,
        f"the last row has {width} of {widest} cells, and its line does not end.",
        "The file may have been cut there.",
        "Get it whole; if it is, end its last line, or fill in the delimiters.",
        row=row,
    )


def _refused(file: str, row: int, line: int, said: str) -> TableRefused:
    place = f"The row begins at line {line} of the text"
    if "unexpected end" in said:
        what = "the file ends in the middle of a quoted cell."
        why = f"{place}; a quote opened there is never closed."
    elif "field larger" in said:
        what = f"a cell is longer than {csv.field_size_limit():,} characters."
        why = f"{place}; perhaps a quote opened there is never closed."
    else:
        what = "quotes are misused."
        why = f"{place}; after a closing quote stands something other than the delimiter."
    advice = "Get the file whole, write a quote within quotes twice, and try again."
    return TableRefused(file, what, why, advice, row=row)
