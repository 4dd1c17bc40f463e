"""`tracker findings`: what does not fit together in the facts."""

from dataclasses import asdict

import click

from projections.findings import findings
from tracker.cli import Session
from tracker.cli.asking import ask, asked_json, asked_words, opened
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph, print_table


@click.command("findings")
@asked_when(as_of=False)
@json_option
@click.pass_obj
def command(
    session: Session,
    when: When,
    as_json: bool,
) -> None:
    """List what does not fit together: doubtful licenses, names not on record, missing values.

    A finding refuses nothing; it says where an answer rests on too little.

    \b
    Example:
      tracker findings
    """
    with opened(session) as ledger:
        asked = ask(session, ledger, when)
        found = findings(asked.seen, asked.portfolio, asked.bench)
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
