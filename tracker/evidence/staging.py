"""Files on their way in: copied aside, measured and looked at, before any is kept."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from events.base import FileName
from events.remarks import MediaType
from tracker.evidence.errors import EvidenceRefused, StoreFailed
from tracker.evidence.sources import open_source, pieces, unreadable
from tracker.evidence.store import Evidence
from tracker.evidence.types import ALLOWED, look, misnamed

UNFINISHED = ".unfinished-"
MEBIBYTE = 1 << 20

_NAME: TypeAdapter[str] = TypeAdapter(FileName)


@dataclass(frozen=True, slots=True)
class Staged:
    """A file fit to be kept, or the copy of one: where it lies, its digest, and what is said of it.

    `name` is what the file is called whose copy it is.
    """

    path: Path
    name: str
    sha256: str
    size: int
    media_type: MediaType
    remarks: tuple[str, ...]


def examined(source: Path, *, limit: int) -> Staged:
    """Return a file as it would be kept, where it lies; raises EvidenceRefused."""
    with _source(source) as file:
        digest, size = sha256(), 0
        for piece in _within(limit, file, source):
            digest.update(piece)
            size += len(piece)
        return _judged(source, file, source, digest.hexdigest(), size)


@contextmanager
def staged(store: Evidence, sources: Iterable[Path], *, limit: int) -> Iterator[list[Staged]]:
    """Copy files beside the store; the copies are gone afterwards, whatever becomes of them.

    What is judged is the copy, so that nobody can change a file between the look and the keeping.
    Raises EvidenceRefused at the first that is not taken, StoreFailed if there is no room.
    """
    with ExitStack() as stack:
        yield [stack.enter_context(_staged(store, path, limit)) for path in sources]


@contextmanager
def _staged(store: Evidence, source: Path, limit: int) -> Iterator[Staged]:
    with _source(source) as file, _unfinished(store.folder) as (path, copy):
        digest, size = _copied(file, copy, source, limit)
        yield _judged(source, copy, path, digest, size)


def _judged(source: Path, file: BinaryIO, path: Path, digest: str, size: int) -> Staged:
    """Return what a file is that lies somewhere, the source itself or its copy."""
    if size == 0:
        raise EvidenceRefused(
            str(source), "It is empty.", "Check that the scan or the download succeeded."
        )
    seen = look(file)
    if seen.media_type is None:
        raise EvidenceRefused(
            str(source),
            f"By its content it is {seen.seems}.",
            f"Taken are: {ALLOWED}. Add a scan, or a PDF of what it shows.",
        )
    misfit = misnamed(source.name, seen.media_type)
    remarks = (*([misfit] if misfit else []), *seen.remarks)
    return Staged(path, source.name, digest, size, seen.media_type, remarks)


def _source(source: Path) -> BinaryIO:
    """Open a plain file that has a name fit to be kept."""
    file = open_source(source)
    try:
        _NAME.validate_python(source.name)
        return file
    except ValidationError as error:
        file.close()
        shown = source.name.encode("utf-8", "backslashreplace").decode()
        raise EvidenceRefused(
            "".join(sign if sign.isprintable() else "?" for sign in shown),
            "A name is kept as one line of at most 200 characters that steer no terminal, without "
            "backslashes, and without blanks at its ends.",
            "Give the file another name.",
        ) from error


@contextmanager
def _unfinished(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    try:
        folder.mkdir(mode=0o755, exist_ok=True)
        number, name = mkstemp(prefix=UNFINISHED, dir=folder)
    except OSError as error:
        raise StoreFailed(str(folder), error.strerror or str(error)) from error
    path = Path(name)
    try:
        with os.fdopen(number, "w+b") as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def _copied(source: BinaryIO, copy: BinaryIO, name: Path, limit: int) -> tuple[str, int]:
    """Copy a file down to the disk, and return its digest and size."""
    digest, size = sha256(), 0
    for piece in _within(limit, source, name):
        digest.update(piece)
        size += len(piece)
        _write(copy, piece)
    _finish(copy)
    return digest.hexdigest(), size


def _within(limit: int, source: BinaryIO, name: Path) -> Iterator[bytes]:
    """Yield the pieces of a file that has not more bytes than the limit."""
    size = 0
    for piece in _read(source, name):
        size += len(piece)
        if size > limit:
            raise EvidenceRefused(
                str(name),
                f"It has more than {limit // MEBIBYTE} MiB, which is the limit.",
                "Scan it smaller, or raise the limit: 'tracker evidence add' has --max-size.",
            )
        yield piece


def _read(source: BinaryIO, name: Path) -> Iterator[bytes]:
    try:
        yield from pieces(source)
    except OSError as error:
        raise unreadable(name, error) from error


def _write(copy: BinaryIO, piece: bytes) -> None:
    try:
        copy.write(piece)
    except OSError as error:
        raise StoreFailed(str(copy.name), error.strerror or str(error)) from error


def _finish(copy: BinaryIO) -> None:
    try:
        copy.flush()
        os.fchmod(copy.fileno(), 0o444)
        os.fsync(copy.fileno())
    except OSError as error:
        raise StoreFailed(str(copy.name), error.strerror or str(error)) from error
