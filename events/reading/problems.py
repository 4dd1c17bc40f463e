"""What is wrong with a file, as values: where, in which field, and what would be right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from events.reading.sayings import Saying
from events.words import printable

Path = tuple[str | int, ...]
"""The way from the top of a document to a value: field names and places in lists."""


class Mark(NamedTuple):
    """A place in a text; lines and columns (in characters) count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that somebody has to put right in a file; `column` 0: somewhere on the line."""

    file: str
    line: int
    column: int
    field: str
    saying: Saying

    @property
    def code(self) -> str:
        """What kind of problem it is; a code is never changed."""
        return self.saying.code

    @property
    def field_within(self) -> str:
        """The field as other facts of the file have it, too: without the place of the fact."""
        return _PLACE_IN_FILE.sub("", self.field)


class Problems(tuple[Problem, ...]):
    """Everything that is wrong with a file or document, in the order of its lines."""

    __slots__ = ()

    @classmethod
    def in_order(cls, problems: Iterable[Problem]) -> "Problems":
        """Return the problems sorted by line and column."""
        return cls(sorted(problems, key=lambda problem: (problem.line, problem.column)))


class UnreadableError(Exception):
    """A text cannot be read beyond this problem; never leaves `events.reading`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


_PLACE_IN_FILE = re.compile(r"^(?:facts)?\[\d+\]\.?")
_LONGEST_PATH = 16
_PLAIN_NAME = re.compile(r"[^\W\d][\w-]*")


def field_name(path: Path) -> str:
    """Return a path as people write it.

    >>> field_name(("provisions", 2, "entries", 0, "op"))
    'provisions[2].entries[0].op'
    >>> field_name(("parameters", "top speed"))
    'parameters["top speed"]'
    """
    deeper = "…" if len(path) > _LONGEST_PATH else ""
    return "".join(map(_step, path[:_LONGEST_PATH])).removeprefix(".") + deeper


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    if _PLAIN_NAME.fullmatch(part) and len(part) <= 60:
        return f".{part}"
    return f'["{printable(part[:60])}"]'
