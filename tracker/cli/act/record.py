"""`tracker record`: facts from files into the ledger, all of them or none."""

import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import click

from projections.documents.findings import finding_document
from projections.findings.finding import Finding
from projections.wording import Words
from tracker.act.recording import FactsRefused, Source, facts_of, record
from tracker.act.slips import slips
from tracker.cli import Session
from tracker.cli.act.batches import LISTED_AT_MOST, print_batch
from tracker.cli.asking import opened
from tracker.cli.mistakes import print_problems
from tracker.cli.options import json_option, language_option
from tracker.cli.output import print_json, print_paragraph
from tracker.errors import FileNotRead


@click.command("record")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Check everything and record nothing.")
@json_option
@language_option
@click.pass_obj
def command(
    session: Session, files: tuple[str, ...], dry_run: bool, as_json: bool, words: Words
) -> None:
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
    try:
        facts = facts_of(_sources(files))
        with opened(session, to_write=not dry_run) as ledger:
            done = record(ledger, facts, at=session.clock(), dry_run=dry_run)
            print_problems(done.voided, words, all_in="in_json")
            if not as_json:
                print_batch(done.batch, dry_run=dry_run)  # at once, for others may record meanwhile
            doubts = slips(ledger, done.batch.recorded)
    except FactsRefused as refused:
        if as_json:
            print_json({"dry_run": dry_run, **refused.document(words)})
        print_problems(refused.problems, words, all_in="in_json")
        raise
    if as_json:
        told = {"dry_run": dry_run, **done.batch.document()}
        print_json({**told, "findings": [finding_document(doubt, words) for doubt in doubts]})
    else:
        _print_slips(doubts, words)


def _print_slips(doubts: Sequence[Finding], words: Words) -> None:
    """Print what was recorded and may be a slip of the pen, the first findings one by one."""
    for doubt in doubts[:LISTED_AT_MOST]:
        print_paragraph(words.finding_sentence(doubt), first="Finding: ")
    if (further := len(doubts) - LISTED_AT_MOST) > 0:
        print_paragraph(f"And {further:,} more: 'tracker findings' lists them.")


def _sources(files: Sequence[str]) -> Iterator[Source]:
    """Open one file after another, each by the name that problems call it."""
    for name in files:
        if name == "-":
            yield "<stdin>", sys.stdin.buffer
            continue
        with _opened(name) as stream:
            yield name, stream


def _opened(name: str) -> BinaryIO:
    try:
        return open(name, "rb")
    except OSError as error:
        raise FileNotRead(name, error.strerror) from error
