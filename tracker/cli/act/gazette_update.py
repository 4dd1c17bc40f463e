"""`tracker gazette update`: what a newer gazette changes in a ledger, and for which subjects."""

from collections.abc import Sequence

import click

from events.words import counted
from projections.comparing.changes import MarkedChange, Subject
from projections.record.law import ONE_DAY
from projections.wording import ENGLISH
from tracker.act.updating import GazetteUpdate, plan_gazette_update, update_gazette
from tracker.cli import Session
from tracker.cli.asking import opened, print_asides, tell_no_act
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import json_option
from tracker.cli.output import print_json, print_paragraph, print_table, some_of
from tracker.gazette.update import Revision


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
        at = session.clock()
        planned = plan_gazette_update(ledger, at=at)
        if not dry_run:
            update_gazette(ledger, planned, at=at)
    tell_no_act(planned.asides)
    if as_json:
        print_json({"dry_run": dry_run, **planned.document(ENGLISH)})
    else:
        _print_update(planned, dry_run=dry_run)


def _print_update(planned: GazetteUpdate, *, dry_run: bool) -> None:
    plan = planned.update
    verb = "Would record" if dry_run else "Recorded"
    again = f", and {len(plan.moved)} again as they were" if plan.moved else ""
    print_paragraph(
        f"{verb} {counted(len(plan.new), 'new fact')} and "
        f"{counted(len(plan.reworded), 'new wording')}{again}; {plan.unchanged} unchanged."
    )
    for fact in plan.new:
        print_paragraph(str(fact.id), first="  + ")
    for revision in plan.reworded:
        print_paragraph(_revision_words(revision, planned.on(revision)), first="  + ")
    for revision in plan.moved:
        print_paragraph(str(revision.fact.id), first="  = ")
    for id in plan.left_voided:
        print_paragraph(f"{id} was voided in this ledger and stays so", first="  - ")
    if planned.changes:
        click.echo()
        rows = [_change_cells(each) for each in planned.changes]
        print_table(["PRODUCT", "CHANNEL", "FROM", "THROUGH", "BEFORE > AFTER"], rows)
        print_legend(marks for each in planned.changes for marks in each.marks.all)
        click.echo()
    changed = "would change" if dry_run else "changed"
    print_paragraph(f"{counted(planned.subjects, 'subject')} {changed} status.")
    print_asides(planned.asides)


def _revision_words(revision: Revision, resting: Sequence[Subject]) -> str:
    """Return what differs in a new wording, and which products rest on it."""
    products = list(dict.fromkeys(product for product, _ in resting))
    rest = f"{counted(len(products), 'product')}: {some_of(products)}" if products else "no product"
    return f"{revision.fact.id} ({', '.join(revision.changed)}); bears on {rest}"


def _change_cells(each: MarkedChange) -> list[str]:
    change, marks = each.change, each.marks
    before, after = marked(change.before, marks.before), marked(change.after, marks.after)
    return [
        change.product,
        change.channel,
        marked(change.start, marks.start),
        marked(change.end - ONE_DAY, marks.end) if change.end else "-",
        f"{before} > {after}",
    ]
