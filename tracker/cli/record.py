"""`tracker record`: facts from files into the ledger, all of them or none."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import BinaryIO

import click

from events.reading import LocatedFact, read_facts
from projections.findings import Finding
from tracker.cli import Session
from tracker.cli.asking import nothing_found, opened
from tracker.cli.batches import LISTED_AT_MOST, batch_json, print_batch
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.errors import BatchRefused
from tracker.ledger import Batch, Ledger
from tracker.slips import slips


@click.command("record")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Check everything and record nothing.")
@json_option
@click.pass_obj
def command(session: Session, files: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Record the facts of JSON Lines, JSON or YAML files ('-' is standard input).

    All files together are recorded whole or not at all. What is wrong with them is told by file,
    line and field, all at once, on standard error. Recording a file again changes nothing. Names
    that nothing on record knows, and products in no channel, are recorded and told.

    \b
    Example:
      tracker record portfolio.jsonl licenses.yaml --dry-run
    """
    if files.count("-") > 1:
        raise click.UsageError("Standard input ('-') can be read once only.")
    located = _read(files)
    with opened(session) as ledger:
        batch = _record(ledger, located, session, dry_run=dry_run)
        doubts = slips(ledger, batch.recorded)
    _print_notices(batch, located)
    if as_json:
        print_json({**batch_json(batch, dry_run=dry_run), "findings": [*map(asdict, doubts)]})
    else:
        print_batch(batch, dry_run=dry_run)
        _print_slips(doubts)


def _print_slips(doubts: Sequence[Finding]) -> None:
    """Print what was recorded and may be a slip of the pen, the first findings one by one."""
    for doubt in doubts[:LISTED_AT_MOST]:
        print_paragraph(doubt.sentence, first="Finding: ")
    if (further := len(doubts) - LISTED_AT_MOST) > 0:
        print_paragraph(f"And {further:,} more: 'tracker findings' lists them.")


def _read(files: Sequence[str]) -> list[LocatedFact]:
    """Return the facts of all files; any problem in any of them ends the command."""
    located: list[LocatedFact] = []
    problems = 0
    for name in files:
        if name == "-":
            found = read_facts(sys.stdin.buffer, name="<stdin>")
        else:
            with _open(name) as stream:
                found = read_facts(stream, name=name)
        located += found.facts
        problems += len(found.problems)
        for problem in found.problems:
            click.echo(str(problem), err=True)
    if problems:
        nothing_found(f"Nothing was recorded: {counted(problems, 'problem')} to mend.")
    return located


def _open(name: str) -> BinaryIO:
    try:
        return open(name, "rb")
    except OSError as error:
        nothing_found(f"Cannot read '{name}': {error.strerror}. Check the name and its rights.")


def _record(
    ledger: Ledger, located: Sequence[LocatedFact], session: Session, *, dry_run: bool
) -> Batch:
    facts = [item.fact for item in located]
    try:
        return ledger.record(facts, at=session.clock(), dry_run=dry_run)
    except BatchRefused as refused:
        for refusal in refused.refusals:
            item = located[refusal.index]
            click.echo(f"{item.file}:{item.line}: {refusal.message}", err=True)
        number = counted(len(refused.refusals), "fact")
        nothing_found(f"Nothing was recorded: {number} refused.")


def _print_notices(batch: Batch, located: Sequence[LocatedFact]) -> None:
    """Warn of facts that are on record already but voided, so that they do not count."""
    for unchanged in batch.unchanged:
        if unchanged.voided_by:
            item = located[unchanged.index]
            click.echo(
                f"{item.file}:{item.line}: on record as {unchanged.id} and voided by "
                f"{unchanged.voided_by}, so it does not count. Void the voiding, or give the fact "
                "an id of its own to record it anew.",
                err=True,
            )
