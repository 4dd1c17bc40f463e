"""Which license satisfies a regime for a product, or comes nearest (contract 4.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.licenses import LicenseIssued, LicenseRenewed
from events.provisions import RecognitionGranted
from projections.record.dossiers import Dossier
from projections.record.law import Law, Origin, Provided, RegimeState
from projections.record.licenses import License, LicenseState, Standing
from projections.record.steps import Steps


class Outcome(StrEnum):
    """What a license does for a regime; all but the first say why it does not satisfy it."""

    SATISFIES = "satisfies"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    DEFECTIVE = "defective"
    PRODUCT_NOT_COVERED = "product_not_covered"
    NOT_RECOGNISED = "not_recognised"
    WRONG_KIND = "wrong_kind"


class Defect(StrEnum):
    """Why a license could not have been issued on its day."""

    UNKNOWN_REGIME = "unknown_regime"
    NOT_ESTABLISHED = "not_established"
    ISSUANCE_STOPPED = "issuance_stopped"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A license under one law: its defect, if any, and how it stands day by day.

    `term` is the provision that gave its kind a term on the day of issue; `doubtful` has the days
    of renewals made when no license of the regime could be issued. `origin` is that of the
    license's regime: laws in which it is the same assess the license alike.
    """

    defect: Defect | None
    stopped_by: Provided | None
    term: Provided | None
    doubtful: tuple[date, ...]
    states: Steps[LicenseState]
    origin: Origin


@dataclass(frozen=True, slots=True)
class LicenseFinding:
    """One license held against a regime on a day."""

    outcome: Outcome
    license: str
    issue: LicenseIssued
    state: LicenseState
    recognition: Provided | None = None
    defect: Defect | None = None
    stopped_by: Provided | None = None
    term: Provided | None = None
    doubtful_renewal: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A license that speaks of a product, as it stands on a day."""

    license: str
    issue: LicenseIssued
    assessment: Assessment
    state: LicenseState
    covers: bool
    doubtful_renewal: date | None = None


class Assessor:
    """Assesses each license once under one law; `shared` carries over what other laws share."""

    def __init__(self, law: Law, shared: dict[object, Assessment]) -> None:
        self.law = law
        self._known: dict[str, Assessment | None] = {}
        self._accepted: dict[str, set[str]] = {}
        self._shared = shared

    def of(self, license: License) -> Assessment | None:
        """Return what the law makes of a license; None if its issue is not seen.

        Laws that say the same of the license's regime give the very same assessment.
        """
        if license.name not in self._known:
            self._known[license.name] = self._assess(license)
        return self._known[license.name]

    def bearing_on(self, regime: str, dossier: Dossier) -> list[tuple[License, Assessment]]:
        """Return the product's licenses of a regime, or of one that it recognises on some day."""
        if regime not in self._accepted:
            states = self.law.regimes[regime].values
            self._accepted[regime] = {regime}.union(*(state.recognitions for state in states))
        accepted = self._accepted[regime]
        return [
            (license, assessment)
            for license in dossier.licenses
            if license.issue is not None
            and license.issue.regime in accepted
            and (assessment := self.of(license)) is not None
        ]

    def _assess(self, license: License) -> Assessment | None:
        if license.issue is None:
            return None
        key = license.name, self.law.origin(license.issue.regime)
        if key not in self._shared:
            self._shared[key] = assess(license, license.issue, self.law)
        return self._shared[key]


def assess(license: License, issue: LicenseIssued, law: Law) -> Assessment:
    """Return what the law makes of a license by the day of its issue."""
    state = law.regime(issue.regime, issue.issued_on)
    kind = state.kinds.get(issue.license_kind)
    defect, stopped_by = _defect(issue.regime, state, law)
    return Assessment(
        defect,
        stopped_by,
        state.established if kind and kind.term_months else None,
        _doubtful_renewals(license, issue.regime, law),
        license.states(kind.term_months if kind else None),
        law.origin(issue.regime),
    )


def _defect(regime: str, state: RegimeState, law: Law) -> tuple[Defect | None, Provided | None]:
    """Return why no license of a regime could be issued as it stood, and by which provision."""
    if regime not in law.regimes or not _ever_established(law, regime):
        return Defect.UNKNOWN_REGIME, None
    if not state.stands:
        return Defect.NOT_ESTABLISHED, state.repealed
    if not state.issues:
        return Defect.ISSUANCE_STOPPED, state.issuance_stopped
    return None, None


def _doubtful_renewals(license: License, regime: str, law: Law) -> tuple[date, ...]:
    """Return the days of renewals when no license of the regime could be issued, in order."""
    days = (r.fact.effective_on for r in license.records if isinstance(r.fact, LicenseRenewed))
    return tuple(day for day in days if not law.regime(regime, day).issues)


def _ever_established(law: Law, regime: str) -> bool:
    return any(state.established for state in law.regimes[regime].values)


def best_license(
    regime: str, state: RegimeState, category: str | None, held: Sequence[Held]
) -> LicenseFinding | None:
    """Return the license that satisfies a regime for a product on a day, else the nearest one.

    Of several that satisfy, the one that lasts longest; of several that do not, the one that
    lacks least, then the one that lasted longest. None if no license speaks of the product.
    """
    found = [_find(license, regime, state, category) for license in held]
    return min((finding for finding in found if finding), key=_nearness, default=None)


def is_satisfied(
    regime: str, state: RegimeState, category: str | None, held: Sequence[Held]
) -> bool:
    """Tell whether a license satisfies a regime for a product on a day, as `best_license` does."""
    return any(_outcome(each, regime, state, category) is Outcome.SATISFIES for each in held)


def _find(
    held: Held, regime: str, state: RegimeState, category: str | None
) -> LicenseFinding | None:
    """Hold a license against a regime; None if it is of a regime that has no say here."""
    issue = held.issue
    outcome = _outcome(held, regime, state, category)
    if outcome is None:
        return None
    recognition = None if _is_own(issue, regime, state) else state.recognitions.get(issue.regime)
    return LicenseFinding(
        outcome,
        held.license,
        issue,
        held.state,
        recognition,
        held.assessment.defect,
        held.assessment.stopped_by,
        held.assessment.term if held.state.assumed else None,
        held.doubtful_renewal,
    )


def _outcome(held: Held, regime: str, state: RegimeState, category: str | None) -> Outcome | None:
    """Return what a license does for a regime; None if it is of a regime that has no say here."""
    issue = held.issue
    recognition = state.recognitions.get(issue.regime)
    if issue.regime != regime and recognition is None:
        return None
    if not held.covers:
        return Outcome.PRODUCT_NOT_COVERED
    if held.assessment.defect is not None:
        return Outcome.DEFECTIVE
    unfit = None if _is_own(issue, regime, state) else _accept(issue, recognition, category)
    return unfit or _OUTCOME[held.state.standing]


def _is_own(issue: LicenseIssued, regime: str, state: RegimeState) -> bool:
    """Tell whether a license is of one of the regime's own kinds."""
    return issue.regime == regime and issue.license_kind in state.kinds


def _accept(
    issue: LicenseIssued, recognition: Provided | None, category: str | None
) -> Outcome | None:
    """Return why a license that is not one of the regime's own kinds does not do, if so."""
    if recognition is None:
        return Outcome.WRONG_KIND
    grant = recognition.provision
    assert isinstance(grant, RecognitionGranted)
    if grant.issued_before is not None and issue.issued_on >= grant.issued_before:
        return Outcome.NOT_RECOGNISED
    if grant.categories is not None and category not in grant.categories:
        return Outcome.NOT_RECOGNISED
    return None


_OUTCOME = {
    Standing.VALID: Outcome.SATISFIES,
    Standing.SUSPENDED: Outcome.SUSPENDED,
    Standing.LAPSED: Outcome.LAPSED,
    Standing.NOT_YET_VALID: Outcome.NOT_YET_VALID,
    Standing.REVOKED: Outcome.REVOKED,
}
_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}


def _nearness(finding: LicenseFinding) -> tuple[int, int, str]:
    last_day = finding.state.last_day or date.max
    return _RANK[finding.outcome], -last_day.toordinal(), finding.license
