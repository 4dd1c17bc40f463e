"""Something to be said, as a value: `projections.wording` has the sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """Something to be said: by its code, with the values of which it speaks."""

    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Word:
    """A text as somebody wrote it, or ought to; shown in quotes, cut short when it is long."""

    text: str


@dataclass(frozen=True, slots=True)
class Every:
    """Things that are all meant."""

    parts: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Things one of which is meant."""

    parts: tuple[object, ...]


def say(code: str, **values: object) -> Saying:
    """Return a saying."""
    return Saying(code, values)


def plain(text: str) -> Saying:
    """Return what something else has worded."""
    return say("plain", text=text)


def words(texts: Iterable[str]) -> tuple[Word, ...]:
    """Return texts as words, each to be shown in quotes."""
    return tuple(map(Word, texts))
