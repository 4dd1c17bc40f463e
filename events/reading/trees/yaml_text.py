"""What surrounds PyYAML: characters and directives it may not see, and its complaints."""

import re

import yaml

from events.reading.problems import Mark
from events.reading.sayings import Saying, Word, say
from events.reading.trees.tree import MAX_DEPTH, Tree
from events.words import printable

_UNFIT = re.compile(
    "(?P<control>[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])"
    "|(?P<ambiguous>[\x85\u2028\u2029])(?=[ \t\r\n])"
    "|^%TAG",
    re.MULTILINE,
)
_LINE_ENDS_OF_YAML_1_1 = "\x85\u2028\u2029"


def refuse_unfit(text: str, tree: Tree) -> None:
    """Give up a text with what YAML cannot hold, or what readers of YAML take in different ways.

    To YAML 1.1 some characters end a line, and blanks after them are indentation; to YAML 1.2 all
    of that is text. So such a character is refused before a blank, and is text anywhere else.
    """
    if match := _UNFIT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        mark = Mark(line, match.start() - text.rfind("\n", 0, match.start()))
        tree.fail(mark, _why_unfit(match.lastgroup, ord(match.group()[:1])))


def _why_unfit(group: str | None, code: int) -> Saying:
    if group == "control":
        return say("yaml_control", character=f"U+{code:04X}")
    if group == "ambiguous":
        return say("yaml_line_end", character=f"U+{code:04X}", escape=f"\\u{code:04x}")
    return say("yaml_tag_line")


class Blinds:
    """Hides from PyYAML the characters it takes for line ends and YAML 1.2 takes for text.

    Each is replaced by a noncharacter (a code point that no text may use) that does not occur.
    """

    def __init__(self, text: str) -> None:
        """Choose stand-ins for the characters that occur in a text."""
        hidden = [char for char in _LINE_ENDS_OF_YAML_1_1 if char in text]
        plane_ends = (
            chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
        )
        free = (char for char in plane_ends if not hidden or char not in text)
        self._draw = str.maketrans(dict(zip(hidden, free, strict=False)))
        self._open = {ord(stand_in): chr(char) for char, stand_in in self._draw.items()}

    def drawn(self, text: str) -> str:
        """Return the text for PyYAML."""
        return text.translate(self._draw) if self._draw else text

    def opened(self, text: str) -> str:
        """Return what a text from PyYAML says in truth."""
        return text.translate(self._open) if self._open else text


_COMPLAINTS = {
    "mapping values are not allowed": say("yaml_second_colon"),
    "found unexpected end of stream": say("no_closing_quote"),
    "could not find expected ':'": say("yaml_colon"),
    "did not find expected key": say("yaml_field_name"),
    "did not find expected '-' indicator": say("yaml_item"),
    "did not find expected ',' or ": say("yaml_comma_or_bracket"),
    "found unknown escape character": say("unknown_escape"),
    "block sequence entries are not allowed": say("yaml_list_on_its_own_line"),
    "found incompatible YAML document": say("yaml_version"),
    "exceeded maximum nesting depth": say("too_deep", most=MAX_DEPTH),
}
_BEGUN_EARLIER = ("found unexpected end of stream", "could not find expected ':'")


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[Mark, Saying]:
    """Return where PyYAML stopped, and its complaint as one of ours."""
    problem = str(error.problem or "it breaks off")
    place = error.problem_mark
    if problem.startswith(_BEGUN_EARLIER) and error.context_mark is not None:
        place = error.context_mark
    mark = Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)
    if problem.startswith("found character that cannot start any token"):
        return mark, _misplaced(_line(text, mark)[mark.column - 1 :])
    known = (told for start, told in _COMPLAINTS.items() if problem.startswith(start))
    return mark, next(known, say("not_yaml", why=printable(problem)))


def _misplaced(rest: str) -> Saying:
    if rest.startswith("\t"):
        return say("yaml_tab")
    return say("yaml_beginning", character=Word(rest[:1]))


def _line(text: str, mark: Mark) -> str:
    lines = re.split("\r\n|\r|\n", text, maxsplit=mark.line)
    return lines[mark.line - 1] if mark.line <= len(lines) else ""
