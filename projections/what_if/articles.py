"""Acts taken apart into their articles, so that each can be told as a cause of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from events.acts import ActPublished
from events.facts import Fact
from events.recorded import Recorded


def by_article(records: Iterable[Recorded]) -> list[Recorded]:
    """Return hypothetical facts that count, at positions of their own, their acts by article.

    The parts keep their order, so that they make the same law as the act. Each has a name of its
    own, as facts under one name would be taken for one another.
    """
    parts = [replace(record, fact=part) for record in records for part in _parts(record.fact)]
    if not parts:
        return []
    first = parts[0].position
    return [replace(part, position=place) for place, part in enumerate(parts, start=first)]


def _parts(fact: Fact) -> Iterator[Fact]:
    """Yield a fact, or an act once for each run of provisions of one article."""
    if not isinstance(fact, ActPublished):
        yield fact
        return
    groups = groupby(fact.provisions, key=lambda provision: provision.article)
    runs = [(article, tuple(run)) for article, run in groups]
    if len(runs) < 2:
        yield fact
        return
    for name, (_, provisions) in zip(_names(fact.act, runs), runs, strict=True):
        id = f"{fact.id or fact.act}, {name.removeprefix(fact.act).strip()}"
        yield fact.model_copy(update={"act": name, "id": id, "provisions": provisions})


def _names(act: str, runs: Sequence[tuple[str | None, Sequence[object]]]) -> list[str]:
    names: list[str] = []
    place = 1
    for article, provisions in runs:
        name = f"{act} art. {article}"
        if article is None or name in names:
            name = f"{act} provision {place}"
        names.append(name)
        place += len(provisions)
    return names
