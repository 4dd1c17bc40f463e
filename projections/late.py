"""What was recorded later than it could be known, and which earlier answers that changed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from events.corrections import FactVoided
from events.facts import Fact
from events.recorded import Recorded
from projections.changes import Change, Subject
from projections.comparison import Benches, Comparison
from projections.differences import Explained
from projections.filing import Files
from projections.visible import Horizon

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
    `first_entered` the subjects of which the ledger had never heard, so that none was given.
    """

    recorded_at: datetime
    recorded_on: date
    size: int
    late: tuple[LateFact, ...]
    voidings: tuple[Undone, ...]
    changed: tuple[Explained, ...]
    first_entered: tuple[Subject, ...]
    comparison: Comparison


def late_batches(
    records: Iterable[Recorded],
    zone: ZoneInfo,
    *,
    since: datetime | None = None,
    products: Collection[str] = (),
) -> Iterator[LateBatch]:
    """Yield the batches after the ledger's first that told of the past, in order.

    The first concerns no earlier answer. `products` limits what is told to what bears on them.
    """
    files, benches = Files(), Benches()
    for number, (at, group) in enumerate(groupby(records, key=lambda r: r.recorded_at)):
        batch = list(group)
        for record in batch:
            files.add(record)
        if number and (since is None or at > since):
            comparison = Comparison(
                files, Horizon(recorded_by=at - AN_INSTANT), Horizon(recorded_by=at), benches
            )
            told = _told(batch, comparison, at, at.astimezone(zone).date(), products)
            if told.late or told.voidings or told.changed:
                yield told


def _told(
    batch: list[Recorded],
    comparison: Comparison,
    at: datetime,
    on: date,
    products: Collection[str],
) -> LateBatch:
    files = comparison.files
    concerned = {name for record in batch for name in files.touched_by(record)}
    if any(files.is_law(record) for record in batch):
        concerned = set(files.products)
    if products:
        concerned &= set(products)
        batch = [r for r in batch if files.is_law(r) or files.touched_by(r) & set(products)]
    subjects = [s for s in comparison.subjects(concerned) if comparison.candidates(s)]
    new = [subject for subject in subjects if not comparison.is_placed_before(subject)]
    return LateBatch(
        at,
        on,
        len(batch),
        tuple(LateFact(r, (on - r.known_on).days) for r in batch if r.known_on < on),
        tuple(
            Undone(r, r.fact.fact, files.target(r.fact))
            for r in batch
            if isinstance(r.fact, FactVoided)
        ),
        tuple(
            Explained(past, comparison.causes(past))
            for subject in subjects
            if subject not in new
            for change in comparison.changes(subject)
            if (past := _before(change, on)) is not None
        ),
        tuple(new),
        comparison,
    )


def _before(change: Change, on: date) -> Change | None:
    """Return the days of a change that lie before a day, or None if there are none."""
    if change.start >= on:
        return None
    end = on if change.end is None else min(change.end, on)
    return Change(change.product, change.channel, change.start, end, change.before, change.after)
