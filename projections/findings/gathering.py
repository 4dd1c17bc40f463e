"""Every finding on the facts that a question sees, or on one product."""

from collections.abc import Iterator, Sequence, Set
from operator import attrgetter

from events.recorded import Recorded
from projections.findings.acts import law_findings
from projections.findings.finding import Finding
from projections.findings.licenses import license_findings
from projections.findings.names import Established, established
from projections.findings.products import product_findings
from projections.findings.provisions import provision_findings
from projections.findings.reviews import review_findings
from projections.findings.vocabulary import (
    NO_VOCABULARY,
    Vocabulary,
    vocabulary_of_products,
)
from projections.judging.bench import Bench
from projections.record.dossiers import Dossier, Portfolio


def findings(
    visible: Sequence[Recorded],
    portfolio: Portfolio,
    bench: Bench,
    known: Vocabulary = NO_VOCABULARY,
    together: Set[str] = frozenset(),
) -> list[Finding]:
    """Return every finding on the visible facts, sorted by what it is about.

    The words `known` are in use beyond these facts. The facts `together`, named by their ids, do
    not vouch for the words of one another.
    """
    names = established(bench)
    found = set(law_findings(visible, bench.book.law))
    found.update(review_findings(visible, portfolio, names))
    for name in portfolio.licenses:
        found.update(license_findings(portfolio.license(name), portfolio, bench, names))
    known |= vocabulary_of_products(_looked_at(portfolio, bench, names, found))
    found.update(provision_findings(bench, names, known, together))
    return sorted(found, key=attrgetter("order"))


def _looked_at(
    portfolio: Portfolio, bench: Bench, names: Established, found: set[Finding]
) -> Iterator[Dossier]:
    """Yield what is on record of each product, once the findings on it are added to others."""
    for name in portfolio.products:
        dossier = portfolio.dossier(name)
        found.update(product_findings(dossier, bench, names))
        yield dossier


def findings_about(dossier: Dossier, portfolio: Portfolio, bench: Bench) -> list[Finding]:
    """Return the findings on one product and on the licenses that speak of it, sorted."""
    names = established(bench)
    found = set(product_findings(dossier, bench, names))
    for license in dossier.licenses:
        found.update(license_findings(license, portfolio, bench, names))
    return sorted(found, key=attrgetter("order"))
