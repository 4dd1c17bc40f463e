"""What one law makes of subjects on days: a status for each, without a reason."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from events.provisions import Criterion, RecognitionGranted
from projections.columns.facts import IN, NO_END, NONE, OUT, UNKNOWN, Bools, Columns, Ints
from projections.columns.reviewing import BARRED, PENDING, review_standings
from projections.columns.rows import Rows
from projections.judging.judgment import Status
from projections.judging.requirements import Standing, standing_of
from projections.judging.scope import Scopes, compare
from projections.record.law import Law, ListedEntry, RegimeState
from projections.record.licenses import corresponding_day
from projections.record.steps import Steps

T = TypeVar("T")

STATUSES = tuple(Status)
"""The statuses by number, from the worst to the best but for the first."""

_TRUTH = {False: OUT, None: UNKNOWN, True: IN}


def cases(codes: Ints, size: int, worth: Callable[[int], int]) -> Ints:
    """Return what each code is worth, asking once for each that occurs; codes lie below `size`."""
    table = np.zeros(size, np.int64)
    for code in np.flatnonzero(np.bincount(codes, minlength=size)):
        table[code] = worth(int(code))
    return table[codes]


class Weighing:
    """Weighs subjects under one law."""

    def __init__(self, columns: Columns, law: Law) -> None:
        self._columns, self._law = columns, law
        self._scopes = Scopes()

    @property
    def days(self) -> Ints:
        """Every day on which the law changes, sorted."""
        steps: list[Steps[Any]] = [*self._law.regimes.values(), self._law.channels]
        return np.array(sorted({day.toordinal() for each in steps for day in each.days}), np.int64)

    @cached_property
    def issuable(self) -> Bools:
        """Whether each license could be issued on its day."""
        found = np.zeros(len(self._columns.licenses.regime), bool)
        for licenses, state in self._states_at_issue():
            found[licenses] = state.issues
        return found

    @cached_property
    def ends(self) -> Ints:
        """The day after the last valid one of each license as issued, assumed if need be."""
        held = self._columns.licenses
        ends = np.where(held.end == NONE, NO_END, held.end)
        for licenses, state in self._states_at_issue():
            for number, name in enumerate(self._columns.kinds):
                months = state.kinds[name].term_months if name in state.kinds else None
                if months is not None:
                    open_ended = licenses[
                        (held.kind[licenses] == number) & (held.end[licenses] == NONE)
                    ]
                    ends[open_ended] = _assumed(held.first[open_ended], months)
        return ends

    @property
    def assumed_ends(self) -> Ints:
        """Rows of license and day after its last, where that is assumed."""
        held = self._columns.licenses
        found = np.flatnonzero((held.end == NONE) & (held.regime != NONE) & (self.ends != NO_END))
        return np.stack([found, self.ends[found]], axis=1)

    def _states_at_issue(self) -> Iterator[tuple[Ints, RegimeState]]:
        """Yield licenses with the state of their regime on the day of their issue."""
        held = self._columns.licenses
        for number, name in enumerate(self._columns.regimes):
            if (steps := self._law.regimes.get(name)) is None:
                continue
            licenses = np.flatnonzero(held.regime == number)
            places = _places(steps, held.issued[licenses])
            for place in np.unique(places):
                yield licenses[places == place], _state(steps, place)

    def statuses(self, rows: Rows) -> NDArray[np.int8]:
        """Return the number of the status of each subject-day."""
        shape = len(rows.of)
        met, open_, unmet = np.zeros(shape, bool), np.zeros(shape, bool), np.zeros(shape, bool)
        for regime in self._law.regimes:
            asked = self._asked(regime, rows)
            if not asked.any():
                continue
            scope, satisfied = self._scope(regime, rows)[rows.of], self._satisfied(regime, rows)
            asked &= scope != OUT
            lacking = asked & ~satisfied[rows.of]
            met |= asked
            open_ |= lacking
            unmet |= lacking & (scope == IN)
        reviews = review_standings(rows, self._law)
        status = np.full(shape, STATUSES.index(Status.NOT_REGULATED), np.int8)
        for holds, name in (
            (met, Status.COMPLIANT),
            (open_ | (reviews == PENDING), Status.INDETERMINATE),
            (unmet, Status.NON_COMPLIANT),
            (reviews == BARRED, Status.BARRED),
            (~rows.placed, Status.NOT_MARKETED),
        ):
            status[holds] = STATUSES.index(name)
        return status

    def _asked(self, regime: str, rows: Rows) -> Bools:
        """Tell of each subject-day whether the regime reaches it and nothing sets it aside."""
        steps, channels = self._law.regimes[regime], self._law.channels
        names, categories = self._columns.channels, [*self._columns.categories, None]
        sizes = len(steps.days) + 1, len(channels.days) + 1, len(names), len(categories)
        parts = (
            _places(steps, rows.day)[rows.of],
            _places(channels, rows.day)[rows.of],
            rows.channel,
            np.where(rows.category == NONE, len(categories) - 1, rows.category)[rows.of],
        )

        def applies(code: int) -> int:
            at, within_at, channel, category = np.unravel_index(code, sizes)
            state = _state(steps, at)
            within = _state(channels, within_at).within(names[channel])
            reached = [name for name in state.channels if name in within]
            if not reached:
                return 0
            return standing_of(state, reached, categories[category])[0] is Standing.APPLIES

        codes = np.ravel_multi_index(parts, sizes)
        asked: Bools = cases(codes, int(np.prod(sizes)), applies) == 1
        return asked

    def _scope(self, regime: str, rows: Rows) -> Ints:
        """Return of each product-day whether the regime covers it."""
        steps, categories = self._law.regimes[regime], [*self._columns.categories, None]
        sizes = len(steps.days) + 1, len(categories)
        category = np.where(rows.category == NONE, len(categories) - 1, rows.category)
        codes = np.ravel_multi_index((_places(steps, rows.day), category), sizes)
        by_criteria: dict[int, list[ListedEntry]] = {}

        def covers(code: int) -> int:
            at, number = np.unravel_index(code, sizes)
            state, name = _state(steps, at), categories[number]
            listed = state.catalogue.of(name) if name is not None else ()
            if (
                state.scope is not None
                and state.scope.by == "catalogue"
                and any(each.entry.criteria for each in listed)
            ):
                by_criteria[code] = list(listed)
            return _TRUTH[self._scopes.of(state, name, {}, None).in_scope]

        scope = cases(codes, int(np.prod(sizes)), covers)
        for code, listed in by_criteria.items():
            found = np.flatnonzero(codes == code)
            scope[found] = np.maximum.reduce([self._holds(each, rows, found) for each in listed])
        decided = rows.determined(regime)
        return np.where(decided == NONE, scope, decided)

    def _holds(self, listed: ListedEntry, rows: Rows, found: Ints) -> Ints:
        """Return of some product-days whether a catalogue entry holds."""
        entry = listed.entry
        if not entry.criteria:
            return np.full(len(found), IN, np.int64)
        truths = [
            self._compared(each, rows.parameter(each.parameter)[found]) for each in entry.criteria
        ]
        held: Ints = (np.maximum if entry.match == "any" else np.minimum).reduce(truths)
        return held

    def _compared(self, criterion: Criterion, values: Ints) -> Ints:
        """Return whether a criterion holds of values, by their numbers; NONE is none on record."""

        def holds(number: int) -> int:
            return _TRUTH[compare(criterion, self._columns.values[number]).holds]

        known = np.flatnonzero(values != NONE)
        truths = np.full(len(values), UNKNOWN, np.int64)
        truths[known] = cases(values[known], len(self._columns.values), holds)
        return truths

    def _satisfied(self, regime: str, rows: Rows) -> Bools:
        """Tell of each product-day whether a license satisfies the regime."""
        steps, held, of = self._law.regimes[regime], rows.held, self._columns.licenses
        first, day = of.first[held.license], rows.day[held.row]
        issued = (first <= day) & (day < self.ends[held.license]) & (held.cut <= first)
        valid = np.flatnonzero((issued | held.renewed) & self.issuable[held.license])
        row, license = held.row[valid], held.license[valid]
        satisfied = np.zeros(len(rows.product), bool)
        places = _places(steps, rows.day)[row]
        for place in np.unique(places):
            at = np.flatnonzero(places == place)
            fits = self._fits(regime, _state(steps, place), license[at], rows.category[row[at]])
            satisfied[row[at[fits]]] = True
        return satisfied

    def _fits(self, regime: str, state: RegimeState, license: Ints, category: Ints) -> Bools:
        """Tell whether licenses are of a kind that a regime takes, its own or a recognised one."""
        columns, of = self._columns, self._columns.licenses
        own = _numbers(columns.kinds, state.kinds)
        names = {name: number for number, name in enumerate(columns.regimes)}
        fits: Bools = (of.regime[license] == names.get(regime, NONE - 1)) & np.isin(
            of.kind[license], own
        )
        for accepted, provided in state.recognitions.items():
            grant = provided.provision
            assert isinstance(grant, RecognitionGranted)
            taken = of.regime[license] == names.get(accepted, NONE - 1)
            if grant.issued_before is not None:
                taken &= of.issued[license] < grant.issued_before.toordinal()
            if grant.categories is not None:
                numbers = [
                    at for at, name in enumerate(columns.categories) if name in grant.categories
                ]
                taken &= np.isin(category, numbers)
            fits |= taken
        return fits


def _numbers(names: Sequence[str], wanted: Collection[str]) -> list[int]:
    """Return the numbers of the names that are wanted."""
    return [number for number, name in enumerate(names) if name in wanted]


def _places(steps: Steps[Any], days: Ints) -> Ints:
    """Return for each day how many steps have begun."""
    return np.searchsorted([day.toordinal() for day in steps.days], days, "right")


def _state(steps: Steps[T], place: int | np.integer[Any]) -> T:
    """Return the value that stands after so many steps."""
    return steps.values[place - 1] if place else steps.before


def _assumed(first: Ints, months: int) -> Ints:
    """Return the day after the last of a term that begins on each of some days."""
    days, which = np.unique(first, return_inverse=True)
    ends = [corresponding_day(date.fromordinal(int(day)), months).toordinal() + 1 for day in days]
    return np.array(ends, np.int64)[which]
