"""Why a product that is asked about is in no channel, or not in the one asked for."""

from dataclasses import dataclass
from enum import StrEnum

from projections.record.dossiers import Portfolio


class Whereabouts(StrEnum):
    """What is on record of a product that has no status where it was looked for."""

    IN_NO_CHANNEL = "in_no_channel"
    ONLY_NAMED = "only_named"
    NOT_SEEN = "not_seen"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True)
class Missing:
    """A product that is not where it was looked for; without `channel` it was in all of them."""

    product: str
    channel: str | None
    whereabouts: Whereabouts


def missing(portfolio: Portfolio, product: str, channel: str | None) -> Missing:
    """Return why a product is not in a channel, or in none at all."""
    return Missing(product, channel, _whereabouts(portfolio, product))


def _whereabouts(portfolio: Portfolio, product: str) -> Whereabouts:
    if product in portfolio:
        placed = portfolio.dossier(product).placements
        return Whereabouts.NOT_THERE if placed else Whereabouts.IN_NO_CHANNEL
    return Whereabouts.ONLY_NAMED if product in portfolio.only_named else Whereabouts.NOT_SEEN
