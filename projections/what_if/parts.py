"""Acts taken apart into their provisions, so that each can be told as a cause of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from events.acts import ActPublished
from events.provisions import Provision
from events.recorded import Recorded
from events.remarks import FactVoided


@dataclass(frozen=True, slots=True)
class Part:
    """A supposed fact or one provision of a supposed act, as it is judged: at a place of its own.

    `provisions` are several where an act stays whole.
    """

    record: Recorded
    whole: Recorded
    article: str | None = None
    provisions: tuple[Provision, ...] = ()


def parts_of(records: Iterable[Recorded]) -> list[Part]:
    """Return supposed facts, acts provision by provision, at positions that follow one another.

    The provisions keep their order, so that they make the same law as the act. The first keeps its
    name, so that it takes the place of an earlier act under it as the act does; each of the others
    has one of its own, as acts under one name would be taken for one act. An act that a supposed
    fact voids stays whole.
    """
    records = list(records)
    voided = {record.fact.fact for record in records if isinstance(record.fact, FactVoided)}
    parts = [part for record in records for part in _parts(record, whole=record.id in voided)]
    first = min((record.position for record in records), default=0)
    return [
        replace(part, record=replace(part.record, position=position))
        for position, part in enumerate(parts, start=first)
    ]


def _parts(record: Recorded, *, whole: bool) -> Iterator[Part]:
    fact = record.fact
    if not isinstance(fact, ActPublished):
        yield Part(record, record)
        return
    provisions = fact.provisions
    if whole or len(provisions) < 2:
        articles = {provision.article for provision in provisions}
        yield Part(record, record, articles.pop() if len(articles) == 1 else None, provisions)
        return
    for number, provision in enumerate(provisions):
        name = f" ({number}) " if number else ""  # no other name ends in a blank
        named = {"act": f"{fact.act}{name}", "id": f"{record.id}{name}", "provisions": (provision,)}
        part = replace(record, fact=fact.model_copy(update=named))
        yield Part(part, record, provision.article, (provision,))
