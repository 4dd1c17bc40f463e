"""What proves that the facts of a pack are on record: the tree, the paths in it, the checkpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.facts import canonical_document
from events.recorded import Recorded
from projections.proof.merkle import consistency_proof, inclusion_proofs, root
from tracker.errors import PackRefused
from tracker.integrity.audit import Audit, audit
from tracker.integrity.checkpoints.checkpoint import FORMAT, Checkpoint, Statement
from tracker.integrity.checkpoints.coverage import hold_against
from tracker.integrity.errors import LedgerUnsound
from tracker.ledger import Ledger
from tracker.ledger.storage import Link


@dataclass(frozen=True)
class Tree:
    """The ledger's tree as it is now, and how many of its leaves a question sees."""

    audited: Audit
    links: Sequence[Link]
    size: int

    @property
    def leaves(self) -> Sequence[bytes]:
        """The digests of all facts, those after the question too."""
        return self.audited.leaves

    @property
    def root(self) -> str:
        """The root over what the question sees."""
        return root(self.leaves[: self.size]).hex()


def read_tree(ledger: Ledger, position: int) -> Tree:
    """Return the tree, cut for a question at a position; raises LedgerUnsound on any fault."""
    with ledger.reading() as session:
        found = audit(session, ledger.header)
        if found.faults:
            raise LedgerUnsound(ledger.location, len(found.faults))
        links = session.links(after=0)
    return Tree(found, links, sum(link.position <= position for link in links))


def statement(tree: Tree) -> Statement:
    """Return what the pack's own checkpoint states: the tree, as of its last fact.

    Its time is the instant of that fact and not that of making the pack, so that the same question
    gives the same bytes.
    """
    last = tree.links[tree.size - 1]
    head = tree.audited.heads[tree.size].hex()
    return Statement(
        tree.size, FORMAT, head, tree.audited.ledger, last.position, tree.root, last.recorded_at
    )


def proofs(tree: Tree, facts: Sequence[Recorded], others: Mapping[str, Checkpoint]) -> bytes:
    """Return where each fact stands with its path to the root, and how each checkpoint fits on."""
    index = {link.position: number for number, link in enumerate(tree.links)}
    indexes = [index[fact.position] for fact in facts]
    paths = inclusion_proofs(tree.leaves[: tree.size], indexes)
    placed = [
        {**_standing(tree.links[number]), "index": number, "path": [each.hex() for each in path]}
        for number, path in zip(indexes, paths, strict=True)
    ]
    consistency = {name: _consistency(tree, other) for name, other in others.items()}
    told = {"root": tree.root, "size": tree.size}
    return canonical_document({"consistency": consistency, "facts": placed, "tree": told}) + b"\n"


def check_others(tree: Tree, others: Sequence[Checkpoint]) -> None:
    """Raise PackRefused for the first checkpoint that does not hold of this ledger."""
    for held in hold_against(tree.audited, others, None):
        if not held.holds:
            raise PackRefused(held.message, "Give checkpoints of this ledger that hold.")
        if held.checkpoint.statement.count == 0:
            raise PackRefused(
                f"Checkpoint '{held.checkpoint.name}' is of the empty ledger and proves nothing.",
                "Leave it out, or give a later one.",
            )


def _standing(link: Link) -> dict[str, int | str]:
    return {"batch": link.batch, "position": link.position, "recorded_at": link.recorded_at}


def _consistency(tree: Tree, other: Checkpoint) -> list[str]:
    size, later_size = sorted([tree.size, other.statement.count])
    if size == later_size:
        return []
    return [each.hex() for each in consistency_proof(tree.leaves[:later_size], size)]
