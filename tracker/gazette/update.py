"""Bringing a ledger's record of acts up to what a newer gazette says."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from events.corrections import FactVoided
from events.facts import Fact, canonical_json
from events.recorded import Recorded
from projections.visible import visible

REVISION_MARK = "~"
"""What parts a fact's id from the digest of a later wording."""


@dataclass(frozen=True, slots=True)
class Update:
    """What recording a newer gazette comes to."""

    new: tuple[Fact, ...]
    reworded: tuple[Fact, ...]
    voidings: tuple[FactVoided, ...]
    left_voided: tuple[str, ...]
    unchanged: int

    @property
    def facts(self) -> list[Fact]:
        """The facts to record, in order: voidings, then the new wordings and the new facts."""
        return [*self.voidings, *self.reworded, *self.new]


def plan_update(gazette: Iterable[Fact], on_record: Iterable[Recorded]) -> Update:
    """Return what has to be recorded so that a ledger says what the gazette says.

    A fact worded anew is voided and recorded again under a revised id. One that somebody voided
    without a newer wording on record stays voided: that was a decision of theirs.
    """
    records = list(on_record)
    standing = {record.id for record in visible(records)}
    wordings: dict[str, list[Recorded]] = {}
    for record in records:
        wordings.setdefault(record.id.partition(REVISION_MARK)[0], []).append(record)
    new, reworded, voidings, left, unchanged = [], [], [], [], 0
    for fact in gazette:
        assert fact.id is not None
        earlier = wordings.get(fact.id, [])
        current = [record for record in earlier if record.id in standing]
        if not earlier:
            new.append(fact)
        elif not current:
            left.append(fact.id)
        elif _content(current[-1].fact) == _content(fact):
            unchanged += 1
        else:
            voidings.append(_voiding(current[-1]))
            reworded.append(_revised(fact))
    return Update(tuple(new), tuple(reworded), tuple(voidings), tuple(left), unchanged)


def _content(fact: Fact) -> bytes:
    return canonical_json(fact.model_copy(update={"id": None}))


def _revised(fact: Fact) -> Fact:
    digest = sha256(_content(fact)).hexdigest()[:8]
    return fact.model_copy(update={"id": f"{fact.id}{REVISION_MARK}{digest}"})


def _voiding(record: Recorded) -> FactVoided:
    return FactVoided(
        kind="fact_voided",
        id=f"{record.id}/superseded",
        fact=record.id,
        reason="Worded anew in a later gazette.",
    )
