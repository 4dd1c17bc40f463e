"""Names that look like others that are known: perhaps the same, written otherwise."""

from collections.abc import Iterable, Iterator, MutableMapping

from events.licenses import LicenseIssued, LicenseScopeChanged
from events.products import ProductRegistered
from projections.imports.known import Known, look
from projections.imports.plan import Outcome


def lookalikes(known: Known, outcome: Outcome) -> Iterable[str]:
    """Yield what is to be told of new names that differ from known ones in looks alone.

    The names that rows open are known to the rows after them.
    """
    for fact in outcome.facts:
        match fact:
            case ProductRegistered():
                yield from _told(known.products, "product", [fact.product], keep=True)
            case LicenseIssued():
                yield from _told(known.licenses, "license", [fact.license], keep=True)
                yield from _told(known.products, "product", fact.products)
            case LicenseScopeChanged():
                yield from _told(known.products, "product", fact.add)
            case _:
                pass


def _told(
    known: MutableMapping[str, str], what: str, names: Iterable[str], *, keep: bool = False
) -> Iterator[str]:
    for name in names:
        like = known.setdefault(look(name), name) if keep else known.get(look(name), name)
        if like != name:
            yield (
                f"{what} '{name}' is named here, and '{like}' is known: they are taken for two; if "
                "they are one, write it alike"
            )
