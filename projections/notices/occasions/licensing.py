"""Occasions of a license: its last valid day, and the last day to apply for its renewal."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from events.licenses import LicenseIssued
from projections.comparing.needs import Need
from projections.judging.marks import NO_MARKS, Marks, last_day_marks
from projections.judging.satisfaction import Assessment
from projections.notices.occasions.occasion import LicenseEnds, Occasion, RenewalDue, Sort, Traits
from projections.notices.occasions.statuses import product_traits
from projections.record.dossiers import Dossier
from projections.record.law import ONE_DAY, Law
from projections.record.licenses import License, LicenseState, Standing

BEGUN = {Standing.VALID, Standing.SUSPENDED}
ENDED = {Standing.LAPSED, Standing.REVOKED}

Missing = Callable[[str, date], Iterable[Need]]
"""Tells which licenses a product is missing on a day or later, each with the first such day."""


@dataclass(frozen=True, slots=True)
class End:
    """A last valid day; `apply_by` is the last on which renewal is applied for in good time.

    It is None where the license is revoked, or where law has no number of days. `marks` tell what
    of the last day is less than certain.
    """

    last_day: date
    assumed: bool
    revoked: bool
    apply_by: date | None
    marks: Marks = field(default=NO_MARKS, compare=False)


def endings(
    license: License,
    assessment: Assessment | None,
    law: Law,
    dossier: Callable[[str], Dossier],
    missing: Missing,
) -> Iterator[Occasion]:
    """Yield every last valid day of a license, each with the day to apply by where law has one."""
    found = list(ends(license, assessment, law))
    traits = _traits(license, dossier) if found else Traits()
    for end in found:
        matter = LicenseEnds(license, end.assumed, end.revoked)
        about = (license.name,)
        yield Occasion(Sort.LICENSE_ENDS, about, end.last_day, traits, matter, end.marks)
        if end.apply_by is not None:
            yield _renewal(license, end, end.apply_by, law, traits, missing)


def ends(license: License, assessment: Assessment | None, law: Law) -> Iterator[End]:
    """Yield every last valid day of a license, in order.

    A license has several where it lapses and is later renewed, and none if it is revoked before its
    first. A day before a revocation is never assumed. The number of days to apply ahead
    comes from the kind of license as the law has it on the last valid day, or else on the day of
    issue.
    """
    if assessment is None or license.issue is None:
        return
    before: LicenseState | None = None
    for since, state in zip(assessment.states.days, assessment.states.values, strict=True):
        if state.standing in ENDED and before is not None and before.standing in BEGUN:
            revoked = state.standing is Standing.REVOKED
            last_day = since - ONE_DAY
            lead = None if revoked else _renewal_lead(license.issue, last_day, law)
            apply_by = None if lead is None else last_day - timedelta(days=lead)
            marks = NO_MARKS if revoked else last_day_marks(license.name, assessment, last_day)
            yield End(last_day, before.assumed and not revoked, revoked, apply_by, marks)
        before = state


def _renewal(
    license: License, end: End, day: date, law: Law, traits: Traits, missing: Missing
) -> Occasion:
    state = law.regime(license.issue.regime if license.issue else "", day)
    needs = () if state.issues else _first_of_each(license, end.last_day + ONE_DAY, missing)
    stopped_by = state.issuance_stopped
    matter = RenewalDue(license, end.last_day, end.assumed, state.issues, stopped_by, needs)
    return Occasion(Sort.RENEWAL_DUE, (license.name,), day, traits, matter, end.marks)


def _first_of_each(license: License, day: date, missing: Missing) -> tuple[Need, ...]:
    """Return what the products of a license miss from a day on, the first need of each regime."""
    found: dict[str, Need] = {}
    for product in license.products:
        for need in missing(product, day):
            if need.regime not in found or need.by < found[need.regime].by:
                found[need.regime] = need
    return tuple(found[regime] for regime in sorted(found))


def _renewal_lead(issue: LicenseIssued, last_day: date, law: Law) -> int | None:
    """Return how many days before its last valid day a renewal is applied for."""
    for day in (last_day, issue.issued_on):
        kind = law.regime(issue.regime, day).kinds.get(issue.license_kind)
        if kind is not None:
            return kind.renewal_lead_days
    return None


def _traits(license: License, dossier: Callable[[str], Dossier]) -> Traits:
    of_products = [product_traits(dossier(name)) for name in license.products]
    placed = {channel for name in license.products for channel in dossier(name).placements}
    issue = license.issue
    return Traits(
        tuple(license.products),
        tuple(sorted(placed)),
        (issue.regime,) if issue else (),
        (issue.license_kind,) if issue else (),
        tuple(sorted({name for each in of_products for name in each.categories})),
        tuple(sorted({name for each in of_products for name in each.vendors})),
    )
