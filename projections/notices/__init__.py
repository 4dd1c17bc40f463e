"""Reminders as a pure function of facts: the occasions, and the notices owed of them."""

from projections.notices.gathering import (
    law_occasions,
    license_occasions,
    occasions,
    product_occasions,
)
from projections.notices.occasions import (
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
from projections.notices.owed import Notice, coming, ladder, notices, owed_occasions

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
    "occasions",
    "owed_occasions",
    "product_occasions",
]
