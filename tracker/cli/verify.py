"""`tracker verify`: everything stored, recomputed and held against checkpoints."""

from pathlib import Path
from typing import Any

import click

from tracker.cli import Session
from tracker.cli.asking import opened, refusals
from tracker.cli.options import json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.errors import TrackerError
from tracker.integrity.audit import Audit, audit
from tracker.integrity.checkpoints import Checkpoint, read_checkpoint
from tracker.integrity.coverage import Held, hold_against, not_covered
from tracker.integrity.faults import Fault, Kind
from tracker.integrity.keys import certificates, public_key
from tracker.integrity.sinks import SUFFIX
from tracker.integrity.stamped import Stamped, stamps_beside, unstamped


@click.command("verify")
@click.option(
    "--checkpoint",
    "paths",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Hold the ledger against this checkpoint, or a folder of them; may be repeated.",
)
@click.option("--key", metavar="PUBLIC", help="Insist on this public key (hex, or a file of it).")
@click.option(
    "--tsa-root",
    type=click.Path(path_type=Path),
    envvar="TRACKER_TSA_ROOT",
    metavar="PEM",
    help="Check time stamps beside checkpoints up to this root; also set by TRACKER_TSA_ROOT.",
)
@json_option
@click.pass_obj
def command(
    session: Session,
    paths: tuple[Path, ...],
    key: str | None,
    tsa_root: Path | None,
    as_json: bool,
) -> None:
    """Check everything the ledger stores, alone and against checkpoints.

    Names the kind and the place of every damage, and says which facts no checkpoint covers. A
    ledger alone cannot show that its end was cut off or that it was rewritten as a whole.

    \b
    Example:
      tracker verify
      tracker verify --checkpoint monday.json --key 6f0c...
    """
    with refusals():
        wanted = public_key(key) if key else None
        roots = certificates(tsa_root) if tsa_root else []
    checkpoints, unread = _read(paths)
    with opened(session, to_write=False) as ledger, ledger.reading() as reading:
        found = audit(reading, ledger.header)
    with refusals():
        held = hold_against(found, checkpoints, wanted)
    stamps = stamps_beside(checkpoints, roots)
    faults = [*found.faults, *unread, *(fault for each in held for fault in each.faults)]
    faults += [fault for each in stamps for fault in each.faults]
    if as_json:
        print_json(_document(found, held, faults) | {"stamps": list(map(_stamp_json, stamps))})
    else:
        bare = unstamped(checkpoints, stamps) if roots else []
        _print(found, held, faults, [*(each.message for each in stamps if not each.faults), *bare])
    if faults:
        raise click.exceptions.Exit(1)


def _read(paths: tuple[Path, ...]) -> tuple[list[Checkpoint], list[Fault]]:
    found, faults = [], []
    for path in paths:
        files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not files:
            said = f"There is no checkpoint in the folder '{path}' (*{SUFFIX})."
            faults.append(Fault(Kind.CHECKPOINT, str(path), said))
        for file in files:
            try:
                found.append(read_checkpoint(file))
            except TrackerError as refusal:
                faults.append(Fault(Kind.CHECKPOINT, str(file), str(refusal)))
    return found, faults


def _print(found: Audit, held: list[Held], faults: list[Fault], stamps: list[str]) -> None:
    print_paragraph(f"Checked {counted(len(found.leaves), 'fact')}.")
    for fault in faults:
        print_paragraph(f"{fault.kind}: {fault.message}")
    for each in held:
        if each.holds:
            print_paragraph(each.message)
    for said in stamps:
        print_paragraph(said)
    print_paragraph(not_covered(found, held))
    if faults and {fault.kind for fault in faults} == {Kind.CHECKPOINT}:
        print_paragraph(f"{counted(len(faults), 'fault')}, of what was held against the ledger.")
    elif faults:
        print_paragraph(f"{counted(len(faults), 'fault')}. Keep the file as it is for inspection.")
    else:
        print_paragraph("No fault was found.")


def _document(found: Audit, held: list[Held], faults: list[Fault]) -> dict[str, Any]:
    return {
        "ledger": found.ledger,
        "facts": len(found.leaves),
        "position": found.positions[-1] if found.positions else 0,
        "faults": [
            {"kind": each.kind, "place": each.place, "message": each.message} for each in faults
        ],
        "checkpoints": [
            {
                "file": each.checkpoint.name,
                "holds": each.holds,
                "count": each.checkpoint.statement.count,
                "position": each.checkpoint.statement.position,
                "time": each.checkpoint.statement.time,
                "message": each.message,
            }
            for each in held
        ],
        "not_covered": not_covered(found, held),
    }


def _stamp_json(stamp: Stamped) -> dict[str, Any]:
    return {
        "file": stamp.file,
        "checkpoint": stamp.checkpoint,
        "time": stamp.time,
        "authority": stamp.authority,
        "message": stamp.message,
    }
