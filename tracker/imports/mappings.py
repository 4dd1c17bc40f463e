"""Mappings as files, and those that come with the tracker."""

import io
from importlib.resources import files
from pathlib import Path

from events.reading.documents import read_located
from events.reading.problems import Problem, Problems
from events.reading.sayings import say
from events.tables.fields.mappings import MAPPING, TableMapping
from tracker.imports.errors import MappingRefused, MappingUnknown

_ENDING = ".yaml"


def shipped_mappings() -> list[str]:
    """Return the names of the mappings that come with the tracker, sorted."""
    folder = files("tracker.tables") / "mappings"
    return sorted(
        each.name.removesuffix(_ENDING) for each in folder.iterdir() if each.name.endswith(_ENDING)
    )


def read_mapping(name: str) -> TableMapping:
    """Return the mapping in a file, or a shipped one by its name.

    Raises MappingUnknown, or MappingRefused with every problem of one that is unfit for use.
    """
    data = _bytes(name)
    found = read_located(io.BytesIO(data), MAPPING, name=name, form="yaml")
    if isinstance(found, Problems):
        raise MappingRefused(name, found)
    return found.value


def _bytes(name: str) -> bytes:
    path = Path(name)
    if path.exists():
        try:
            return path.read_bytes()
        except OSError as error:
            reason = (
                say("folder_for_mapping")
                if path.is_dir()
                else say("mapping_not_read", why=error.strerror)
            )
            raise MappingRefused(name, [Problem(name, 1, 1, "", reason)]) from error
    shipped = shipped_mappings()
    if name not in shipped:
        raise MappingUnknown(name, shipped)
    return (files("tracker.tables") / "mappings" / f"{name}{_ENDING}").read_bytes()
