"""Names that look like others on record: perhaps the same, written otherwise."""

from collections.abc import Iterable, Iterator

from events.licenses import LicenseIssued, LicenseScopeChanged
from events.products import ProductRegistered
from events.tables.headings import wide_to_plain
from events.tables.rows import Said
from projections.imports.plan import Outcome
from projections.imports.record import OnRecord


class Lookalikes:
    """Knows the names on record, and those that rows bring, by what they look like."""

    def __init__(self, record: OnRecord) -> None:
        self._products = {look(name): name for name in record.products}
        self._licenses = {look(number): names[0] for number, names in record.numbers.items()}
        self._licenses |= {look(name): name for name in record.licenses}

    def told(self, said: Said, outcome: Outcome) -> Iterable[str]:
        """Return what is to be told of new names that differ from known ones in looks alone."""
        for fact in outcome.facts:
            match fact:
                case ProductRegistered():
                    yield from self._of(self._products, "product", [fact.product], keep=True)
                case LicenseIssued():
                    yield from self._of(self._licenses, "license", [fact.license], keep=True)
                    yield from self._of(self._products, "product", fact.products)
                case LicenseScopeChanged():
                    yield from self._of(self._products, "product", fact.add)
                case _:
                    pass

    def _of(
        self, known: dict[str, str], what: str, names: Iterable[str], *, keep: bool = False
    ) -> Iterator[str]:
        for name in names:
            like = known.setdefault(look(name), name) if keep else known.get(look(name), name)
            if like != name:
                yield (
                    f"{what} '{name}' is named here, and '{like}' is known: they are taken for "
                    "two; if they are one, write it alike"
                )


def look(name: str) -> str:
    """Return what is the same in names that differ in case, width and blanks alone.

    >>> look("ＦＷ-100 "), look("fw - 100")
    ('fw-100', 'fw-100')
    """
    return "".join(wide_to_plain(name).split()).casefold()
