"""What an import comes to: facts to record, rows that change nothing, and rows that contradict."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from events.facts import Fact, fact_to_dict
from events.tables.rows import RowProblem
from events.tables.shelves import Listed
from projections.imports.strangers import Stranger


@dataclass(frozen=True, slots=True)
class Days:
    """Today, and from which day new products count, and changes, where no column says it.

    None: not told.
    """

    today: date
    registered_on: date | None = None
    changes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A fact to record, and the rows that say it."""

    rows: tuple[int, ...]
    fact: Fact


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Rows that say otherwise than a fact on record, which a table alone cannot settle.

    `fact` is the id of the fact to void, if that is what was wrong; `advice` says what to do.
    """

    rows: tuple[int, ...]
    called: str
    field: str
    on_record: str
    in_table: str
    fact: str
    advice: str

    def __str__(self) -> str:
        return (
            f"{self.called}: {self.field} is {self.in_table} here and {self.on_record} on record, "
            f"by fact '{self.fact}'. {self.advice}"
        )

    def document(self) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        return {
            "rows": list(self.rows),
            "about": self.called,
            "field": self.field,
            "on_record": self.on_record,
            "in_table": self.in_table,
            "fact": self.fact,
            "advice": self.advice,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What rows no longer name, which is never taken for the end of it."""

    rows: tuple[int, ...]
    message: str


@dataclass(slots=True)
class Outcome:
    """What the rows of one thing come to."""

    facts: list[Fact] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against recording what the rows say."""
        return not self.contradictions and not self.problems

    @property
    def is_empty(self) -> bool:
        """Whether the rows say what is on record."""
        return self.is_good and not self.facts


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import comes to; the same for a dry run and a real one.

    `unchanged` and `bad` hold numbers of rows: those that say what is on record, and those of which
    nothing is recorded. `missing` names what an earlier import recorded and this table leaves out,
    `apart` the imports of which it has nothing, each with how many things it opened.
    `endless`, `early`, `foreign` and `unknown` are as `Remarks` gathers them, `unplaced` and
    `strangers` as `Strangers` does. `matters` tells whether a fact that others recorded since may
    change what the rows come to.
    """

    facts: Listed[Planned]
    unchanged: Listed[int]
    contradictions: Listed[Contradiction]
    problems: Listed[RowProblem]
    told: Listed[Told]
    missing: Listed[str]
    apart: Listed[tuple[str, int]]
    endless: Listed[str]
    early: Listed[str]
    foreign: Listed[str]
    unknown: Listed[str]
    unplaced: Listed[str]
    strangers: Listed[Stranger]
    bad: Set[int]
    matters: Callable[[Fact], bool] = field(compare=False)

    @property
    def is_good(self) -> bool:
        """Whether all rows are good."""
        return not self.bad

    def document(self) -> dict[str, Any]:
        """Return the whole plan as values for a JSON document."""
        return {
            "facts": [
                {"rows": list(each.rows), "fact": fact_to_dict(each.fact)} for each in self.facts
            ],
            "unchanged": list(self.unchanged),
            "contradictions": [each.document() for each in self.contradictions],
            "problems": [
                {
                    "row": each.row,
                    "column": each.column,
                    "heading": each.heading,
                    "value": each.held,
                    "message": each.message,
                }
                for each in self.problems
            ],
            "told": [{"rows": list(each.rows), "message": each.message} for each in self.told],
            "missing": list(self.missing),
            "imports_apart": [{"file": file, "opened": count} for file, count in self.apart],
            "without_last_day": list(self.endless),
            "issued_on_a_day_to_come": list(self.early),
            "foreign_kind": list(self.foreign),
            "unknown_products": list(self.unknown),
            "in_no_channel": list(self.unplaced),
            "unknown_names": [
                {"what": each.what, "name": each.name, "did_you_mean": each.meant}
                for each in self.strangers
            ],
        }


def words(values: Iterable[str]) -> str:
    """Return names as a sentence lists them.

    >>> words(["B", "A"]), words([])
    ("'A', 'B'", 'nothing')
    """
    return ", ".join(f"'{value}'" for value in sorted(values)) or "nothing"
