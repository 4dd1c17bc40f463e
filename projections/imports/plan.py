"""What an import comes to: facts to record, rows that change nothing, and rows that contradict."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date

from events.facts import Fact
from events.tables.rows import Place, RowProblem
from events.tables.shelves import Listed
from projections.imports.sayings import Called, Saying, Value
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
    called: Called
    field: str
    on_record: Value | Saying
    in_table: Value | Saying
    fact: str
    advice: Saying


@dataclass(frozen=True, slots=True)
class Wrong:
    """What somebody has to put right in a row as a whole, beside the record."""

    place: Place
    row: int
    saying: Saying


@dataclass(frozen=True, slots=True)
class Told:
    """What rows no longer name, which is never taken for the end of it."""

    rows: tuple[int, ...]
    saying: Saying


@dataclass(slots=True)
class Outcome:
    """What the rows of one thing come to."""

    facts: list[Fact] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    problems: list[Saying] = field(default_factory=list)
    told: list[Saying] = field(default_factory=list)

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
    problems: Listed[RowProblem | Wrong]
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
