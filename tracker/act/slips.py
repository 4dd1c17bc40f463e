"""What facts to be recorded name that nothing knows, or leave without a status: only told."""

from collections.abc import Sequence

from events.acts import ActFact
from events.mentions import LAW, mentions
from events.recorded import Recorded
from events.reviews import ReviewOpened
from projections.findings.finding import Finding
from projections.findings.gathering import findings
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible
from tracker.gazette.vocabulary import gazette_vocabulary
from tracker.ledger import Ledger

READ_ALL_ABOVE = 500
"""Of how many names at most the facts are looked up one by one."""

SLIPS = {"covers-nothing", "idle-provision", "unplaced-product", "unregistered-product"}


def slips(ledger: Ledger, recorded: Sequence[Recorded]) -> list[Finding]:
    """Return the findings on names in facts of a ledger, or about to be recorded in it."""
    if not recorded:
        return []
    own = {record.id for record in recorded}
    seen = visible((*_beside(ledger, recorded), *recorded))
    found = findings(seen, Portfolio(seen), Bench(law_book(seen)), gazette_vocabulary())
    return [each for each in found if _is_slip(each) and own.intersection(each.facts)]


def _is_slip(finding: Finding) -> bool:
    return finding.code in SLIPS or finding.code.startswith("unknown-")


def _beside(ledger: Ledger, recorded: Sequence[Recorded]) -> Sequence[Recorded]:
    """Return what is on record beside facts: all, where names of the whole portfolio matter."""
    facts = [record.fact for record in recorded]
    tags = {LAW}.union(*map(mentions, facts))
    if len(tags) > READ_ALL_ABOVE or any(isinstance(f, ActFact | ReviewOpened) for f in facts):
        before = ledger.facts(upto=recorded[0].position - 1)
        return [*before, *ledger.facts(after=recorded[-1].position)]
    own = {record.position for record in recorded}
    return [record for record in ledger.tagged(tags) if record.position not in own]
