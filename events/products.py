"""Facts about products: what they are, where they are sold, what an authority decided of them."""

from collections.abc import Mapping
from typing import Literal

from events.base import EffectiveFact, Immutable, Name, Number, Text


class Measure(Immutable):
    """A parameter's value in a unit of its own."""

    value: Number | bool | Text
    unit: Name


ParameterValue = Number | bool | Text | Measure
Parameters = Mapping[Name, ParameterValue]


class ProductRegistered(EffectiveFact):
    """A product exists; `channels` places it there from the same day."""

    kind: Literal["product_registered"]
    product: Name
    name: Text
    vendor: Name | None = None
    models: tuple[Text, ...] = ()
    category: Name | None = None
    parameters: Parameters = {}
    channels: tuple[Name, ...] = ()


class ProductReclassified(EffectiveFact):
    """The product belongs to another category, or (null) to none that is known."""

    kind: Literal["product_reclassified"]
    product: Name
    category: Name | None


class ProductSpecified(EffectiveFact):
    """Parameters of the product are measured anew; null takes one off the record."""

    kind: Literal["product_specified"]
    product: Name
    parameters: Mapping[Name, ParameterValue | None]


class ProductPlaced(EffectiveFact):
    """The product is sold or supplied in a channel."""

    kind: Literal["product_placed"]
    product: Name
    channel: Name


class ProductWithdrawn(EffectiveFact):
    """The product is no longer sold or supplied in a channel."""

    kind: Literal["product_withdrawn"]
    product: Name
    channel: Name


class ScopeDetermined(EffectiveFact):
    """It is decided whether a regime covers the product (null: the rule speaks again)."""

    kind: Literal["scope_determined"]
    product: Name
    regime: Name
    in_scope: bool | None
    basis: Text


ProductFact = (
    ProductRegistered
    | ProductReclassified
    | ProductSpecified
    | ProductPlaced
    | ProductWithdrawn
    | ScopeDetermined
)
