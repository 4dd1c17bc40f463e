"""Facts of files into the ledger: read whole, and recorded whole or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from events.reading.files import read_facts
from events.reading.found import LocatedFact
from events.reading.problems import Problem
from events.reading.sayings import Saying, Word, plain, say
from events.words import counted
from projections.documents.problems import problem_document
from projections.wording import Words
from tracker.errors import TrackerError
from tracker.ledger import Batch, Ledger
from tracker.ledger.errors import BatchRefused

Source = tuple[str, BinaryIO]
"""A file by the name that problems call it, and its bytes."""


class FactsRefused(TrackerError):
    """Files hold what cannot be recorded; `problems` says where and why."""

    code = "facts_refused"

    def __init__(self, problems: Sequence[Problem], what: str) -> None:
        self.problems = tuple(problems)
        super().__init__(f"Nothing was recorded: {what}.")

    def document(self, words: Words) -> dict[str, Any]:
        """Return the refusal as values for a JSON document."""
        problems = [problem_document(each, words) for each in self.problems]
        return {**Batch().document(), "problems": problems}


@dataclass(frozen=True, slots=True)
class Recording:
    """What recording the facts of files came to, or would; `facts` are all of them."""

    facts: Sequence[LocatedFact]
    batch: Batch

    @property
    def voided(self) -> Iterator[Problem]:
        """The facts that are on record already but voided, so that they do not count."""
        for each in self.batch.unchanged:
            if each.voided_by:
                said = say("voided_already", fact=Word(each.id), voiding=Word(each.voided_by))
                yield _at(self.facts[each.index], said)


def facts_of(sources: Iterable[Source]) -> list[LocatedFact]:
    """Return the facts of files in their order; raises FactsRefused with every problem of any."""
    facts: list[LocatedFact] = []
    problems: list[Problem] = []
    for name, stream in sources:
        found = read_facts(stream, name=name)
        facts += found.facts
        problems += found.problems
    if problems:
        raise FactsRefused(problems, f"{counted(len(problems), 'problem')} to mend")
    return facts


def record(
    ledger: Ledger, facts: Sequence[LocatedFact], *, at: datetime, dry_run: bool
) -> Recording:
    """Record facts, or find out what they would come to.

    Raises FactsRefused with all that the record holds against them, or a LedgerError.
    """
    try:
        batch = ledger.record([each.fact for each in facts], at=at, dry_run=dry_run)
    except BatchRefused as refused:
        problems = [_at(facts[each.index], plain(each.message)) for each in refused.refusals]
        said = f"{counted(len(problems), 'fact')} refused"
        raise FactsRefused(problems, said) from refused
    return Recording(facts, batch)


def _at(located: LocatedFact, saying: Saying) -> Problem:
    """Return a problem at the line on which a fact begins."""
    return Problem(located.file, located.line, 0, "", saying)
