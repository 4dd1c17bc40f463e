"""Subjects judged on many days together: each row is a subject on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from projections.columns.arrays import (
    FOREVER,
    Bools,
    Ints,
    Spans,
    joined,
    matching,
    packed,
    unpacked,
)
from projections.columns.asks import Accepted, Asks, asks_of
from projections.columns.columns import IN, NO_CODE, NONE, OUT, Columns
from projections.columns.licenses import Open, valid_days, will_do
from projections.columns.profiles import Sorts
from projections.columns.reviews import standings
from projections.columns.scope import in_scope
from projections.columns.statuses import (
    COMPLIANT,
    INDETERMINATE,
    NON_COMPLIANT,
    NOT_MARKETED,
    NOT_REGULATED,
    merged,
)
from projections.judging.bench import Bench
from projections.judging.reach import Reach
from projections.record.law import Law
from projections.record.questions import choices

Key = tuple[object, ...]
Codes = NDArray[np.int8]

AT_ONCE = 1 << 15
"""How many subjects are judged together, so that memory does not grow with the portfolio."""


class LawTables:
    """What is compiled from laws, once for all that say the same."""

    def __init__(self, columns: Columns, sorts: Sorts, reach: Reach) -> None:
        self.columns, self.sorts = columns, sorts
        self.parameters = sorted(reach.parameters & columns.parameters.keys())
        self._asks: dict[Key, Asks] = {}
        self._valid: dict[Key, Spans] = {}
        self._turning: dict[Key, Ints] = {}

    def asks(self, regime: str, law: Law) -> Asks:
        """Return what a regime asks under a law."""
        key = regime, law.origin(regime), law.origin_of_channels
        if key not in self._asks:
            self._asks[key] = asks_of(regime, law, self.columns)
        return self._asks[key]

    def valid(self, regime: str, law: Law) -> Spans:
        """Return by license the days on which licenses of a regime are valid under a law."""
        key = regime, law.origin(regime)
        if key not in self._valid:
            self._valid[key] = valid_days(self.columns, regime, law.regimes.get(regime))
        return self._valid[key]

    def turning(self, profile: int, regime: str, law: Law) -> Ints:
        """Return the days on which what a regime asks of subjects of a profile may change."""
        key = profile, regime, law.origin(regime), law.origin_of_channels
        if key not in self._turning:
            known = self.sorts.profiles[profile]
            channel = self.columns.channels.index(known.channel)
            codes = self.columns.categories
            categories = [NONE if name is None else codes[name] for name in known.categories]
            asks = self.asks(regime, law)
            self._turning[key] = asks.turning(channel, np.array(categories, np.int32))
        return self._turning[key]


@dataclass(frozen=True, slots=True)
class Rows:
    """Subjects on days: the place of the subject in the sitting, the day, and what it is then."""

    subject: Ints
    day: Ints
    product: Ints
    channel: Ints
    category: Ints


class Sitting:
    """Some subjects, sorted, under each of some laws."""

    def __init__(self, tables: LawTables, laws: Sequence[Law], subjects: Ints) -> None:
        self._tables, self._laws, self._columns = tables, laws, tables.columns
        self._subjects = subjects
        self._products = self._columns.subject_product[subjects]
        once = np.unique(self._products)
        _, row = matching(self._columns.covered.thing, once)
        self._once = once
        self._covered, self._license = self._columns.covered.where(row), self._columns.license[row]
        self._held: dict[Key, tuple[Ints, Ints, Ints, Ints]] = {}
        self._weights: dict[Key, Codes]
        self._reviewed: dict[object, Codes]
        self._answered: dict[Key, Open] = {}

    # -- Days ----------------------------------------------------------------------------------

    def turning_days(self) -> tuple[Ints, Ints]:
        """Return every day on which a status may change: the place of the subject, and the day.

        They are sorted by subject, then by day, each once; they begin with the first day on which
        a subject's placement is told.
        """
        parts = [
            self._columns.placements.days(self._subjects),
            *self._days_of_law(),
            *self._spread(self._days_of_products()),
        ]
        key = np.unique(joined(packed(subject, day) for subject, day in parts))
        subject, day = unpacked(key)
        first = self._columns.placements.begins(self._subjects)
        kept = (day >= first[subject]) & (day < FOREVER)
        return subject[kept], day[kept]

    def _days_of_law(self) -> Iterator[tuple[Ints, Ints]]:
        profile = self._tables.sorts.of_subject[self._subjects]
        for code in np.unique(profile).tolist():
            subject = np.flatnonzero(profile == code)
            found = [
                self._tables.turning(code, regime, law)
                for law in self._laws
                for regime in law.regimes
            ]
            day = np.unique(joined(found))
            yield np.repeat(subject, len(day)), np.tile(day, len(subject))

    def _days_of_products(self) -> Iterator[tuple[Ints, Ints]]:
        """Yield products with days on which something of them may change."""
        columns = self._columns
        turning = [columns.category, *columns.determinations.values()]
        turning += [columns.parameters[name] for name in self._tables.parameters]
        for turns in turning:
            place, day = turns.days(self._once)
            yield self._once[place], day
        for law in self._laws:
            for regime in columns.regimes:
                product, _, start, end = self._held_under(regime, law)
                yield product, start
                yield product, end
        yield from self._days_of_reviews()

    def _days_of_reviews(self) -> Iterator[tuple[Ints, Ints]]:
        reviews, bearing = self._columns.reviews, self._columns.reviews.bearing
        place, row = matching(bearing.thing, self._once)
        product, review = self._once[place], reviews.review[row]
        yield product, bearing.start[row]
        yield product, bearing.end[row]
        yield product, reviews.opened_on[review]
        concluded, day = reviews.conclusions.days(review)
        yield product[concluded], day
        reviewed = np.unique(product)
        for law in self._laws:
            days = np.array([day.toordinal() for day in law.channels.days], np.int32)
            yield np.repeat(reviewed, len(days)), np.tile(days, len(reviewed))

    def _spread(self, found: Iterator[tuple[Ints, Ints]]) -> Iterator[tuple[Ints, Ints]]:
        """Yield the subjects of products with their days."""
        for product, day in found:
            place, subject = matching(self._products, product)
            yield subject, day[place]

    # -- Statuses ------------------------------------------------------------------------------

    def statuses(self, subject: Ints, day: Ints) -> Codes:
        """Return the status of subjects, by their places, on days."""
        self._weights, self._reviewed = {}, {}  # what was found for other rows
        columns = self._columns
        subjects = self._subjects[subject]
        product = columns.subject_product[subjects]
        category = columns.category.at(product, day)
        rows = Rows(subjects, day, product, columns.subject_channel[subjects], category)
        placed = columns.placements.at(subjects, day)
        found = merged([self._under(law, rows) for law in self._laws])
        return np.where(placed, found, NOT_MARKETED).astype(np.int8)

    def _under(self, law: Law, rows: Rows) -> Codes:
        weights = [self._weight(regime, law, rows) for regime in law.regimes]
        return cast(Codes, np.maximum.reduce([self._review(law, rows), *weights]))

    def _review(self, law: Law, rows: Rows) -> Codes:
        key = law.origin_of_channels
        if key not in self._reviewed:
            self._reviewed[key] = standings(
                self._columns, law, rows.product, rows.channel, rows.day
            )
        return self._reviewed[key]

    def _weight(self, regime: str, law: Law, rows: Rows) -> Codes:
        """Return for which status the requirement of a regime speaks, row by row."""
        asks = self._tables.asks(regime, law)
        origins = ((name, law.origin(name)) for name in sorted(asks.regimes | {regime}))
        key = regime, law.origin_of_channels, *origins
        if key not in self._weights:
            self._weights[key] = self._weigh(regime, asks, law, rows)
        return self._weights[key]

    def _weigh(self, regime: str, asks: Asks, law: Law, rows: Rows) -> Codes:
        weight = np.full(len(rows.day), NOT_REGULATED, np.int8)
        code = asks.on(rows.day, rows.channel, rows.category)
        asked = np.flatnonzero(code)
        scope = self._scope(regime, asks, code[asked], rows.product[asked], rows.day[asked])
        asked, scope = asked[scope != OUT], scope[scope != OUT]
        met = self._met(asks, law, code[asked], rows.product[asked], rows.day[asked])
        unmet = np.where(scope == IN, NON_COMPLIANT, INDETERMINATE)
        weight[asked] = np.where(met, COMPLIANT, unmet)
        return weight

    def _scope(self, regime: str, asks: Asks, code: Ints, product: Ints, day: Ints) -> Codes:
        rules = [ask.rule if ask else OUT for ask in asks.asks]
        always = np.array([rule if isinstance(rule, int) else NONE for rule in rules], np.int8)
        scope = always[code]
        for number, row in _grouped(code, np.flatnonzero(scope == NONE)):
            rule = rules[number]
            assert not isinstance(rule, int)
            scope[row] = in_scope(self._columns, rule, product[row], day[row])
        if regime in self._columns.determinations:
            decided = self._columns.determinations[regime].at(product, day)
            scope = np.where(decided == NONE, scope, decided)
        return scope

    def _met(self, asks: Asks, law: Law, code: Ints, product: Ints, day: Ints) -> Bools:
        """Tell of rows whether some license does that is asked for."""
        met = np.zeros(len(code), np.bool_)
        alike: dict[frozenset[Accepted], list[int]] = {}
        for number in np.unique(code).tolist():
            ask = asks.asks[number]
            assert ask is not None
            alike.setdefault(ask.accepted, []).append(number)
        for accepted, numbers in alike.items():
            row = np.flatnonzero(np.isin(code, numbers))
            met[row] = self._answers(accepted, law).on(product[row], day[row])
        return met

    def _answers(self, accepted: frozenset[Accepted], law: Law) -> Open:
        """Return on which days products have a license that will do."""
        key = accepted, frozenset((each.regime, law.origin(each.regime)) for each in accepted)
        if key not in self._answered:
            self._answered[key] = Open(self._fit(each, law) for each in accepted)
        return self._answered[key]

    def _fit(self, accepted: Accepted, law: Law) -> tuple[Ints, Ints, Ints]:
        product, license, start, end = self._held_under(accepted.regime, law)
        fit = will_do(self._columns, license, accepted)
        return product[fit], start[fit], end[fit]

    def _held_under(self, regime: str, law: Law) -> tuple[Ints, Ints, Ints, Ints]:
        """Return product, license and days of each valid license of a regime that covers it."""
        key = regime, law.origin(regime)
        if key not in self._held:
            code = self._columns.regimes.get(regime, NO_CODE)
            of = np.flatnonzero(self._columns.licenses.regime[self._license] == code)
            covered, license = self._covered.where(of), self._license[of]
            valid = self._tables.valid(regime, law)
            place, start, end = valid.meet(license, covered.start, covered.end)
            self._held[key] = covered.thing[place], license[place], start, end
        return self._held[key]


def _grouped(code: Ints, rows: Ints) -> Iterator[tuple[int, Ints]]:
    """Yield each code among some rows, with its rows."""
    rows = rows[np.argsort(code[rows], kind="stable")]
    codes, first = np.unique(code[rows], return_index=True)
    yield from zip(codes.tolist(), np.split(rows, first)[1:], strict=True)


def sittings(columns: Columns, sorts: Sorts, bench: Bench) -> Iterator[tuple[Ints, Sitting]]:
    """Yield all subjects in parts, each under the readings that may bear on it (contract 4.7)."""
    tables = LawTables(columns, sorts, bench.reach)
    alike: dict[tuple[str, ...], int] = {}
    bearing = [bench.bearing_on(profile) for profile in sorts.profiles]
    names = (tuple(question.name for question in questions) for questions in bearing)
    group = np.array([alike.setdefault(each, len(alike)) for each in names], np.int32)
    of_subject = group[sorts.of_subject]
    for number in range(len(alike)):
        questions = bearing[np.flatnonzero(group == number)[0]]
        laws = [bench.book.under(choice) for choice in choices(questions)]
        subjects = np.flatnonzero(of_subject == number)
        for first in range(0, len(subjects), AT_ONCE):
            part = subjects[first : first + AT_ONCE]
            yield part, Sitting(tables, laws, part)
