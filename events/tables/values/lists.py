"""Several values in one cell, parted by semicolons."""

import re
from collections.abc import Iterable

_IN_NEED_OF_QUOTES = re.compile(r"[;；,，、\"\n\r]|^\s|\s$")
_VALUE = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;；"][^;；]*)?)\s*(?:[;；]|$)')


def joined(values: Iterable[str]) -> str:
    """Return values as one cell; one that contains a mark of parting stands in quotes.

    >>> joined(["FW-100", "FW-200"]), joined(['A; B', '5" rack'])
    ('FW-100; FW-200', '"A; B"; "5"" rack"')
    """
    return "; ".join(map(_written, values))


def parted(cell: str) -> list[str]:
    """Return the values of a cell; a wide semicolon parts them, too.

    Raises ValueError if quotes are not closed, or something follows them.

    >>> parted("FW-100；FW-200"), parted(joined(['A; B', '5" rack'])), parted("")
    (['FW-100', 'FW-200'], ['A; B', '5" rack'], [])
    """
    values, place = [], 0
    while place < len(cell):
        found = _VALUE.match(cell, place)
        if found is None or found.end() == place:
            raise ValueError(f"a quote is not closed, or something follows it: {cell!r}")
        quoted, plain = found.groups()
        value = quoted.replace('""', '"') if quoted is not None else (plain or "").strip()
        if value:
            values.append(value)
        place = found.end()
    return values


def _written(value: str) -> str:
    if _IN_NEED_OF_QUOTES.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value
