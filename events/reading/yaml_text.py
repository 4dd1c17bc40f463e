"""What surrounds PyYAML: characters and directives it may not see, and its complaints in words."""

import re

import yaml

from events.reading.problems import Mark
from events.reading.tree import Tree
from events.reading.words import quoted

_UNFIT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|^%TAG.*", re.MULTILINE
)
_LINE_ENDS_OF_YAML_1_1 = "\x85\u2028\u2029"


def refuse_unfit(text: str, tree: Tree) -> None:
    """Give up a text with a character YAML cannot hold, or a directive that defines tags."""
    if match := _UNFIT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        mark = Mark(line, match.start() - text.rfind("\n", 0, match.start()))
        if match.group().startswith("%"):
            tree.fail(mark, "'%TAG' defines tags, and tags are not read; remove the line")
        code = f"U+{ord(match.group()):04X}"
        tree.fail(mark, f"YAML cannot hold the control character {code} as it is; remove it")


class Blinds:
    """Hides from PyYAML the characters it takes for line ends and YAML 1.2 takes for text.

    Each is replaced by a noncharacter (a code point that no text may use) that does not occur.
    """

    def __init__(self, text: str) -> None:
        """Choose stand-ins for the characters that occur in a text."""
        hidden = [char for char in _LINE_ENDS_OF_YAML_1_1 if char in text]
        plane_ends = (chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
        free = (char for char in plane_ends if not hidden or char not in text)
        self._draw = str.maketrans(dict(zip(hidden, free)))
        self._open = {ord(stand_in): chr(char) for char, stand_in in self._draw.items()}

    def drawn(self, text: str) -> str:
        """Return the text for PyYAML."""
        return text.translate(self._draw) if self._draw else text

    def opened(self, text: str) -> str:
        """Return what a text from PyYAML says in truth."""
        return text.translate(self._open) if self._open else text


_IN_WORDS = {
    "mapping values are not allowed": "a second ': ' in the line; put the text in quotes",
    "found unexpected end of stream": "the text that begins here has no closing quote",
    "could not find expected ':'": "expected ': ' and a value after the name of a field",
    "did not find expected key": "expected the name of a field; check the indentation and quotes",
    "did not find expected '-' indicator": "expected '- ' and the next item; check the indentation",
    "did not find expected ',' or": "expected ',' or the closing bracket; every '[' and '{' needs one",
    "found unknown escape character": "a backslash that begins nothing known; write \\\\ for itself",
    "found incompatible YAML document": "only YAML 1.1 and 1.2 are read",
    "found character that cannot start any token": "nothing can begin with {0}; put it in quotes",
}


def explain(error: yaml.MarkedYAMLError, text: str) -> str:
    """Return what PyYAML complains of in words that say what to do."""
    problem = error.problem or "it breaks off"
    known = (say for start, say in _IN_WORDS.items() if problem.startswith(start))
    message = next(known, f"this is not YAML: {printable(problem)}")
    ...
