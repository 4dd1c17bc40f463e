"""What can be wrong with facts, every sort of flaw as a value; `projections.wording` says it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from projections.judging.satisfaction import Defect
from projections.judging.scope import CriterionProblem


class Use(StrEnum):
    """What a product or a license has to do with what it names."""

    COVERED = "covered"
    DETERMINED = "determined"
    PLACED = "placed"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nothing on record knows, and the known one that may be meant.

    `by` is the kind of the fact or provision that names it, or what a product or license has to do
    with it; a regime may be named as one whose licenses are `accepted`.
    """

    by: str
    what: Literal["category", "channel", "product", "question", "regime", "review", "vendor"]
    name: str
    meant: str | None
    accepted: bool = False

    @property
    def code(self) -> str:
        """The code of the finding."""
        return f"unknown-{self.what}"


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something without which a product or license has no status, or no certain one."""

    code: Literal[
        "covers-nothing",
        "no-last-day",
        "unclassified-product",
        "unplaced-product",
        "unregistered-product",
    ]


# -- Products --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A parameter that a criterion asks for; the product has one that is named nearly so."""

    parameter: str
    near: str
    code: ClassVar = "unknown-parameter"


@dataclass(frozen=True, slots=True)
class UnspokenCategory:
    """A product's category of which no regime speaks."""

    category: str
    meant: str | None
    code: ClassVar = "unknown-category"


@dataclass(frozen=True, slots=True)
class VendorNearlyNamed:
    """The vendor of a product, nearly but not exactly the one whom a review names."""

    vendor: str
    named: str
    review: str
    code: ClassVar = "vendor-nearly-named"


@dataclass(frozen=True, slots=True)
class Incomparable:
    """A value that cannot be held against a criterion from a day on."""

    parameter: str
    day: date
    problem: CriterionProblem
    code: ClassVar = "incomparable"


@dataclass(frozen=True, slots=True)
class NeverPlaced:
    """A channel that a product leaves without having been placed there."""

    by: Use
    channel: str
    day: date
    code: ClassVar = "never-placed"


ProductFlaw = Misnamed | UnspokenCategory | VendorNearlyNamed | Incomparable | NeverPlaced

# -- Licenses --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NeverIssued:
    """A license of which there are facts of these kinds, but no issue."""

    kinds: tuple[str, ...]
    code: ClassVar = "unknown-license"


@dataclass(frozen=True, slots=True)
class Defective:
    """A license that could not be issued on its day; of an unknown regime, which may be meant."""

    defect: Defect
    regime: str
    issued_on: date
    meant: str | None
    code: ClassVar = "defective-license"


@dataclass(frozen=True, slots=True)
class UnknownKind:
    """A license of a kind that its regime, which has other kinds, does not issue."""

    kind: str
    regime: str
    kinds: tuple[str, ...]
    meant: str | None
    code: ClassVar = "unknown-license-kind"


@dataclass(frozen=True, slots=True)
class AssumedLastDay:
    """A license whose last day is worked out from the term of its kind."""

    months: int
    code: ClassVar = "assumed-last-day"


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A product that a change of scope removes from a license which does not list it."""

    day: date
    product: str
    meant: str | None
    code: ClassVar = "unlisted-product"


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which a license is not valid: from its end until its renewal."""

    start: date
    until: date
    code: ClassVar = "gap"


@dataclass(frozen=True, slots=True)
class DoubtfulRenewal:
    """A renewal from a day on which the regime issued no license."""

    day: date
    regime: str
    code: ClassVar = "doubtful-renewal"


LicenseFlaw = (
    NeverIssued | Defective | UnknownKind | AssumedLastDay | Unlisted | Gap | DoubtfulRenewal
)

# -- The law ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnknownReading:
    """A question settled by a reading that is none of its own."""

    reading: str
    readings: tuple[str, ...]
    code: ClassVar = "unknown-reading"


@dataclass(frozen=True, slots=True)
class UnknownInCriterion:
    """A parameter, or its `unit`, of which only a criterion of a catalogue entry speaks."""

    by: str
    entry: str
    parameter: str
    unit: str | None
    meant: str | None

    @property
    def code(self) -> str:
        """The code of the finding."""
        return "unknown-parameter" if self.unit is None else "unknown-unit"


@dataclass(frozen=True, slots=True)
class UnknownEntry:
    """An entry that an amendment removes and that the catalogue does not have on its day."""

    entry: str
    day: date
    code: ClassVar = "unknown-entry"


@dataclass(frozen=True, slots=True)
class IdleStop:
    """A provision of some kind that stops or resumes a regime not established on its day."""

    by: str
    regime: str
    day: date
    code: ClassVar = "idle-provision"


@dataclass(frozen=True, slots=True)
class IdleWaiver:
    """A waiver in a channel where the regime never asks; `asked` are those where it does."""

    by: str
    channel: str
    regime: str
    asked: tuple[str, ...]
    code: ClassVar = "idle-provision"


@dataclass(frozen=True, slots=True)
class IdleEnd:
    """The end of a recognition never granted; `turned` if the other way about it was."""

    by: str
    day: date
    regime: str
    accepts: str
    turned: bool
    code: ClassVar = "idle-provision"


LawFlaw = UnknownReading | UnknownInCriterion | UnknownEntry | IdleStop | IdleWaiver | IdleEnd

Flaw = Unknown | Lacking | ProductFlaw | LicenseFlaw | LawFlaw
