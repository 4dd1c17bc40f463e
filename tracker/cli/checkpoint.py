"""`tracker checkpoint`: a signed statement of what the ledger holds, kept outside it."""

from dataclasses import replace
from pathlib import Path

import click

from tracker.cli import Session
from tracker.cli.asking import opened, refusals
from tracker.cli.output import counted, print_paragraph
from tracker.errors import LedgerUnsound, TrackerError
from tracker.integrity.audit import audit
from tracker.integrity.checkpoints import Checkpoint, signed_bytes, state, written
from tracker.integrity.files import write_new
from tracker.integrity.keys import make_key, sign
from tracker.integrity.sinks import send


@click.group("checkpoint", invoke_without_command=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--sink",
    "sinks",
    multiple=True,
    metavar="SINK",
    help="A folder, or git:FOLDER to commit it in a git repository; may be repeated.",
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
    """
    if ctx.invoked_subcommand:
        return
    with refusals():
        made = _make(ctx.ensure_object(Session), key)
    if output is None and not sinks:
        click.echo(written(made), nl=False)
        return
    _keep(made, output, sinks)


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


def _keep(made: Checkpoint, output: Path | None, sinks: tuple[str, ...]) -> None:
    """Write to every place; that one fails does not keep it from the others."""
    failed = []
    places: list[Path | str] = [*([output] if output else []), *sinks]
    for place in places:
        try:
            if isinstance(place, Path):
                write_new(place, written(made))
            kept = str(place) if isinstance(place, Path) else send(made, place)
            said = made.statement
            print_paragraph(f"Wrote {kept}: {counted(said.count, 'fact')}, root {said.root}.")
        except TrackerError as refusal:
            failed.append(str(refusal))
    if failed:
        raise click.ClickException("\n".join(failed))


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
