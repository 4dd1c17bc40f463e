"""What importing says no to, beside what reading a table does."""

from collections.abc import Sequence

from events.reading.mistakes import first_of
from events.reading.problems import Problem
from events.tables.reading import place_of
from events.tables.table import Table
from events.words import counted
from projections.imports.plan import Plan
from projections.wording import ENGLISH
from tracker.errors import TrackerError
from tracker.ledger.errors import BatchRefused


class MappingRefused(TrackerError):
    """A mapping cannot be used as it is written; `problems` says where and why."""

    code = "mapping_refused"

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"The mapping '{name}' cannot be used.",
            first_of([*map(ENGLISH.problem_sentence, problems)]),
            "Mend it, or let 'tracker import mapping FILE' show the one that a file's headings "
            "tell.",
        )


class MappingUnknown(TrackerError):
    """There is no such mapping, as a file or among those shipped."""

    code = "mapping_not_found"

    def __init__(self, name: str, shipped: Sequence[str]) -> None:
        super().__init__(
            f"There is no mapping '{name}'.",
            "It is neither a file nor one of those that come with the tracker.",
            f"These do: {', '.join(shipped)}.",
        )


class HeadingsUnclear(TrackerError):
    """The headings of a table do not say for certain what its columns hold."""

    code = "headings_unclear"

    def __init__(self, table: Table, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        row = table.headings.number  # 0 where a file has no row of headings, as an inventory
        where = place_of(table).row(row) if row else table.file
        advice = "" if row else "An inventory is read by a mapping, such as --map cyclonedx. "
        super().__init__(
            f"{where}: the headings do not say what to read.",
            first_of([f"{problem[:1].upper()}{problem[1:]}." for problem in problems]),
            f"{advice}Nothing was recorded.",
        )


class RowsNotGood(TrackerError):
    """Rows of a file cannot be recorded as they are.

    `plan` says which and why, as long as its shelves are there.
    """

    code = "rows_not_good"

    def __init__(self, plan: Plan, advice: str, *, others_recorded: bool = False) -> None:
        self.plan = plan
        what = "Not recorded" if others_recorded else "Not good"
        super().__init__(f"{what}: {counted(len(plan.bad), 'row')}.", advice=advice)


class UndoRefused(TrackerError):
    """An import cannot be undone as it was planned; others may have recorded meanwhile."""

    code = "undo_refused"

    def __init__(self, refused: BatchRefused) -> None:
        self.refusals = refused.refusals
        super().__init__(refused.what, refused.why, "Run it again.")


class ImportUnknown(TrackerError):
    """No import of a file counts in the ledger."""

    code = "import_not_found"

    def __init__(self, named: str, known: Sequence[str]) -> None:
        listed = f"Imports that count: {'; '.join(known)}." if known else "No import counts."
        super().__init__(
            f"No fact on record comes from an import of '{named}'.",
            "The file was never imported into this ledger, has changed since, or is undone.",
            listed,
        )
