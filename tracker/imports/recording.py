"""A plan carried out: its facts recorded, and what the ledger refuses told by row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from events.tables.rows import RowProblem
from tracker.errors import BatchRefused
from tracker.imports.importing import Import
from tracker.ledger import Batch, Ledger
from tracker.ledger.batches import Refusal


def carry_out(
    ledger: Ledger, done: Import, *, at: datetime, partial: bool, dry_run: bool
) -> tuple[Import, Batch]:
    """Record the facts of an import if all rows are good, or `partial`; else only rehearse it.

    What the ledger refuses makes bad rows of those that say it. Returns the import with these, and
    the batch: empty if nothing was recorded. Raises a LedgerError.
    """
    while True:
        rehearsed = dry_run or not (partial or done.plan.is_good)
        facts = [planned.fact for planned in done.plan.facts]
        try:
            batch = ledger.record(facts, at=at, dry_run=rehearsed)
        except BatchRefused as refused:
            done = _refused(done, refused.refusals)
        else:
            return done, Batch() if rehearsed else batch


def _refused(done: Import, refusals: Sequence[Refusal]) -> Import:
    """Return an import in which the rows of refused facts are bad, and nothing of them planned."""
    plan = done.plan
    problems = [
        RowProblem(done.place, plan.facts[each.index].rows[0], each.message.rstrip("."))
        for each in refusals
    ]
    bad = {row for each in refusals for row in plan.facts[each.index].rows}
    kept = tuple(each for each in plan.facts if bad.isdisjoint(each.rows))
    found = sorted([*plan.problems, *problems], key=lambda problem: problem.row)
    changed = replace(plan, facts=kept, problems=tuple(found), bad=plan.bad | bad)
    return replace(done, plan=changed)
