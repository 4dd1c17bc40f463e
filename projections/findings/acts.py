"""Findings on settlements of questions, and on provisions of acts that have no effect."""

from collections.abc import Iterator, Mapping, Sequence

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.provisions import Provision
from events.recorded import Recorded
from projections.findings.finding import About, Finding
from projections.findings.flaws import Flaw, IdleStop, Unknown, UnknownReading
from projections.findings.names import meant
from projections.findings.provisions import OF_A_STANDING_REGIME
from projections.record.law import Law


def law_findings(records: Sequence[Recorded], law: Law) -> Iterator[Finding]:
    """Find settlements that settle nothing and provisions that have no effect."""
    raised = {r.fact.question: r.fact for r in records if isinstance(r.fact, QuestionRaised)}
    for record in records:
        match record.fact:
            case QuestionSettled() as settled:
                about = About("question", settled.question)
                for flaw in _settles_nothing(settled, raised):
                    yield Finding(about, flaw, (record.id,))
            case ActPublished(act=act, provisions=provisions):
                for provision in provisions:
                    for flaw in _idle(provision, law):
                        yield Finding(About("act", act), flaw, (record.id,))
            case _:
                pass


def _settles_nothing(
    settled: QuestionSettled, raised: Mapping[str, QuestionRaised]
) -> Iterator[Flaw]:
    """Find a settlement of a question never raised, or by a reading it does not have."""
    name, question = settled.question, raised.get(settled.question)
    if question is None:
        yield Unknown(settled.kind, "question", name, meant(name, raised))
    elif settled.reading not in question.readings:
        yield UnknownReading(settled.reading, tuple(question.readings))


def _idle(provision: Provision, law: Law) -> Iterator[Flaw]:
    """Find a provision that stops or resumes a regime which is not established on its day."""
    if isinstance(provision, OF_A_STANDING_REGIME):
        regime, day = provision.regime, provision.effective_on
        if not law.regime(regime, day).stands:
            yield IdleStop(provision.kind, regime, day)
