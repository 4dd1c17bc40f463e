"""The texts that the cells of a workbook share, kept on disk so that memory stays flat."""

import re
from array import array
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, Self

from tracker.tables.errors import TableRefused
from tracker.tables.xlsx.xml_stream import Attributes, Damaged, XmlTree, places

PLACES = places(root="sst", sst="si", si="t r", r="t")

ESCAPED = re.compile(r"_x((?!0000|[dD][89a-fA-F])[0-9a-fA-F]{4})_")
"""How a workbook writes a character that XML cannot hold; halves of a pair are left as written."""


def unescaped(text: str) -> str:
    """Return the text that a workbook means.

    >>> unescaped("a_x000D_b_x005F_x000D_")
    'a\\rb_x000D_'
    """
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


MOST_STRINGS = 10_000_000
"""A sheet filled to its last row has as many with nine columns of different texts."""
LONGEST_STRING = 256 * 1024
"""Characters of all parts of a text; a cell of Excel has 32,767 at most."""


class SharedStrings:
    """Texts by their numbers from 0; what they take lies in a nameless file until closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._ends = array("Q", [0])
        self._parts: list[str] = []
        self._length = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        assert self._file is not None
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode()

    def load(self, file: str, chunks: Iterable[bytes]) -> None:
        """Add the texts of a part; how a text is pronounced is no part of it."""
        closed = {"t": self._close_text, "si": self._close_item}
        self._stream = XmlTree(file, PLACES, {"t": self._gather}, closed).stream
        try:
            self._file = TemporaryFile()  # noqa: SIM115 - closed by __exit__
            self._stream.read(chunks)
        except OSError as error:
            raise TableRefused(
                file,
                "there is no room for the texts of the workbook.",
                f"They are kept in a temporary file while it is read ({error.strerror}).",
                "Make room in the folder for temporary files, or name another in TMPDIR.",
            ) from error

    def _gather(self, _: Attributes) -> None:
        self._stream.gather()

    def _close_text(self) -> None:
        text = self._stream.gathered()
        self._parts.append(text)
        self._length += len(text)
        if self._length > LONGEST_STRING:
            raise Damaged("a text without end")

    def _close_item(self) -> None:
        self._add(unescaped("".join(self._parts)).encode())
        self._parts.clear()
        self._length = 0

    def _add(self, text: bytes) -> None:
        assert self._file is not None
        self._file.write(text)
        self._ends.append(self._ends[-1] + len(text))
        if len(self._ends) > MOST_STRINGS:
            raise Damaged(f"more than {MOST_STRINGS:,} texts")
