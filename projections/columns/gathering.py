"""Facts read once, into rows of whole numbers."""

from array import array
from collections.abc import Sequence

import numpy as np

from events.facts import Fact
from events.licenses import (
    LicenseExpired,
    LicenseIssued,
    LicenseReinstated,
    LicenseRenewed,
    LicenseRevoked,
    LicenseScopeChanged,
    LicenseSuspended,
)
from events.products import (
    Measure,
    ParameterValue,
    ProductPlaced,
    ProductReclassified,
    ProductRegistered,
    ProductSpecified,
    ProductWithdrawn,
    ScopeDetermined,
)
from events.reviews import RemovalCompleted, ReviewConcluded, ReviewOpened
from projections.columns.arrays import Ints
from projections.columns.columns import BOOLEAN, IN, NONE, NUMBER, OUT, REMOVED, TEXT


class Names(dict[str, int]):
    """Names with the codes that they get when they first occur: 0, 1, 2 and so on."""

    def __missing__(self, name: str) -> int:
        self[name] = code = len(self)
        return code

    def of(self, name: str | None) -> int:
        """Return the code of a name, or NONE for no name."""
        return NONE if name is None else self[name]


class Sheet:
    """Rows of whole numbers of 32 bits, which are added one by one."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._cells = array("i")
        self.add = self._cells.extend

    def columns(self) -> tuple[Ints, ...]:
        """Return each column (int32)."""
        return tuple(np.array(self._cells, np.int32).reshape(-1, self._width).T.copy())


class Gathering:
    """Rows by the order of facts, in the codes of names; of equal days a later row stands.

    `spoken` are the products of which a fact speaks as a product. Days are ordinals.
    """

    def __init__(self) -> None:
        self.spoken: set[str] = set()
        self.products, self.channels, self.categories = Names(), Names(), Names()
        self.vendors, self.parameters, self.units, self.texts = (Names() for _ in range(4))
        self.licenses, self.regimes, self.kinds, self.reviews = (Names() for _ in range(4))
        self.placed, self.described, self.vended = map(Sheet, (4, 3, 3))
        self.valued, self.decided = map(Sheet, (5, 4))
        self.numbers = array("d")
        self.issued, self.listed, self.renewed, self.halted = map(Sheet, (6, 4, 3, 3))
        self.expired, self.revoked = Sheet(2), Sheet(2)
        self.opened, self.named, self.concluded = Sheet(4), Sheet(2), Sheet(3)

    def take(self, fact: Fact) -> None:
        """Note what a fact says of a product, a license or a review."""
        match fact:
            case ProductRegistered() | ProductReclassified() | ProductSpecified():
                self._describe(fact)
            case ProductPlaced():
                self._place(fact, [fact.channel], 1)
            case ProductWithdrawn() | RemovalCompleted():
                self._place(fact, [fact.channel], 0)
            case ScopeDetermined():
                self._determine(fact)
            case LicenseIssued() | LicenseScopeChanged():
                self._list(fact)
            case ReviewOpened() | ReviewConcluded():
                self._review(fact)
            case _:
                self._change(fact)

    def _product(self, name: str) -> int:
        self.spoken.add(name)
        return self.products[name]

    def _describe(self, fact: ProductRegistered | ProductReclassified | ProductSpecified) -> None:
        product, day = self._product(fact.product), fact.effective_on.toordinal()
        if isinstance(fact, ProductRegistered):
            self.vended.add((product, day, self.vendors.of(fact.vendor)))
            self._place(fact, fact.channels, 1)
        if isinstance(fact, ProductRegistered | ProductReclassified):
            self.described.add((product, day, self.categories.of(fact.category)))
        if isinstance(fact, ProductRegistered | ProductSpecified):
            for name, value in fact.parameters.items():
                self._value(product, day, name, value)

    def _value(self, product: int, day: int, name: str, value: ParameterValue | None) -> None:
        unit = NONE
        if isinstance(value, Measure):
            unit, value = self.units[value.unit], value.value
        match value:
            case None:
                kind, number = REMOVED, 0.0
            case bool():
                kind, number = BOOLEAN, float(value)
            case str():
                kind, number = TEXT, float(self.texts[value])
            case _:
                kind, number = NUMBER, float(value)
        self.valued.add((self.parameters[name], product, day, kind, unit))
        self.numbers.append(number)

    def _place(
        self,
        fact: ProductRegistered | ProductPlaced | ProductWithdrawn | RemovalCompleted,
        channels: Sequence[str],
        placed: int,
    ) -> None:
        product, day = self._product(fact.product), fact.effective_on.toordinal()
        for channel in channels:
            self.placed.add((product, self.channels[channel], day, placed))

    def _determine(self, fact: ScopeDetermined) -> None:
        product, day = self._product(fact.product), fact.effective_on.toordinal()
        decided = {True: IN, False: OUT, None: NONE}[fact.in_scope]
        self.decided.add((self.regimes[fact.regime], product, day, decided))

    def _list(self, fact: LicenseIssued | LicenseScopeChanged) -> None:
        license = self.licenses[fact.license]
        if isinstance(fact, LicenseScopeChanged):
            day = fact.effective_on.toordinal()
            for product in (*fact.remove, *fact.add):  # what is added as well stays
                self.listed.add((self.products[product], license, day, product in fact.add))
            return
        for product in fact.products:
            self.listed.add((self.products[product], license, 0, 1))
        end = fact.valid_until.toordinal() + 1 if fact.valid_until else NONE
        what = self.regimes[fact.regime], self.kinds[fact.license_kind]
        days = fact.issued_on.toordinal(), fact.first_day.toordinal(), end
        self.issued.add((license, *what, *days))

    def _review(self, fact: ReviewOpened | ReviewConcluded) -> None:
        review, day = self.reviews[fact.review], fact.effective_on.toordinal()
        if isinstance(fact, ReviewConcluded):
            self.concluded.add((review, day, fact.outcome == "failed"))
            return
        self.opened.add((review, self.channels[fact.channel], day, self.vendors.of(fact.vendor)))
        for product in fact.products:
            self.named.add((review, self.products[product]))

    def _change(self, fact: Fact) -> None:
        """Note what becomes of a license; other facts change no status by themselves."""
        match fact:
            case LicenseRenewed(effective_on=day, valid_until=last):
                until = last.toordinal() + 1
                self.renewed.add((self.licenses[fact.license], day.toordinal(), until))
            case LicenseSuspended(effective_on=day):
                self.halted.add((self.licenses[fact.license], day.toordinal(), 0))
            case LicenseReinstated(effective_on=day):
                self.halted.add((self.licenses[fact.license], day.toordinal(), 1))
            case LicenseExpired(effective_on=day):
                self.expired.add((self.licenses[fact.license], day.toordinal()))
            case LicenseRevoked(effective_on=day):
                self.revoked.add((self.licenses[fact.license], day.toordinal()))
            case _:
                pass
