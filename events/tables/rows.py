"""What the rows of a table say, typed, and where it says it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from events.facts import Fact
from events.products import ParameterValue
from events.reading.mistakes import OF_A_KIND, OF_NAMES, Mistake, numbered
from events.reading.sayings import Saying
from events.words import quoted

LISTED = 200
"""Of so many ranges of rows at most the numbers are told."""


def named_rows(rows: Collection[int]) -> str:
    """Return rows by their numbers, those that follow each other as a range.

    >>> named_rows([7]), named_rows([9, 2, 3, 4])
    ('row 7', 'rows 2-4, 9')
    """
    return numbered("row", rows, LISTED)


@dataclass(frozen=True, slots=True)
class Place:
    """The table a row stands in, as problems and sources name it."""

    file: str
    sheet: str | None
    digest: str

    def row(self, *numbers: int) -> str:
        """Return how a row is named, or several.

        >>> Place("list.xlsx", "Sheet1", "").row(7), Place("list.csv", None, "").row(7, 9)
        ("list.xlsx, sheet 'Sheet1', row 7", 'list.csv, rows 7, 9')
        """
        return f"{self.before_rows}{named_rows(numbers)}"

    @property
    def before_rows(self) -> str:
        """What comes before the number of a row."""
        sheet = f", sheet '{self.sheet}'" if self.sheet is not None else ""
        return f"{self.file}{sheet}, "


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What somebody has to put right in a row: in which cell, what it holds, why, and how."""

    place: Place
    row: int
    message: str | Saying
    column: str | None = None
    heading: str | None = None
    held: str | None = None

    def __str__(self) -> str:
        return f"{self.place.row(self.row)}{self._said}"

    @property
    def mistake(self) -> Mistake:
        """The problem as one that other rows may have, too."""
        several = OF_NAMES if self.held is None else OF_A_KIND
        return Mistake(self.place.before_rows, (self.row,), self._said, of_a_kind=several)

    @property
    def _said(self) -> str:
        column = ""
        if self.column is not None:
            column = f", column {self.column}" + (f" ({self.heading})" if self.heading else "")
        held = f"holds {quoted(self.held)}: " if self.held is not None else ""
        return f"{column}: {held}{self.message}"


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What rows say of a product; None: nothing. `effective_on` is the day of its registration."""

    rows: tuple[int, ...]
    product: str
    name: str | None = None
    vendor: str | None = None
    models: tuple[str, ...] | None = None
    category: str | None = None
    channels: tuple[str, ...] | None = None
    effective_on: date | None = None
    parameters: Mapping[str, ParameterValue] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What the row is about, in words."""
        return f"product '{self.product}'"


@dataclass(frozen=True, slots=True)
class LicenseRow:
    """What rows say of a license; None: nothing. Without `license` it goes by its number."""

    rows: tuple[int, ...]
    license: str | None = None
    number: str | None = None
    regime: str | None = None
    license_kind: str | None = None
    holder: str | None = None
    products: tuple[str, ...] | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    renewed_on: date | None = None
    standing: str | None = None
    as_of: date | None = None

    @property
    def called(self) -> str:
        """What the row is about, in words."""
        return f"license '{self.license}'" if self.license else f"license number '{self.number}'"


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row that is a fact."""

    rows: tuple[int, ...]
    fact: Fact

    @property
    def called(self) -> str:
        """What the row is about, in words."""
        return self.fact.kind


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row that names a file, and what it supports: a fact, or the certificate of a license."""

    rows: tuple[int, ...]
    file: str
    fact: str | None = None
    license: str | None = None
    number: str | None = None
    note: str | None = None

    @property
    def called(self) -> str:
        """What the row is about, in words."""
        return f"file '{self.file}'"


Said = ProductRow | LicenseRow | FactRow | EvidenceRow
"""What one row says, or several that speak of the same."""
