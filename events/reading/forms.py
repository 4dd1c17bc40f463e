"""The three forms in which facts are written, told apart by the file's name or first word."""

import re
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["jsonl", "json", "yaml"]

_ENDINGS: dict[str, Form] = {
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json": "json",
    "yaml": "yaml",
    "yml": "yaml",
}
HEAD = 64 * 1024
"""How many bytes of a text its form is told by."""

_WRAPPED = re.compile(rb'\{\s*"facts"\s*:')


def form_of_name(name: str) -> Form | None:
    """Return the form that a file's name promises by its ending, or None."""
    return _ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None


def form_of_text(head: bytes) -> Form:
    """Return the form of a text by its beginning.

    '[' begins JSON. '{' begins JSON Lines if the same line ends with '}', unless 'facts' is the
    first field; JSON otherwise. Anything else is YAML.
    """
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first_line = text.partition(b"\n")[0].rstrip()
    if text.startswith(b"["):
        return "json"
    if not text.startswith(b"{"):
        return "yaml"
    if _WRAPPED.match(text):
        return "json"
    is_cut = len(head) == HEAD and first_line == text
    return "jsonl" if first_line.endswith(b"}") or is_cut else "json"
