"""`tracker adopt`: the acts of a scenario recorded as facts, once they are published."""

from datetime import date

import click

from events.acts import ActPublished
from events.words import counted
from projections.wording.en import doubt_words, provision_words
from tracker.act.adopting import (
    Adoption,
    Publication,
    acts_to_adopt,
    adopt,
    check_published,
    plan,
)
from tracker.ask.what_if.scenarios import read_scenario
from tracker.ask.what_if.supposing import Ground
from tracker.cli import Session
from tracker.cli.act.batches import print_batch
from tracker.cli.asking import opened
from tracker.cli.options import DayType
from tracker.cli.output import print_paragraph
from tracker.cli.what_if.scenarios import mended
from tracker.clock import today
from tracker.live.live import Live


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
        acts = acts_to_adopt(stack, act)
        if len(acts) > 1 and any([published_on, number, name, title]):
            raise click.UsageError(
                f"The scenario supposes {len(acts)} acts; choose one with --act to say more of it."
            )
        Ground(Live(ledger), session.clock()).check(stack)
        now = today(ledger.zone, clock=session.clock)
        given = Publication(published_on, number, name, title)
        adoption = plan(stack, [(each, _asked(each, given, now)) for each in acts])
        _print_plan(adoption)
        if not (dry_run or yes):
            click.confirm("Record this?", abort=True)
        batch = adopt(ledger, adoption, session.clock(), dry_run=dry_run)
    print_batch(batch, dry_run=dry_run)


def _asked(act: ActPublished, given: Publication, now: date) -> Publication:
    """Return what is known of an act's publication, asking for what was not given."""
    asking = given.published_on is None or given.number is None
    if asking:
        print_paragraph(f"{act.act}: {act.title}")
    published_on = given.published_on or click.prompt("Published on", type=DayType())
    check_published(published_on, now)
    number = given.number or click.prompt("Number", type=WrittenType())
    name, title = given.act, given.title
    if asking:
        name = name or click.prompt("Name on record", default=act.act, type=WrittenType())
        title = title or click.prompt("Title", default=act.title, type=WrittenType())
    return Publication(published_on, number, name, title)


def _print_plan(adoption: Adoption) -> None:
    for fact in adoption.acts:
        print_paragraph(f"{fact.act}: {fact.title}")
        print_paragraph(f"number {fact.number}, published on {fact.published_on}", first="  ")
        for provision in fact.provisions:
            article = f"art. {provision.article}: " if provision.article else ""
            early = "" if provision.effective_on >= fact.published_on else " (before publication)"
            when = f"from {provision.effective_on}{early}: "
            words = f"{article}{when}{provision_words(provision)}{doubt_words(provision)}"
            print_paragraph(words, first="  - ")
    if adoption.facts_left or adoption.readings_left:
        facts = counted(adoption.facts_left, "other fact")
        readings = counted(adoption.readings_left, "assumed reading")
        print_paragraph(f"Left out: {facts}, {readings}.")
