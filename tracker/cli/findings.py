"""`tracker findings`: what does not fit together in the facts."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click

from events.tables.lists import joined
from projections.findings import Finding, findings
from tracker.cli import Session
from tracker.cli.asking import ask, asked_json, asked_words, opened
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table
from tracker.cli.tables_out import (
    Answer,
    TablesOut,
    point_columns,
    question_rows,
    tables_options,
    write_tables,
)
from tracker.ledger import Ledger
from tracker.queries import Snapshot
from tracker.spreadsheets.sheets import Sheet


@click.command("findings")
@asked_when(as_of=False)
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    when: When,
    as_json: bool,
    tables: TablesOut,
) -> None:
    """List what does not fit together: doubtful licenses, names not on record, missing values.

    A finding refuses nothing; it says where an answer rests on too little.

    \b
    Example:
      tracker findings
      tracker findings --xlsx findings.xlsx
    """
    with opened(session) as ledger:
        asked = ask(session, ledger, when, kept=bool(tables))
        found = findings(asked.seen, asked.portfolio, asked.bench)
    if tables:
        write_tables(tables, _answer(ledger, asked, found))
        return
    if as_json:
        print_json({**asked_json(asked), "findings": [asdict(finding) for finding in found]})
        return
    print_paragraph(asked_words(asked))
    if found:
        click.echo()
        rows = [[finding.about, finding.code, finding.text] for finding in found]
        print_table(["ABOUT", "FINDING", "WHAT"], rows)
        click.echo()
    print_paragraph(f"{counted(len(found), 'finding')}.")


def _answer(ledger: Ledger, asked: Snapshot, found: Sequence[Finding]) -> Answer:
    counts = f"{counted(len(found), 'finding')}."

    def sheets() -> Iterator[Sheet]:
        rows = ((each.about, each.code, each.text, joined(each.facts)) for each in found)
        above = (asked_words(asked), counts)
        yield Sheet("findings", ("about", "finding", "what", "facts"), rows, above)

    question = question_rows(ledger, asked.viewpoint, asked.position)
    point = point_columns(asked.viewpoint, asked.position)
    return Answer(sheets, [*question, ("counts 数目", counts)], point, counts)
