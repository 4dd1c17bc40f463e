"""`tracker record`: facts from files into the ledger, all of them or none."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import BinaryIO, NoReturn

import click

from events.reading import LocatedFact, Problem, read_facts
from events.reading.words import quoted
from projections.findings import Finding
from projections.wording import en
from tracker.act.slips import slips
from tracker.ask.findings import finding_document
from tracker.cli import Session
from tracker.cli.act.batches import LISTED_AT_MOST, batch_json, print_batch
from tracker.cli.asking import nothing_found, opened
from tracker.cli.mistakes import print_mistakes
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.errors import BatchRefused
from tracker.ledger import Batch


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
    located = _read(files, dry_run=dry_run, as_json=as_json)
    with opened(session, to_write=not dry_run) as ledger:
        try:
            facts = [item.fact for item in located]
            batch = ledger.record(facts, at=session.clock(), dry_run=dry_run)
        except BatchRefused as refused:
            _refuse(_problems(refused, located), "fact", "refused", dry_run, as_json)
        _print_notices(batch, located)
        if not as_json:
            print_batch(batch, dry_run=dry_run)  # at once: what follows reads what others recorded
        doubts = slips(ledger, batch.recorded)
    if as_json:
        print_json(
            {
                **batch_json(batch, dry_run=dry_run),
                "findings": [finding_document(each, en) for each in doubts],
            }
        )
    else:
        _print_slips(doubts)


def _print_slips(doubts: Sequence[Finding]) -> None:
    """Print what was recorded and may be a slip of the pen, the first findings one by one."""
    for doubt in doubts[:LISTED_AT_MOST]:
        print_paragraph(en.finding_sentence(doubt), first="Finding: ")
    if (further := len(doubts) - LISTED_AT_MOST) > 0:
        print_paragraph(f"And {further:,} more: 'tracker findings' lists them.")


def _read(files: Sequence[str], *, dry_run: bool, as_json: bool) -> list[LocatedFact]:
    """Return the facts of all files; any problem in any of them ends the command."""
    located: list[LocatedFact] = []
    problems: list[Problem] = []
    for name in files:
        if name == "-":
            found = read_facts(sys.stdin.buffer, name="<stdin>")
        else:
            with _open(name) as stream:
                found = read_facts(stream, name=name)
        located += found.facts
        problems += found.problems
    if problems:
        _refuse(problems, "problem", "to mend", dry_run, as_json)
    return located


def _open(name: str) -> BinaryIO:
    try:
        return open(name, "rb")
    except OSError as error:
        nothing_found(f"Cannot read '{name}': {error.strerror}. Check the name and its rights.")


def _problems(refused: BatchRefused, located: Sequence[LocatedFact]) -> list[Problem]:
    """Return what the record holds against facts, each at the line on which its fact begins."""
    return [
        Problem(located[each.index].file, located[each.index].line, 0, "", each.message)
        for each in refused.refusals
    ]


def _refuse(
    problems: Sequence[Problem], noun: str, what: str, dry_run: bool, as_json: bool
) -> NoReturn:
    """End the command with code 1; the same problem is told once, in JSON as often as it is."""
    if as_json:
        told = [asdict(problem) for problem in problems]
        print_json({"dry_run": dry_run, "recorded": [], "unchanged": [], "problems": told})
    print_mistakes((problem.mistake for problem in problems), all_in="--json has all")
    nothing_found(f"Nothing was recorded: {counted(len(problems), noun)} {what}.")


def _print_notices(batch: Batch, located: Sequence[LocatedFact]) -> None:
    """Warn of facts that are on record already but voided, so that they do not count."""
    notices = (
        Problem(
            located[each.index].file,
            located[each.index].line,
            0,
            "",
            f"on record as {quoted(each.id)} and voided by {quoted(each.voided_by)}, so it does "
            "not count. Void the voiding, or give the fact an id of its own to record it anew.",
        )
        for each in batch.unchanged
        if each.voided_by
    )
    print_mistakes((notice.mistake for notice in notices), all_in="--json has all")
