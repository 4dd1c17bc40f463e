"""Reasons in Chinese, for people who decide on them."""

from projections.wording.zh.citing import cited, in_chinese
from projections.wording.zh.days import day
from projections.wording.zh.reasons import grounds, sentence
from projections.wording.zh.terms import CHANNELS, KINDS, STATUSES, channel, kind

__all__ = [
    "CHANNELS",
    "KINDS",
    "STATUSES",
    "channel",
    "cited",
    "day",
    "grounds",
    "in_chinese",
    "kind",
    "sentence",
]
