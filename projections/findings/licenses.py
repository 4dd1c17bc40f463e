"""Findings on licenses."""

from collections.abc import Iterator

from events.licenses import LicenseIssued, LicenseRenewed, LicenseScopeChanged
from events.recorded import Recorded
from projections.findings.finding import About, Finding
from projections.findings.flaws import (
    AssumedLastDay,
    Defective,
    DoubtfulRenewal,
    Flaw,
    Gap,
    Lacking,
    NeverIssued,
    Unknown,
    UnknownKind,
    Unlisted,
    Use,
)
from projections.findings.names import Established, meant
from projections.judging.bench import Bench
from projections.judging.satisfaction import Assessment, Defect
from projections.record.dossiers import Portfolio
from projections.record.law import Law
from projections.record.licenses import License, Standing


def license_findings(
    license: License, portfolio: Portfolio, bench: Bench, names: Established
) -> Iterator[Finding]:
    """Find what is doubtful about a license: its issue, its last day, whom it covers."""
    about = About("license", license.name)
    if license.issue is None or license.issue_record is None:
        kinds = tuple(dict.fromkeys(record.fact.kind for record in license.records))
        yield Finding(about, NeverIssued(kinds), _ids(license))
        return
    assessment, law = bench.judge(()).assessor.of(license), bench.book.law
    issued = (license.issue_record.id,)
    for product in license.products:
        if product not in portfolio:
            yield Finding(about, Unknown(Use.COVERED, "product", product, None), issued)
    if not license.products:
        yield Finding(about, Lacking("covers-nothing"), issued)
    for record, flaw in _removed_in_vain(license, license.issue):
        yield Finding(about, flaw, (record.id,))
    if assessment is not None:
        if own := _flaw_of_issue(license.issue, assessment, law, names):
            yield Finding(about, own, issued)
        for gap in _gaps(assessment):
            yield Finding(about, gap, _ids(license, LicenseRenewed))
        for record, flaw in _late_renewals(license, license.issue, law):
            yield Finding(about, flaw, (record.id,))


def _ids(license: License, kind: type = object) -> tuple[str, ...]:
    return tuple(record.id for record in license.records if isinstance(record.fact, kind))


def _removed_in_vain(license: License, issue: LicenseIssued) -> Iterator[tuple[Recorded, Flaw]]:
    """Find changes of scope that remove a product which the license does not list by then."""
    listed = set(issue.products)
    for record in license.records:
        fact = record.fact
        if isinstance(fact, LicenseScopeChanged):
            for product in {*fact.remove} - listed:
                yield record, Unlisted(fact.effective_on, product, meant(product, listed))
            listed.difference_update(fact.remove)  # an operator would copy the whole set
            listed.update(fact.add)


def _flaw_of_issue(
    issue: LicenseIssued, assessment: Assessment, law: Law, names: Established
) -> Flaw | None:
    """Return what is wrong with an issue: its regime, its kind or its last day."""
    regime, issued_on = issue.regime, issue.issued_on
    kinds = law.regime(regime, issued_on).kinds
    if assessment.defect is not None:
        unknown = assessment.defect is Defect.UNKNOWN_REGIME
        near = meant(regime, names.regimes) if unknown else None
        return Defective(assessment.defect, regime, issued_on, near)
    if issue.license_kind not in kinds:
        near = meant(issue.license_kind, kinds)
        return UnknownKind(issue.license_kind, regime, tuple(kinds), near)
    if issue.valid_until is not None:
        return None
    months = kinds[issue.license_kind].term_months
    return Lacking("no-last-day") if months is None else AssumedLastDay(months)


def _gaps(assessment: Assessment) -> Iterator[Gap]:
    """Find renewals that came after the license had run out."""
    states = assessment.states
    for day, state in zip(states.days, states.values, strict=True):
        if state.standing is Standing.LAPSED and state.next_from is not None:
            yield Gap(day, state.next_from)


def _late_renewals(
    license: License, issue: LicenseIssued, law: Law
) -> Iterator[tuple[Recorded, Flaw]]:
    """Find renewals from a day on which no license of the regime could be issued."""
    for record in license.records:
        if isinstance(record.fact, LicenseRenewed):
            day = record.fact.effective_on
            if not law.regime(issue.regime, day).issues:
                yield record, DoubtfulRenewal(day, issue.regime)
