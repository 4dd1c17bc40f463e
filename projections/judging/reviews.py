"""Security reviews: whether a product is barred from a channel, or waits (contract 4.5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.recorded import Recorded
from projections.record.dossiers import Dossier, Review
from projections.record.visible import legal_order


class ReviewStanding(StrEnum):
    """What the reviews in a channel say, from the worst to the best."""

    BARRED = "barred"
    PENDING = "pending"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """What the reviews in one channel say of a product, and the fact that says it.

    `deadline` is the last day for the removal that a failed review ordered, if it did.
    """

    standing: ReviewStanding
    channel: str
    review: str
    record: Recorded
    deadline: date | None = None


def review_findings(
    dossier: Dossier, within: frozenset[str], day: date
) -> tuple[ReviewFinding, ...]:
    """Return a finding for each of some channels in which the product is or was under review."""
    if not dossier.reviews:
        return ()
    vendor = dossier.vendors.at(day)
    by_channel: dict[str, list[Review]] = {}
    for review in dossier.reviews:
        concerned = dossier.product in review.fact.products or (
            vendor is not None and review.fact.vendor == vendor
        )
        if concerned and review.fact.channel in within:
            by_channel.setdefault(review.fact.channel, []).append(review)
    found = (_in_channel(channel, by_channel[channel], day) for channel in sorted(by_channel))
    return tuple(finding for finding in found if finding is not None)


def _in_channel(channel: str, reviews: list[Review], day: date) -> ReviewFinding | None:
    concluded = [
        (record, fact)
        for review in reviews
        for record, fact in review.conclusions
        if fact.effective_on <= day
    ]
    last = max(concluded, key=lambda pair: legal_order(pair[0]), default=None)
    if last is not None and last[1].outcome == "failed":
        deadline = _deadline(reviews, last[1].review, day)
        return ReviewFinding(ReviewStanding.BARRED, channel, last[1].review, last[0], deadline)
    for review in reviews:
        if review.fact.effective_on <= day and not any(
            fact.effective_on <= day for _, fact in review.conclusions
        ):
            return ReviewFinding(ReviewStanding.PENDING, channel, review.fact.review, review.opened)
    if last is not None:
        return ReviewFinding(ReviewStanding.CLEARED, channel, last[1].review, last[0])
    return None


def _deadline(reviews: list[Review], name: str, day: date) -> date | None:
    """Return the deadline of the last removal that a review has ordered up to a day."""
    deadlines = [
        order.deadline
        for review in reviews
        if review.fact.review == name
        for order in review.removals
        if order.effective_on <= day
    ]
    return deadlines[-1] if deadlines else None
