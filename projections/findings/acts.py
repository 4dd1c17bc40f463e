"""Findings on settlements of questions, and on provisions of acts that have no effect."""

from collections.abc import Iterator, Sequence

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.provisions import Provision
from events.recorded import Recorded
from projections.findings.finding import Finding
from projections.findings.names import did_you_mean
from projections.findings.provisions import OF_A_STANDING_REGIME
from projections.record.law import Law


def law_findings(records: Sequence[Recorded], law: Law) -> Iterator[Finding]:
    """Find settlements that settle nothing and provisions that have no effect."""
    raised = {r.fact.question: r.fact for r in records if isinstance(r.fact, QuestionRaised)}
    for record in records:
        fact = record.fact
        if isinstance(fact, QuestionSettled):
            question = raised.get(fact.question)
            if question is None:
                hint = did_you_mean(fact.question, raised)
                text = f"question {fact.question} is settled but was never raised{hint}"
                yield Finding(f"question {fact.question}", "unknown-question", text, (record.id,))
            elif fact.reading not in question.readings:
                text = (
                    f"settled by reading {fact.reading!r}, which it does not have "
                    f"({', '.join(question.readings)}); it stays open"
                )
                yield Finding(f"question {fact.question}", "unknown-reading", text, (record.id,))
        elif isinstance(fact, ActPublished):
            for provision in fact.provisions:
                yield from _idle(provision, fact.act, record, law)


def _idle(provision: Provision, act: str, record: Recorded, law: Law) -> Iterator[Finding]:
    """Find a provision that stops or resumes a regime which is not established on its day."""
    if not isinstance(provision, OF_A_STANDING_REGIME):
        return
    regime = provision.regime
    if not law.regime(regime, provision.effective_on).stands:
        text = (
            f"{provision.kind} of {regime} on {provision.effective_on} has no effect: "
            "the regime is not established on that day"
        )
        yield Finding(f"act {act}", "idle-provision", text, (record.id,))
