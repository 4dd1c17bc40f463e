"""A document as a tree in which every value and every key knows its place in the text."""

import json
import math
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn, TypeAlias

from events.reading.problems import Mark, Path, Problem, UnreadableError, field_name
from events.reading.sayings import Saying, Word, say

MAX_DEPTH = 50
MAX_VALUES = 1_000_000
MAX_NUMBER_LENGTH = 400


class Member(NamedTuple):
    """A field of an object: where its name stands, and its value."""

    mark: Mark
    node: "Node"


Value: TypeAlias = "str | int | float | bool | list[Node] | dict[str, Member] | None"


@dataclass(slots=True)
class Node:
    """A value and where it begins."""

    mark: Mark
    value: Value
    written: str = ""
    """How a number stands in the text: 1.10 is not 1.1 to a person."""
    refused: bool = False
    """The value is a stand-in for one that was refused when it was read."""


def plain(node: Node) -> Any:
    """Return the tree as ordinary Python values, without places."""
    if isinstance(node.value, dict):
        return {key: plain(member.node) for key, member in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def to_json(node: Node) -> str:
    """Return the tree as JSON."""
    return json.dumps(plain(node), ensure_ascii=False, allow_nan=False)


class Tree:
    """Builds nodes for a reader of JSON or YAML, keeps the limits and notes what breaks them."""

    def __init__(self, file: str, path: Path = ()) -> None:
        """Begin a document, or the part of one that hangs at `path`."""
        self.file = file
        self.path = [*path]
        self.problems: list[Problem] = []
        self._depth = 0
        self._values = 0

    def fail(self, mark: Mark, saying: Saying) -> NoReturn:
        """Give up the document: raises UnreadableError."""
        raise UnreadableError(self._problem(mark, saying))

    def note(self, mark: Mark, saying: Saying) -> None:
        """Note a problem and read on."""
        self.problems.append(self._problem(mark, saying))

    def node(self, mark: Mark, value: Value, written: str = "") -> Node:
        """Return a node; gives up a document that has too many of them."""
        self._values += 1
        if self._values > MAX_VALUES:
            self.fail(mark, say("too_many_values", most=f"{MAX_VALUES:,}"))
        return Node(mark, value, written)

    def refused(self, mark: Mark, saying: Saying) -> Node:
        """Note a problem with a value and return a stand-in for it."""
        self.note(mark, saying)
        node = self.node(mark, None)
        node.refused = True
        return node

    def text(self, mark: Mark, value: str) -> Node:
        """Return a node for a text, or a stand-in if no ledger can hold it."""
        problem = _problem_of_text(value)
        return self.refused(mark, problem) if problem else self.node(mark, value)

    def number(self, mark: Mark, written: str) -> Node:
        """Return a node for a decimal number, or a stand-in if it is too long or too large."""
        if len(written) > MAX_NUMBER_LENGTH:
            too_long = say("number_too_long", length=f"{len(written):,}", most=MAX_NUMBER_LENGTH)
            return self.refused(mark, too_long)
        number = float(written) if set(written) & set(".eE") else int(written)
        if math.isinf(number):
            return self.refused(mark, say("number_too_large", number=Word(written)))
        return self.node(mark, number, written)

    def go_into(self, mark: Mark, part: str | int) -> None:
        """Go one level deeper, to a field or a place in a list; gives up when too deep."""
        if self._depth >= MAX_DEPTH:
            self.fail(mark, say("too_deep", most=MAX_DEPTH))
        self._depth += 1
        self.path.append(part)

    def go_back(self) -> None:
        """Come back from where `go_into` went."""
        self._depth -= 1
        self.path.pop()

    def is_new_key(self, fields: dict[str, Member], mark: Mark, key: str) -> bool:
        """Say whether an object may have this key, and note a problem if not."""
        if first := fields.get(key):
            line, column = first.mark
            self.note(mark, say("given_twice", name=Word(key), line=line, column=column))
        elif problem := _problem_of_text(key):
            self.note(mark, problem)
        else:
            return True
        return False

    def _problem(self, mark: Mark, saying: Saying) -> Problem:
        return Problem(self.file, mark.line, mark.column, field_name(tuple(self.path)), saying)


def _problem_of_text(value: str) -> Saying | None:
    if "\0" in value:
        return say("nul_character", text=Word(value))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(value[error.start]):04x}"
        return say("half_character", text=Word(value), half=half)
    return None
