"""The judgment that a question gets: under every reading of what is open (contract 4.7)."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from events.provisions import GuidanceGiven, Provision
from projections.judging.judgment import Courses, Judge, Reason, Status, Verdict, leans_on
from projections.judging.reach import Profile, Reach, profile
from projections.judging.satisfaction import Assessment
from projections.judging.scope import Scopes
from projections.record.dossiers import Dossier
from projections.record.questions import Choice, LawBook, OpenQuestion, choices

COMFORTABLE = {Status.COMPLIANT, Status.NOT_REGULATED}


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """An open question that bears on the subject; `decisive` if its reading changes the status."""

    question: OpenQuestion
    decisive: bool

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, OpenPoint)
            and self.decisive == other.decisive
            and self.question.record.id == other.question.record.id
        )

    def __hash__(self) -> int:
        return hash((self.question.record.id, self.decisive))


@dataclass(frozen=True, slots=True)
class UnderReadings:
    """The verdict under one combination of readings."""

    choice: Choice
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judgment:
    """A status with its reasons.

    `open_points` are the open questions that bear on the subject. Where some decide the status,
    `readings` has a verdict for each combination of their readings, and `reasons` holds what all
    of these share. Of verdicts that differ in their reasons alone, the one speaks that leans
    least on readings still open.
    """

    status: Status
    reasons: tuple[Reason, ...]
    open_points: tuple[OpenPoint, ...] = ()
    readings: tuple[UnderReadings, ...] = ()


class Bench:
    """Judges subjects by a law book, each under the readings that may bear on it."""

    def __init__(self, book: LawBook) -> None:
        self.book = book
        self.reach = Reach(
            (item.provision for item in book.certain),
            (
                item.provision
                for question in book.open_questions
                for reading in question.readings.values()
                for item in reading
            ),
        )
        self._weighty = [
            (question, provisions)
            for question in book.open_questions
            if (provisions := _rules_in(question))
        ]
        self._judges: dict[Choice, Judge] = {}
        self._assessments: dict[object, Assessment] = {}
        self._scopes = Scopes()
        self._bearing: dict[Profile, tuple[OpenQuestion, ...]] = {}

    def afresh(self) -> "Bench":
        """Return a bench under the same law for the licenses of another view.

        What a bench finds out of a license it keeps under its name, so that it serves one view.
        """
        other = copy(self)
        other._judges, other._assessments = {}, {}
        return other

    def case(self, dossier: Dossier, channel: str) -> "Case":
        """Return the case of a product in a channel, to be judged on any day."""
        return Case(self, dossier, channel, {})

    def cases(self, dossier: Dossier) -> Iterator["Case"]:
        """Yield the case of a product in each channel in which it ever was."""
        courses: Courses = {}
        for channel in dossier.placements:
            yield Case(self, dossier, channel, courses)

    def bearing_on(self, subject: Profile) -> tuple[OpenQuestion, ...]:
        """Return the open questions of which some reading may touch a subject."""
        if subject not in self._bearing:
            self._bearing[subject] = tuple(
                question
                for question, provisions in self._weighty
                if any(self.reach.touches(provision, subject) for provision in provisions)
            )
        return self._bearing[subject]

    @property
    def weighty(self) -> list[OpenQuestion]:
        """The open questions of which some reading has a rule that could change a status."""
        return [question for question, _ in self._weighty]

    def without_rule(self, day: date) -> list[str]:
        """Return the names of the questions open on a day whose answer changes no status."""
        weighty = self.weighty
        return [
            question.name
            for question in self.book.open_questions
            if question not in weighty and question.fact.effective_on <= day
        ]

    def judge(self, choice: Choice) -> Judge:
        """Return the judge who reads the open questions in one way."""
        if choice not in self._judges:
            self._judges[choice] = Judge(self.book.under(choice), self._assessments, self._scopes)
        return self._judges[choice]


def _rules_in(question: OpenQuestion) -> list[Provision]:
    """Return the provisions of any reading that could change a status."""
    return [
        item.provision
        for reading in question.readings.values()
        for item in reading
        if not isinstance(item.provision, GuidanceGiven)
    ]


class Case:
    """One subject before the bench."""

    def __init__(self, bench: Bench, dossier: Dossier, channel: str, courses: Courses) -> None:
        self.dossier = dossier
        self.channel = channel
        self.questions = bench.bearing_on(profile(dossier, channel))
        self._courses = [
            (choice, bench.judge(choice).course(dossier, channel, courses))
            for choice in choices(self.questions)
        ]

    def judgment(self, day: date) -> Judgment:
        """Return the status on a day, with reasons and, where it matters, by reading."""
        verdicts = [UnderReadings(choice, course.verdict(day)) for choice, course in self._courses]
        return judgment_of(verdicts, self.questions, day)

    def status(self, day: date) -> Status:
        """Return the status on a day, which is that of the judgment; no reason is built."""
        return _merged({course.status(day) for _, course in self._courses})

    def days(self) -> list[date]:
        """Return every day on which the status or its reasons may change, in order."""
        days = {day for _, course in self._courses for day in course.days}
        return sorted(days.union(question.fact.effective_on for question in self.questions))


def judgment_of(
    verdicts: Sequence[UnderReadings], questions: Sequence[OpenQuestion], day: date
) -> Judgment:
    """Return what the verdicts under every combination of readings come to on a day.

    A question that decides nothing is told from the day on which it was raised.
    """
    first = verdicts[0].verdict
    if not questions or first.status is Status.NOT_MARKETED:
        return Judgment(first.status, first.reasons)
    decisive = {q.name for q in questions if _decides(q.name, verdicts)}
    points = tuple(
        OpenPoint(question, question.name in decisive)
        for question in questions
        if question.name in decisive or question.fact.effective_on <= day
    )
    spoken = _spoken_for(verdicts, decisive)
    if not decisive:
        verdict = spoken[0].verdict
        return Judgment(verdict.status, verdict.reasons, points)
    shared = tuple(
        reason
        for reason in spoken[0].verdict.reasons
        if all(reason in under.verdict.reasons for under in spoken)
    )
    status = _merged({under.verdict.status for under in spoken})
    return Judgment(status, shared, points, spoken)


def _spoken_for(verdicts: Sequence[UnderReadings], decisive: set[str]) -> tuple[UnderReadings, ...]:
    """Return one verdict for each combination of readings of the questions that decide."""
    found: dict[Choice, Verdict] = {}
    for under in sorted(verdicts, key=lambda under: _contested(under.verdict)):
        choice = tuple(pair for pair in under.choice if pair[0] in decisive)
        found.setdefault(choice, under.verdict)
    return tuple(UnderReadings(choice, found[choice]) for choice in sorted(found))


def _contested(verdict: Verdict) -> int:
    """Count the provisions of open readings on which a verdict leans."""
    return sum(
        provided.reading is not None for reason in verdict.reasons for provided in leans_on(reason)
    )


def _merged(statuses: set[Status]) -> Status:
    if len(statuses) == 1:
        return next(iter(statuses))
    return Status.COMPLIANT if statuses == COMFORTABLE else Status.INDETERMINATE


def _decides(question: str, verdicts: Sequence[UnderReadings]) -> bool:
    """Tell whether changing the reading of one question alone changes the status somewhere."""
    seen: dict[Choice, Status] = {}
    for under in verdicts:
        others = tuple(pair for pair in under.choice if pair[0] != question)
        if seen.setdefault(others, under.verdict.status) is not under.verdict.status:
            return True
    return False
