"""What does not fit together in the facts a question sees: said, never refused (SEMANTICS 3)."""

from collections.abc import Sequence

from events.recorded import Recorded
from projections.bench import Bench
from projections.dossiers import Portfolio
from projections.findings.acts import law_findings, review_findings
from projections.findings.finding import Finding
from projections.findings.licenses import license_findings
from projections.findings.products import product_findings


def findings(visible: Sequence[Recorded], portfolio: Portfolio, bench: Bench) -> list[Finding]:
    """Return every finding on the visible facts, sorted by what it is about."""
    found = {*law_findings(visible, bench.book.law), *review_findings(visible)}
    for name in portfolio.licenses:
        found.update(license_findings(portfolio.license(name), portfolio, bench))
    for name in portfolio.products:
        found.update(product_findings(portfolio.dossier(name), bench))
    return sorted(found)


__all__ = ["Finding", "findings"]
