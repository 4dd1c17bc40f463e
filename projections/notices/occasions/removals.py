"""Occasions of a product under review: the deadline of a removal that was ordered."""

from collections.abc import Iterator

from projections.notices.occasions.occasion import Occasion, RemovalDue, Sort
from projections.notices.occasions.statuses import product_traits
from projections.record.dossiers import Dossier, Review, is_placed


def removals_due(dossier: Dossier) -> Iterator[Occasion]:
    """Yield the deadline of each removal ordered of a product still in the channel on that day.

    Of several orders of one review the last stands. A review concerns the products it names and
    those of its vendor on the day of the order.
    """
    for review in dossier.reviews:
        if not review.removals or not _concerns(review, dossier):
            continue
        order = review.removals[-1]
        placements = dossier.placements.get(review.fact.channel)
        if placements is not None and is_placed(placements.at(order.deadline)):
            channel = review.fact.channel
            yield Occasion(
                Sort.REMOVAL_DUE,
                (dossier.product, channel, order.review),
                order.deadline,
                product_traits(dossier, (channel,)),
                RemovalDue(order.review, channel, order),
            )


def _concerns(review: Review, dossier: Dossier) -> bool:
    if dossier.product in review.fact.products:
        return True
    vendor = dossier.vendors.at(review.removals[-1].effective_on)
    return vendor is not None and review.fact.vendor == vendor
