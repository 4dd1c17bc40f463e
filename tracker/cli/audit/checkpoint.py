"""`tracker checkpoint`: a signed statement of what the ledger holds, kept outside it."""

import os
from pathlib import Path

import click

from events.words import counted
from projections.proof.chain import stamp as written_time
from tracker.act.checkpointing import keep_checkpoint, make_checkpoint
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import check_none_is_lost
from tracker.cli.output import print_paragraph
from tracker.integrity.checkpoints.checkpoint import written
from tracker.integrity.checkpoints.keys import make_key

STAMPED = "rfc3161"


@click.group("checkpoint", invoke_without_command=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--sink",
    "sinks",
    multiple=True,
    metavar="SINK",
    help="A folder, git:FOLDER to commit it in a git repository, or rfc3161:URL for a time stamp "
    "of that server, kept beside it (rfc3161 alone: of TRACKER_TSA); may be repeated.",
)
@click.option("--key", type=click.Path(path_type=Path), metavar="KEYFILE", help="Sign with it.")
@click.pass_context
def command(
    ctx: click.Context, output: Path | None, sinks: tuple[str, ...], key: Path | None
) -> None:
    """Write a signed statement of what the ledger holds: count, root, head and time.

    Keep it where those who can write the ledger cannot: 'tracker verify --checkpoint' then shows
    whether its end was cut off or any of it rewritten. A ledger with faults gets none.

    \b
    Example:
      tracker checkpoint key -o ledger.key
      tracker checkpoint --key ledger.key -o monday.json --sink git:proofs
      tracker checkpoint -o tuesday.json --sink rfc3161:https://tsa.example.org
    """
    if ctx.invoked_subcommand:
        check_none_is_lost(ctx)
        return
    servers = [sink for sink in sinks if sink.partition(":")[0] == STAMPED]
    folders = [sink for sink in sinks if sink not in servers]
    if servers and not (output or folders):
        raise click.UsageError(
            "A time stamp is kept beside its checkpoint, and that is kept nowhere: name a file "
            "with -o, or a folder with --sink."
        )
    session = ctx.ensure_object(Session)
    at = session.clock()  # before the ledger is read: what comes later is later
    with opened(session) as ledger:
        made = make_checkpoint(ledger, key, at=at)
    if output is None and not sinks:
        click.echo(written(made), nl=False)
        return
    named = [
        (sink, sink.partition(":")[2] or os.environ.get("TRACKER_TSA", "")) for sink in servers
    ]
    kept = keep_checkpoint(made, named, [*([output] if output else []), *folders])
    for server, stamp in kept.stamps:
        print_paragraph(f"Stamped by {server} at {written_time(stamp.time)}.")
    said = made.statement
    for place in kept.places:
        print_paragraph(f"Wrote {place}: {counted(said.count, 'fact')}, root {said.root}.")
    kept.check()


@command.command("key")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE")
def key_command(output: Path) -> None:
    """Create an Ed25519 key that only you may read, and print its public key.

    Keep the public key where nobody else can change it; 'tracker verify --key' takes it.

    \b
    Example:
      tracker checkpoint key -o ledger.key
    """
    click.echo(make_key(output))
