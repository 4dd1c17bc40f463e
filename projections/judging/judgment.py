"""The status of a product in a channel on a day, with its reasons (contract 4)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.recorded import Recorded
from projections.judging.requirements import PendingAmendment, RegimeCourse, Requirement, Weight
from projections.judging.reviews import ReviewFinding, ReviewStanding, review_findings
from projections.judging.satisfaction import Assessment, Assessor
from projections.judging.scope import Scopes
from projections.record.dossiers import Dossier, is_placed
from projections.record.law import Law, Provided
from projections.record.steps import Steps


class Status(StrEnum):
    """What can be said of selling a product in a channel on a day."""

    NOT_MARKETED = "not_marketed"
    BARRED = "barred"
    NON_COMPLIANT = "non_compliant"
    INDETERMINATE = "indeterminate"
    COMPLIANT = "compliant"
    NOT_REGULATED = "not_regulated"


@dataclass(frozen=True, slots=True)
class Placement:
    """The product is not in the channel; `record` ended the placement (None: never placed)."""

    record: Recorded | None


Reason = Placement | Requirement | ReviewFinding | PendingAmendment


def leans_on(reason: Reason) -> Iterator[Provided]:
    """Yield the provisions on which a reason rests."""
    match reason:
        case PendingAmendment():
            yield reason.announced
        case Requirement():
            yield reason.ground
            yield from (found.listed.provided for found in reason.scope.entries)
            license = reason.license
            by_license = (license.recognition, license.term) if license else ()
            beside = (reason.set_aside_by, reason.scope.rule, *by_license)
            yield from (item for item in beside if item is not None)
        case _:
            return


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status under one law, with the reasons for it."""

    status: Status
    reasons: tuple[Reason, ...]


Courses = dict[object, RegimeCourse]
"""What regimes ask of one product, where channels or readings of the law make no difference."""

Reached = tuple[frozenset[str], ...]
"""Which channels of a regime a channel includes, from some day on, after each change of these."""


class Judge:
    """Judges subjects under one law."""

    def __init__(self, law: Law, assessments: dict[object, Assessment], scopes: Scopes) -> None:
        """Take the law; `assessments` and `scopes` are shared by the judges of other readings."""
        self.law = law
        self.assessor = Assessor(law, assessments)
        self._scopes = scopes
        self._reached: dict[tuple[str, int], list[tuple[str, Reached]]] = {}

    def course(self, dossier: Dossier, channel: str, courses: Courses) -> "Course":
        """Return a subject's course through all days.

        `courses` has what was worked out for the same product in other channels and readings.
        """
        asking = []
        for regime, reached in self._regimes_reaching(channel, dossier.first_placed):
            licenses = self.assessor.bearing_on(regime, dossier)
            key = (
                regime,
                reached,
                self.law.origin(regime),
                self.law.origin_of_channels,
                *((license.name, assessment.origin) for license, assessment in licenses),
            )
            if key not in courses:
                courses[key] = RegimeCourse(
                    regime, self.law, dossier, channel, licenses, self._scopes
                )
            asking.append(courses[key])
        return Course(self.law, dossier, channel, asking)

    def _regimes_reaching(self, channel: str, first: date) -> list[tuple[str, Reached]]:
        """Return, sorted, the regimes that reach a channel from a day on, and through what."""
        key = channel, bisect_right(self.law.channels.days, first)
        if key not in self._reached:
            within = [channels.within(channel) for channels in self.law.channels.since(first)]
            found = []
            for regime, steps in sorted(self.law.regimes.items()):
                required_in = frozenset(name for state in steps.values for name in state.channels)
                reached = tuple(required_in & names for names in within)
                if any(reached):
                    found.append((regime, reached))
            self._reached[key] = found
        return self._reached[key]


class Course:
    """One subject under one law, to be judged on any day."""

    def __init__(
        self, law: Law, dossier: Dossier, channel: str, asking: Sequence[RegimeCourse]
    ) -> None:
        self._law = law
        self._dossier = dossier
        self._channel = channel
        self._asking = asking
        self._placements = dossier.placements.get(channel, Steps[Recorded | None](None))

    @property
    def days(self) -> set[date]:
        """Every day on which the status or its reasons may change."""
        days = {*self._placements.days, *self._dossier.review_days}
        days.update(self._law.channels.days if self._dossier.reviews else ())
        for course in self._asking:
            days.update(course.days)
        return days

    def status(self, day: date) -> Status:
        """Return the status on a day, which is that of the verdict; no reason is built."""
        if not is_placed(self._placements.at(day)):
            return Status.NOT_MARKETED
        weights = {course.weight(day) for course in self._asking}
        return _status(weights, {review.standing for review in self._reviews(day)})

    def verdict(self, day: date) -> Verdict:
        """Return the status on a day, and the reasons."""
        placement = self._placements.at(day)
        if not is_placed(placement):
            return Verdict(Status.NOT_MARKETED, (Placement(placement),))
        asked = [course.on(day) for course in self._asking]
        requirements = [item.requirement for item in asked if item.requirement is not None]
        pending = [amendment for item in asked for amendment in item.pending]
        reviews = self._reviews(day)
        weights = {requirement.weight for requirement in requirements}
        status = _status(weights, {review.standing for review in reviews})
        return Verdict(status, (*requirements, *reviews, *pending))

    def _reviews(self, day: date) -> tuple[ReviewFinding, ...]:
        if not self._dossier.reviews:
            return ()
        within = self._law.channels.at(day).within(self._channel)
        return review_findings(self._dossier, within, day)


def _status(weights: Set[Weight | None], reviews: Set[ReviewStanding]) -> Status:
    """Return the first status that holds, in the order of contract 4.6."""
    if ReviewStanding.BARRED in reviews:
        return Status.BARRED
    if Weight.UNMET in weights:
        return Status.NON_COMPLIANT
    if Weight.OPEN in weights or ReviewStanding.PENDING in reviews:
        return Status.INDETERMINATE
    return Status.COMPLIANT if Weight.MET in weights else Status.NOT_REGULATED
