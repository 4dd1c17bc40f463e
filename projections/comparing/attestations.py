"""Attested answers, read again: what the same question is answered now, and why if otherwise."""

from dataclasses import dataclass
from datetime import date

from events.attestations import AnswerAttested
from events.recorded import Recorded
from projections.comparing.comparison import Comparison
from projections.comparing.differences import Difference, difference
from projections.judging.bench import Case
from projections.judging.timeline import standstill
from projections.record.filing import Files
from projections.record.visible import Horizon


@dataclass(frozen=True, slots=True)
class Reread:
    """The same question with more recorded, or with all of today's knowledge."""

    told: Difference
    same_answer: bool

    @property
    def same_status(self) -> bool:
        """Whether the status is the one that was attested."""
        return not self.told.on_the_day


@dataclass(frozen=True, slots=True)
class Attestation:
    """Who relied on which answer, and how it reads now.

    `case` is its subject as the answer saw it; `again` is the same question asked of all that is
    recorded now; `today` without its limit of knowledge.
    """

    record: Recorded
    fact: AnswerAttested
    case: Case
    again: Reread
    today: Reread

    @property
    def stands(self) -> bool:
        """Whether the answer reads today as it did."""
        return self.again.same_answer and self.today.same_answer


def attestation(files: Files, record: Recorded, fact: AnswerAttested) -> Attestation:
    """Return an attested answer read again by the facts on file."""
    then = Horizon(fact.known_at, fact.recorded_by_instant, fact.position)
    comparison = Comparison(files, then, Horizon(fact.known_at))
    again = _reread(comparison, fact)
    today = again if fact.known_at is None else _reread(Comparison(files, then, Horizon()), fact)
    return Attestation(record, fact, comparison.case((fact.product, fact.channel)), again, today)


def _reread(comparison: Comparison, fact: AnswerAttested) -> Reread:
    subject = fact.product, fact.channel
    told = difference(comparison, subject, fact.as_of, fact.as_of, days_too=False)
    one, other = comparison.case(subject), comparison.case_after(subject)
    return Reread(told, same_answer(one, other, fact.as_of))


def same_answer(one: Case, other: Case, day: date) -> bool:
    """Tell whether an answer on a day is the same: how its subject stands, and what comes next."""
    return standstill(one, day) == standstill(other, day)
