"""JSON with places: for telling where a problem lies, after the quick way has said no."""

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from events.reading.problems import Mark
from events.reading.sayings import Saying, Word, plain, say
from events.reading.trees.tree import Member, Node, Tree

_BLANKS = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_LITERALS = {"true": True, "false": False, "null": None}
_PYTHONISH = {"True": "true", "False": "false", "None": "null"}
_STRINGS = JSONDecoder()
_BROKEN_STRINGS = {
    "Unterminated": "no_closing_quote",
    "Invalid control": "control_in_json_text",
    "Invalid \\u": "half_escape",
    "Invalid \\": "unknown_escape",
}


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
            closed = self._another("]")
            index += 1

    def members(self, fields: dict[str, Member]) -> Iterator[tuple[Mark, str, bool]]:
        """Yield place and name of each field of an object, and whether `fields` may take it.

        The caller reads the value and puts it among the fields.
        """
        self.position += 1
        closed = self._closes("}")
        while not closed:
            mark = self.mark()
            key = self._key()
            is_new = self.tree.is_new_key(fields, mark, key)
            self.tree.go_into(mark, key)
            self.peek()
            yield mark, key, is_new
            self.tree.go_back()
            closed = self._another("}")

    def end(self, why: str) -> None:
        """Check that nothing follows; a code of what is to be said tells why nothing may."""
        if self.peek():
            self._unexpected(say(why))

    def _list(self) -> Node:
        items: list[Node] = []
        node = self.tree.node(self.mark(), items)
        items.extend(self.value() for _ in self.elements())
        return node

    def _object(self) -> Node:
        fields: dict[str, Member] = {}
        node = self.tree.node(self.mark(), fields)
        for mark, key, is_new in self.members(fields):
            member = Member(mark, self.value())
            if is_new:
                fields[key] = member
        return node

    def _key(self) -> str:
        if self.peek() != '"':
            self._unexpected(say("json_field_name"))
        key = self._string()
        if self.peek() != ":":
            self._unexpected(say("colon_after", name=Word(key)))
        self.position += 1
        return key

    def _closes(self, bracket: str) -> bool:
        closes = self.peek() == bracket
        self.position += closes
        return closes

    def _another(self, bracket: str) -> bool:
        if self._closes(bracket):
            return True
        if self.peek() != ",":
            self._unexpected(say("comma_or_bracket", bracket=Word(bracket)))
        comma = self.mark()
        self.position += 1
        if self.peek() == bracket:
            self.tree.fail(comma, say("comma_before", bracket=Word(bracket)))
        return False

    def _string(self) -> str:
        try:
            value, end = _STRINGS.raw_decode(self.text, self.position)
        except JSONDecodeError as error:
            self.move_to(error.pos)
            known = (code for start, code in _BROKEN_STRINGS.items() if error.msg.startswith(start))
            code = next(known, None)
            self.tree.fail(self.mark(), say(code) if code else plain(error.msg))
        self.position = end
        return str(value)

    def _bare_word(self) -> Node:
        match = _WORD.match(self.text, self.position)
        if match is None:
            self._unexpected(say("value_expected"))
        mark, word = self.mark(), match.group()
        if word.startswith(("'", "//", "/*", "#")):
            self.tree.fail(mark, say(_FOREIGN[word[0]]))
        self.position = match.end()
        if word in _LITERALS:
            return self.tree.node(mark, _LITERALS[word])
        if _NUMBER.fullmatch(word):
            return self.tree.number(mark, word)
        return self.tree.refused(mark, _wrong_word(word))

    def _unexpected(self, why: Saying) -> NoReturn:
        found = self.peek()
        ending = say("found", what=Word(found)) if found else say("text_ends")
        self.tree.fail(self.mark(), say("unexpected", why=why, found=ending))


_FOREIGN = {
    "'": "single_quotes",
    "/": "json_comment",
    "#": "json_comment",
}


def _wrong_word(word: str) -> Saying:
    if word in _PYTHONISH:
        return say("not_json", word=Word(word), meant=Word(_PYTHONISH[word]))
    if word.lstrip("+-").casefold() in {"nan", "inf", "infinity"}:
        return say("not_finite", word=Word(word))
    if word[0].isdigit() or word[0] in "+-.":
        return say("not_a_json_number", word=Word(word))
    return say("not_a_json_value", word=Word(word))
