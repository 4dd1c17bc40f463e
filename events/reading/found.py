"""What has been found in a file so far: facts, and what keeps others from being facts."""

from dataclasses import dataclass

from events.facts import FACT, Fact
from events.reading.problems import Mark, Path, Problem, Problems, field_name
from events.reading.sayings import Saying, Word, say
from events.reading.trees.tree import Node
from events.reading.validation import validate

LIST_FIELD = "facts"
"""The only field of an object that is not a fact but holds a list of them."""


@dataclass(frozen=True, slots=True)
class LocatedFact:
    """A fact and the line of the file on which it begins."""

    fact: Fact
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class FactFile:
    """What a file holds: its facts in order or, if anything is wrong with it, only problems."""

    facts: tuple[LocatedFact, ...]
    problems: Problems


class Found:
    """Collects the facts and problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.facts: list[LocatedFact] = []
        self.problems: list[Problem] = []

    def result(self) -> FactFile:
        """Return all facts, or all problems."""
        if not self.facts and not self.problems:
            self.problems.append(Problem(self.file, 1, 1, "", say("no_facts")))
        facts = () if self.problems else tuple(self.facts)
        return FactFile(facts, Problems.in_order(self.problems))

    def keep(self, fact: Fact, line: int) -> None:
        """Add a fact that begins on a line."""
        self.facts.append(LocatedFact(fact, self.file, line))

    def judge(self, node: Node, path: Path = ()) -> None:
        """Add the fact that a node describes, or what is wrong with it."""
        fact = validate(node, FACT, file=self.file, path=path)
        if isinstance(fact, Problems):
            self.problems += fact
        else:
            self.keep(fact, node.mark.line)

    def judge_document(self, node: Node) -> None:
        """Add what a document describes: a fact, a list of them, or an object with such a list."""
        fields = node.value
        if isinstance(fields, dict) and LIST_FIELD in fields and "kind" not in fields:
            for name, member in fields.items():
                if name == LIST_FIELD:
                    self._judge_list(member.node)
                else:
                    self.refuse_beside_facts(member.mark, name)
        elif isinstance(fields, list):
            for index, item in enumerate(fields):
                self.judge(item, (index,))
        else:
            self.judge(node)

    def refuse_beside_facts(self, mark: Mark, name: str) -> None:
        """Add the problem of a field beside the list of facts."""
        self._add(mark, name, say("beside_facts", facts=Word(LIST_FIELD)))

    def _judge_list(self, node: Node) -> None:
        if not isinstance(node.value, list):
            self._add(node.mark, LIST_FIELD, say("no_list_of_facts"))
            return
        for index, item in enumerate(node.value):
            self.judge(item, (LIST_FIELD, index))

    def _add(self, mark: Mark, field: str, saying: Saying) -> None:
        self.problems.append(
            Problem(self.file, mark.line, mark.column, field_name((field,)), saying)
        )
