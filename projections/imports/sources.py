"""Where an imported fact comes from: the digest of a file and its rows."""

import re
from collections.abc import Sequence

from events.base import Source
from events.facts import Fact
from events.tables.rows import Place

_TITLE = re.compile(r"rows? \d+(-\d+)?(, \d+(-\d+)?)*( and \d+ more)?$")
_UNDONE = re.compile(r"The import of file [0-9a-f]{16} is undone\.")
_SPAN = re.compile(r"(\d+)(?:-(\d+))?(?! more|\d)")


def import_source(place: Place, rows: Sequence[int]) -> Source:
    """Return the source of a fact that rows of a table say."""
    return Source(title=place.row(*rows), sha256=place.digest)


def is_import_source(source: Source) -> bool:
    """Tell whether a source names rows of an imported file."""
    titled = source.title is not None and _TITLE.search(source.title) is not None
    return titled and source.sha256 is not None


def imported_from(fact: Fact) -> str | None:
    """Return the digest of the file from which a fact was imported, or None."""
    digests = [source.sha256 for source in fact.source if is_import_source(source)]
    return digests[-1] if digests else None


def imported_rows(fact: Fact, place: Place) -> set[int]:
    """Return the rows of a table, whatever its file is called, that say a fact.

    Those that are listed, if they are many.
    """
    titles = (
        (source.title or "").rpartition(", row")
        for source in fact.source
        if source.sha256 == place.digest and is_import_source(source)
    )
    return {
        row
        for table, _, rows in titles
        if place.sheet is None or table.endswith(f", sheet '{place.sheet}'")
        for first, last in _SPAN.findall(rows)
        for row in range(int(first), int(last or first) + 1)
    }


AGAIN = "The file whose import was undone is imported again."
"""The reason with which the voiding of a fact is voided when its file is imported again."""


def undone_because(digest: str) -> str:
    """Return the reason with which the facts of an import are voided when it is undone."""
    return f"The import of file {digest[:16]} is undone."


def is_undone_because(reason: str) -> bool:
    """Tell whether a reason is that of an import that is undone."""
    return _UNDONE.fullmatch(reason) is not None


def imported_file(fact: Fact) -> str:
    """Return the name of the file from which a fact was imported, with its sheet."""
    titles = [source.title or "" for source in fact.source if is_import_source(source)]
    return titles[-1].rpartition(", row")[0] if titles else ""
