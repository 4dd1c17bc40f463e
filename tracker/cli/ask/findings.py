"""`tracker findings`: what does not fit together in the facts."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from events.tables.values.lists import joined
from projections.findings.finding import Finding
from projections.wording import Words
from tracker.ask.record.findings import Findings, FindingsQuestion, findings
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, tell_no_act
from tracker.cli.options import When, asked_when, json_option, language_option
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
from tracker.show.sheets.sheets import Sheet


@click.command("findings")
@asked_when(as_of=False)
@language_option
@json_option
@tables_options
@click.pass_obj
def command(
    session: Session,
    when: When,
    words: Words,
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
    with asking(session) as live:
        point = point_of(session, live, when, kept=bool(tables))
        answer = findings(live, FindingsQuestion(point))
    tell_no_act(answer.asides, words)
    if tables:
        write_tables(tables, _tables(live.ledger, answer, words))
    elif as_json:
        print_json(answer.document(words))
    else:
        _print(answer, words)


def _print(answer: Findings, words: Words) -> None:
    print_paragraph(words.asked_words(answer.asked))
    if answer.findings:
        click.echo()
        print_table([each.upper() for each in words.FINDING_HEADINGS[:3]], [*_rows(answer, words)])
        click.echo()
    print_paragraph(words.findings_counted(len(answer.findings)))


OF_A_CODE, NAMED = 20, 5
"""So many different findings of a code are printed, and of so many names what they have alike."""


def _rows(answer: Findings, words: Words) -> Iterator[Sequence[str]]:
    """Yield what was found, what is found alike of several as one row."""
    told, further = Counter[str](), Counter[str]()
    for alike in _grouped(answer.findings):
        first = alike[0]
        if told[first.code] < OF_A_CODE:
            told[first.code] += 1
            others = [each.about.name for each in alike[1:NAMED]]
            about = words.finding_about(first.about, *others, further=max(len(alike) - NAMED, 0))
            yield about, first.code, words.finding_text(first)
        else:
            further[first.code] += len(alike)
    for code, count in further.items():
        more, the_same = words.findings_further(count)
        yield more, code, the_same


def _grouped(found: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings that differ in no more than the name of what they are about together."""
    alike: dict[object, list[Finding]] = {}
    for each in found:
        alike.setdefault((each.about.what, each.flaw, each.reading), []).append(each)
    return list(alike.values())


def _tables(ledger: Ledger, answer: Findings, words: Words) -> Tables:
    asked, found = answer.asked, answer.findings
    counts = words.findings_counted(len(found))

    def sheets() -> Iterator[Sheet]:
        rows = (
            (
                words.finding_about(each.about),
                each.code,
                words.finding_text(each),
                joined(each.facts),
            )
            for each in found
        )
        yield Sheet("findings", words.FINDING_HEADINGS, rows, (words.asked_words(asked), counts))

    question = question_rows(ledger, asked.point, asked.position)
    columns = point_columns(asked.point, asked.position)
    told = [*question, ("counts 数目", counts)]
    return Tables(sheets, told, columns, counts, no_act=answer.asides.no_act, words=words)
