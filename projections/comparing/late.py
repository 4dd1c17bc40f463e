"""What was recorded later than it could be known, and which earlier answers that changed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from events.facts import Fact
from events.recorded import Recorded
from events.remarks import FactVoided
from projections.comparing.changes import Subject
from projections.comparing.comparison import Comparison
from projections.comparing.differences import CausedChange, with_causes
from projections.comparing.two_laws import Benches, TwoLaws
from projections.record.filing import Files
from projections.record.visible import Horizon

AN_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LateFact:
    """A fact and how many days after it could be known it was recorded."""

    record: Recorded
    days: int


@dataclass(frozen=True, slots=True)
class Undone:
    """A voiding and the fact that it voids."""

    record: Recorded
    voids: str
    target: Fact | None


@dataclass(frozen=True, slots=True)
class LateBatch:
    """What was recorded at one instant, if it was late, voided something or changed the past.

    `changed` are days before the recording on which answers given before it were otherwise;
    `first_entered` the subjects of products of which the ledger had never heard, so that none was
    given.
    """

    recorded_at: datetime
    size: int
    late: tuple[LateFact, ...]
    voidings: tuple[Undone, ...]
    changed: tuple[CausedChange, ...]
    first_entered: tuple[Subject, ...]

    @property
    def tells(self) -> bool:
        """Whether anything of the past was entered."""
        return bool(self.late or self.voidings or self.changed)


def late_batches(
    records: Iterable[Recorded],
    zone: ZoneInfo,
    *,
    since: datetime,
    products: Collection[str] = (),
) -> Iterator[LateBatch]:
    """Yield the batches recorded after an instant that told of the past, in order.

    `products` limits what is told to what bears on them.
    """
    files, benches = Files(), Benches()
    laws: TwoLaws | None = None
    for at, group in groupby(records, key=lambda record: record.recorded_at):
        batch = list(group)
        for record in batch:
            files.add(record)
        if at > since:
            before, after = Horizon(recorded_by=at - AN_INSTANT), Horizon(recorded_by=at)
            old = before.visible(files.law) if laws is None else laws.after
            if any(map(files.is_law, batch)):
                laws = TwoLaws(old, after.visible(files.law), benches)
            elif laws is None or laws.flips:
                laws = TwoLaws(old, old, benches)
            told = _told(batch, Comparison(files, before, after, laws), zone, set(products))
            if told.tells:
                yield told


def _told(
    batch: list[Recorded], comparison: Comparison, zone: ZoneInfo, products: set[str]
) -> LateBatch:
    """Return what a batch told of the past; of some products, unless there are none."""
    files, at = comparison.files, batch[0].recorded_at
    on = at.astimezone(zone).date()
    if products:
        batch = [r for r in batch if files.is_law(r) or files.touched_by(r) & products]
    concerned = _concerned(batch, comparison)
    if products:
        concerned &= products
    known = {name for name in concerned if _heard_before(files, name, at)}
    return LateBatch(
        at,
        len(batch),
        tuple(LateFact(r, (on - r.known_on).days) for r in batch if r.known_on < on),
        tuple(
            Undone(r, r.fact.fact, files.target(r.fact))
            for r in batch
            if isinstance(r.fact, FactVoided)
        ),
        tuple(_changed(comparison, known, on)),
        tuple(comparison.subjects(concerned - known)),
    )


def _concerned(batch: Iterable[Recorded], comparison: Comparison) -> set[str]:
    """Return the products of which a batch may change an answer."""
    if comparison.laws.flips:
        return set(comparison.files.products)
    return {name for record in batch for name in comparison.files.touched_by(record)}


def _heard_before(files: Files, product: str, at: datetime) -> bool:
    first = files.first_on(product)
    return first is not None and first.recorded_at < at


def _changed(comparison: Comparison, products: Iterable[str], on: date) -> Iterator[CausedChange]:
    """Yield the stretches of days before a day of which the status differs, and the causes."""
    for subject in comparison.subjects(products):
        for change in comparison.changes(subject, on):
            yield with_causes(comparison, change)
