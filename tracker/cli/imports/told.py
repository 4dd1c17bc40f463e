"""What an import comes to, as text; a dry run and a real one tell the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import click

from events.reading.mistakes import OF_NAMES, Mistake, told
from events.tables.rows import named_rows
from events.tables.shelves import Listed
from events.tables.table import column_letters
from events.words import counted, quoted
from projections.documents.imports import row_problem
from projections.imports.plan import Planned
from projections.wording import Words
from tracker.cli.act.batches import LISTED_AT_MOST
from tracker.cli.mistakes import print_mistakes
from tracker.cli.output import print_paragraph
from tracker.imports.importing import Import


def print_import(done: Import, words: Words) -> None:
    """Print what was read from where, and what it comes to; what is wrong, on standard error."""
    plan = done.plan
    table = done.place.file + (f", sheet '{done.place.sheet}'" if done.place.sheet else "")
    print_paragraph(f"{table}: {counted(done.read.count, 'row')} read as {done.columns.sort}.")
    if done.encoding not in USUAL:
        print_paragraph(_encoding(done))
    for line in _columns(done):
        print_paragraph(line)
    click.echo()
    _print_facts(plan.facts, words)
    notes = (
        Mistake("", each.rows, f": {words.saying_text(each.saying)}", of_a_kind=OF_NAMES)
        for each in plan.told
    )
    for note in told(notes, words, all_in="in_json"):
        rows, _, message = note.partition(": ")
        print_paragraph(f"{message}.", first=f"{rows}: ")
    for remark in words.plan_remarks(plan, done.columns.sort.removesuffix("s")):
        print_paragraph(remark)
    problems = (row_problem(each, words) for each in plan.problems)
    contradictions = (
        Mistake(done.place.before_rows, each.rows, f": {words.contradiction_text(each)}")
        for each in plan.contradictions
    )
    print_mistakes((each.mistake for each in problems), words, all_in="in_rejects", mark=".")
    print_mistakes(contradictions, words, all_in="in_rejects")
    print_paragraph(
        f"{counted(len(plan.facts), 'fact')} to record; "
        f"{counted(len(plan.unchanged), 'row')} unchanged; "
        f"{counted(len(plan.contradictions), 'contradiction')}; "
        f"{counted(len(plan.problems), 'problem')}."
    )


USUAL = {None, "utf-8", "utf-8-sig"}
"""Encodings of which nothing is told: a workbook's, and what is meant where nothing is said."""


def _encoding(done: Import) -> str:
    named = "as was said" if done.mapping.encoding else "as the bytes tell"
    cells = ", ".join(map(quoted, done.beyond_ascii)) or "nothing beyond ASCII"
    return f"Encoding: {done.encoding}, {named}; it begins with {cells}."


def _columns(done: Import) -> Iterator[str]:
    columns = done.columns
    read = [f"{column_letters(each.index)} {name}" for name, each in columns.fields.items()]
    read += [
        f"{column_letters(each.column.index)} parameter {each.name}"
        + (f" [{each.unit}]" if each.unit else "")
        for each in columns.parameters
    ]
    yield f"Columns: {', '.join(read)}."
    if columns.left_out:
        yield f"Not read: {_some(columns.left_out)}."
    if hidden := str(done.hidden):
        yield f"Hidden in the workbook, and read like the rest: {hidden}."
    if sheets := done.hidden.sheets:
        named = f"sheet{'s' if len(sheets) > 1 else ''} {', '.join(map(quoted, sheets))}"
        yield f"Hidden in the workbook, and not read: {named}. Say --sheet NAME to read one."
    if done.read.left_out:
        yield (
            f"Left out, as the mapping says: {counted(len(done.read.left_out), 'row')} "
            f"({_some(done.read.left_out)})."
        )
    if done.read.without_file:
        yield (
            f"Without a file, and so no evidence: {counted(len(done.read.without_file), 'row')} "
            f"({_some(done.read.without_file)})."
        )
    if done.goes_by_number:
        yield "No column names the licenses; a number finds its license, or names a new one."


def _print_facts(planned: Listed[Planned], words: Words) -> None:
    if len(planned) <= LISTED_AT_MOST:
        for each in planned:
            print_paragraph(
                f"{each.fact.kind} {words.about(each.fact)}", first=f"{named_rows(each.rows):>8}  "
            )
        return
    for kind, number in sorted(Counter(each.fact.kind for each in planned).items()):
        click.echo(f"{number:>8,}  {kind}")


def _some(values: Listed[object]) -> str:
    """Return values as they are listed, the first twenty of them."""
    further = len(values) - LISTED_AT_MOST
    more = f" and {further:,} more" if further > 0 else ""
    return f"{', '.join(map(str, islice(values, LISTED_AT_MOST)))}{more}"
