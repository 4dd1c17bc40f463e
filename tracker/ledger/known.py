"""What counts while a batch is judged: the facts on record, and those of the batch so far."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from events.facts import Fact
from events.mentions import leans_on, mentions, opens
from events.remarks import FactVoided
from tracker.ledger.batches import Refusal
from tracker.ledger.decoding import fact_at
from tracker.ledger.drafts import Draft
from tracker.ledger.storage import Record, Row
from tracker.ledger.tags import opening_tag, voiding_tag


@dataclass(slots=True, eq=False)
class Held:
    """A fact that is on record, or earlier in the batch.

    `order` says where: (0, its position) or (1, its index in the batch).
    """

    id: str
    content: bytes
    order: tuple[int, int]
    location: str = ""
    _fact: Fact | None = None

    @property
    def position(self) -> int | None:
        """The position of a fact that is on record."""
        return None if self.order[0] else self.order[1]

    @property
    def place(self) -> str:
        """Where the fact stands, in words."""
        return (
            f"number {self.order[1] + 1} of this batch"
            if self.order[0]
            else f"position {self.order[1]}"
        )

    @property
    def fact(self) -> Fact:
        """The fact itself, read when somebody asks."""
        if self._fact is None:
            self._fact = fact_at(self.order[1], self.content, self.location)
        return self._fact


class Earlier(Protocol):
    """The portions of a long batch that were judged before, as `Known` added them.

    `refusals` has those of their facts; if there are any, nothing of the batch is admitted.
    """

    refusals: list[Refusal]

    def by_id(self, ids: Collection[str]) -> Iterable[Held]:
        """Return the facts under these ids."""

    def by_tag(self, tags: Collection[str]) -> Iterable[Held]:
        """Return the facts under these tags, in their order."""


class Known:
    """The facts that bear on a batch: looked up in bulk at the start, then added one by one.

    `added` has those that were added, each with the tags under which later ones need it.
    """

    def __init__(
        self, record: Record, drafts: Sequence[Draft], earlier: Earlier | None = None
    ) -> None:
        self.added: list[tuple[Held, frozenset[str]]] = []
        self._record = record
        self._earlier = earlier
        self._held: dict[str, Held] = {}
        self._voidings: dict[str, list[Held]] = defaultdict(list)
        self._openings: dict[tuple[str, str], list[Held]] = defaultdict(list)
        self._load(drafts)

    def find(self, id: str) -> Held | None:
        """Return the fact under an id, or None."""
        return self._held.get(id)

    def near(self, id: str) -> list[str]:
        """Return ids that somebody may have meant who wrote this one."""
        return [*self._record.near(id), *self._held]

    def opening_of(self, opened: tuple[str, str]) -> Held | None:
        """Return the last opening under a name that is not voided, or None."""
        openings = reversed(self._openings.get(opened, ()))
        return next((held for held in openings if self.voided_by(held.id) is None), None)

    def voided_by(self, id: str) -> str | None:
        """Return the last voiding of a fact that is not voided itself, or None."""
        voided: dict[str | None, str] = {}
        for voiding in sorted(self._voidings_above(id), key=lambda held: held.order, reverse=True):
            if voiding.id not in voided:
                voided.setdefault(_target(voiding.fact), voiding.id)
        return voided.get(id)

    def tags_of(self, fact: Fact) -> frozenset[str]:
        """Return the tags under which a fact is found, those of what it leans on among them."""
        tags = {*mentions(fact)}
        if target := _target(fact):
            tags.add(voiding_tag(target))
        if opened := opens(fact):
            tags.add(opening_tag(*opened))
        while below := leans_on(fact):
            fact = self._held[below].fact
            tags |= mentions(fact)
        return frozenset(tags)

    def add(self, draft: Draft) -> None:
        """Count a fact of the batch among what is known to the facts after it.

        That the batch is refused because of it is no reason to refuse what follows from it.
        """
        held = Held(draft.id, draft.content, (1, draft.index))
        tags = set()
        target = _target(draft.fact)
        if target in self._held:  # only upon earlier facts, or voidings could go round in circles
            self._voidings[target].append(held)
            tags.add(voiding_tag(target))
        if (opened := opens(draft.fact)) and not self.opening_of(opened):
            self._openings[opened].append(held)
            tags.add(opening_tag(*opened))
        self._held[held.id] = held
        self.added.append((held, frozenset(tags)))

    def _voidings_above(self, id: str) -> list[Held]:
        above: list[Held] = []
        pending = [id]
        while pending:
            voidings = self._voidings.get(pending.pop(), ())
            above += voidings
            pending += [voiding.id for voiding in voidings]
        return above

    def _load(self, drafts: Sequence[Draft]) -> None:
        below = {target for draft in drafts if (target := leans_on(draft.fact))}
        concerned = self._hold_ids({draft.id for draft in drafts} | below)
        asked = set(below)
        while below:  # facts that were refused may lean on each other
            held = [self._held[id] for id in below if id in self._held]
            below = {target for each in held if (target := leans_on(each.fact))} - asked
            asked |= below
            self._hold_ids(below)
        openings = {opened for draft in drafts if (opened := opens(draft.fact))}
        for each in self._hold_tags(opening_tag(*opened) for opened in openings):
            if opened := opens(each.fact):
                self._openings[opened].append(each)
            concerned.add(each.id)
        self._load_voidings(concerned)

    def _load_voidings(self, concerned: set[str]) -> None:
        asked: set[str] = set()
        while asking := concerned - asked:
            asked |= asking
            for held in self._hold_tags(voiding_tag(id) for id in asking):
                if target := _target(held.fact):
                    self._voidings[target].append(held)
                concerned.add(held.id)

    def _hold_ids(self, ids: Collection[str]) -> set[str]:
        rows = self._record.by_id(ids)
        found = [self._hold(row, id) for id, row in rows.items()]
        found += self._of_batch(self._earlier.by_id(ids) if self._earlier else ())
        return {held.id for held in found}

    def _hold_tags(self, tags: Iterable[str]) -> list[Held]:
        asked = list(tags)
        found = [self._hold(row, self._id(row)) for row in self._record.by_tag(asked)]
        return found + self._of_batch(self._earlier.by_tag(asked) if self._earlier else ())

    def _of_batch(self, earlier: Iterable[Held]) -> list[Held]:
        return [self._held.setdefault(held.id, held) for held in earlier]

    def _id(self, row: Row) -> str:
        position, _, content = row
        return fact_at(position, content, self._record.location).id or ""

    def _hold(self, row: Row, id: str) -> Held:
        position, _, content = row
        held = Held(id, content, (0, position), self._record.location)
        return self._held.setdefault(id, held)


def _target(fact: Fact) -> str | None:
    return fact.fact if type(fact) is FactVoided else None
