"""What makes a status or a day less than certain: assumed last days, law not verified."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from projections.judging.bench import Case, Judgment
from projections.judging.grounds import carries
from projections.judging.judgment import Reason, Status, Verdict, leans_on
from projections.judging.requirements import PendingAmendment, Requirement
from projections.judging.satisfaction import Assessment, LicenseFinding, Outcome
from projections.record.law import ONE_DAY, Provided
from projections.record.licenses import LicenseState

ASSUMED = "~"
NOT_VERIFIED = "*"
SIGNS = ASSUMED + NOT_VERIFIED
"""The signs that stand behind what is less than certain."""


@dataclass(frozen=True, slots=True)
class AssumedDay:
    """The last day of a license, worked out from the term that `term` gives its kind."""

    license: str
    last_day: date
    term: Provided | None


@dataclass(frozen=True, slots=True)
class Marks:
    """Why something is less than certain: last days assumed, and provisions in doubt.

    A provision is in doubt if nobody has verified it, or its day is in doubt.
    """

    assumed: tuple[AssumedDay, ...] = ()
    not_verified: tuple[Provided, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.assumed or self.not_verified)

    @property
    def signs(self) -> str:
        """The signs that stand for it behind a status or a day."""
        return (ASSUMED if self.assumed else "") + (NOT_VERIFIED if self.not_verified else "")


NO_MARKS = Marks()


def joined(found: Iterable[Marks]) -> Marks:
    """Return several marks as one, each reason once."""
    found = list(found)
    return Marks(
        tuple(dict.fromkeys(day for each in found for day in each.assumed)),
        tuple(dict.fromkeys(item for each in found for item in each.not_verified)),
    )


def status_marks(judgment: Judgment) -> Marks:
    """Return the marks of what a status rests on."""
    reasons = list(_resting_on(judgment))
    licenses = (_license(reason) for reason in reasons)
    provisions = (item for reason in reasons for item in _provisions(reason))
    return _marks(
        (found for found in licenses if found and found.state.assumed),
        (item for item in provisions if item.provision.is_doubtful),
    )


def turn_marks(case: Case, day: date | None) -> Marks:
    """Return the marks of a day on which a status turns; None is no day."""
    if day is None:
        return NO_MARKS
    return marks_between(case.judgment(day - ONE_DAY), case.judgment(day), day)


def marks_between(before: Judgment, after: Judgment, day: date) -> Marks:
    """Return the marks of a day with the judgment of the day before it and its own.

    The day is assumed if a license that counted until then had an assumed last day, and not
    verified if a provision in doubt has effect from then, or ends.
    """
    reasons = [reason for judgment in (before, after) for reason in _resting_on(judgment)]
    licenses = (_license(reason) for reason in reasons)
    provisions = (item for reason in reasons for item in _provisions(reason))
    return _marks(
        (f for f in licenses if f and f.state.assumed and f.state.last_day == day - ONE_DAY),
        (item for item in provisions if item.provision.is_doubtful and day in _days(item)),
    )


def doubts(*found: Provided) -> Marks:
    """Return the marks of a day on which provisions take effect."""
    return Marks((), tuple(item for item in found if item.provision.is_doubtful))


def last_day_marks(license: str, assessment: Assessment, day: date) -> Marks:
    """Return the marks of a license's last day as it stands on a day."""
    state = assessment.states.at(day)
    if not state.assumed:
        return NO_MARKS
    term = assessment.term
    doubtful = doubts(term).not_verified if term else ()
    return Marks(tuple(_assumed(license, state, term)), doubtful)


@dataclass(frozen=True, slots=True)
class StretchMarks:
    """The marks of a stretch of days: of its status, its first day and its end."""

    status: Marks
    start: Marks
    end: Marks

    @property
    def all(self) -> tuple[Marks, ...]:
        """All of them."""
        return self.status, self.start, self.end


def stretch_marks(
    case: Case, judgment: Judgment, start: date | None, end: date | None
) -> StretchMarks:
    """Return the marks of a stretch of a subject's timeline; `end` is the day after its last."""
    return StretchMarks(status_marks(judgment), turn_marks(case, start), turn_marks(case, end))


def _resting_on(judgment: Judgment) -> Iterator[Reason]:
    """Yield the reasons without any of which a status might be another.

    One requirement that is not met is enough for a bad status; a good one takes them all.
    """
    verdicts: Sequence[Verdict | Judgment] = [u.verdict for u in judgment.readings] or [judgment]
    for verdict in verdicts:
        for reason in verdict.reasons:
            if isinstance(reason, PendingAmendment):
                continue
            if verdict.status not in _BAD or carries(reason, verdict.status):
                yield reason


_BAD = {Status.NOT_MARKETED, Status.BARRED, Status.NON_COMPLIANT}


def _provisions(reason: Reason) -> Iterable[Provided]:
    """Return the provisions that count in a reason: what sets a requirement aside, alone."""
    if isinstance(reason, Requirement) and reason.set_aside_by is not None:
        return (reason.set_aside_by,)
    return leans_on(reason)


def _license(reason: Reason) -> LicenseFinding | None:
    """Return the license of which the last day counts in a reason."""
    found = reason.license if isinstance(reason, Requirement) else None
    return found if found and found.outcome in {Outcome.SATISFIES, Outcome.LAPSED} else None


def _days(item: Provided) -> set[date]:
    """Return the days on which a provision may come to have effect, or end."""
    provision = item.provision
    until = getattr(provision, "until", None)
    ends = {until + ONE_DAY} if until else set()
    return {provision.effective_on, provision.perhaps_on or provision.effective_on, *ends}


def _marks(licenses: Iterable[LicenseFinding], provisions: Iterable[Provided]) -> Marks:
    days = (day for each in licenses for day in _assumed(each.license, each.state, each.term))
    return Marks(tuple(dict.fromkeys(days)), tuple(dict.fromkeys(provisions)))


def _assumed(license: str, state: LicenseState, term: Provided | None) -> Iterator[AssumedDay]:
    """Yield the last day of a license, if it is assumed."""
    if state.assumed and state.last_day is not None:
        yield AssumedDay(license, state.last_day, term)
