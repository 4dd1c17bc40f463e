"""The whole answer on a product, for people."""

from dataclasses import dataclass

from events.recorded import Recorded
from projections.findings.asides import Asides
from projections.record.visible import Viewpoint
from projections.report import Report, Subject, report
from tracker.ask.placing import cases_of
from tracker.live.live import Live
from tracker.live.snapshot import Snapshot, check_not_before_the_first_fact, facts_about


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """On which product a report is asked for; without a channel, in each of its channels."""

    point: Viewpoint
    product: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """A report, and what has to be said beside it."""

    report: Report
    asides: Asides


def reported(live: Live, question: ReportQuestion) -> Reported:
    """Return the report on a product.

    Raises ProductNotFound, ChannelNotFound or NotPlaced if it has no status, and
    BeforeTheFirstFact if nothing was on record by then.
    """
    seen, facts = seen_and_facts(live, question)
    ledger, point, product = live.ledger, question.point, question.product
    subject = Subject(product, point, ledger.id, ledger.zone, seen.position, question.channel)
    return Reported(report(subject, facts), Asides(seen.no_act))


def seen_and_facts(live: Live, question: ReportQuestion) -> tuple[Snapshot, list[Recorded]]:
    """Return what the question sees, and every fact that can bear on the product.

    Raises what `reported` does.
    """
    seen = live.snapshot(question.point, [question.product])
    facts = facts_about(live.ledger, [question.product], seen.position)
    check_not_before_the_first_fact(live.ledger, facts, question.point)
    cases_of(seen, question.product, question.channel)
    return seen, facts
