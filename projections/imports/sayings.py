"""What an import has to say of rows, as values; `projections.wording` has the sentences."""

from dataclasses import dataclass
from typing import NamedTuple

from events.reading.sayings import Every, Saying, plain, say
from events.tables.rows import EvidenceRow, FactRow, LicenseRow, ProductRow, Said

__all__ = ["Called", "Either", "Every", "Saying", "Value", "called", "plain", "say"]


class Called(NamedTuple):
    """What rows are about: a product, a license by its name or number, a file, or a fact."""

    what: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a row or a fact holds, a collection of names, or None."""

    held: object


@dataclass(frozen=True, slots=True)
class Either:
    """Words one of which is meant."""

    words: tuple[str, ...]


def called(said: Said) -> Called:
    """Return what rows are about."""
    match said:
        case ProductRow():
            return Called("product", said.product)
        case LicenseRow(license=None):
            return Called("license number", said.number)
        case LicenseRow():
            return Called("license", said.license)
        case EvidenceRow():
            return Called("file", said.file)
        case FactRow():
            return Called(said.fact.kind, None)
