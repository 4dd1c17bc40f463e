"""Facts, provisions and reasons in plain words, for people who decide on them."""

from projections.wording.en.facts import about, particulars
from projections.wording.en.provisions import provision_words
from projections.wording.en.reasons import (
    NOT_VERIFIED,
    cited,
    doubt_words,
    license_words,
    open_point,
    origin,
    regime_name,
    scope_words,
    sentence,
    value_words,
)
from projections.wording.en.statuses import MEANING

__all__ = [
    "MEANING",
    "NOT_VERIFIED",
    "about",
    "cited",
    "doubt_words",
    "license_words",
    "open_point",
    "origin",
    "particulars",
    "provision_words",
    "regime_name",
    "scope_words",
    "sentence",
    "value_words",
]
