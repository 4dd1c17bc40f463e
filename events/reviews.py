"""Facts about security reviews and the removals that follow them."""

from typing import Literal, Self

from pydantic import model_validator

from events.base import Day, EffectiveFact, Name


class ReviewOpened(EffectiveFact):
    """A review of products, or of all products of a vendor, is opened for a channel."""

    kind: Literal["review_opened"]
    review: Name
    channel: Name
    products: tuple[Name, ...] = ()
    vendor: Name | None = None

    @model_validator(mode="after")
    def _names_whom_it_concerns(self) -> Self:
        if not self.products and self.vendor is None:
            raise ValueError("a review concerns somebody: give 'products', 'vendor' or both")
        return self


class ReviewConcluded(EffectiveFact):
    """A review has an outcome; only `failed` bars."""

    kind: Literal["review_concluded"]
    review: Name
    outcome: Literal["passed", "conditional", "failed"]


class RemovalOrdered(EffectiveFact):
    """What failed the review is to be taken out; `deadline` is the last day for it."""

    kind: Literal["removal_ordered"]
    review: Name
    deadline: Day

    @model_validator(mode="after")
    def _leaves_time(self) -> Self:
        if self.deadline < self.effective_on:
            raise ValueError(
                f"deadline {self.deadline} lies before effective_on {self.effective_on}"
            )
        return self


class RemovalCompleted(EffectiveFact):
    """The product is out of the channel."""

    kind: Literal["removal_completed"]
    product: Name
    channel: Name
    review: Name | None = None


ReviewFact = ReviewOpened | ReviewConcluded | RemovalOrdered | RemovalCompleted
