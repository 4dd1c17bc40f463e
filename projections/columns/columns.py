"""The shape of a portfolio in arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from projections.columns.arrays import Bools, Ints, Spans, Turns, unpacked

NONE = -1
"""The code of no category, no vendor, no unit, no decision."""

NO_CODE = -2
"""The code of a name that occurs in no fact."""

OUT, UNKNOWN, IN = 0, 1, 2
"""What can be said of scope, and of a criterion: Kleene's and is the least, his or the most."""

REMOVED, NUMBER, BOOLEAN, TEXT = 0, 1, 2, 3
"""The types of values of parameters."""

VALUE = np.dtype([("type", np.int8), ("unit", np.int32), ("number", np.float64)])
"""A value of a parameter; of a text `number` is its code."""


@dataclass(frozen=True, slots=True)
class Licenses:
    """The licenses by code, before any law is held against them.

    `regime` (NONE: no issue is seen) and `kind` are codes; `end` is the day after the last valid
    one, or NONE where a license names none. `free` has the days on which a license is neither
    suspended nor revoked, `renewed` the periods of renewals, both by license; `expiry` the packed
    license and day of each expiry, sorted.
    """

    regime: Ints
    kind: Ints
    issued_on: Ints
    first_day: Ints
    end: Ints
    free: Spans
    renewed: Spans
    expiry: Ints


@dataclass(frozen=True, slots=True)
class Reviews:
    """The reviews by code: in which `channel` (NONE: never opened), `opened_on` which day.

    `bearing` has by product the days on which a review concerns it, `review` which one.
    `conclusions` are by review; their values say which of all it is in legal order, and `failed`
    whether that one failed. The last of `failed` stands for no conclusion.
    """

    channel: Ints
    opened_on: Ints
    bearing: Spans
    review: Ints
    conclusions: Turns
    failed: Bools


@dataclass(frozen=True, slots=True)
class Columns:
    """What visible facts say of products, licenses and reviews; the law is left to a bench.

    `products` are all of which a fact speaks as a product, sorted; `channels` sorted as well. The
    subjects (a product in a channel in which it ever was) are sorted by product, then channel, and
    so by code; `subject_product` and `subject_channel` are int32. `categories`, `regimes`,
    `kinds`, `units` and `texts` give the codes of names that occur in facts.

    `placements` turn by subject (bool), `category` and `vendor` by product (codes), `parameters`
    by product for each parameter (`VALUE`), `determinations` by product for each regime (OUT, IN,
    or NONE: back to the rule). `covered` has by product the days on which a license lists it,
    `license` which one; `listings` are the products with each license that ever lists them (int32).
    """

    products: Sequence[str]
    channels: Sequence[str]
    categories: Mapping[str, int]
    regimes: Mapping[str, int]
    kinds: Mapping[str, int]
    units: Mapping[str, int]
    texts: Mapping[str, int]
    subject_product: Ints
    subject_channel: Ints
    placements: Turns
    category: Turns
    vendor: Turns
    parameters: Mapping[str, Turns]
    determinations: Mapping[str, Turns]
    licenses: Licenses
    covered: Spans
    license: Ints
    listings: tuple[Ints, Ints]
    reviews: Reviews

    def categories_of(self) -> dict[str, list[tuple[int, str | None]]]:
        """Return by product its categories, each with its first day; of several the last stands."""
        products, days = unpacked(self.category.key[1:])
        names = [*self.categories, None]
        found: dict[str, dict[int, str | None]] = {}
        for product, day, code in zip(
            products.tolist(), days.tolist(), self.category.value[1:].tolist(), strict=True
        ):
            found.setdefault(self.products[product], {})[day] = names[code]
        return {product: list(turns.items()) for product, turns in found.items()}
