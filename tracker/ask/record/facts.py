"""The log of facts, the voided ones among them, or the part of it that names something."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from events.facts import FACTS, fact_to_dict
from events.mentions import LAW, license_tag, product_tag, review_tag
from events.recorded import Recorded
from events.remarks import FactVoided
from events.words import nearest
from projections.record.asked import Asked
from projections.record.visible import Horizon, Viewpoint, voidings
from tracker.errors import TrackerError
from tracker.ledger import Ledger
from tracker.live.live import Live
from tracker.live.notices import notices_about, with_notices


class KindNotFound(TrackerError):
    """There is no kind of facts of that name."""

    code = "kind_not_found"

    def __init__(self, kind: str) -> None:
        near = nearest(kind, sorted(FACTS))
        super().__init__(
            f"There is no kind of facts '{kind}'.",
            f"Did you mean '{near}'?" if near else "A fact has one of the kinds that are built in.",
            "Run 'tracker schema' to see every kind with its fields.",
        )


@dataclass(frozen=True, slots=True)
class FactsQuestion:
    """As known and recorded by when the facts are asked for, and which of them.

    A fact is meant if it fits one of each sort that is given. `acts` means their publication.
    """

    point: Viewpoint
    products: tuple[str, ...] = ()
    licenses: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def fits(self, record: Recorded) -> bool:
        """Tell whether a fact is of the acts and kinds that are given."""
        act = getattr(record.fact, "act", None)
        return (not self.acts or act in self.acts) and (
            not self.kinds or record.fact.kind in self.kinds
        )


@dataclass(frozen=True, slots=True)
class FactOnRecord:
    """A fact as it was recorded, and the voiding that takes it back, if one does."""

    record: Recorded
    voided_by: Recorded | None

    def document(self) -> dict[str, Any]:
        """Return it for a JSON document."""
        return {
            "position": self.record.position,
            "recorded_at": self.record.recorded_at.isoformat(),
            "known_on": self.record.known_on.isoformat(),
            "voided_by": self.voided_by.id if self.voided_by else None,
            "fact": fact_to_dict(self.record.fact),
        }


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts asked for, in order of recording; the days of the ledger are those of `zone`."""

    asked: Asked
    zone: str
    facts: tuple[FactOnRecord, ...]

    def document(self) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        told = [each.document() for each in self.facts]
        return {**self.asked.document(), "facts": told}


def facts(live: Live, question: FactsQuestion) -> Facts:
    """Return facts on record, each voiding with what it voids.

    Of a product, what became of the reminders of the licenses that cover it is there too. Raises
    KindNotFound if there is no kind of a name that is given.
    """
    for kind in question.kinds:
        if kind not in FACTS:
            raise KindNotFound(kind)
    point, asked = question.point, live.asked(question.point)
    horizon = Horizon(point.known_at, point.recorded_by, asked.position)
    found = horizon.passes(_named(live.ledger, question))
    voided = voidings(found)
    shown = tuple(FactOnRecord(each, voided.get(each.id)) for each in _shown(found, question))
    return Facts(asked, live.ledger.zone, shown)


def _named(ledger: Ledger, question: FactsQuestion) -> Iterable[Recorded]:
    """Return the facts that carry a tag of each sort that is given."""
    sorts = (
        [product_tag(name) for name in question.products],
        [license_tag(name) for name in question.licenses],
        [review_tag(name) for name in question.reviews],
        [LAW for _ in question.acts[:1]],
    )
    given = [ledger.tagged(tags) for tags in sorts if tags]
    if not given:
        return ledger.facts()
    common = set.intersection(*({record.position for record in records} for records in given))
    named = [record for record in given[0] if record.position in common]
    if question.products and len(given) == 1:
        return with_notices(named, notices_about(ledger, question.products))
    return named


def _shown(found: Sequence[Recorded], question: FactsQuestion) -> Iterator[Recorded]:
    """Yield what fits, and its voidings, and theirs, unless other kinds were asked for."""
    ids = {record.id for record in found if question.fits(record)}
    for record in found:
        voids = isinstance(record.fact, FactVoided) and record.fact.fact in ids
        if record.id in ids or (voids and not question.kinds):
            ids.add(record.id)
            yield record
