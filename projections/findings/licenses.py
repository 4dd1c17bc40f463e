"""Findings on licenses."""

from collections.abc import Iterator

from events.licenses import LicenseRenewed, LicenseScopeChanged
from projections.findings.finding import Finding
from projections.findings.names import did_you_mean
from projections.judging.bench import Bench
from projections.judging.satisfaction import Assessment, Defect
from projections.record.dossiers import Portfolio
from projections.record.law import Law
from projections.record.licenses import License, Standing


def license_findings(license: License, portfolio: Portfolio, bench: Bench) -> Iterator[Finding]:
    """Find what is doubtful about a license: its issue, its last day, whom it covers."""
    about = f"license {license.name}"
    if license.issue is None or license.issue_record is None:
        facts = tuple(record.id for record in license.records)
        kinds = ", ".join(dict.fromkeys(record.fact.kind for record in license.records))
        yield Finding(about, "unknown-license", f"never issued on record, yet {kinds}", facts)
        return
    issue_id = license.issue_record.id
    registered = set(portfolio.products)
    for product in sorted(set(license.products) - registered):
        text = f"covers product {product}, of which nothing else is on record"
        yield Finding(about, "unknown-product", text, (issue_id,))
    if not license.products:
        yield Finding(about, "covers-nothing", "covers no product on any day", (issue_id,))
    yield from _removed_in_vain(license)
    assessment = bench.judge(()).assessor.of(license)
    if assessment is not None:
        yield from _issue_findings(license, assessment, bench.book.law)
        yield from _gaps(license, assessment)
        yield from _late_renewals(license, bench.book.law)


def _removed_in_vain(license: License) -> Iterator[Finding]:
    """Find changes of scope that remove a product which the license does not list by then."""
    assert license.issue is not None
    listed = set(license.issue.products)
    for record in license.records:
        fact = record.fact
        if isinstance(fact, LicenseScopeChanged):
            for product in sorted(set(fact.remove) - listed):
                text = (
                    f"the change of scope on {fact.effective_on} removes product {product}, "
                    f"which the license does not list{did_you_mean(product, listed)}"
                )
                yield Finding(f"license {license.name}", "unlisted-product", text, (record.id,))
            listed = (listed - set(fact.remove)) | set(fact.add)


def _issue_findings(license: License, assessment: Assessment, law: Law) -> Iterator[Finding]:
    about, issue = f"license {license.name}", license.issue
    assert issue is not None
    assert license.issue_record is not None
    facts = (license.issue_record.id,)
    kinds = law.regime(issue.regime, issue.issued_on).kinds
    match assessment.defect:
        case Defect.UNKNOWN_REGIME:
            hint = did_you_mean(issue.regime, law.regimes)
            text = (
                f"no act on record establishes regime {issue.regime}, so the license satisfies "
                f"nothing{hint}"
            )
            yield Finding(about, "defective-license", text, facts)
        case Defect.NOT_ESTABLISHED:
            text = f"issued on {issue.issued_on}, when {issue.regime} was not established"
            yield Finding(about, "defective-license", text, facts)
        case Defect.ISSUANCE_STOPPED:
            text = f"issued on {issue.issued_on}, when {issue.regime} issued no license"
            yield Finding(about, "defective-license", text, facts)
        case None if issue.license_kind not in kinds:
            hint = did_you_mean(issue.license_kind, kinds)
            known = ", ".join(kinds)
            text = f"{issue.license_kind!r} is not a kind of {issue.regime} ({known}){hint}"
            yield Finding(about, "unknown-license-kind", text, facts)
        case None if issue.valid_until is None and kinds[issue.license_kind].term_months is None:
            text = (
                "no last day on record, and the law gives its kind no term: "
                "it counts without end until one is recorded"
            )
            yield Finding(about, "no-last-day", text, facts)
        case None if issue.valid_until is None:
            term = kinds[issue.license_kind].term_months
            text = f"no last day on record; it is assumed from the term of {term} months"
            yield Finding(about, "assumed-last-day", text, facts)
        case None:
            pass


def _gaps(license: License, assessment: Assessment) -> Iterator[Finding]:
    """Find renewals that came after the license had run out."""
    states = assessment.states
    for index, state in enumerate(states.values):
        if state.standing is Standing.LAPSED and state.next_from is not None:
            text = f"not valid from {states.days[index]} until its renewal from {state.next_from}"
            yield Finding(f"license {license.name}", "gap", text, _renewals(license))


def _late_renewals(license: License, law: Law) -> Iterator[Finding]:
    """Find renewals from a day on which no license of the regime could be issued."""
    assert license.issue is not None
    for record in license.records:
        if isinstance(record.fact, LicenseRenewed):
            day = record.fact.effective_on
            if not law.regime(license.issue.regime, day).issues:
                text = (
                    f"renewed from {day}, when {license.issue.regime} issued no license; "
                    "the renewal counts as recorded, check it"
                )
                yield Finding(f"license {license.name}", "doubtful-renewal", text, (record.id,))


def _renewals(license: License) -> tuple[str, ...]:
    return tuple(r.id for r in license.records if isinstance(r.fact, LicenseRenewed))
