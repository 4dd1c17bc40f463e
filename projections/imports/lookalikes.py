"""Names that look like others that are known: perhaps the same, written otherwise."""

from collections.abc import Iterable, Iterator

from events.licenses import LicenseIssued, LicenseScopeChanged
from events.products import ProductRegistered
from projections.imports.known import Known, Names, add, look
from projections.imports.plan import Outcome
from projections.imports.sayings import Called, Saying, Value, say


def lookalikes(known: Known, outcome: Outcome) -> Iterator[Saying]:
    """Yield what is to be told of names that nobody knows yet and that look like known ones.

    The names that rows open are known to the rows after them.
    """
    for fact in outcome.facts:
        match fact:
            case ProductRegistered():
                yield from _told(known.products, "product", [fact.product])
                add(known.products, look(fact.product), fact.product)
            case LicenseIssued():
                yield from _told(known.licenses, "license", [fact.license])
                add(known.licenses, look(fact.license), fact.license)
                yield from _told(known.products, "product", fact.products)
            case LicenseScopeChanged():
                yield from _told(known.products, "product", fact.add)
            case _:
                pass


def _told(known: Names, what: str, names: Iterable[str]) -> Iterator[Saying]:
    for name in names:
        like = known.get(look(name), [])
        if like and name not in like:
            yield say("looks_alike", called=Called(what, name), known=Value(like[0]))
