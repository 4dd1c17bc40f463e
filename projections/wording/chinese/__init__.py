"""Reasons in Chinese, for people who decide on them."""

from projections.wording.chinese.citing import cited, in_chinese
from projections.wording.chinese.days import day
from projections.wording.chinese.reasons import grounds, sentence
from projections.wording.chinese.terms import CHANNELS, KINDS, STATUSES, channel, kind

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
