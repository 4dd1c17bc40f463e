"""What a workbook to be filled in offers for choice: the words of the law on record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from events.acts import ActPublished
from events.categories import Category
from events.facts import Fact
from events.provisions import (
    CatalogueAmended,
    CatalogueEntry,
    CatalogueIssued,
    ChannelEstablished,
    Provision,
    RegimeEstablished,
)
from events.tables.fields.vocabulary import CHANNELS, LICENSE_KINDS

_CHINESE = {code: chinese for code, _, chinese in reversed((*CHANNELS, *LICENSE_KINDS))}
"""What channels and kinds are called in Chinese, which no act says for them."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that facts use, and what it is called."""

    code: str
    english: str | None = None
    chinese: str | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.chinese}" if self.chinese else self.code


@dataclass(frozen=True, slots=True)
class Offers:
    """The words by field, in the order in which acts bring them, and headings of parameters."""

    category: tuple[Word, ...]
    channels: tuple[Word, ...]
    regime: tuple[Word, ...]
    license_kind: tuple[Word, ...]
    parameters: tuple[str, ...]


def offers(categories: Iterable[Category], facts: Iterable[Fact]) -> Offers:
    """Return the words that the categories and the acts among some facts use, each once."""
    provisions = [
        provision
        for fact in facts
        if isinstance(fact, ActPublished)
        for provision in fact.provisions
    ]
    regimes = [each for each in provisions if isinstance(each, RegimeEstablished)]
    channels = [each for each in provisions if isinstance(each, ChannelEstablished)]
    entries = [entry for each in provisions for entry in _entries(each)]
    kinds = (kind.kind for regime in regimes for kind in regime.license_kinds)
    listed = (Word(code) for entry in entries for code in entry.categories)
    return Offers(
        _once([*(Word(each.code, each.name, each.name_zh) for each in categories), *listed]),
        _once(Word(c.channel, c.name, _CHINESE.get(c.channel)) for c in channels),
        _once(Word(r.regime, r.name, r.name_zh) for r in regimes),
        _once(Word(kind, None, _CHINESE.get(kind)) for kind in kinds),
        tuple(sorted({heading for entry in entries for heading in _parameters(entry)})),
    )


def _once(words: Iterable[Word]) -> tuple[Word, ...]:
    found: dict[str, Word] = {}
    for word in words:
        found.setdefault(word.code, word)
    return tuple(found.values())


def _entries(provision: Provision) -> Iterable[CatalogueEntry]:
    match provision:
        case CatalogueIssued():
            return provision.entries
        case CatalogueAmended():
            return provision.add
        case _:
            return ()


def _parameters(entry: CatalogueEntry) -> Iterator[str]:
    for criterion in entry.criteria:
        unit = f" [{criterion.unit}]" if criterion.unit else ""
        yield f"parameter: {criterion.parameter}{unit}"
