"""The files of a folder, as a list of evidence names them."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path

from tracker.file_names import as_text, is_text


@dataclass(frozen=True, slots=True)
class Files:
    """The names of files from a folder on, in order; `left_out` has those that are not offered.

    Left out are hidden files and what lies in hidden folders, links, and names that are no text.
    """

    names: tuple[str, ...]
    left_out: tuple[str, ...]


def files_below(folder: Path, apart: Set[Path]) -> Files:
    """Return the files in a folder and below it, without those that `apart` names or holds."""
    names, left_out = list[str](), list[str]()
    for path in _files(folder, {Path(realpath(each)) for each in apart}):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if hidden or path.is_symlink() or not is_text(str(name)):
            left_out.append(as_text(name.as_posix()))
        else:
            names.append(name.as_posix())
    return Files(tuple(names), tuple(left_out))


def _files(folder: Path, apart: Set[Path]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        there = Path(realpath(path))
        if (path.is_file() or path.is_symlink()) and apart.isdisjoint((there, *there.parents)):
            yield path
