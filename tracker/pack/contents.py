"""The files of a pack: the question, the answer, the report, the facts, the proofs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from events.facts import canonical_bytes, canonical_document, canonical_json
from events.recorded import Recorded
from projections.record.asked import point_document
from projections.report import Report, Subject, report
from projections.wording import ENGLISH
from tracker.ask.explanation import explained
from tracker.errors import PackRefused
from tracker.integrity.checkpoints.checkpoint import Checkpoint, signed_bytes, written
from tracker.integrity.checkpoints.keys import sign
from tracker.integrity.checkpoints.stamped import kept_beside
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot
from tracker.pack import verifier
from tracker.pack.archive import manifest
from tracker.pack.proofs import Tree, check_others, proofs, read_tree, statement
from tracker.show.report.html import html
from tracker.show.report.pdf import pdf

Files = dict[str, bytes]
README = Path(__file__).with_name("README.txt")


@dataclass(frozen=True)
class Bearing:
    """All facts that can bear on the product, through the question's position, and their files."""

    facts: Sequence[Recorded]
    evidence: Mapping[str, bytes]


@dataclass(frozen=True)
class Proving:
    """What a pack is to be proven with: a private key, and checkpoints that were made before."""

    key: Path | None = None
    checkpoints: Sequence[Checkpoint] = field(default=())


def pack_files(
    ledger: Ledger, asked: Snapshot, product: str, bearing: Bearing, proving: Proving
) -> Files:
    """Return every file of a pack by name.

    Raises
    ------
    LedgerUnsound, PackRefused, or what is said of a key that cannot be used.

    """
    tree = read_tree(ledger, asked.position)
    check_others(tree, proving.checkpoints)
    others = _named(proving.checkpoints)
    subject = Subject(product, asked.viewpoint, ledger.id, ledger.zone, asked.position)
    made = report(subject, bearing.facts)
    files = {
        "README.txt": README.read_bytes(),
        "verify.py": Path(verifier.__file__).read_bytes(),
        **reports(made),
        "question.json": question(ledger, asked, product),
        "answer.json": answer(asked, product),
        "facts.jsonl": b"".join(canonical_json(record.fact) + b"\n" for record in bearing.facts),
        "proofs.json": proofs(tree, bearing.facts, others),
        "checkpoint.json": written(_own(tree, proving.key)),
        **bearing.evidence,
        **{name: written(other) for name, other in others.items()},
        **_stamps(others),
    }
    _check_sizes({name: files[name] for name in files.keys() - bearing.evidence.keys()})
    return _sealed(files, proving.key)


def _check_sizes(files: Files) -> None:
    """Raise PackRefused if what is checked whole is larger than the verifier reads."""
    for name, data in sorted(files.items()):
        if len(data) > verifier.MOST_BYTES:
            raise PackRefused(
                f"Its file {name} would have {len(data):,} bytes, and whoever checks a pack reads "
                f"{verifier.MOST_BYTES:,} at most.",
                "Ask about an earlier day with --known-at, or hand out the full export.",
            )


def reports(made: Report) -> Files:
    """Return a report in both forms, by their names."""
    return {"report.html": html(made, ENGLISH).encode(), "report.pdf": pdf(made, ENGLISH)}


def question(ledger: Ledger, asked: Snapshot, product: str) -> bytes:
    """Return what was asked, of which ledger."""
    of = {
        "created_at": ledger.created_at.isoformat(),
        "ledger": ledger.id,
        "position": asked.position,
        "product": product,
        "zone": ledger.zone,
    }
    return canonical_document({**of, **point_document(asked.viewpoint)}) + b"\n"


def answer(asked: Snapshot, product: str) -> bytes:
    """Return the answer that "tracker explain --json" gives, in canonical JSON."""
    return canonical_bytes(explained(asked, product).document(ENGLISH)) + b"\n"


def _named(checkpoints: Iterable[Checkpoint]) -> Mapping[str, Checkpoint]:
    ordered = sorted(checkpoints, key=lambda each: (each.statement.count, written(each)))
    return {f"checkpoints/{number}.json": each for number, each in enumerate(ordered, 1)}


def _stamps(checkpoints: Mapping[str, Checkpoint]) -> Files:
    """Return the time stamps kept beside checkpoints, beside them in the pack too."""
    return {
        name + file.name.removeprefix(Path(checkpoint.name).name): file.read_bytes()
        for name, checkpoint in checkpoints.items()
        for file in kept_beside(checkpoint)
    }


def _own(tree: Tree, key: Path | None) -> Checkpoint:
    made = Checkpoint(statement(tree))
    if key is None:
        return made
    public, signature = sign(key, signed_bytes(made.statement))
    return replace(made, public_key=public, signature=signature)


def _sealed(files: Files, key: Path | None) -> Files:
    """Return the files with their list and, where there is a key, its signature."""
    listed = manifest(files)
    sealed = {**files, verifier.MANIFEST: listed}
    if key:
        public, signature = sign(key, listed)
        signed = canonical_document({"public_key": public, "signature": signature}) + b"\n"
        sealed[verifier.SIGNATURE] = signed
    return sealed
