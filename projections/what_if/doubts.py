"""What does not fit together in a scenario: names of nothing on record, provisions in vain."""

from collections.abc import Collection, Iterator

from projections.findings.finding import Finding
from projections.findings.gathering import findings
from projections.findings.vocabulary import Vocabulary
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.filing import LAW
from projections.record.questions import law_book
from projections.what_if.weighing import Weighed


def doubts(weighed: Weighed, named: Collection[str], known: Vocabulary) -> Iterator[Finding]:
    """Yield the findings on a scenario's own facts; `named` are the products they bear on.

    `known` are words in use beyond the law: for its own a scenario does not vouch.
    """
    own = {record.id for record in weighed.records}
    if not own:
        return
    files = weighed.files
    matters = {files.matter(id) for id in own} | {LAW} | {("product", name) for name in named}
    facts = [record for matter in matters if matter for record in files.about(matter)]
    facts += [record for name in named for record in files.on(name)]
    seen = weighed.horizon.visible({record.position: record for record in facts}.values())
    for finding in findings(seen, Portfolio(seen), Bench(law_book(seen)), known, own):
        if own.intersection(finding.facts):
            yield finding
