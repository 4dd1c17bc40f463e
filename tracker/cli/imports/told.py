"""What an import comes to, as text; a dry run and a real one tell the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import click

from events.reading.mistakes import OF_NAMES, Mistake, told
from events.reading.words import quoted
from events.tables.rows import named_rows
from events.tables.shelves import Listed
from events.tables.table import column_letters
from projections.imports import Plan, Planned
from projections.wording.en import about
from tracker.cli.act.batches import LISTED_AT_MOST
from tracker.cli.mistakes import print_mistakes
from tracker.cli.output import counted, print_paragraph
from tracker.imports.importing import Import


def print_import(done: Import) -> None:
    """Print what was read from where, and what it comes to; what is wrong, on standard error."""
    plan = done.plan
    table = done.place.file + (f", sheet '{done.place.sheet}'" if done.place.sheet else "")
    print_paragraph(f"{table}: {counted(done.read.count, 'row')} read as {done.columns.sort}.")
    if done.encoding not in USUAL:
        print_paragraph(_encoding(done))
    for line in _columns(done):
        print_paragraph(line)
    click.echo()
    _print_facts(plan.facts)
    notes = (Mistake("", each.rows, f": {each.message}", of_a_kind=OF_NAMES) for each in plan.told)
    for note in told(notes, all_in="--json has all"):
        rows, _, message = note.partition(": ")
        print_paragraph(f"{message}.", first=f"{rows}: ")
    if plan.missing:
        print_paragraph(
            f"Imported before and not in this table: {_some(plan.missing)}. A missing row ends "
            "nothing; if this is a later version of the whole table, record what did, if anything."
        )
    if plan.apart:
        noun = done.columns.sort.removesuffix("s")
        files = [f"{file} ({counted(count, noun)})" for file, count in plan.apart]
        print_paragraph(f"Imports of which nothing is in this table: {_some(files)}.")
    if plan.endless:
        print_paragraph(
            f"Without a last day: {_some(plan.endless)}. Where the law gives their regime a term, "
            "an assumed day stands for it until the real one is recorded."
        )
    if plan.early:
        print_paragraph(
            f"Issued on a day yet to come: {_some(plan.early)}. Check the days: no license is "
            "known before it is issued."
        )
    if plan.foreign:
        print_paragraph(
            f"Of a kind that no act on record has their regime issue: {_some(plan.foreign)}. Such "
            "a license satisfies nothing; check its regime and its kind."
        )
    if plan.unknown:
        print_paragraph(
            f"Products that licenses list and of which nothing else is on record: "
            f"{_some(plan.unknown)}. Register them, or mend the names."
        )
    _print_strangers(plan)
    print_mistakes((each.mistake for each in plan.problems), all_in=_ALL_PROBLEMS, mark=".")
    print_mistakes(
        (Mistake(done.place.before_rows, each.rows, f": {each}") for each in plan.contradictions),
        all_in=_ALL_PROBLEMS,
    )
    print_paragraph(
        f"{counted(len(plan.facts), 'fact')} to record; "
        f"{counted(len(plan.unchanged), 'row')} unchanged; "
        f"{counted(len(plan.contradictions), 'contradiction')}; "
        f"{counted(len(plan.problems), 'problem')}."
    )


_ALL_PROBLEMS = "--json has all, and so has the file of rows to mend that --partial writes"

USUAL = {None, "utf-8", "utf-8-sig"}
"""Encodings of which nothing is told: a workbook's, and what is meant where nothing is said."""


def _encoding(done: Import) -> str:
    named = "as was said" if done.mapping.encoding else "as the bytes tell"
    cells = ", ".join(map(quoted, done.beyond_ascii)) or "nothing beyond ASCII"
    return f"Encoding: {done.encoding}, {named}; it begins with {cells}."


def _print_strangers(plan: Plan) -> None:
    """Tell what would pass for an all-clear: products in no channel, names that no act knows."""
    if plan.unplaced:
        print_paragraph(
            f"In no channel, and so without a status: {_some(plan.unplaced)}. Record a "
            "product_placed with the channel and the day."
        )
    if plan.strangers:
        print_paragraph(
            f"Known to no act on record: {_some(plan.strangers)}. No rule is asked of what bears "
            "such a name; mend it, or record the act that speaks of it."
        )


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


def _print_facts(planned: Listed[Planned]) -> None:
    if len(planned) <= LISTED_AT_MOST:
        for each in planned:
            print_paragraph(
                f"{each.fact.kind} {about(each.fact)}", first=f"{named_rows(each.rows):>8}  "
            )
        return
    for kind, number in sorted(Counter(each.fact.kind for each in planned).items()):
        click.echo(f"{number:>8,}  {kind}")


def _some(values: Listed[object]) -> str:
    """Return values as they are listed, the first twenty of them."""
    further = len(values) - LISTED_AT_MOST
    more = f" and {further:,} more" if further > 0 else ""
    return f"{', '.join(map(str, islice(values, LISTED_AT_MOST)))}{more}"
