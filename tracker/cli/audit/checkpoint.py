"""`tracker checkpoint`: a signed statement of what the ledger holds, kept outside it."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from projections.proof.chain import stamp as written_time
from tracker.cli import Session
from tracker.cli.asking import opened, refusals
from tracker.cli.options import check_none_is_lost
from tracker.cli.output import counted, print_paragraph
from tracker.errors import TrackerError
from tracker.integrity.audit import audit
from tracker.integrity.checkpoints.checkpoint import Checkpoint, signed_bytes, state, written
from tracker.integrity.checkpoints.keys import make_key, sign
from tracker.integrity.checkpoints.sinks import keep, send
from tracker.integrity.checkpoints.stamp_servers import ask
from tracker.integrity.checkpoints.stamps import Stamp
from tracker.integrity.errors import LedgerUnsound, StampFailed

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
    with refusals():
        made = _make(ctx.ensure_object(Session), key)
    if output is None and not sinks:
        click.echo(written(made), nl=False)
        return
    failed: list[str] = []
    stamps = list(_stamps(made, servers, failed))
    _keep(made, stamps, [*([output] if output else []), *folders], failed)
    if failed:
        raise click.ClickException("\n".join(failed))


def _make(session: Session, key: Path | None) -> Checkpoint:
    at = session.clock()  # before the ledger is read: what comes later is later
    with opened(session) as ledger, ledger.reading() as reading:
        found = audit(reading, ledger.header)
        if found.faults:
            raise LedgerUnsound(ledger.location, len(found.faults))
    made = Checkpoint(state(found, at))
    if key is None:
        return made
    public, signature = sign(key, signed_bytes(made.statement))
    return replace(made, public_key=public, signature=signature)


def _stamps(made: Checkpoint, servers: Sequence[str], failed: list[str]) -> Iterator[Stamp]:
    """Ask every server; that one fails does not keep the checkpoint from being written."""
    for sink in servers:
        server = sink.partition(":")[2] or os.environ.get("TRACKER_TSA", "")
        try:
            if not server:
                raise StampFailed(sink, "TRACKER_TSA, which names the server, is not set")
            stamp = ask(server, written(made))
            print_paragraph(f"Stamped by {server} at {written_time(stamp.time)}.")
            yield stamp
        except TrackerError as refusal:
            failed.append(str(refusal))


def _keep(
    made: Checkpoint, stamps: Sequence[Stamp], places: Sequence[Path | str], failed: list[str]
) -> None:
    """Write to every place; that one fails does not keep it from the others."""
    for place in places:
        try:
            if isinstance(place, Path):
                keep(made, stamps, place)
            kept = str(place) if isinstance(place, Path) else send(made, stamps, place)
            said = made.statement
            print_paragraph(f"Wrote {kept}: {counted(said.count, 'fact')}, root {said.root}.")
        except TrackerError as refusal:
            failed.append(str(refusal))


@command.command("key")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE")
def key_command(output: Path) -> None:
    """Create an Ed25519 key that only you may read, and print its public key.

    Keep the public key where nobody else can change it; 'tracker verify --key' takes it.

    \b
    Example:
      tracker checkpoint key -o ledger.key
    """
    with refusals():
        click.echo(make_key(output))
