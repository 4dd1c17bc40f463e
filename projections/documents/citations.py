"""Citations in JSON documents: each where it is needed, or all in a table and a key to them."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from events.acts import ActPublished, QuestionRaised
from events.base import Source
from projections.record.law import Provided

Json = dict[str, Any]

Cite = Callable[[Provided], Any]
"""Makes of a provision what stands for it in a document: what it says of itself, or a key."""


def citation_document(provided: Provided) -> Json:
    """Return where a provision stands and where to check it."""
    fact = provided.record.fact
    cited: Json = {"fact": provided.fact_id}
    match fact:
        case ActPublished():
            cited |= {"act": fact.act, "title": fact.title, "title_zh": fact.title_zh}
        case QuestionRaised():
            cited |= {"question": fact.question, "reading": provided.reading}
        case _:
            pass
    provision = provided.provision
    return cited | {
        "article": provision.article,
        "effective_on": provision.effective_on.isoformat(),
        **({"perhaps_on": provision.perhaps_on.isoformat()} if provision.perhaps_on else {}),
        "verified": provision.verified,
        "note": provision.note,
        "sources": [source_document(source) for source in fact.source],
    }


def source_document(source: Source) -> Json:
    """Return a source without the fields it leaves out."""
    return source.model_dump(exclude_none=True)


def citation_key(provided: Provided) -> str:
    """Return a name for a provision that no other on record has, in this answer or any later one.

    It is the id of the fact, and the number of the provision in it; in a reading, also its name.
    """
    reading = provided.reading
    within = "" if reading is None else f":{reading.replace('%', '%25').replace('#', '%23')}"
    return f"{provided.fact_id}#{provided.place + 1}{within}"


class Sources:
    """The table of the provisions that a document cites, each once."""

    def __init__(self) -> None:
        self._keys: dict[Provided, str] = {}
        self._told = 0

    def cite(self, provided: Provided) -> str:
        """Put a provision into the table, unless it is there, and return its key."""
        if provided not in self._keys:
            self._keys[provided] = citation_key(provided)
        return self._keys[provided]

    def document(self) -> Json:
        """Return the whole table by key, sorted."""
        by_key = sorted((key, provided) for provided, key in self._keys.items())
        return {key: citation_document(provided) for key, provided in by_key}

    def news(self) -> Json:
        """Return what of the table was not returned by this before."""
        told, self._told = self._told, len(self._keys)
        new = islice(self._keys.items(), told, None)
        return {key: citation_document(provided) for provided, key in new}
