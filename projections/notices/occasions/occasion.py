"""What a person is reminded of: a day on which something changes, and whom and what it concerns."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from events.facts import canonical_bytes
from events.reviews import RemovalOrdered
from projections.comparing.needs import Need
from projections.judging.bench import Judgment
from projections.judging.judgment import Status
from projections.judging.marks import NO_MARKS, Marks
from projections.record.law import Provided
from projections.record.licenses import License
from projections.record.questions import OpenQuestion

RANKS = {
    Status.NOT_MARKETED: 0,
    Status.NOT_REGULATED: 0,
    Status.COMPLIANT: 0,
    Status.INDETERMINATE: 1,
    Status.NON_COMPLIANT: 2,
    Status.BARRED: 3,
}
"""How bad a status is: a change to one of a higher rank is a change for the worse."""


class Sort(StrEnum):
    """The sorts of occasions (contract 6), by the names that policies and files use."""

    STATUS_WORSENS = "status_worsens"
    LICENSE_ENDS = "license_ends"
    RENEWAL_DUE = "renewal_due"
    REMOVAL_DUE = "removal_due"
    QUESTION_RAISED = "question_raised"
    QUESTION_SETTLED = "question_settled"
    AMENDMENT_ANNOUNCED = "amendment_announced"
    AMENDMENT_LANDED = "amendment_landed"


NEWS = frozenset(
    {
        Sort.QUESTION_RAISED,
        Sort.QUESTION_SETTLED,
        Sort.AMENDMENT_ANNOUNCED,
        Sort.AMENDMENT_LANDED,
    }
)
"""Sorts that are told once, when they happen: nothing is to be done by their day."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a policy may choose an occasion by; each sorted, each possibly empty."""

    products: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    license_kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusWorsens:
    """The status of a product in a channel changes for the worse on a day.

    `needs` are the licenses that are then missing.
    """

    product: str
    channel: str
    before: Status
    after: Status
    judgment: Judgment = field(compare=False)
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class LicenseEnds:
    """The day is a license's last valid day, included; `assumed` if by its kind's term alone."""

    license: License = field(compare=False)
    assumed: bool = False
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class RenewalDue:
    """The day is the last on which a license's renewal is applied for in good time.

    `last_day` is the license's last valid day. Where its regime does not issue on the day,
    `stopped_by` is the provision since which it does not (None: it issues, or was never there), and
    `needs` are the licenses that the products will then be missing, each with the first such day.
    """

    license: License = field(compare=False)
    last_day: date
    assumed: bool
    issues: bool
    stopped_by: Provided | None = None
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovalDue:
    """The day is the last for a removal that a review ordered and that is not complete by then."""

    review: str
    channel: str
    order: RemovalOrdered


@dataclass(frozen=True, slots=True)
class QuestionNews:
    """A point of law is open since the day, or settled from it on by `reading`."""

    question: OpenQuestion = field(compare=False)
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class AmendmentNews:
    """A catalogue is to be amended, or was by `landed`."""

    regime: str
    announced: Provided
    landed: Provided | None = None


Matter = StatusWorsens | LicenseEnds | RenewalDue | RemovalDue | QuestionNews | AmendmentNews


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that happens on a day and that people are told of before, or on it.

    `about` names it among its sort, `key` among all: it is the same wherever and whenever the
    occasion is worked out, and another if its day, or what it comes to, is another. `marks` tell
    what of the day is less than certain.
    """

    sort: Sort
    about: tuple[str, ...]
    day: date
    traits: Traits = field(compare=False, repr=False)
    matter: Matter = field(compare=False, repr=False)
    marks: Marks = field(default=NO_MARKS, compare=False, repr=False)

    @property
    def key(self) -> str:
        """The occasion's stable name: 32 hexadecimal digits."""
        return stable_key(self.sort, *self.about, self.day.isoformat())


def stable_key(*parts: str) -> str:
    """Return a name made of parts: the same for the same parts, on every machine."""
    return sha256(canonical_bytes(list(parts))).hexdigest()[:32]
