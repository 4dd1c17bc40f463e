"""Statuses in plain sentences."""

from projections.judging.judgment import Status

MEANING = {
    Status.NOT_MARKETED: "The product is not placed in this channel on this day.",
    Status.BARRED: "The product failed a security review here and may not be sold in this channel.",
    Status.NON_COMPLIANT: "A regime covers the product, and no license on record answers it.",
    Status.INDETERMINATE: (
        "The facts on record do not settle whether the product may be sold in this channel."
    ),
    Status.COMPLIANT: "Every regime that covers the product, or may, is answered by a license.",
    Status.NOT_REGULATED: "No regime on record covers the product in this channel on this day.",
}
"""What each status means, in one sentence."""


def meaning(value: Status) -> str:
    """Return what a status means, in one sentence."""
    return MEANING[value]
