"""What each regime asks of a product in a channel, and what answers it (contract 4.2 to 4.4)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from events.provisions import ObligationWaived
from projections.judging.satisfaction import (
    Assessment,
    Held,
    LicenseFinding,
    Outcome,
    best_license,
    is_satisfied,
)
from projections.judging.scope import ScopeFinding, Scopes
from projections.record.dossiers import Dossier
from projections.record.law import Law, Provided, RegimeState
from projections.record.licenses import License


class Standing(StrEnum):
    """Whether the requirement of a regime reaches a subject, or what sets it aside."""

    APPLIES = "applies"
    WAIVED = "waived"
    NOT_ENFORCED = "not_enforced"
    REPEALED = "repealed"


class Weight(Enum):
    """What a requirement that applies does to a status: it is met, or it is not, or it may not be.

    It is `OPEN` if no license answers it and it is unknown whether the product is in scope.
    """

    MET = "met"
    UNMET = "unmet"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one regime asks of the subject, and what answers it.

    `channel` is the channel of the regime through which it reaches the subject, `ground` the
    provision since which it is asked, `set_aside_by` the waiver, stop or repeal.
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

    @property
    def weight(self) -> Weight | None:
        """What it does to the status; None: nothing, as it is set aside or out of scope."""
        if self.standing is not Standing.APPLIES or self.scope.in_scope is False:
            return None
        if self.satisfied:
            return Weight.MET
        return Weight.UNMET if self.scope.in_scope else Weight.OPEN


@dataclass(frozen=True, slots=True)
class PendingAmendment:
    """The catalogue of a regime is to change."""

    regime: str
    announced: Provided


@dataclass(frozen=True, slots=True)
class Asked:
    """What a regime asks on a day, if it reaches the subject, and what of it is pending."""

    requirement: Requirement | None = None
    pending: tuple[PendingAmendment, ...] = ()


NOTHING_ASKED = Asked()


class RegimeCourse:
    """What one regime asks of one subject, day by day; each stretch is worked out once."""

    def __init__(
        self,
        regime: str,
        law: Law,
        dossier: Dossier,
        channel: str,
        licenses: Sequence[tuple[License, Assessment]],
        scopes: Scopes,
    ) -> None:
        self._regime = regime
        self._states = law.regimes[regime]
        self._channels = law.channels
        self._dossier = dossier
        self._channel = channel
        self._licenses = licenses
        self._scopes = scopes
        self._determinations = dossier.determinations.get(regime)
        self.days = sorted(set(self._turning_days()))
        self._known: dict[int, Asked] = {}
        self._weights: dict[int, Weight | None] = {}

    def on(self, day: date) -> Asked:
        """Return what is asked on a day."""
        stretch = bisect_right(self.days, day)
        if stretch not in self._known:
            self._known[stretch] = self._work_out(day)
        return self._known[stretch]

    def weight(self, day: date) -> Weight | None:
        """Return what is asked on a day does to the status; None: nothing. No reason is built."""
        stretch = bisect_right(self.days, day)
        if stretch not in self._weights:
            self._weights[stretch] = self._weigh(day)
        return self._weights[stretch]

    def _weigh(self, day: date) -> Weight | None:
        state, reached = self._reached(day)
        category = self._dossier.categories.at(day)
        if not reached or standing_of(state, reached, category)[0] is not Standing.APPLIES:
            return None
        in_scope = self._scope(state, day).in_scope
        if in_scope is False:
            return None
        if is_satisfied(self._regime, state, category, self._held(day)):
            return Weight.MET
        return Weight.UNMET if in_scope else Weight.OPEN

    def _reached(self, day: date) -> tuple[RegimeState, list[str]]:
        """Return the regime on a day, and those of its channels through which it reaches."""
        state, within = self._states.at(day), self._channels.at(day).within(self._channel)
        return state, [channel for channel in state.channels if channel in within]

    def _scope(self, state: RegimeState, day: date) -> ScopeFinding:
        category, parameters = self._dossier.categories.at(day), self._dossier.parameters.at(day)
        determination = self._determinations.at(day) if self._determinations else None
        return self._scopes.of(state, category, parameters, determination)

    def _turning_days(self) -> Iterator[date]:
        """Yield every day on which something may change."""
        yield from self._states.days
        yield from self._channels.days
        yield from self._dossier.categories.days
        yield from self._dossier.parameters.days
        if self._determinations:
            yield from self._determinations.days
        for license, assessment in self._licenses:
            yield from assessment.states.days
            yield from license.covers(self._dossier.product).days

    def _work_out(self, day: date) -> Asked:
        state, reached = self._reached(day)
        if not reached:
            return NOTHING_ASKED
        pending = tuple(PendingAmendment(self._regime, item) for item in state.pending)
        return Asked(self._requirement(state, reached, day), pending)

    def _requirement(
        self, state: RegimeState, reached: Sequence[str], day: date
    ) -> Requirement | None:
        assert state.required_by is not None
        category = self._dossier.categories.at(day)
        scope = self._scope(state, day)
        standing, channel, set_aside_by = standing_of(state, reached, category)
        applies = standing is Standing.APPLIES
        if not applies and scope.in_scope is False:
            return None
        license = None
        if applies and scope.in_scope is not False:
            license = best_license(self._regime, state, category, self._held(day))
        return Requirement(
            self._regime, standing, channel, state.required_by, scope, set_aside_by, license
        )

    def _held(self, day: date) -> list[Held]:
        return [
            Held(
                license.name,
                license.issue,
                assessment,
                assessment.states.at(day),
                license.covers(self._dossier.product).at(day),
                max((made for made in assessment.doubtful if made <= day), default=None),
            )
            for license, assessment in self._licenses
            if license.issue is not None
        ]


def standing_of(
    state: RegimeState, reached: Sequence[str], category: str | None
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
