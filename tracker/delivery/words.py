"""Words of others, made fit for one line of ours."""

from collections.abc import Mapping
from typing import Any


def one_line(said: str | bytes, longest: int = 300) -> str:
    """Return words without line breaks and control characters, cut after so many characters."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    printable = "".join(each if each.isprintable() else " " for each in text)
    line = " ".join(printable.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def notice_keys(data: Mapping[str, Any]) -> list[str]:
    """Return the keys of the notices that a letter's data tells of, in their order."""
    return [str(each["key"]) for each in data.get("notices", ()) if "key" in each]
