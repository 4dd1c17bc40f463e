"""The files that an evidence list names: looked at for the plan, kept when it is carried out."""

from collections.abc import Iterable, MutableMapping
from os.path import lexists, realpath
from pathlib import Path

from events.facts import Fact
from events.remarks import EvidenceAdded
from events.tables.shelves import Shelves
from projections.imports.rows.evidence import Seen
from tracker.errors import TrackerError
from tracker.evidence.errors import EvidenceRefused
from tracker.evidence.staging import MEBIBYTE, examined, staged
from tracker.evidence.store import Evidence

LIMIT = 50 * MEBIBYTE
"""A larger file is added by itself, with a limit of its own."""


class FileChanged(TrackerError):
    """A file is no longer what it was when the import was planned."""

    code = "file_changed"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"'{path}' was changed while it was being imported; nothing was recorded.",
            "What is kept has to be what was looked at.",
            "Import the list again when nobody writes to its files.",
        )


class EvidenceFiles:
    """The files in a folder and below it, by the names that a list gives them."""

    def __init__(self, folder: Path, shelves: Shelves) -> None:
        self._folder = folder
        self._paths: MutableMapping[str, str] = shelves.index()

    def seen(self, named: str) -> Seen | str:
        """Return a file as it was found, or why it cannot be taken.

        Folders may be parted by `\\`, too, if nothing goes by that name.
        """
        path = self._folder / named
        if "\\" in named and not lexists(path):
            path = self._folder / named.replace("\\", "/")
        if not Path(realpath(path)).is_relative_to(realpath(self._folder)):
            return (
                f"file '{named}' lies outside '{self._folder}', where the files of the list are; "
                "copy it there, or name a folder that holds all of them with --files"
            )
        try:
            file = examined(path, limit=LIMIT)
        except EvidenceRefused as refused:
            said = f"{refused.why} {refused.advice}".rstrip(".")
            if not lexists(path) and _several(named):
                said += "; a row names one file: write a row for each"
            return f"file '{named}' in '{self._folder}' cannot be taken: {said}"
        self._paths[file.sha256] = str(path)
        return Seen(file.name, file.sha256, file.size, file.media_type, file.remarks)

    def keep(self, facts: Iterable[Fact], store: Evidence) -> None:
        """Keep the files of which facts speak.

        Raises FileChanged if one is not what was seen, and what staging and keeping raise.
        """
        for fact in facts:
            if isinstance(fact, EvidenceAdded):
                path = Path(self._paths[fact.sha256])
                with staged(store, [path], limit=LIMIT) as [copy]:
                    if copy.sha256 != fact.sha256:
                        raise FileChanged(path)
                    store.keep(copy.path, copy.sha256)


def _several(named: str) -> bool:
    return any(mark in named for mark in ";；、\n")
