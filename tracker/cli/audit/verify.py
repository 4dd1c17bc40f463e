"""`tracker verify`: everything stored, recomputed and held against checkpoints."""

from pathlib import Path

import click

from events.reading.mistakes import Mistake, told
from events.words import counted
from projections.wording import ENGLISH
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.options import given_options, json_option
from tracker.cli.output import print_json, print_paragraph
from tracker.integrity.evidence import EvidenceAudit
from tracker.integrity.faults import Fault, Kind
from tracker.integrity.verification import Against, Verification, verify


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
    """Check everything the ledger stores, its evidence too, alone and against checkpoints.

    Names the kind and the place of every damage, and says which facts no checkpoint covers. A
    ledger alone cannot show that its end was cut off or that it was rewritten as a whole.

    \b
    Example:
      tracker verify
      tracker verify --checkpoint monday.json --key 6f0c...
    """
    for option in given_options(click.get_current_context()):
        if option in ("--key", "--tsa-root") and not paths:
            raise click.UsageError(
                f"{option} is about checkpoints, and none is named: nothing would be held against "
                "it. Name them with --checkpoint, or leave it out."
            )
    with opened(session) as ledger:
        found = verify(ledger, Against(paths, key, tsa_root), session.evidence)
    if as_json:
        print_json(found.document())
    else:
        _print(found)
    if found.faults:
        raise click.exceptions.Exit(1)


def _print(found: Verification) -> None:
    print_paragraph(f"Checked {counted(len(found.audit.leaves), 'fact')}.")
    _print_evidence(found.evidence)
    faults = (Mistake(str(each.kind), (), f": {each.message}") for each in found.faults)
    for fault in told(faults, ENGLISH, all_in="in_json"):
        print_paragraph(fault)
    for each in found.held:
        if each.holds:
            print_paragraph(each.message)
    for stamp in found.stamps:
        if not stamp.faults:
            print_paragraph(stamp.message)
    for remark in found.remarks:
        print_paragraph(remark)
    print_paragraph(found.not_covered)
    print_paragraph(_verdict(found.faults))


def _print_evidence(files: EvidenceAudit) -> None:
    if files.files:
        print_paragraph(f"Checked {counted(files.files, 'file')} of evidence.")
    if files.strays:
        number = counted(len(files.strays), "file")
        print_paragraph(
            f"Remark: {number} in the folder of evidence supports no fact here, the first is "
            f"'{files.strays[0]}': left of an addition that was cut short, or of another ledger."
        )


def _verdict(faults: list[Fault]) -> str:
    if not faults:
        return "No fault was found."
    if {fault.kind for fault in faults} == {Kind.CHECKPOINT}:
        return f"{counted(len(faults), 'fault')}, of what was held against the ledger."
    return f"{counted(len(faults), 'fault')}. Keep the file as it is for inspection."
