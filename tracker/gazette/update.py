"""Bringing a ledger's record of acts up to what a newer gazette says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from events.acts import ActPublished, provisions_of
from events.facts import Fact, canonical_json, fact_to_dict
from events.recorded import Recorded
from events.remarks import FactVoided
from projections.record.visible import visible

REVISION_MARK = "~"
"""What parts a fact's id from the digest of a later wording."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A fact to be recorded in place of one on record, which is voided.

    `changed` are the fields that differ. It is empty where the fact is only recorded again because
    provisions of the same day apply in the order of the log (contract 2), and one before it moved.
    """

    fact: Fact
    earlier: Recorded
    changed: tuple[str, ...]

    @property
    def voiding(self) -> FactVoided:
        """The voiding of the earlier fact."""
        reason = (
            "Worded anew in a later gazette."
            if self.changed
            else "Recorded again to stay behind what a later gazette words anew."
        )
        id = f"{self.earlier.id}/superseded"
        return FactVoided(kind="fact_voided", id=id, fact=self.earlier.id, reason=reason)


@dataclass(frozen=True, slots=True)
class Update:
    """What recording a newer gazette comes to; `facts` are to be recorded in their order."""

    new: tuple[Fact, ...]
    revisions: tuple[Revision, ...]
    left_voided: tuple[str, ...]
    unchanged: int
    facts: tuple[Fact, ...]

    @property
    def reworded(self) -> list[Revision]:
        """The facts worded anew."""
        return [revision for revision in self.revisions if revision.changed]

    @property
    def moved(self) -> list[Revision]:
        """The facts recorded again as they are."""
        return [revision for revision in self.revisions if not revision.changed]


def plan_update(gazette: Iterable[Fact], records: Iterable[Recorded]) -> Update:
    """Return what has to be recorded so that a ledger says what the gazette says.

    A fact worded anew is voided and recorded again under a revised id, and so are those after it
    in the gazette whose provisions would else come to apply before its own. A fact that somebody
    voided without a newer wording on record stays voided: that was a decision of theirs.
    """
    on_record = _OnRecord(records)
    new: list[Fact] = []
    revisions: list[Revision] = []
    left: list[str] = []
    facts: list[Fact] = []
    unchanged = 0
    last: dict[date | None, float] = {}
    for fact in gazette:
        assert fact.id is not None
        earlier, day = on_record.standing(fact.id), _day(fact)
        if not on_record.has(fact.id):
            new.append(fact)
            facts.append(fact)
        elif earlier is None:
            left.append(fact.id)
            continue
        elif (changed := _changed(earlier.fact, fact)) or _is_overtaken(earlier, last.get(day, 0)):
            revisions.append(Revision(_revised(fact, earlier), earlier, changed))
            facts.append(revisions[-1].fact)
        else:
            unchanged += 1
            last[day] = max(last.get(day, 0), earlier.position)
            continue
        last[day] = _TO_COME
    voidings = [revision.voiding for revision in revisions]
    return Update(tuple(new), tuple(revisions), tuple(left), unchanged, (*voidings, *facts))


_TO_COME = float("inf")
"""A position after all on record."""


class _OnRecord:
    """The wordings that a ledger holds of the facts of a gazette."""

    def __init__(self, records: Iterable[Recorded]) -> None:
        records = list(records)
        self._standing = {record.id for record in visible(records)}
        self._wordings: dict[str, list[Recorded]] = {}
        for record in records:
            self._wordings.setdefault(record.id.partition(REVISION_MARK)[0], []).append(record)

    def has(self, id: str) -> bool:
        """Tell whether any wording of a fact is on record, voided or not."""
        return id in self._wordings

    def standing(self, id: str) -> Recorded | None:
        """Return the wording of a fact that counts, if one does."""
        standing = [r for r in self._wordings.get(id, ()) if r.id in self._standing]
        return standing[-1] if standing else None


def _day(fact: Fact) -> date | None:
    """Return the day by which, after their own, provisions of a fact are ordered."""
    return (
        fact.published_on if isinstance(fact, ActPublished) else fact.known_on or fact.knowable_from
    )


def _is_overtaken(earlier: Recorded, last: float) -> bool:
    """Tell whether a fact with provisions stands before one that the gazette has before it."""
    return earlier.position < last and bool(provisions_of(earlier.fact))


def _changed(earlier: Fact, fact: Fact) -> tuple[str, ...]:
    """Return the fields in which two wordings differ."""
    was, becomes = fact_to_dict(earlier), fact_to_dict(fact)
    fields = dict.fromkeys([*becomes, *was])
    return tuple(name for name in fields if name != "id" and was.get(name) != becomes.get(name))


def _revised(fact: Fact, earlier: Recorded) -> Fact:
    """Return a fact under an id that no other revision has, be it of the same wording."""
    content = canonical_json(fact.model_copy(update={"id": earlier.id}))
    digest = sha256(content).hexdigest()[:8]
    return fact.model_copy(update={"id": f"{fact.id}{REVISION_MARK}{digest}"})
