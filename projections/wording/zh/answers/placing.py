"""Where a product is that is not where it was looked for, in Chinese."""

from projections.findings.placing import Missing, Whereabouts
from projections.record.asked import Asked
from projections.wording.zh.answers.asked import asked_words
from projections.wording.zh.terms import channel


def missing_words(missing: Missing, asked: Asked) -> str:
    """Return that a product has no status where or when it was looked for, and why."""
    return f"{_whereabouts(missing)}。{asked_words(asked)}"


def _whereabouts(missing: Missing) -> str:
    product = f"产品“{missing.product}”"
    match missing.whereabouts:
        case Whereabouts.IN_NO_CHANNEL:
            advice = "请补录 product_placed，写明渠道和日期"
            return f"{product}已有记录，但未进入任何渠道，因此没有状态；{advice}"
        case Whereabouts.ONLY_NAMED:
            return f"{product}仅在证照或审查中被提及，因此没有状态"
        case Whereabouts.NOT_SEEN:
            return f"所问时点看不到有关{product}的任何事实"
        case Whereabouts.NOT_THERE:
            where = f"{channel(missing.channel)}渠道" if missing.channel else "任何渠道"
            return f"{product}未进入{where}"
