"""`tracker adopt`: the acts of a scenario recorded as facts, once they are published."""

from collections.abc import Sequence
from datetime import date

import click

from events.acts import ActPublished
from projections.wording.en import doubt_words, provision_words
from tracker.act.adopting import NothingToAdopt, Publication, acts_of, adopted
from tracker.ask.scenarios import ScenarioFiles, read_scenario
from tracker.ask.what_if import Record
from tracker.cli import Session
from tracker.cli.act.batches import print_batch
from tracker.cli.asking import nothing_found, opened
from tracker.cli.options import DayType
from tracker.cli.output import counted, print_paragraph
from tracker.cli.what_if.scenarios import mended
from tracker.clock import today
from tracker.ledger import Ledger
from tracker.ledger.errors import BatchRefused


class WrittenType(click.ParamType[str]):
    """A text that is not blank."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text without blanks around it; none is a usage error."""
        if not value.strip():
            self.fail("it is blank; write it as the act has it.")
        return value.strip()


@click.command("adopt")
@click.argument("scenario", metavar="SCENARIO")
@click.option("--act", metavar="NAME", help="Only this act of the scenario.")
@click.option("--published-on", type=DayType(), metavar="YYYY-MM-DD", help="When it was published.")
@click.option("--number", type=WrittenType(), metavar="TEXT", help="The act's official number.")
@click.option("--as", "name", type=WrittenType(), metavar="NAME", help="The act's name on record.")
@click.option("--title", type=WrittenType(), metavar="TEXT", help="The act's title as published.")
@click.option("--dry-run", is_flag=True, help="Show the plan and record nothing.")
@click.option("--yes", is_flag=True, help="Record without asking.")
@click.pass_obj
def command(
    session: Session,
    scenario: str,
    act: str | None,
    published_on: date | None,
    number: str | None,
    name: str | None,
    title: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Record the acts that a scenario supposed, now that they are published.

    What is known of an act only now, the day of its publication and its number, is asked for unless
    both are given, and so are its name on record and its title. What it provides stays as the
    scenario has it, with its days: read the act, and change the file first where it came otherwise.
    Other facts and readings of the scenario are left out. All acts are recorded, or none.

    \b
    Example:
      tracker adopt forecast.yaml --published-on 2026-11-20 --number 2026-9 --as CAT-2026-9
    """
    with opened(session, to_write=not dry_run) as ledger, mended():
        stack = read_scenario(scenario)
        acts = [each for each in acts_of(stack) if act in (None, each.act)]
        if not acts:
            raise NothingToAdopt(stack, act)
        if len(acts) > 1 and any([published_on, number, name, title]):
            raise click.UsageError(
                f"The scenario supposes {len(acts)} acts; choose one with --act to say more of it."
            )
        Record(ledger, at=session.clock()).check(stack)
        now = today(ledger.zone, clock=session.clock)
        given = Publication(published_on, number, name, title)
        facts = [adopted(each, _asked(each, given, now), scenario=stack.name) for each in acts]
        _print_plan(stack, facts)
        if not (dry_run or yes):
            click.confirm("Record this?", abort=True)
        _record(ledger, facts, session, dry_run=dry_run)


def _asked(act: ActPublished, given: Publication, now: date) -> Publication:
    """Return what is known of an act's publication, asking for what was not given."""
    asking = given.published_on is None or given.number is None
    if asking:
        print_paragraph(f"{act.act}: {act.title}")
    published_on = given.published_on or click.prompt("Published on", type=DayType())
    if published_on > now:
        nothing_found(
            f"{published_on} has not come yet. An act is recorded once it is published; until then "
            "it stays a scenario."
        )
    number = given.number or click.prompt("Number", type=WrittenType())
    name, title = given.act, given.title
    if asking:
        name = name or click.prompt("Name on record", default=act.act, type=WrittenType())
        title = title or click.prompt("Title", default=act.title, type=WrittenType())
    return Publication(published_on, number, name, title)


def _print_plan(stack: ScenarioFiles, facts: Sequence[ActPublished]) -> None:
    for fact in facts:
        print_paragraph(f"{fact.act}: {fact.title}")
        print_paragraph(f"number {fact.number}, published on {fact.published_on}", first="  ")
        for provision in fact.provisions:
            article = f"art. {provision.article}: " if provision.article else ""
            early = "" if provision.effective_on >= fact.published_on else " (before publication)"
            when = f"from {provision.effective_on}{early}: "
            words = f"{article}{when}{provision_words(provision)}{doubt_words(provision)}"
            print_paragraph(words, first="  - ")
    everything = sum(len(each.facts) for each in stack.scenarios)
    readings = sum(len(each.assume) for each in stack.scenarios)
    left = everything - len(facts)
    if left or readings:
        print_paragraph(
            f"Left out: {counted(left, 'other fact')}, {counted(readings, 'assumed reading')}."
        )


def _record(
    ledger: Ledger, facts: Sequence[ActPublished], session: Session, *, dry_run: bool
) -> None:
    try:
        batch = ledger.record(facts, at=session.clock(), dry_run=dry_run)
    except BatchRefused as refused:
        nothing_found("Nothing was recorded: " + " ".join(r.message for r in refused.refusals))
    print_batch(batch, dry_run=dry_run)
