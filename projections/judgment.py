"""The status of a product in a channel on a day, with its reasons (SEMANTICS 4)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.products import ParameterValue
from events.provisions import ObligationWaived
from events.recorded import Recorded
from projections.dossiers import Dossier, is_placed
from projections.law import Law, Provided, RegimeState
from projections.reviews import ReviewFinding, ReviewStanding, review_findings
from projections.satisfaction import (
    Assessment,
    Assessor,
    Held,
    LicenseFinding,
    Outcome,
    best_license,
)
from projections.scope import ScopeFinding, scope_of


class Status(StrEnum):
    """What can be said of selling a product in a channel on a day."""

    NOT_MARKETED = "not_marketed"
    BARRED = "barred"
    NON_COMPLIANT = "non_compliant"
    INDETERMINATE = "indeterminate"
    COMPLIANT = "compliant"
    NOT_REGULATED = "not_regulated"


class Standing(StrEnum):
    """Whether the requirement of a regime reaches a subject, or what sets it aside."""

    APPLIES = "applies"
    WAIVED = "waived"
    NOT_ENFORCED = "not_enforced"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Placement:
    """The product is not in the channel; `record` ended the placement (None: never placed)."""

    record: Recorded | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one regime asks of the subject, and what answers it.

    `channel` is the channel of the regime through which it reaches the subject, `ground` the
    provision that established it, `set_aside_by` the waiver, stop or repeal.
    """

    regime: str
    standing: Standing
    channel: str
    ground: Provided
    scope: ScopeFinding
    set_aside_by: Provided | None = None
    license: LicenseFinding | None = None

    @property
    def satisfied(self) -> bool:
        """Whether a license answers the requirement."""
        return self.license is not None and self.license.outcome is Outcome.SATISFIES


@dataclass(frozen=True, slots=True)
class PendingAmendment:
    """The catalogue of a regime is to change."""

    regime: str
    announced: Provided


Reason = Placement | Requirement | ReviewFinding | PendingAmendment


def leans_on(reason: Reason) -> Iterator[Provided]:
    """Yield the provisions on which a reason rests."""
    match reason:
        case PendingAmendment():
            yield reason.announced
        case Requirement():
            yield reason.ground
            yield from (found.listed.provided for found in reason.scope.entries)
            recognition = reason.license.recognition if reason.license else None
            beside = (reason.set_aside_by, reason.scope.catalogue, recognition)
            yield from (item for item in beside if item is not None)
        case _:
            return


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status under one law, with the reasons for it."""

    status: Status
    reasons: tuple[Reason, ...]


Memory = dict[object, Requirement | None]
"""Requirements of one subject that were worked out for other days or under other readings."""


class Judge:
    """Judges subjects under one law."""

    def __init__(self, law: Law, shared: dict[object, Assessment] | None = None) -> None:
        self.law = law
        self.assessor = Assessor(law, shared)

    def verdict(
        self, dossier: Dossier, channel: str, day: date, memory: Memory | None = None
    ) -> Verdict:
        """Return the status of a product in a channel on a day, and the reasons."""
        placement = dossier.placements[channel].at(day) if channel in dossier.placements else None
        if not is_placed(placement):
            return Verdict(Status.NOT_MARKETED, (Placement(placement),))
        within = self.law.channels.at(day).within(channel)
        subject = _Subject(
            within,
            dossier.categories.at(day),
            dossier.parameters.at(day),
            self.assessor.held(dossier, day),
            {} if memory is None else memory,
        )
        requirements, pending = self._requirements(dossier, subject, day)
        reviews = review_findings(dossier, within, day)
        return Verdict(_status(requirements, reviews), (*requirements, *reviews, *pending))

    def _requirements(
        self, dossier: Dossier, subject: "_Subject", day: date
    ) -> tuple[list[Requirement], list[PendingAmendment]]:
        requirements, pending = [], []
        for regime, steps in self.law.regimes.items():
            state = steps.at(day)
            if subject.within.isdisjoint(state.channels):
                continue
            determined = dossier.determinations.get(regime)
            requirement = subject.requirement(
                regime, state, determined.at(day) if determined else None
            )
            if requirement is not None:
                requirements.append(requirement)
            pending += [PendingAmendment(regime, item) for item in state.pending]
        requirements.sort(key=lambda requirement: requirement.regime)
        if len(pending) > 1:
            pending.sort(key=lambda amendment: (amendment.regime, amendment.announced.order))
        return requirements, pending


class _Subject:
    """A product as it is on one day, before the regimes that may reach it."""

    def __init__(
        self,
        within: frozenset[str],
        category: str | None,
        parameters: Mapping[str, ParameterValue],
        held: Sequence[Held],
        memory: Memory,
    ) -> None:
        self.within = within
        self._category = category
        self._parameters = parameters
        self._held = held
        self._memory = memory

    def requirement(
        self, regime: str, state: RegimeState, determination: Recorded | None
    ) -> Requirement | None:
        """Return what a regime asks, from memory if nothing that bears on it has changed.

        What is compared by identity lives as long as the law and the dossier do.
        """
        held = [
            license
            for license in self._held
            if license.issue.regime == regime or license.issue.regime in state.recognitions
        ]
        key = (
            regime,
            id(state),
            id(determination),
            id(self.within),
            self._category,
            id(self._parameters),
            *((id(license.assessment), id(license.state), license.covers) for license in held),
        )
        if key not in self._memory:
            self._memory[key] = self._work_out(regime, state, determination, held)
        return self._memory[key]

    def _work_out(
        self, regime: str, state: RegimeState, determination: Recorded | None, held: Sequence[Held]
    ) -> Requirement | None:
        scope = scope_of(state, self._category, self._parameters, determination)
        assert state.established is not None
        reached = [channel for channel in state.channels if channel in self.within]
        standing, channel, set_aside_by = _standing(state, reached, self._category)
        if standing is not Standing.APPLIES and scope.in_scope is False:
            return None
        license = None
        if standing is Standing.APPLIES and scope.in_scope is not False:
            license = best_license(regime, state, self._category, held)
        return Requirement(
            regime, standing, channel, state.established, scope, set_aside_by, license
        )


def _standing(
    state: RegimeState, reached: list[str], category: str | None
) -> tuple[Standing, str, Provided | None]:
    """Return whether the requirement applies, through which channel, or what sets it aside."""
    if state.repealed is not None:
        return Standing.REPEALED, reached[0], state.repealed
    if state.enforcement_stopped is not None:
        return Standing.NOT_ENFORCED, reached[0], state.enforcement_stopped
    for channel in reached:
        if _waiver(state, channel, category) is None:
            return Standing.APPLIES, channel, None
    return Standing.WAIVED, reached[0], _waiver(state, reached[0], category)


def _waiver(state: RegimeState, channel: str, category: str | None) -> Provided | None:
    for item in state.waivers:
        waiver = item.provision
        assert isinstance(waiver, ObligationWaived)
        if (waiver.channels is None or channel in waiver.channels) and (
            waiver.categories is None or category in waiver.categories
        ):
            return item
    return None


def _status(requirements: Sequence[Requirement], reviews: Sequence[ReviewFinding]) -> Status:
    """Return the first status that holds, in the order of SEMANTICS 4.6."""
    standings = {review.standing for review in reviews}
    applying = [
        requirement
        for requirement in requirements
        if requirement.standing is Standing.APPLIES and requirement.scope.in_scope is not False
    ]
    unmet = [requirement for requirement in applying if not requirement.satisfied]
    if ReviewStanding.BARRED in standings:
        return Status.BARRED
    if any(requirement.scope.in_scope for requirement in unmet):
        return Status.NON_COMPLIANT
    if unmet or ReviewStanding.PENDING in standings:
        return Status.INDETERMINATE
    return Status.COMPLIANT if applying else Status.NOT_REGULATED
