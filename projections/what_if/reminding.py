"""The occasions in which scenarios can make a difference, without them and with them."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from events.base import LATEST_DAY
from events.provisions import LicenseKind
from projections.comparing.changes import Change, Subject
from projections.comparing.comparison import Comparison
from projections.judging.bench import Case
from projections.notices.occasions.gathering import license_occasions
from projections.notices.occasions.licensing import End, ends
from projections.notices.occasions.news import news
from projections.notices.occasions.occasion import Occasion, Sort
from projections.notices.occasions.removals import removals_due
from projections.notices.occasions.statuses import Fall, falls, worsening
from projections.record.law import ONE_DAY, Law
from projections.what_if.portfolio import Indexed
from projections.what_if.reminders import Reminders, reminders
from projections.what_if.views import View, views
from projections.what_if.weighing import Weighed
from projections.what_if.windows import Ahead


class Reminding:
    """Works out what scenarios do to reminders, from the subjects whose status they change."""

    def __init__(
        self,
        indexed: Indexed,
        weighed: Weighed,
        comparison: Comparison,
        own: Set[str],
        ahead: Ahead,
    ) -> None:
        """Take what is compared; `own` are the products on which the scenarios' facts bear."""
        self._indexed, self._weighed, self._comparison = indexed, weighed, comparison
        self._ahead = ahead
        self._views = views(indexed, weighed, comparison, frozenset(own))
        self._falls: tuple[list[Occasion], list[Occasion]] = [], []

    def add(self, subject: Subject, changes: Sequence[Change]) -> None:
        """Take in a subject with all stretches of days, in order, on which its status differs."""
        one, other = self._views
        first = max(changes[0].start, self._ahead.today)
        end = changes[-1].end
        if end is not None and end < first:
            return
        days = first, end + ONE_DAY if end else date.max
        old = _falls(self._comparison.case(subject), *days)
        new = _falls(self._comparison.case_after(subject), *days)
        self._falls[0].extend(_worsenings(one, subject, old, new))
        self._falls[1].extend(_worsenings(other, subject, new, old))

    def reminders(self) -> Reminders:
        """Return what becomes of the reminders that are asked for."""
        if not self._weighed.records:
            return Reminders(ahead=self._ahead)
        licenses = list(self._licenses())
        before, after = (
            [*found, *_beside(view, licenses, self._ahead)]
            for view, found in zip(self._views, self._falls, strict=True)
        )
        return reminders(before, after, self._ahead)

    def _licenses(self) -> Iterator[str]:
        """Yield the licenses that end, or are to be renewed by, other days in the two views."""
        one, other = self._views
        matters = (self._weighed.files.matter(record.id) for record in self._weighed.records)
        names = {matter[1] for matter in matters if matter and matter[0] == "license"}
        for regime in _regimes_of_other_kinds(one.certain, other.certain):
            names.update(self._indexed.licenses_of(regime))
        for name in sorted(names):
            if _ends(one, name) != _ends(other, name):
                yield name


def _falls(case: Case, first: date, end: date) -> dict[object, Fall]:
    """Return changes for the worse by their days and the status from then on."""
    return {(fall[0], fall[2]): fall for fall in falls(case, first, end)}


def _worsenings(
    view: View, subject: Subject, those: Mapping[object, Fall], without: Mapping[object, Fall]
) -> Iterator[Occasion]:
    """Yield the changes for the worse that only one view has."""
    if only := [fall for key, fall in those.items() if key not in without]:
        case = view.case(subject)
        yield from (worsening(case, view.bench.book, fall) for fall in only)


def _beside(view: View, licenses: list[str], ahead: Ahead) -> Iterator[Occasion]:
    """Yield the occasions of one view that are no changes of a status."""
    for name in licenses:
        yield from license_occasions(view.license(name), view.bench, view.dossier)
    for product in sorted(view.own):
        yield from removals_due(view.dossier(product))
    for occasion in news(view.law, view.bench, view.touched, ahead.today):
        if not _is_assumed(occasion):
            yield occasion


def _is_assumed(occasion: Occasion) -> bool:
    """Tell whether a point of law is only assumed to be settled: no day comes on which it is."""
    return occasion.sort is Sort.QUESTION_SETTLED and occasion.day == LATEST_DAY


def _regimes_of_other_kinds(one: Law, other: Law) -> Iterator[str]:
    """Yield the regimes that differ in their kinds of license on some day."""
    for regime in one.regimes.keys() | other.regimes.keys():
        if _kinds(one, regime) != _kinds(other, regime):
            yield regime


def _kinds(law: Law, regime: str) -> list[tuple[object, Mapping[str, LicenseKind]]]:
    steps = law.regimes.get(regime)
    found: list[tuple[object, Mapping[str, LicenseKind]]] = []
    for day, state in zip(steps.days, steps.values, strict=True) if steps else ():
        if state.kinds != (found[-1][1] if found else {}):
            found.append((day, state.kinds))
    return found


def _ends(view: View, name: str) -> list[End]:
    license = view.license(name)
    return list(ends(license, view.bench.judge(()).assessor.of(license), view.certain))
