"""What does not fit together in the facts a question sees: said, never refused (SEMANTICS 3)."""

from collections.abc import Sequence

from events.recorded import Recorded
from projections.bench import Bench
from projections.dossiers import Dossier, Portfolio
from projections.findings.acts import law_findings
from projections.findings.finding import Finding
from projections.findings.licenses import license_findings
from projections.findings.names import established
from projections.findings.products import product_findings
from projections.findings.provisions import provision_findings
from projections.findings.reviews import review_findings


def findings(visible: Sequence[Recorded], portfolio: Portfolio, bench: Bench) -> list[Finding]:
    """Return every finding on the visible facts, sorted by what it is about."""
    names = established(bench)
    found = {*law_findings(visible, bench.book.law), *provision_findings(bench, names)}
    found.update(review_findings(visible, portfolio, names))
    for name in portfolio.licenses:
        found.update(license_findings(portfolio.license(name), portfolio, bench))
    for name in portfolio.products:
        found.update(product_findings(portfolio.dossier(name), bench, names))
    return sorted(found)


def findings_about(dossier: Dossier, portfolio: Portfolio, bench: Bench) -> list[Finding]:
    """Return the findings on one product and on the licenses that speak of it, sorted."""
    found = set(product_findings(dossier, bench, established(bench)))
    for license in dossier.licenses:
        found.update(license_findings(license, portfolio, bench))
    return sorted(found)


__all__ = ["Finding", "findings", "findings_about"]
