"""`tracker import FILE`: the rows of a table into the ledger, all of them or none."""

from datetime import date
from pathlib import Path

import click

from events.words import counted
from projections.wording import words_of
from tracker.cli import Session
from tracker.cli.asking import check_is_a_folder, opened
from tracker.cli.imports.options import Reading, reading_options
from tracker.cli.imports.rejects import end_with_rejects, rejects_file
from tracker.cli.options import DayType, json_option
from tracker.cli.output import at_positions, print_json, print_paragraph
from tracker.cli.progress import Progress, interruptible


@click.command("file", hidden=True)
@click.argument("file", metavar="FILE")
@reading_options
@click.option(
    "--effective-on",
    type=DayType(),
    metavar="YYYY-MM-DD",
    help="From when new products and changes count, where no column says it.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be recorded; record nothing.")
@click.option("--partial", is_flag=True, help="Record the good rows though others are not.")
@click.option(
    "--rejects",
    metavar="FILE",
    help="Where --partial puts the other rows.  [default: NAME.rejects.csv or .xlsx]",
)
@click.option(
    "--files",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="For evidence: where the files are.  [default: the folder of FILE]",
)
@json_option
@click.pass_obj
def import_file(
    session: Session,
    file: str,
    reading: Reading,
    effective_on: date | None,
    dry_run: bool,
    partial: bool,
    rejects: str | None,
    files: Path | None,
    as_json: bool,
) -> None:
    """Record the products, licenses, facts or evidence of a workbook, a text or an inventory.

    \b
    Example:
      tracker import file.xlsx --dry-run
    """
    from tracker.cli.imports.told import print_import
    from tracker.imports.running import Request, run_import
    from tracker.shelves import DiskShelves

    if rejects and not partial:
        raise click.UsageError("--rejects goes with --partial, which records the other rows.")
    if files is not None:
        check_is_a_folder(files)
    if partial and not dry_run:
        rejects = rejects_file(rejects, file, session.ledger)
    with interruptible(_INTERRUPTED), DiskShelves() as shelves:
        progress = Progress("rows", "read", then="; comparing them with what is on record")
        with progress, opened(session, to_write=not dry_run) as ledger:
            mapping = reading.mapping(Path(file))
            request = Request(
                Path(file), mapping, effective_on, partial, dry_run, files, session.evidence
            )
            done = run_import(ledger, request, shelves, at=session.clock(), follower=progress)
        if as_json:
            print_json(done.document(words_of("en")))
        else:
            print_import(done.read, words_of("en"))
            print_paragraph(_ending(done.positions, dry_run=dry_run))
        if done.read.plan.bad:
            written = rejects if partial and not dry_run else None
            end_with_rejects(done.read, written, partial=partial)


_INTERRUPTED = (
    "Interrupted. An import is recorded whole or not at all; import the file again: what is on "
    "record by then stays as it is."
)


def _ending(positions: range, *, dry_run: bool) -> str:
    if positions:
        where = at_positions(positions[0], positions[-1])
        return f"Recorded {counted(len(positions), 'fact')} ({where})."
    return "Nothing was recorded: a dry run." if dry_run else "Nothing was recorded."
