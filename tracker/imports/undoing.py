"""Which import somebody means: that of a file at hand, or of a digest."""

import re
from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

from events.recorded import Recorded
from projections.imports.undoing import imports_that_count
from tracker.imports.errors import ImportUnknown

_DIGEST = re.compile(r"[0-9a-f]{8,64}")


def digest_of_import(path: Path, named: str, facts: Iterable[Recorded]) -> str:
    """Return the digest of the file whose import is named; raises ImportUnknown."""
    known = imports_that_count(facts)
    if path.is_file():
        with path.open("rb") as stream:
            found = [file_digest(stream, "sha256").hexdigest()]
    elif _DIGEST.fullmatch(named.casefold()):
        found = [each for each in known if each.startswith(named.casefold())]
    else:
        found = []
    if len(found) != 1 or found[0] not in known:
        raise ImportUnknown(named, [f"{each[:16]}, {file}" for each, file in known.items()])
    return found[0]
