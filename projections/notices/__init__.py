"""Reminders as a pure function of facts: the occasions, and the notices owed of them."""

from projections.notices.occasions.gathering import (
    law_occasions,
    license_occasions,
    occasions_in,
    product_occasions,
)
from projections.notices.occasions.occasion import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    Sort,
    StatusWorsens,
    Traits,
)
from projections.notices.sending.owed import Notice, coming, ladder, notices, owed_occasions

__all__ = [
    "AmendmentNews",
    "LicenseEnds",
    "Notice",
    "Occasion",
    "QuestionNews",
    "RemovalDue",
    "RenewalDue",
    "Sort",
    "StatusWorsens",
    "Traits",
    "coming",
    "ladder",
    "law_occasions",
    "license_occasions",
    "notices",
    "occasions_in",
    "owed_occasions",
    "product_occasions",
]
