"""Facts about licenses, from issue to expiry."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from events.base import BaseFact, Day, EffectiveFact, Name, Text


class LicenseIssued(BaseFact):
    """A license is issued for products; it is valid through `valid_until`, its last valid day."""

    kind: Literal["license_issued"]
    license: Name
    regime: Name
    license_kind: Name
    number: Text | None = None
    holder: Name | None = None
    products: tuple[Name, ...]
    issued_on: Day
    valid_from: Day | None = None
    valid_until: Day | None = None

    @property
    def knowable_from(self) -> date:
        return self.issued_on

    @property
    def first_day(self) -> date:
        """The first day on which the license counts."""
        return self.valid_from or self.issued_on

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.first_day:
            begins = "valid_from" if self.valid_from else "issued_on"
            raise ValueError(
                f"valid_until {self.valid_until} lies before {begins} {self.first_day}"
            )
        return self


class LicenseRenewed(EffectiveFact):
    """The license is valid from `effective_on` through `valid_until`, both included."""

    kind: Literal["license_renewed"]
    license: Name
    valid_until: Day

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_until < self.effective_on:
            raise ValueError(
                f"valid_until {self.valid_until} lies before effective_on {self.effective_on}"
            )
        return self


class LicenseSuspended(EffectiveFact):
    """The license does not count until it is reinstated."""

    kind: Literal["license_suspended"]
    license: Name


class LicenseReinstated(EffectiveFact):
    """A suspension ends."""

    kind: Literal["license_reinstated"]
    license: Name


class LicenseRevoked(EffectiveFact):
    """The license is taken away for good."""

    kind: Literal["license_revoked"]
    license: Name


class LicenseExpired(EffectiveFact):
    """The license ran out; `effective_on` is the first day on which it no longer counts."""

    kind: Literal["license_expired"]
    license: Name


class LicenseScopeChanged(EffectiveFact):
    """Products leave the license, then others join it."""

    kind: Literal["license_scope_changed"]
    license: Name
    add: tuple[Name, ...] = ()
    remove: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.add and not self.remove:
            raise ValueError("names no product to add or remove; give 'add', 'remove' or both")
        return self


LicenseFact = (
    LicenseIssued
    | LicenseRenewed
    | LicenseSuspended
    | LicenseReinstated
    | LicenseRevoked
    | LicenseExpired
    | LicenseScopeChanged
)
