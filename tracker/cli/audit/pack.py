"""`tracker pack`: an answer with its facts, evidence and proofs, and the check of one received."""

from pathlib import Path

import click

from projections.wording import ENGLISH
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, refusals_in, tell_no_act
from tracker.cli.options import When, asked_when, check_none_is_lost
from tracker.cli.output import print_paragraph
from tracker.integrity.checkpoints.checkpoint import read_checkpoint
from tracker.integrity.checkpoints.files import write_new
from tracker.integrity.checkpoints.keys import public_key


@click.group("pack", invoke_without_command=True)
@click.option("--product", metavar="NAME", help="The product.")
@asked_when(as_of=True)
@click.option(
    "--checkpoint",
    "checkpoints",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Put in this checkpoint, and the proof that ties it to the facts; may be repeated.",
)
@click.option("--key", type=click.Path(path_type=Path), metavar="KEYFILE", help="Sign with it.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_context
def command(
    ctx: click.Context,
    product: str | None,
    when: When,
    checkpoints: tuple[Path, ...],
    key: Path | None,
    output: Path | None,
) -> None:
    """Write a pack: the answer on one product, what it rests on, and the means to check it.

    In it are a report (HTML and PDF), the facts, the evidence, the proofs that they are on record,
    and a verifier that needs Python alone. The same question gives the same bytes.

    \b
    Example:
      tracker pack --product FW-100 --as-of 2023-07-03 -o pack.zip
      tracker pack check pack.zip
    """
    if ctx.invoked_subcommand:
        check_none_is_lost(ctx)
        return
    if product is None or output is None:
        raise click.UsageError("A pack needs --product and -o.", ctx)
    made = _made(ctx.ensure_object(Session), product, when, checkpoints, key)
    write_new(output, made)
    print_paragraph(f"Wrote {output}: {len(made):,} bytes. Check it: tracker pack check {output}")


def _made(
    session: Session, product: str, when: When, checkpoints: tuple[Path, ...], key: Path | None
) -> bytes:
    from tracker.act.packing import pack
    from tracker.pack.contents import Proving

    with asking(session) as live, refusals_in(ENGLISH):
        proving = Proving(key, [read_checkpoint(path) for path in checkpoints])
        point = point_of(session, live, when, kept=True)
        made = pack(live, point, product, proving, evidence=session.evidence)
    tell_no_act(made.asides)
    return made.data


@command.command("check")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--key", metavar="PUBLIC", help="Insist on this public key (hex, or a file of it).")
def check_command(pack: Path, key: str | None) -> None:
    """Check a pack, zipped or unpacked, and work its answer out anew from its facts.

    The first is what the verify.py in a pack does; the second takes this program.

    \b
    Example:
      tracker pack check pack.zip --key 6f0c...
    """
    from tracker.pack.replay import check_answer
    from tracker.pack.verifier import Damaged, Findings, check, opened_pack, told, verdict

    wanted = public_key(key) if key else None
    try:
        with opened_pack(pack) as files:
            found = check(files, wanted)
            if not found.faults:
                check_answer(files, found)
    except Damaged as damage:
        found = Findings(faults=[str(damage)])
    for word, sentence in told(found):
        print_paragraph(sentence, first=f"{word:9}")
    print_paragraph(verdict(found))
    if found.faults:
        raise click.exceptions.Exit(1)
