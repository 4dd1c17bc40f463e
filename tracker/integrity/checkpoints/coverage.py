"""A ledger held against checkpoints: which hold, what they cover, and what none covers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from projections.proof.merkle import root
from tracker.integrity.audit import Audit
from tracker.integrity.checkpoints.checkpoint import Checkpoint, signed_bytes
from tracker.integrity.checkpoints.keys import signature_holds
from tracker.integrity.errors import ProofMissing
from tracker.integrity.faults import Fault, Kind, place


@dataclass(frozen=True)
class Held:
    """A checkpoint, whether it holds, and what is said of it."""

    checkpoint: Checkpoint
    holds: bool
    message: str
    faults: tuple[Fault, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as values for a JSON document."""
        stated = self.checkpoint.statement
        return {
            "file": self.checkpoint.name,
            "holds": self.holds,
            "count": stated.count,
            "position": stated.position,
            "time": stated.time,
            "message": self.message,
        }


def hold_against(found: Audit, checkpoints: Sequence[Checkpoint], key: str | None) -> list[Held]:
    """Return what becomes of each checkpoint, the earliest first; `key` insists on who signed."""
    ordered = sorted(checkpoints, key=lambda each: (each.statement.count, each.statement.time))
    return [_held(found, each, key, ordered[:number]) for number, each in enumerate(ordered)]


def _held(found: Audit, this: Checkpoint, key: str | None, earlier: Sequence[Checkpoint]) -> Held:
    if unfit := _unfit(found, this, key):
        return Held(this, False, unfit, (Fault(Kind.CHECKPOINT, this.name, unfit),))
    faults = tuple(_against(found, this, earlier))
    if faults:
        return Held(this, False, faults[0].message, faults)
    return Held(this, True, _covered(found, this, key))


def _unfit(found: Audit, this: Checkpoint, key: str | None) -> str | None:
    """Say why a checkpoint cannot speak of this ledger at all."""
    said = this.statement
    if this.signature:
        try:
            fits = signature_holds(this.public_key or "", this.signature, signed_bytes(said))
        except ProofMissing as missing:
            return f"Checkpoint '{this.name}' is signed. {missing}"
        if not fits:
            return (
                f"The signature of checkpoint '{this.name}' does not fit it: it was changed. Use "
                "another copy of it."
            )
    if key and not this.signature:
        return (
            f"Checkpoint '{this.name}' is not signed, and a signature by {key} is asked for. Use "
            "a signed one, or leave --key out to trust whoever kept this."
        )
    if key and this.public_key != key:
        return (
            f"Checkpoint '{this.name}' is signed with a key that does not fit: "
            f"{this.public_key}, not {key}. If both keys are yours, name the other with --key; "
            "if not, somebody else made it."
        )
    if said.ledger != found.ledger:
        return (
            f"Checkpoint '{this.name}' is of another ledger: {said.ledger}, "
            f"and this one is {found.ledger}. Name its own ledger with --ledger, or another "
            "checkpoint."
        )
    return None


def _against(found: Audit, this: Checkpoint, earlier: Sequence[Checkpoint]) -> Iterator[Fault]:
    said, there = this.statement, max(len(found.leaves), len(found.kept))
    if said.count > there:
        last = found.positions[-1] if found.positions else 0
        yield Fault(
            Kind.CUT_OFF,
            f"after position {last}",
            f"The end is cut off after position {last}: checkpoint '{this.name}' has "
            f"{said.count} facts through position {said.position}, the ledger {there}.",
        )
        return
    roots = {_root(leaves, said.count) for leaves in (found.leaves, found.kept)}
    other_head = [*found.heads[said.count : said.count + 1]] != [bytes.fromhex(said.head)]
    if said.root not in roots or (other_head and not found.faults):
        yield _rewritten(found, this, earlier)
    later = islice(zip(found.positions, found.times, strict=True), said.count, None)
    for position, time in later:
        if time < said.time:
            yield Fault(
                Kind.TIME,
                place(position, position),
                f"Time runs backwards: position {position} says it was recorded at {time}, "
                f"but checkpoint '{this.name}', of {said.time}, does not have it.",
            )


def _rewritten(found: Audit, this: Checkpoint, earlier: Sequence[Checkpoint]) -> Fault:
    """Place a rewriting after the last earlier checkpoint that holds."""
    holding = [
        each.statement
        for each in earlier
        if each.statement.ledger == found.ledger
        and _root(found.leaves, each.statement.count) == each.statement.root
    ]
    start = holding[-1].count if holding else 0
    first = found.positions[start] if start < len(found.positions) else this.statement.position
    where = place(first, this.statement.position)
    said = f"Something at {where} was rewritten: checkpoint '{this.name}' has another root."
    return Fault(Kind.REWRITTEN, where, said)


def _covered(found: Audit, this: Checkpoint, key: str | None) -> str:
    said = this.statement
    what = place(1, said.position) if said.position else "the empty ledger"
    if not this.signature:
        who = "It is not signed: whoever can write the file can make one."
    elif key:
        who = "It is signed with the key asked for."
    else:
        who = f"It is signed with {this.public_key}; name your key with --key to insist on it."
    if _root(found.leaves, said.count) == said.root:
        return f"Checkpoint '{this.name}' of {said.time} holds and covers {what}. {who}"
    return (
        f"Checkpoint '{this.name}' of {said.time} covers {what}: the digests in the chain are "
        f"those of then, the facts are not, as told above. {who}"
    )


def _root(leaves: Iterable[bytes], count: int) -> str:
    return root(islice(leaves, count)).hex()


def not_covered(found: Audit, held: Sequence[Held]) -> str:
    """Say which positions no holding checkpoint covers, and what follows from it."""
    count = max((each.checkpoint.statement.count for each in held if each.holds), default=0)
    if count < len(found.positions):
        first, last = found.positions[count], found.positions[-1]
        where = place(first, last)
        verb = "is" if first == last else "are"
        return (
            f"{where.capitalize()} {verb} covered by no checkpoint: a cut or a rewrite there "
            "would not show."
        )
    if not found.positions:
        return "There are no facts: whether there ever were, only a checkpoint could show."
    return (
        "Every fact here is covered. What was recorded after the last checkpoint, and cut off "
        "since, would not show."
    )
