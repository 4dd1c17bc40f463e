"""JSON with places: for telling where a problem lies, after the fast reader has said no."""

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any, NoReturn

from events.reading.problems import Mark
from events.reading.tree import Member, Node, Tree
from events.reading.words import quoted

_BLANKS = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_LITERALS = {"true": True, "false": False, "null": None}
_PYTHONISH = {"True": "true", "False": "false", "None": "null"}
_STRINGS = JSONDecoder()
_BROKEN_STRINGS = {
    "Unterminated": "the text that begins here has no closing quote",
    "Invalid control": "a line end, tab or other control character inside a text; "
    "write \\n, \\t or \\u and four digits",
    "Invalid \\u": "\\u stands before four hexadecimal digits",
    "Invalid \\": "a backslash that begins nothing known; write \\\\ for the backslash itself",
}


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


_UNREPEATED = JSONDecoder(object_pairs_hook=_without_repeats)


def end_of_sound_value(text: str, start: int = 0) -> int | None:
    """Return where a JSON value ends if no object in it repeats a key, else None; quick."""
    try:
        return _UNREPEATED.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None


class JsonReader:
    """Reads a JSON text from left to right into nodes of a tree.

    Methods raise UnreadableError where the text stops being JSON; what merely may not be said
    (a key given twice, NaN, a number of a thousand digits) is noted in the tree.
    """

    def __init__(self, text: str, tree: Tree, *, line: int = 1) -> None:
        self.text = text
        self.tree = tree
        self.position = 0
        self._line = line
        self._line_start = 0

    def mark(self) -> Mark:
        """Return the place of the next character."""
        return Mark(self._line, self.position - self._line_start + 1)

    def move_to(self, position: int) -> None:
        """Pass over a part of the text that was read by other means."""
        if lines := self.text.count("\n", self.position, position):
            self._line += lines
            self._line_start = self.text.rfind("\n", self.position, position) + 1
        self.position = position

    def peek(self) -> str:
        """Pass over blanks and return the next character, or '' at the end."""
        if match := _BLANKS.match(self.text, self.position):
            self.move_to(match.end())
        return self.text[self.position : self.position + 1]

    def value(self) -> Node:
        """Return the next value."""
        match self.peek():
            case "{":
                return self._object()
            case "[":
                return self._list()
            case '"':
                mark = self.mark()
                return self.tree.text(mark, self._string())
            case _:
                return self._bare_word()

    def elements(self) -> Iterator[int]:
        """Yield the number of each element of a list; the caller reads the element."""
        self.position += 1
        index = 0
        closed = self._closes("]")
        while not closed:
            self.tree.go_into(self.mark(), index)
            yield index
            self.tree.go_back()
            closed = self._another("]", "the list")
            index += 1

    def end(self) -> None:
        """Check that nothing follows."""
        if self.peek():
            self._unexpected("the document ended before this")

    def _list(self) -> Node:
        node = self.tree.node(self.mark(), items := [])
        items.extend(self.value() for _ in self.elements())
        return node

    def _object(self) -> Node:
        fields: dict[str, Member] = {}
        node = self.tree.node(self.mark(), fields)
        self.position += 1
        closed = self._closes("}")
        while not closed:
            self._field(fields)
            closed = self._another("}", "the object")
        return node

    def _field(self, fields: dict[str, Member]) -> None:
        if self.peek() != '"':
            self._unexpected("expected the name of a field in double quotes")
        mark = self.mark()
        key = self._string()
        if self.peek() != ":":
            self._unexpected(f"expected ':' after {quoted(key)}")
        self.position += 1
        self.tree.go_into(mark, key)
        node = self.value()
        self.tree.go_back()
        if self.tree.is_new_key(fields, mark, key):
            fields[key] = Member(mark, node)

    def _closes(self, bracket: str) -> bool:
        closes = self.peek() == bracket
        self.position += closes
        return closes

    def _another(self, bracket: str, what: str) -> bool:
        if self._closes(bracket):
            return True
        if self.peek() != ",":
            self._unexpected(f"expected ',' or '{bracket}' to go on with {what} or end it")
        comma = self.mark()
        self.position += 1
        if self.peek() == bracket:
            self.tree.fail(comma, f"a comma before '{bracket}'; remove it")
        return False

    def _string(self) -> str:
        try:
            value, end = _STRINGS.raw_decode(self.text, self.position)
        except JSONDecodeError as error:
            self.move_to(error.pos)
            known = (say for start, say in _BROKEN_STRINGS.items() if error.msg.startswith(start))
            self.tree.fail(self.mark(), next(known, error.msg))
        self.position = end
        return str(value)

    def _bare_word(self) -> Node:
        match = _WORD.match(self.text, self.position)
        if match is None:
            self._unexpected("expected a value")
        mark, word = self.mark(), match.group()
        if word.startswith(("'", "//", "/*", "#")):
            self.tree.fail(mark, _FOREIGN[word[0]])
        self.position = match.end()
        if word in _LITERALS:
            return self.tree.node(mark, _LITERALS[word])
        if _NUMBER.fullmatch(word):
            return self.tree.number(mark, word)
        return self.tree.refused(mark, _wrong_word(word))

    def _unexpected(self, message: str) -> NoReturn:
        found = self.peek()
        ending = "the text ends here" if not found else f"found {quoted(found)}"
        self.tree.fail(self.mark(), f"{message}; {ending}")


_FOREIGN = {
    "'": "a text stands in double quotes in JSON, not in single ones",
    "/": "JSON has no comments; remove it",
    "#": "JSON has no comments; remove it",
}


def _wrong_word(word: str) -> str:
    if word in _PYTHONISH:
        return f"{quoted(word)} is not JSON. Did you mean {quoted(_PYTHONISH[word])}?"
    if word.lstrip("+-").casefold() in {"nan", "inf", "infinity"}:
        return f"{quoted(word)} is not a number that can be recorded"
    if word[0].isdigit() or word[0] in "+-.":
        return f"{quoted(word)} is not a number in JSON; a text stands in double quotes"
    return f"{quoted(word)} is not a value in JSON; a text stands in double quotes"


def read_json(text: str, tree: Tree, *, line: int = 1) -> Node:
    """Return the one value of a JSON text; raises UnreadableError if it is not JSON."""
    reader = JsonReader(text, tree, line=line)
    node = reader.value()
    reader.end()
    return node
