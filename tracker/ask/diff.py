"""What differs between two points in time, and which facts make it differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from events.following import Work, follow
from projections.comparing.comparison import Comparison
from projections.comparing.differences import Difference, Turn, differences
from projections.documents.asides import asides_document
from projections.documents.marks import marks_document
from projections.findings.asides import Asides, sees_no_act, unplaced_in
from projections.record.asked import point_document
from projections.record.filing import Files
from projections.record.visible import Horizon, Viewpoint
from projections.wording import Words
from tracker.ask.causes import cause_document, change_document
from tracker.errors import TrackerError
from tracker.live.live import Live
from tracker.live.snapshot import check_not_before_the_first_fact

Limit = TypeVar("Limit", date, datetime)
All = Literal["all"]


class NowherePlaced(TrackerError):
    """At neither of two points does a fact place what was named."""

    code = "nowhere_placed"

    def __init__(self, products: Iterable[str], channel: str | None) -> None:
        named = ", ".join(products)
        what = f"{named} was not placed" if named else "No product was placed"
        where = f"in channel '{channel}'" if channel else "in any channel"
        super().__init__(
            f"{what} {where} at either point.",
            "A subject is a product placed in a channel.",
            "Run 'tracker timeline PRODUCT' to see where it is.",
        )


@dataclass(frozen=True, slots=True)
class SecondPoint:
    """What is named for the second point; "all" lifts a limit of the first."""

    as_of: date | None = None
    known_at: date | All | None = None
    recorded_by: datetime | All | None = None

    def after(self, first: Viewpoint, today: date) -> Viewpoint:
        """Return the second point: the first with what is named changed, or its limits lifted.

        Where nothing is named and the first has no limits, the day is what differs.
        """
        if not (self.as_of or self.known_at or self.recorded_by):
            return Viewpoint(first.as_of if first.known_at or first.recorded_by else today)
        return Viewpoint(
            self.as_of or first.as_of,
            _limit(self.known_at, first.known_at),
            _limit(self.recorded_by, first.recorded_by),
        )


def _limit(named: Limit | All | None, first: Limit | None) -> Limit | None:
    return None if isinstance(named, str) else named or first


@dataclass(frozen=True, slots=True)
class DiffQuestion:
    """Which two points to compare, for which products (all) and channel (every).

    `day_only` compares the days asked for and not whole timelines.
    """

    first: Viewpoint
    second: Viewpoint
    products: tuple[str, ...] = ()
    channel: str | None = None
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class Diff:
    """The subjects that differ, of so many `compared`.

    `beside` has what must be said beside the statuses of each point, `asides` of both.
    """

    first: Viewpoint
    second: Viewpoint
    beside: tuple[Asides, Asides]
    compared: int
    differences: tuple[Difference, ...]
    asides: Asides

    @property
    def on_the_day(self) -> int:
        """How many subjects are answered differently on the days asked for."""
        return sum(each.on_the_day for each in self.differences)

    @property
    def on_other_days(self) -> int:
        """How many subjects differ on other days only."""
        return len(self.differences) - self.on_the_day

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        first, second = self.beside
        return {
            "from": point_document(self.first) | asides_document(first, words),
            "to": point_document(self.second) | asides_document(second, words),
            "differences": [_difference(each, words) for each in self.differences],
            **asides_document(self.asides, words),
        }


def diff(live: Live, question: DiffQuestion) -> Diff:
    """Return what differs between two points.

    Raises ProductNotFound or NowherePlaced if there is nothing to compare, and BeforeTheFirstFact
    if a point lies before all that is on record.
    """
    first, second, products = question.first, question.second, question.products
    filed = live.files(products)
    records = live.records()
    for point in (first, second):
        check_not_before_the_first_fact(live.ledger, records, point)
    one, other = _horizon(first), _horizon(second)
    comparison = Comparison(filed, one, other)
    subjects = [
        subject
        for subject in comparison.subjects(products or filed.products)
        if question.channel in (None, subject[1])
    ]
    if not subjects and (products or question.channel):
        raise NowherePlaced(products, question.channel)
    whole = not question.day_only
    followed = follow(Work.SUBJECTS_COMPARED, subjects)
    found = differences(comparison, followed, first.as_of, second.as_of, days_too=whole)
    return Diff(
        first,
        second,
        (
            Asides(sees_no_act(one.visible(filed.law))),
            Asides(sees_no_act(other.visible(filed.law))),
        ),
        len(subjects),
        tuple(found),
        Asides(unplaced=unplaced_in(comparison, products or filed.products)),
    )


def _beside(filed: Files, horizon: Horizon) -> Asides:
    return Asides(sees_no_act(horizon.visible(filed.law)))


def _horizon(point: Viewpoint) -> Horizon:
    return Horizon(point.known_at, point.recorded_by)


def _difference(each: Difference, words: Words) -> dict[str, Any]:
    product, channel = each.subject
    marks = each.marks
    return {
        "product": product,
        "channel": channel,
        "before": each.before,
        "between": each.between,
        "after": each.after,
        **marks_document(words, before=marks.before, between=marks.between, after=marks.after),
        "time": [_turn(turn, words) for turn in each.turns],
        "causes": [cause_document(cause, words) for cause in each.causes],
        "periods": [change_document(period, words) for period in each.periods],
    }


def turn_grounds(turn: Turn, words: Words) -> tuple[list[str], list[str]]:
    """Return on what a status rests from a turn on, and on what no longer, in words.

    Two that differ and read alike are left out on both sides.
    """
    new = list(dict.fromkeys(map(words.ground, turn.since_then)))
    old = list(dict.fromkeys(map(words.ground, turn.until_then)))
    return [each for each in new if each not in old], [each for each in old if each not in new]


def _turn(turn: Turn, words: Words) -> dict[str, Any]:
    come, gone = turn_grounds(turn, words)
    return {
        "day": turn.day.isoformat(),
        "before": turn.before,
        "after": turn.after,
        "since_then": come,
        "until_then": gone,
        **marks_document(words, day=turn.marks),
    }
