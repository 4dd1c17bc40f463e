"""`tracker findings`: what does not fit together in the facts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click

from events.tables.values.lists import joined
from projections.findings import Finding, findings
from projections.findings.cautions import cautions_json
from tracker.cli import Session
from tracker.cli.asking import ask_statuses, asked_words, opened
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
from tracker.gazette.words import gazette_words
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot
from tracker.show.sheets.sheets import Sheet


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
        asked = ask_statuses(session, ledger, when, kept=bool(tables))
        found = findings(asked.seen, asked.portfolio, asked.bench, gazette_words())
    if tables:
        write_tables(tables, _answer(ledger, asked, found))
        return
    if as_json:
        told = [asdict(finding) for finding in found]
        print_json({**asked.asked.document(), **cautions_json(asked.cautions), "findings": told})
        return
    print_paragraph(asked_words(asked.asked))
    if found:
        click.echo()
        print_table(["ABOUT", "FINDING", "WHAT"], [*_grouped(found)])
        click.echo()
    print_paragraph(f"{counted(len(found), 'finding')}.")


OF_A_CODE, NAMED = 20, 5
"""So many different findings of a code are printed, and of so many names what they have alike."""
_ALL_IN = "--json, --csv and --xlsx have all"


def _grouped(found: Sequence[Finding]) -> Iterator[Sequence[str]]:
    """Yield what was found, what is found alike of several as one row."""
    abouts: dict[tuple[str, str], list[str]] = {}
    for each in found:
        abouts.setdefault((each.code, each.text), []).append(each.about)
    told, further = Counter[str](), Counter[str]()
    for (code, text), names in abouts.items():
        if told[code] < OF_A_CODE:
            told[code] += 1
            yield _named(names), code, text
        else:
            further[code] += len(names)
    for code, count in further.items():
        yield f"and {count:,} more", code, f"the same, of other values ({_ALL_IN})"


def _named(names: Sequence[str]) -> str:
    """Return names, the first of them if they are many, and what they are once.

    >>> _named(["product A", "product B"])
    'product A, B'
    """
    what = names[0].partition(" ")[0]
    named = ", ".join([names[0], *(name.removeprefix(f"{what} ") for name in names[1:NAMED])])
    further = len(names) - NAMED
    return f"{named} and {further:,} more ({_ALL_IN})" if further > 0 else named


def _answer(ledger: Ledger, asked: Snapshot, found: Sequence[Finding]) -> Answer:
    counts = f"{counted(len(found), 'finding')}."

    def sheets() -> Iterator[Sheet]:
        rows = ((each.about, each.code, each.text, joined(each.facts)) for each in found)
        above = (asked_words(asked.asked), counts)
        yield Sheet("findings", ("about", "finding", "what", "facts"), rows, above)

    question = question_rows(ledger, asked.viewpoint, asked.position)
    point = point_columns(asked.viewpoint, asked.position)
    told = [*question, ("counts 数目", counts)]
    return Answer(sheets, told, point, counts, cautions=asked.cautions)
