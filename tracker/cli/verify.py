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
from tracker.integrity.evidence import EvidenceAudit, evidence_audit
from tracker.integrity.faults import Fault, Kind
from tracker.integrity.keys import public_key
from tracker.integrity.sinks import SUFFIX


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
@json_option
@click.pass_obj
def command(session: Session, paths: tuple[Path, ...], key: str | None, as_json: bool) -> None:
    """Check everything the ledger stores, its evidence too, alone and against checkpoints.

    Names the kind and the place of every damage, and says which facts no checkpoint covers. A
    ledger alone cannot show that its end was cut off or that it was rewritten as a whole.

    \b
    Example:
      tracker verify
      tracker verify --checkpoint monday.json --key 6f0c...
    """
    with refusals():
        wanted = public_key(key) if key else None
    checkpoints, unread = _read(paths)
    with opened(session) as ledger, ledger.reading() as reading:
        found = audit(reading, ledger.header)
    with refusals():
        held = hold_against(found, checkpoints, wanted)
    files = evidence_audit(found.evidence, session.ledger, session.evidence)
    faults = [*found.faults, *unread, *(fault for each in held for fault in each.faults)]
    faults += files.faults
    if as_json:
        print_json(_document(found, held, faults) | _evidence_document(files))
    else:
        _print_evidence(files)
        _print(found, held, faults)
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


def _evidence_document(files: EvidenceAudit) -> dict[str, Any]:
    return {"evidence": {"files": files.files, "strays": list(files.strays)}}


def _print_evidence(files: EvidenceAudit) -> None:
    if files.files:
        print_paragraph(f"Checked {counted(files.files, 'file')} of evidence.")
    if files.strays:
        number = counted(len(files.strays), "file")
        print_paragraph(
            f"Remark: {number} in the folder of evidence supports no fact here, the first is "
            f"'{files.strays[0]}': left of an addition that was cut short, or of another ledger."
        )


def _print(found: Audit, held: list[Held], faults: list[Fault]) -> None:
    print_paragraph(f"Checked {counted(len(found.leaves), 'fact')}.")
    for fault in faults:
        print_paragraph(f"{fault.kind}: {fault.message}")
    for each in held:
        if each.holds:
            print_paragraph(each.message)
    print_paragraph(not_covered(found, held))
    if faults:
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
