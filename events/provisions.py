"""What an act may provide: the closed family of provisions (contract 3, Provisions)."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from events.base import Day, Immutable, Name, Number, Text

Operator = Literal[">=", ">", "<=", "<", "=="]


class BaseProvision(Immutable):
    """A rule within an act, with the day from which it has effect.

    Where sources differ on that day, `effective_on` is the first that they give, and `perhaps_on`
    the last.
    """

    effective_on: Day
    perhaps_on: Day | None = None
    article: Text | None = None
    note: Text | None = None
    verified: bool | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody has verified it, or its day is in doubt."""
        return self.verified is False or self.perhaps_on is not None

    @model_validator(mode="after")
    def _names_the_first_day_first(self) -> Self:
        if self.perhaps_on is not None and self.perhaps_on <= self.effective_on:
            raise ValueError(
                f"perhaps_on {self.perhaps_on} is the later of two days in doubt and does not lie "
                f"after effective_on {self.effective_on}"
            )
        return self


class LimitedProvision(BaseProvision):
    """A provision that may name its own last day."""

    until: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until < self.effective_on:
            raise ValueError(
                f"until {self.until} is a last day and lies before effective_on {self.effective_on}"
            )
        return self


class ChannelEstablished(BaseProvision):
    """A way of selling exists; the requirements of the channels it includes apply in it too."""

    kind: Literal["channel_established"]
    channel: Name
    name: Text
    includes: tuple[Name, ...] = ()


class LicenseKind(Immutable):
    """A kind of license that a regime issues; the term counts in months from its first day."""

    kind: Name
    term_months: Annotated[int, Field(ge=1, le=1200)] | None = None
    renewal_lead_days: Annotated[int, Field(ge=0, le=3650)] | None = None


class CatalogueScope(Immutable):
    """In scope is what an entry of the regime's catalogue covers."""

    by: Literal["catalogue"]


class DeterminationScope(Immutable):
    """In scope is what the authority says; until then some categories are presumed in or out."""

    by: Literal["determination"]
    in_: Annotated[tuple[Name, ...], Field(alias="in")] = ()
    out: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _presumes_one_thing_of_a_category(self) -> Self:
        if both := sorted(set(self.in_) & set(self.out)):
            raise ValueError(f"presumed both in and out of scope: {', '.join(both)}")
        return self


Scope = Annotated[CatalogueScope | DeterminationScope, Field(discriminator="by")]


class RegimeEstablished(BaseProvision):
    """A requirement is in force and licenses of it are issued; said again, it starts afresh."""

    kind: Literal["regime_established"]
    regime: Name
    name: Text
    name_zh: Text | None = None
    administered_by: Text | None = None
    license_kinds: tuple[LicenseKind, ...]
    channels: tuple[Name, ...]
    scope: Scope

    @model_validator(mode="after")
    def _names_each_kind_once(self) -> Self:
        _refuse_repeats("license kind", [kind.kind for kind in self.license_kinds])
        return self


class IssuanceStopped(BaseProvision):
    """No license of the regime can be issued."""

    kind: Literal["issuance_stopped"]
    regime: Name


class IssuanceResumed(BaseProvision):
    """Licenses of the regime can be issued again."""

    kind: Literal["issuance_resumed"]
    regime: Name


class EnforcementStopped(BaseProvision):
    """The requirement no longer applies, though it is not repealed."""

    kind: Literal["enforcement_stopped"]
    regime: Name


class EnforcementResumed(BaseProvision):
    """The requirement applies again."""

    kind: Literal["enforcement_resumed"]
    regime: Name


class RegimeRepealed(BaseProvision):
    """The regime ends."""

    kind: Literal["regime_repealed"]
    regime: Name


class ObligationWaived(LimitedProvision):
    """The requirement does not apply to these channels and categories (absent: to all)."""

    kind: Literal["obligation_waived"]
    regime: Name
    channels: tuple[Name, ...] | None = None
    categories: tuple[Name, ...] | None = None


class Criterion(Immutable):
    """A threshold on one parameter of a product; a plain value is in `unit`."""

    parameter: Name
    op: Operator
    value: Number | bool | Text
    unit: Name | None = None


class CatalogueEntry(Immutable):
    """A row of a catalogue: product categories and the criteria under which they are in."""

    code: Name
    name: Text
    name_zh: Text | None = None
    group: Text | None = None
    categories: tuple[Name, ...]
    criteria: tuple[Criterion, ...] = ()
    match: Literal["all", "any"] = "all"


class CatalogueIssued(BaseProvision):
    """A catalogue replaces every entry of the regime."""

    kind: Literal["catalogue_issued"]
    regime: Name
    edition: Text
    entries: tuple[CatalogueEntry, ...]

    @model_validator(mode="after")
    def _names_each_code_once(self) -> Self:
        _refuse_repeats("entry code", [entry.code for entry in self.entries])
        return self


class CatalogueAmended(BaseProvision):
    """Entries are removed, then others added; an added code replaces its namesake."""

    kind: Literal["catalogue_amended"]
    regime: Name
    edition: Text | None = None
    add: tuple[CatalogueEntry, ...] = ()
    remove: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _names_each_code_once(self) -> Self:
        _refuse_repeats("added entry code", [entry.code for entry in self.add])
        return self


class RecognitionGranted(LimitedProvision):
    """Licenses of another regime, while valid, satisfy this one."""

    kind: Literal["recognition_granted"]
    regime: Name
    accepts: Name
    issued_before: Day | None = None
    categories: tuple[Name, ...] | None = None


class RecognitionEnded(BaseProvision):
    """Licenses of the other regime no longer satisfy this one."""

    kind: Literal["recognition_ended"]
    regime: Name
    accepts: Name


class AmendmentAnnounced(BaseProvision):
    """The regime's catalogue is to change; nothing changes yet."""

    kind: Literal["amendment_announced"]
    regime: Name
    summary: Text
    expected_on: Day | None = None


class GuidanceGiven(BaseProvision):
    """A statement worth citing that changes no status."""

    kind: Literal["guidance_given"]
    text: Text


RegimeProvision = (
    RegimeEstablished
    | IssuanceStopped
    | IssuanceResumed
    | EnforcementStopped
    | EnforcementResumed
    | RegimeRepealed
    | ObligationWaived
    | CatalogueIssued
    | CatalogueAmended
    | RecognitionGranted
    | RecognitionEnded
    | AmendmentAnnounced
)
"""A provision on one regime."""

Provision = Annotated[
    ChannelEstablished | RegimeProvision | GuidanceGiven, Field(discriminator="kind")
]


def _refuse_repeats(what: str, names: list[str]) -> None:
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"{what} given twice: {', '.join(repeated)}")
