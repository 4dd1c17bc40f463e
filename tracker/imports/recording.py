"""A plan carried out: its facts recorded, and what the ledger refuses told by row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from events.facts import Fact
from events.tables.rows import RowProblem
from events.tables.shelves import Listed, Shelves
from projections.imports.plan import Planned
from tracker.imports.importing import Import
from tracker.ledger import Basis, Ledger, Refusal
from tracker.ledger.errors import BatchRefused


def carry_out(
    ledger: Ledger,
    done: Import,
    shelves: Shelves,
    *,
    planned_at: int,
    at: datetime,
    partial: bool,
    dry_run: bool,
) -> tuple[Import, range]:
    """Record the facts of an import if all rows are good, or `partial`; else only rehearse it.

    What the ledger refuses makes bad rows of those that say it. Returns the import with these, and
    the positions of its facts: none if nothing was recorded. Raises Overtaken if facts that matter
    were recorded after the position at which it was planned, or a LedgerError.
    """
    basis = Basis(planned_at, done.plan.matters)
    while True:
        rehearsed = dry_run or not (partial or done.plan.is_good)
        try:
            positions = ledger.record_long(
                _Facts(done.plan.facts), at=at, shelves=shelves, basis=basis, dry_run=rehearsed
            )
        except BatchRefused as refused:
            done = _refused(done, refused.refusals, shelves)
        else:
            return done, range(0) if rehearsed else positions


class _Facts:
    """The facts of a plan, as often as they are gone through."""

    def __init__(self, planned: Listed[Planned]) -> None:
        self._planned = planned

    def __iter__(self) -> Iterator[Fact]:
        return (each.fact for each in self._planned)


def _refused(done: Import, refusals: Sequence[Refusal], shelves: Shelves) -> Import:
    """Return an import in which the rows of refused facts are bad, and nothing of them planned."""
    plan, problems, kept = done.plan, shelves.shelf(), shelves.shelf()
    for problem in plan.problems:
        problems.put(problem.row, problem)
    messages: dict[int, list[str]] = {}
    for each in refusals:
        messages.setdefault(each.index, []).append(each.message.rstrip("."))
    bad = set(plan.bad)
    for index, planned in enumerate(plan.facts):
        for message in messages.get(index, ()):
            first = planned.rows[0]
            problems.put(first, RowProblem(done.place, first, message))
            bad.update(planned.rows)
    for planned in plan.facts:
        if bad.isdisjoint(planned.rows):
            kept.put(planned.rows[0], planned)
    return replace(done, plan=replace(plan, facts=kept, problems=problems, bad=bad))
