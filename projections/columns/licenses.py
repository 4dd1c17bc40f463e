"""On which days licenses are valid under a law, and which of them will do (contract 4.4)."""

from collections.abc import Iterable

import numpy as np

from projections.columns.arrays import FOREVER, Bools, Ints, Spans, packed, spans_of
from projections.columns.asks import Accepted
from projections.columns.columns import NO_CODE, NONE, Columns, Licenses
from projections.record.law import NO_REGIME, RegimeState
from projections.record.steps import Steps

EPOCH = 719_163
"""The ordinal of 1970-01-01, from which NumPy counts days."""


def valid_days(columns: Columns, regime: str, states: Steps[RegimeState] | None) -> Spans:
    """Return on which days licenses of a regime are valid, if it could issue them.

    They hang on the law of that regime alone; by license.
    """
    licenses = columns.licenses
    license = np.flatnonzero(licenses.regime == columns.regimes.get(regime, NO_CODE))
    end, issued = _ends(columns, license, states or Steps(NO_REGIME))
    license, end = license[issued], end[issued]
    sound = np.zeros(len(licenses.regime), np.bool_)
    sound[license] = True
    renewed = licenses.renewed.where(sound[licenses.renewed.thing])
    periods = (
        np.concatenate(pair)
        for pair in (
            (license, renewed.thing),
            (licenses.first_day[license], renewed.start),
            (end, renewed.end),
        )
    )
    return _free_days(licenses, *periods)


def _ends(columns: Columns, license: Ints, states: Steps[RegimeState]) -> tuple[Ints, Bools]:
    """Return the days after the last that licenses have by their issue, and whether they could be.

    Without a last day of its own a license ends by the term that its kind had on its day of issue.
    """
    licenses = columns.licenses
    days = np.array([day.toordinal() for day in states.days], np.int32)
    stretch = np.searchsorted(days, licenses.issued_on[license], side="right")
    law = [states.before, *states.values]
    end, kind = licenses.end[license], licenses.kind[license]
    end = np.where(end == NONE, FOREVER, end)
    endless = licenses.end[license] == NONE
    for number in np.unique(stretch[endless]):
        for name, each in law[number].kinds.items():
            if each.term_months:
                some = endless & (stretch == number) & (kind == columns.kinds.get(name, NO_CODE))
                end[some] = day_after_term(licenses.first_day[license[some]], each.term_months)
    return end, np.array([state.issues for state in law])[stretch]


def day_after_term(first: Ints, months: int) -> Ints:
    """Return the day after the corresponding day some months later (contract 4.4).

    That is the same day number, or the month's last day if there is none; all are ordinals.
    """
    days = (np.asarray(first, np.int64) - EPOCH).astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    number = days - month.astype("datetime64[D]")
    begins, next_begins = (
        each.astype("datetime64[D]") for each in (month + months, month + months + 1)
    )
    last = np.minimum(begins + number, next_begins - 1)
    after: Ints = last.astype(np.int64) + EPOCH + 1
    return after


def _free_days(licenses: Licenses, license: Ints, start: Ints, end: Ints) -> Spans:
    """Return the days of periods, cut by expiry and without suspension and revocation.

    An expiry cuts the periods opened before its day; one opened on that very day stands.
    """
    expiry = np.append(licenses.expiry, packed(len(licenses.regime), 0))
    next_expiry = expiry[np.searchsorted(expiry, packed(license, start), side="right")]
    cut = np.where(next_expiry >> 22 == license, next_expiry & FOREVER, FOREVER)
    place, start, end = licenses.free.meet(license, start, np.minimum(end, cut))
    return spans_of(license[place], start, end)


def will_do(columns: Columns, license: Ints, accepted: Accepted) -> Bools:
    """Tell which of some licenses of the accepted regime will do."""
    licenses = columns.licenses
    fit = np.ones(len(license), np.bool_)
    if accepted.kinds is not None:
        kinds = [columns.kinds[name] for name in accepted.kinds if name in columns.kinds]
        fit &= np.isin(licenses.kind[license], kinds)
    if accepted.issued_before is not None:
        fit &= licenses.issued_on[license] < accepted.issued_before.toordinal()
    return fit


class Open:
    """Tells on how many of some days things have a span: which must lie within one thing each."""

    def __init__(self, spans: Iterable[tuple[Ints, Ints, Ints]]) -> None:
        """Take things with first days and the days after the last, in any order."""
        parts = list(spans)
        self._starts = np.sort(np.concatenate([packed(p[0], p[1]) for p in parts] or [EMPTY]))
        self._ends = np.sort(np.concatenate([packed(p[0], p[2]) for p in parts] or [EMPTY]))

    def on(self, thing: Ints, day: Ints) -> Bools:
        """Tell whether things have a span that holds the day."""
        key = packed(thing, day)
        begun, over = (
            np.searchsorted(each, key, side="right") for each in (self._starts, self._ends)
        )
        return begun > over


EMPTY = np.zeros(0, np.int64)
