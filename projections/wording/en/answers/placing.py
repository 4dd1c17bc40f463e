"""Where a product is that is not where it was looked for, in English."""

from projections.findings.placing import Missing, Whereabouts
from projections.record.asked import Asked
from projections.wording.en.answers.asked import asked_words


def missing_words(missing: Missing, asked: Asked) -> str:
    """Return that a product has no status where or when it was looked for, and why."""
    return f"{_whereabouts(missing)}. {asked_words(asked)}"


def _whereabouts(missing: Missing) -> str:
    product = f"Product '{missing.product}'"
    match missing.whereabouts:
        case Whereabouts.IN_NO_CHANNEL:
            advice = "record a product_placed with the channel and the day"
            return f"{product} is on record and in no channel, so it has no status; {advice}"
        case Whereabouts.ONLY_NAMED:
            return f"{product} is only named by licenses or reviews, so it has no status"
        case Whereabouts.NOT_SEEN:
            return f"Nothing of product '{missing.product}' is seen"
        case Whereabouts.NOT_THERE:
            where = f"channel {missing.channel}" if missing.channel else "any channel"
            return f"{product} was not placed in {where}"
