"""`tracker gazette update`: what a newer gazette changes in a ledger, and for which subjects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import click

from events.recorded import recorded
from projections.comparing.changes import Change, Subject, changes
from projections.comparing.resting import resting_on
from projections.record.law import ONE_DAY
from projections.record.visible import Viewpoint, visible
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table, some_of
from tracker.clock import today
from tracker.gazette import read_gazette
from tracker.gazette.update import Revision, Update, plan_update
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Effect:
    """What an update comes to: changes of status, and for each new wording who rests on it."""

    changes: Sequence[Change] = ()
    resting: Mapping[str, Sequence[Subject]] | None = None

    def on(self, revision: Revision) -> Sequence[Subject]:
        """Return the subjects that rest on a new wording."""
        return (self.resting or {}).get(str(revision.fact.id), ())


@click.command("update")
@click.option("--dry-run", is_flag=True, help="Show what would change and record nothing.")
@json_option
@click.pass_obj
def update(session: Session, dry_run: bool, as_json: bool) -> None:
    """Record what this program's gazette has and the ledger has not, and show what changes.

    An act worded anew is voided and recorded again; both wordings stay in the log. Told are the
    fields that differ, the products of which an answer rests on the new wording, on whatever day,
    and each change of a status. What the gazette has after it, of the same day, is recorded again
    with it ("="), so that their order stays.

    \b
    Example:
      tracker gazette update --dry-run
    """
    with opened(session, to_write=not dry_run) as ledger:
        plan = plan_update(read_gazette().facts, ledger.facts())
        found = _effect(ledger, plan, session)
        if not dry_run and plan.facts:
            ledger.record(plan.facts, at=session.clock())
    if as_json:
        print_json(_document(plan, found, dry_run=dry_run))
    else:
        _print_update(plan, found, dry_run=dry_run)


def _effect(ledger: Ledger, plan: Update, session: Session) -> Effect:
    """Return what changes for subjects once the plan is recorded."""
    if not plan.facts:
        return Effect()
    at = session.clock()
    point = Viewpoint(today(ledger.zone, clock=session.clock))
    before = list(ledger.facts())
    zone, head = ZoneInfo(ledger.zone), ledger.head()
    added = [
        recorded(fact, position=head + number, recorded_at=at, zone=zone)
        for number, fact in enumerate(plan.facts, start=1)
    ]
    old = Snapshot(point, head, visible(before))
    new = Snapshot(point, head, visible([*before, *added]))
    reworded = [str(revision.fact.id) for revision in plan.reworded]
    return Effect(changes(old.cases(), new.cases()), resting_on(reworded, new.cases()))


def _document(plan: Update, found: Effect, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "new": [fact.id for fact in plan.new],
        "reworded": [revision.fact.id for revision in plan.reworded],
        "wordings": [
            {
                "id": revision.fact.id,
                "supersedes": revision.earlier.id,
                "fields": list(revision.changed),
                "subjects": [
                    {"product": product, "channel": channel}
                    for product, channel in found.on(revision)
                ],
            }
            for revision in plan.reworded
        ],
        "recorded_again": [revision.fact.id for revision in plan.moved],
        "left_voided": list(plan.left_voided),
        "unchanged": plan.unchanged,
        "changed": [
            {
                "product": change.product,
                "channel": change.channel,
                "from": change.start.isoformat(),
                "to": change.end.isoformat() if change.end else None,
                "before": change.before,
                "after": change.after,
            }
            for change in found.changes
        ],
    }


def _print_update(plan: Update, found: Effect, *, dry_run: bool) -> None:
    verb = "Would record" if dry_run else "Recorded"
    again = f", and {len(plan.moved)} again as they were" if plan.moved else ""
    print_paragraph(
        f"{verb} {counted(len(plan.new), 'new fact')} and "
        f"{counted(len(plan.reworded), 'new wording')}{again}; {plan.unchanged} unchanged."
    )
    for fact in plan.new:
        print_paragraph(str(fact.id), first="  + ")
    for revision in plan.reworded:
        print_paragraph(_revision_words(revision, found.on(revision)), first="  + ")
    for revision in plan.moved:
        print_paragraph(str(revision.fact.id), first="  = ")
    for id in plan.left_voided:
        print_paragraph(f"{id} was voided in this ledger and stays so", first="  - ")
    if found.changes:
        click.echo()
        rows = [_change_cells(change) for change in found.changes]
        print_table(["PRODUCT", "CHANNEL", "FROM", "THROUGH", "BEFORE > AFTER"], rows)
        click.echo()
    subjects = len({(change.product, change.channel) for change in found.changes})
    print_paragraph(
        f"{counted(subjects, 'subject')} would change status."
        if dry_run
        else f"{counted(subjects, 'subject')} changed status."
    )


def _revision_words(revision: Revision, resting: Sequence[Subject]) -> str:
    """Return what differs in a new wording, and which products rest on it."""
    products = list(dict.fromkeys(product for product, _ in resting))
    rest = f"{counted(len(products), 'product')}: {some_of(products)}" if products else "no product"
    return f"{revision.fact.id} ({', '.join(revision.changed)}); bears on {rest}"


def _change_cells(change: Change) -> list[str]:
    return [
        change.product,
        change.channel,
        change.start.isoformat(),
        (change.end - ONE_DAY).isoformat() if change.end else "-",
        f"{change.before} > {change.after}",
    ]
