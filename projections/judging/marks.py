"""What makes a status or a day less than certain: assumed last days, law not verified."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from projections.comparing.changes import Change
from projections.judging.bench import Case, Judgment
from projections.judging.grounds import carries
from projections.judging.judgment import Reason, Status, Verdict, leans_on
from projections.judging.requirements import PendingAmendment, Requirement
from projections.judging.satisfaction import Assessment, LicenseFinding, Outcome
from projections.record.law import ONE_DAY, Provided
from projections.wording import signs
from projections.wording.en import NOT_VERIFIED, cited


@dataclass(frozen=True, slots=True)
class Marks:
    """Why something is less than certain, in words; `not_verified` has days in doubt, too."""

    assumed: tuple[str, ...] = ()
    not_verified: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.assumed or self.not_verified)

    @property
    def signs(self) -> str:
        """The signs that stand for it behind a status or a day."""
        assumed = signs.ASSUMED if self.assumed else ""
        return assumed + (signs.NOT_VERIFIED if self.not_verified else "")

    @property
    def words(self) -> str:
        """What is assumed and what is not verified, in one text."""
        named = (("assumed", self.assumed), ("not verified", self.not_verified))
        return "; ".join(f"{name}: {', '.join(found)}" for name, found in named if found)


NO_MARKS = Marks()


def joined(found: Iterable[Marks]) -> Marks:
    """Return several marks as one, each reason once."""
    found = list(found)
    return Marks(
        tuple(dict.fromkeys(words for each in found for words in each.assumed)),
        tuple(dict.fromkeys(words for each in found for words in each.not_verified)),
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
    """Return the marks of a day on which a status turns; None is no day.

    The day is assumed if a license that counted until then had an assumed last day, and not
    verified if a provision in doubt has effect from then, or ends.
    """
    if day is None:
        return NO_MARKS
    sides = (case.judgment(day - ONE_DAY), case.judgment(day))
    reasons = [reason for judgment in sides for reason in _resting_on(judgment)]
    licenses = (_license(reason) for reason in reasons)
    provisions = (item for reason in reasons for item in _provisions(reason))
    return _marks(
        (f for f in licenses if f and f.state.assumed and f.state.last_day == day - ONE_DAY),
        (item for item in provisions if item.provision.is_doubtful and day in _days(item)),
    )


def last_day_marks(license: str, assessment: Assessment, day: date) -> Marks:
    """Return the marks of a license's last day as it stands on a day."""
    state = assessment.states.at(day)
    if not state.assumed:
        return NO_MARKS
    term = assessment.term
    doubtful = (term,) if term and term.provision.is_doubtful else ()
    return Marks((_license_words(license, state.last_day, term),), _not_verified(doubtful))


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


@dataclass(frozen=True, slots=True)
class ChangeMarks:
    """The marks of a change: of the status before and after it, of its first day and its end."""

    before: Marks = NO_MARKS
    after: Marks = NO_MARKS
    start: Marks = NO_MARKS
    end: Marks = NO_MARKS

    @property
    def all(self) -> tuple[Marks, ...]:
        """All of them."""
        return self.before, self.after, self.start, self.end

    @property
    def statuses(self) -> Marks:
        """The marks of both statuses."""
        return joined((self.before, self.after))


NO_CHANGE_MARKS = ChangeMarks()


def change_marks(change: Change, one: Case | None, other: Case | None) -> ChangeMarks:
    """Return the marks of a change between two views; None: one has no such subject."""
    cases = [case for case in (one, other) if case is not None]
    return ChangeMarks(
        status_marks(one.judgment(change.start)) if one else NO_MARKS,
        status_marks(other.judgment(change.start)) if other else NO_MARKS,
        joined(turn_marks(case, change.start) for case in cases),
        joined(turn_marks(case, change.end) for case in cases),
    )


def marks_json(**found: Marks) -> dict[str, Any]:
    """Return the marks of what is named, each with all of its reasons."""
    return {
        "marks": {
            name: {"assumed": list(marks.assumed), "not_verified": list(marks.not_verified)}
            for name, marks in found.items()
        }
    }


def change_marks_json(marks: ChangeMarks) -> dict[str, Any]:
    """Return the marks of a change: of its first day, its end, and the statuses on both sides."""
    days = {"from": marks.start, "to": marks.end}
    return marks_json(**days, before=marks.before, after=marks.after)


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
    return Marks(
        tuple(
            dict.fromkeys(
                _license_words(each.license, each.state.last_day, each.term) for each in licenses
            )
        ),
        _not_verified(provisions),
    )


def _not_verified(provisions: Iterable[Provided]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited(item).replace(f" {NOT_VERIFIED}", "") for item in provisions))


def _license_words(license: str, last_day: date | None, term: Provided | None) -> str:
    by = f" ({cited(term)})" if term else ""
    return f"license {license} through {last_day}{by}"
