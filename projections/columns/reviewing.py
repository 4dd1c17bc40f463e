"""What security reviews say of subjects on days."""

from datetime import date

import numpy as np

from projections.columns.facts import NONE, Ints
from projections.columns.rows import Rows, review_days, reviewed
from projections.judging.reviews import ReviewStanding, review_findings
from projections.record.dossiers import Dossier
from projections.record.law import Law
from projections.record.steps import Steps

CLEAR, PENDING, BARRED = 0, 1, 2


def review_standings(rows: Rows, law: Law) -> Ints:
    """Return the worst that reviews say of each subject-day: CLEAR, PENDING or BARRED.

    Subjects that the same reviews name, of the same vendor, in the same channel and between the
    same days of reviews and of channels, have the same answer: it is asked for once.
    """
    columns = rows.columns
    standings = np.full(len(rows.of), CLEAR, np.int64)
    if not columns.reviews:
        return standings
    concerned = np.flatnonzero(reviewed(columns)[rows.product[rows.of]])
    of = rows.of[concerned]
    product, day = rows.product[of], rows.day[of]
    reviews_at = np.searchsorted(review_days(columns), day, "right")
    law_at = np.searchsorted([each.toordinal() for each in law.channels.days], day, "right")
    named = _named(rows)[product]
    keys = np.stack([named, rows.vendor[of], rows.channel[concerned], reviews_at, law_at], axis=1)
    _, examples, which = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    found = []
    for example in examples:
        vendor = int(rows.vendor[of[example]])
        dossier = Dossier(
            columns.products[product[example]],
            vendors=Steps(None if vendor == NONE else columns.vendors[vendor]),
            reviews=columns.reviews,
        )
        on = date.fromordinal(int(day[example]))
        within = law.channels.at(on).within(columns.channels[rows.channel[concerned[example]]])
        said = {finding.standing for finding in review_findings(dossier, within, on)}
        found.append(
            BARRED
            if ReviewStanding.BARRED in said
            else PENDING
            if ReviewStanding.PENDING in said
            else CLEAR
        )
    standings[concerned] = np.array(found, np.int64)[which.reshape(-1)]
    return standings


def _named(rows: Rows) -> Ints:
    """Return for each product a number for the set of reviews that name it."""
    sets: dict[str, list[int]] = {}
    for number, review in enumerate(rows.columns.reviews):
        for product in dict.fromkeys(review.fact.products):
            sets.setdefault(product, []).append(number)
    codes: dict[tuple[int, ...], int] = {}
    return np.array(
        [
            codes.setdefault(tuple(sets.get(product, ())), len(codes))
            for product in rows.columns.products
        ],
        np.int64,
    )
