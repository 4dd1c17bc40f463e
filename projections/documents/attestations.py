"""Attested answers, read again: what the same question is answered now, and why if otherwise."""

from dataclasses import dataclass

from events.attestations import AnswerAttested
from events.recorded import Recorded
from projections.comparing.comparison import Comparison
from projections.comparing.differences import Difference, difference
from projections.documents.explained import answer_document, digest
from projections.documents.reasons import Json
from projections.judging.timeline import standstill
from projections.record.filing import Files
from projections.record.visible import Horizon
from projections.wording import Words


@dataclass(frozen=True, slots=True)
class Reread:
    """The same question with more recorded, or with all of today's knowledge."""

    comparison: Comparison
    told: Difference
    same_answer: bool

    @property
    def same_status(self) -> bool:
        """Whether the status is the one that was attested."""
        return not self.told.on_the_day


@dataclass(frozen=True, slots=True)
class Attestation:
    """Who relied on which answer, and how it reads now.

    `reproduced`: from the facts that it saw, this program gives the very answer attested. `again`
    is the same question asked of all that is recorded now; `today` without its limit of knowledge.
    """

    record: Recorded
    fact: AnswerAttested
    reproduced: bool
    again: Reread
    today: Reread

    @property
    def stands(self) -> bool:
        """Whether the answer reads today as it did."""
        return self.again.same_answer and self.today.same_answer


def attestation(files: Files, record: Recorded, fact: AnswerAttested, words: Words) -> Attestation:
    """Return an attested answer, which was given in some words, read again by the facts on file."""
    then = Horizon(fact.known_at, fact.recorded_by_instant, fact.position)
    again = _reread(files, fact, (then, Horizon(fact.known_at)), words)
    today = again if fact.known_at is None else _reread(files, fact, (then, Horizon()), words)
    original = _answer(again.comparison, fact, words, second=False)
    return Attestation(record, fact, digest(original) == fact.digest, again, today)


def _reread(
    files: Files, fact: AnswerAttested, between: tuple[Horizon, Horizon], words: Words
) -> Reread:
    comparison = Comparison(files, *between)
    subject = fact.product, fact.channel
    told = difference(comparison, subject, fact.as_of, fact.as_of, days_too=False)
    first, second = (_answer(comparison, fact, words, second=each) for each in (False, True))
    return Reread(comparison, told, first == second)


def _answer(comparison: Comparison, fact: AnswerAttested, words: Words, *, second: bool) -> Json:
    subject = fact.product, fact.channel
    case = comparison.case_after(subject) if second else comparison.case(subject)
    return answer_document(words, case.channel, standstill(case, fact.as_of))
