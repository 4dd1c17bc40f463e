"""What a day in a calendar is called in English: what happens on it, without the day."""

from projections.judging.judgment import Status
from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    Sort,
    StatusWorsens,
)
from projections.wording.en.notices.licenses import label
from projections.wording.en.terms import STATUSES, channel
from projections.wording.notices import shortened

SORTS = {
    Sort.STATUS_WORSENS: "Status changes for the worse",
    Sort.LICENSE_ENDS: "License ends",
    Sort.RENEWAL_DUE: "Renewal due",
    Sort.REMOVAL_DUE: "Removal due",
    Sort.QUESTION_RAISED: "Point of law raised",
    Sort.QUESTION_SETTLED: "Point of law settled",
    Sort.AMENDMENT_ANNOUNCED: "Amendment announced",
    Sort.AMENDMENT_LANDED: "Amendment in effect",
}


def sort_words(sort: Sort) -> str:
    """Return what a sort of occasions is called."""
    return SORTS[sort]


def title(occasion: Occasion) -> str:
    """Return what happens on the day of an occasion, on one line."""
    return " ".join(_title(occasion).split())


def _title(occasion: Occasion) -> str:
    match occasion.matter:
        case StatusWorsens(product, name, before, after):
            place, status = shortened(channel(name)), STATUSES[after]
            if before is Status.NOT_MARKETED:
                return f"{shortened(product)} comes into {place}, {status}"
            return f"{shortened(product)} in {place}: becomes {status}"
        case LicenseEnds(license, assumed, revoked):
            told = "revoked, last valid day" if revoked else "last valid day"
            return f"{label(license)}: {told}{' (assumed)' if assumed else ''}"
        case RenewalDue(license, issues=issues):
            told = ": last day to apply for its renewal in time"
            over = " cannot be renewed; its renewal would be due"
            return f"{label(license)}{told if issues else over}"
        case RemovalDue(channel=name):
            place = shortened(channel(name))
            return f"{shortened(occasion.about[0])}: last day to remove it from {place}"
        case QuestionNews(question, reading):
            told = f"settled: {shortened(reading)}" if reading else "open"
            return f"Point of law {shortened(question.name)} {told}"
        case AmendmentNews(regime, _, landed):
            told = "amended" if landed else "amendment announced"
            return f"Catalogue of {shortened(regime)}: {told}"
