"""`tracker live`: the tables beside a ledger that make answers about large portfolios quick."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from projections.wording import Words
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import json_option, language_option
from tracker.cli.output import print_json, print_paragraph
from tracker.cli.progress import Progress
from tracker.live.tables.keeping import LiveTables, Use

SHOWN_AT_MOST = 20


@click.group("live")
def command() -> None:
    """Keep the live tables: what is worked out once, so that answers are quick.

    They stand in a file beside the ledger (LEDGER.live), or in a schema beside its own. They are no
    evidence: whatever they say, the facts say, and deleting them loses nothing. A question that can
    use them makes them read what is new. TRACKER_LIVE=never leaves them aside, always makes them
    for small ledgers too.

    \b
    Example:
      tracker live status
      tracker live check
    """


@contextmanager
def _tables(session: Session, words: Words) -> Iterator[tuple[LiveTables, Progress]]:
    with opened(session) as ledger, Progress("products", "worked out") as progress:
        tables = LiveTables(
            ledger, Use.ALWAYS, lambda done, of: progress.say(words.making_tables(done, of))
        )
        try:
            yield tables, progress
        finally:
            tables.close()
            progress.say("")


@command.command("status")
@language_option
@json_option
@click.pass_obj
def show(session: Session, words: Words, as_json: bool) -> None:
    """Show up to where the tables hold what is on record.

    \b
    Example:
      tracker live status
    """
    with _tables(session, words) as (tables, _):
        stand = tables.stand()
    if as_json:
        print_json(stand.document())
    elif not stand.made:
        print_paragraph(words.no_tables(stand.location))
    elif stand.unfit:
        print_paragraph(words.tables_unfit(stand.location, stand.unfit))
    else:
        print_paragraph(words.tables_stand(stand.location, stand.position, stand.behind))
        print_paragraph(
            words.tables_hold(stand.products, stand.subjects, stand.periods, stand.size)
        )


@command.command("rebuild")
@language_option
@click.pass_obj
def rebuild(session: Session, words: Words) -> None:
    """Write the tables anew from everything on record.

    \b
    Example:
      tracker live rebuild
    """
    with _tables(session, words) as (tables, _):
        tables.rebuild()
        stand = tables.stand()
    print_paragraph(words.tables_rebuilt(stand.position))


@command.command("check")
@language_option
@json_option
@click.pass_obj
def check(session: Session, words: Words, as_json: bool) -> None:
    """Compare the tables, row for row, with a rebuild from zero; exit code 1 if they differ.

    \b
    Example:
      tracker live check
    """
    with _tables(session, words) as (tables, _):
        found, stand = tables.check(), tables.stand()
    if as_json:
        rows = [{"table": each.table, "row": repr(each.row), "kept": each.kept} for each in found]
        print_json({**stand.document(), "differences": rows})
    elif found:
        for each in found[:SHOWN_AT_MOST]:
            click.echo(words.table_difference(each.table, repr(each.row), kept=each.kept))
        print_paragraph(words.tables_differ(len(found)))
    else:
        print_paragraph(words.tables_equal(stand.position))
    if found:
        raise click.exceptions.Exit(1)
