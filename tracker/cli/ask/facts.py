"""`tracker facts`: the log, as it was recorded."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import click

from events.facts import FACTS
from events.words import counted
from projections.wording import ENGLISH
from tracker.ask.record.facts import FactOnRecord, Facts, FactsQuestion, facts
from tracker.cli import Session
from tracker.cli.asking import asking, point_of
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import print_json, print_paragraph, print_table
from tracker.cli.tables_out import (
    Tables,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.show.sheets.facts import BESIDE, fact_fields, fact_row
from tracker.show.sheets.sheets import Sheet


@click.command("facts")
@click.option("--product", "products", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--license", "licenses", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--review", "reviews", multiple=True, metavar="NAME", help="Facts naming it.")
@click.option("--act", "acts", multiple=True, metavar="NAME", help="The publication of an act.")
@click.option("--kind", "kinds", type=click.Choice(sorted(FACTS)), multiple=True)
@asked_when(as_of=False)
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    products: tuple[str, ...],
    licenses: tuple[str, ...],
    reviews: tuple[str, ...],
    acts: tuple[str, ...],
    kinds: tuple[str, ...],
    when: When,
    as_json: bool,
    tables: TablesOut,
) -> None:
    """List the facts on record in order of recording, the voided ones among them.

    Options of one sort may be repeated; a fact is listed if it fits one of each sort given. A
    voiding is listed with what it voids, and a product with what became of the reminders of the
    licenses that cover it. --csv and --xlsx write a column for each field.

    \b
    Example:
      tracker facts --license PERMIT-7
      tracker facts --kind act_published --json
    """
    with asking(session) as live:
        point = point_of(session, live, when, kept=bool(tables))
        answer = facts(live, FactsQuestion(point, products, licenses, reviews, acts, kinds))
    if tables:
        write_tables(tables, _tables(live.ledger, answer))
    elif as_json:
        print_json(answer.document())
    else:
        _print(answer)


def _print(answer: Facts) -> None:
    print_paragraph(ENGLISH.asked_words(answer.asked))
    if answer.facts:
        click.echo()
        rows = [_cells(each, ZoneInfo(answer.zone)) for each in answer.facts]
        print_table(["POS", "RECORDED", "KNOWN", "EFFECTIVE", "FACT"], rows)
        click.echo()
    print_paragraph(f"{counted(len(answer.facts), 'fact')}.")


def _cells(each: FactOnRecord, zone: ZoneInfo) -> list[str]:
    record, effective = each.record, each.record.fact.knowable_from
    void = f" [voided by {each.voided_by.id}]" if each.voided_by else ""
    return [
        str(record.position),
        record.recorded_at.astimezone(zone).date().isoformat(),
        record.known_on.isoformat(),
        effective.isoformat() if effective else "-",
        f"{record.fact.kind} {ENGLISH.about(record.fact)} ({record.id}){void}",
    ]


def _tables(ledger: Ledger, answer: Facts) -> Tables:
    """Return a table under the fields of the kinds that are shown."""
    asked, counts = answer.asked, f"{counted(len(answer.facts), 'fact')}."
    fields = fact_fields(each.record.fact.kind for each in answer.facts)

    def sheets() -> Iterator[Sheet]:
        rows = (fact_row(each.record, fields, each.voided_by) for each in answer.facts)
        yield Sheet("facts", (*fields, *BESIDE), rows, lines=1)

    question = question_rows(ledger, asked.point, asked.position)
    point = point_columns(asked.point, asked.position, as_of=False)
    beside = {f"asked_{name}": cell for name, cell in point.items()}
    return Tables(sheets, [*question, ("counts 数目", counts)], beside, counts)
