"""Statuses in plain Chinese sentences."""

from projections.judging.judgment import Status

MEANING = {
    Status.NOT_MARKETED: "当日该产品未在该渠道上市。",
    Status.BARRED: "该产品未通过安全审查，不得在该渠道销售。",
    Status.NON_COMPLIANT: "有制度适用于该产品，而记录中没有满足其要求的证照。",
    Status.INDETERMINATE: "已记录的事实和法律不足以判定该产品能否在该渠道销售。",
    Status.COMPLIANT: "凡适用或可能适用于该产品的制度，其要求均已由证照满足。",
    Status.NOT_REGULATED: "当日没有已记录的制度适用于该渠道的该产品。",
}
"""What each status means, in one sentence."""


def meaning(value: Status) -> str:
    """Return what a status means, in one sentence."""
    return MEANING[value]
