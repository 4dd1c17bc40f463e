"""What is on record, as an import compares rows with it."""

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from itertools import count

from events.facts import Fact, fact_to_dict
from events.recorded import Recorded
from projections.record.dossiers import Portfolio
from projections.record.visible import visible, voidings


class OnRecord:
    """Facts on record: those that count, with their portfolio, and every fact by its id.

    All facts, or all that bear on the rows that are compared with them.
    """

    def __init__(self, facts: Iterable[Recorded]) -> None:
        everything = list(facts)
        self.seen = visible(everything)
        self.voided = voidings(everything)
        self.portfolio = Portfolio(self.seen)
        self.by_id = {record.id: record for record in everything}
        self.products = set(self.portfolio.products)
        self.licenses = set(self.portfolio.licenses)

    def about(self, *, product: str = "", licenses: Iterable[str] = ()) -> list[Recorded]:
        """Return the facts that count of a product and of licenses."""
        names = [("product", product), *(("license", name) for name in licenses)]
        return [each for name in names for each in self._by_subject.get(name, ())]

    @cached_property
    def _by_subject(self) -> dict[tuple[str, str], list[Recorded]]:
        found: dict[tuple[str, str], list[Recorded]] = {}
        for each in self.seen:
            for what in ("product", "license"):
                if name := getattr(each.fact, what, None):
                    found.setdefault((what, name), []).append(each)
        return found

    @cached_property
    def numbers(self) -> dict[str, list[str]]:
        """The licenses that were issued under each number, sorted."""
        found: dict[str, list[str]] = {}
        for name in self.portfolio.licenses:
            issue = self.portfolio.license(name).issue
            if issue is not None and issue.number is not None:
                found.setdefault(issue.number, []).append(name)
        return found

    def named(self, fact: Fact) -> Fact:
        """Return a fact under an id of its own, made from what it says.

        A fact that was recorded before and voided gets another one, so that it can be recorded
        again.
        """
        if fact.id is not None:
            return fact
        ids = imported_ids(content_of(fact))
        return fact.model_copy(update={"id": next(id for id in ids if id not in self.by_id)})


def content_of(fact: Fact) -> bytes:
    """Return what a fact says beside its id and source, as one byte form.

    Contents are compared, and ids made of them; the canonical form of JSON would be slower here.
    """
    said = fact_to_dict(fact)
    said.pop("id", None)
    said.pop("source", None)
    return json.dumps(said, sort_keys=True).encode()


def imported_ids(content: bytes) -> Iterator[str]:
    """Yield the ids that a content is given, the first time that it is recorded and again."""
    for occurrence in count(1):
        yield f"i-{sha256(b'%d %s' % (occurrence, content)).hexdigest()[:20]}"
