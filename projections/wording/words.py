"""What a language has words for: `projections.wording.en` and `projections.wording.zh` both do.

The two are modules that mirror each other; mypy holds each against this protocol. A sentence that
is missing in one of them is an error of types.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from events.facts import Fact
from events.products import ParameterValue
from events.provisions import Provision
from projections.answers.asked import Asked
from projections.findings import About, Finding
from projections.judging.bench import Case, Judgment, OpenPoint
from projections.judging.judgment import Reason, Status
from projections.judging.marks import Marks
from projections.judging.requirements import Requirement
from projections.judging.satisfaction import LicenseFinding
from projections.judging.scope import CriterionProblem, ScopeFinding
from projections.judging.timeline import Standstill
from projections.record.law import Provided
from projections.record.questions import Choice
from projections.record.visible import Viewpoint
from projections.what_if.weighing import Hindrance


class Terms(Protocol):
    """The words of the field; what a language has no word for goes by its own name."""

    def day(self, value: date, /) -> str:
        """Return a day as it is written in a sentence."""

    def status(self, value: Status, /) -> str:
        """Return a status as people call it."""

    def meaning(self, value: Status, /) -> str:
        """Return what a status means, in one sentence."""

    def channel(self, name: str, /) -> str:
        """Return a channel's name."""

    def kind(self, name: str, /) -> str:
        """Return the name of a kind of license."""

    def fact_kind(self, name: str, /) -> str:
        """Return the name of a kind of fact or provision."""


class AskedWords(Protocol):
    """The points in time at which a question was asked."""

    def asked_words(self, asked: Asked, /, days: Sequence[date] = ()) -> str:
        """Return the points in time of a question; `days` are those judged by if several."""

    def point_words(self, point: Viewpoint, /) -> str:
        """Return the three answers to "when"."""


class LawWords(Protocol):
    """Acts and provisions."""

    def cited(self, provided: Provided, /) -> str:
        """Return where a provision stands, and what of it is in doubt."""

    def doubt_words(self, provision: Provision, /) -> str:
        """Return what of a provision nobody has verified; empty if nothing is in doubt."""

    def provision_words(self, provision: Provision, /) -> str:
        """Return what a provision does."""

    def regime_name(self, requirement: Requirement, /) -> str:
        """Return a regime's full name with the word that facts use for it."""


class ReasonWords(Protocol):
    """Judgments and their reasons."""

    def sentence(self, reason: Reason, /, *, brief: bool = False) -> str:
        """Return a reason as prose; when `brief`, a regime goes by its short name."""

    def scope_words(self, scope: ScopeFinding, /) -> str:
        """Return whether a product is in scope, and by what."""

    def problem_words(self, problem: CriterionProblem, /) -> str:
        """Return why it is unknown whether a criterion holds."""

    def license_words(self, found: LicenseFinding, /) -> str:
        """Return a license, how it stands, and why it does or does not do."""

    def value_words(self, value: ParameterValue | None, /) -> str:
        """Return a parameter's value."""

    def open_point(self, point: OpenPoint, /) -> str:
        """Return an open question and whether its answer decides the status."""

    def choice_words(self, choice: Choice, /) -> str:
        """Return how some questions are read."""

    def grounds(self, judgment: Judgment, /, *, brief: bool = True) -> list[str]:
        """Return the sentences on which a status rests, most telling first; never empty."""

    def announcements(self, judgment: Judgment, /) -> list[str]:
        """Return in few words which catalogues are to change."""

    def next_words(self, case: Case, stands: Standstill, /) -> str:
        """Return to what a status changes next, and why."""


class MarkWords(Protocol):
    """What is less than certain."""

    def assumed_words(self, marks: Marks, /) -> list[str]:
        """Return each last day that is assumed, with the provision that gives the term."""

    def in_doubt_words(self, marks: Marks, /) -> list[str]:
        """Return where each provision stands that is in doubt, each place once."""

    def mark_words(self, marks: Marks, /) -> str:
        """Return what is assumed and what is not verified, in one text; empty for no marks."""


class FactWords(Protocol):
    """Facts on record."""

    def about(self, fact: Fact, /) -> str:
        """Return what a fact is about, by its kind and the names it opens or touches."""

    def particulars(self, fact: Fact, /) -> str:
        """Return the values that a fact holds."""


class FindingWords(Protocol):
    """What does not fit together in the facts."""

    FINDING_HEADINGS: tuple[str, str, str, str]
    """The headings of a table of findings: about what, its code, what is wrong, by which facts."""

    def findings_counted(self, number: int, /) -> str:
        """Return how many findings there are, as a sentence."""

    def findings_further(self, number: int, /) -> tuple[str, str]:
        """Return that there are more findings of a code than are told one by one."""

    def finding_about(self, about: About, /, *others: str, further: int = 0) -> str:
        """Return what a finding is about, with others of which it is found, and how many more."""

    def finding_text(self, finding: Finding, /) -> str:
        """Return what is wrong, without a stop."""

    def finding_sentence(self, finding: Finding, /) -> str:
        """Return what a finding is about and what is wrong, with the stop that ends it."""

    def hindrance_text(self, hindrance: Hindrance, /) -> str:
        """Return why a part of a scenario cannot stand, and what to do about it."""


class Words(Terms, AskedWords, LawWords, ReasonWords, MarkWords, FactWords, FindingWords, Protocol):
    """Everything for which a language has words."""
