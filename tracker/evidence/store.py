"""The store of evidence: each file once, under its SHA-256, never written over."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from tracker.evidence.errors import CopyFailed, EvidenceDamaged, EvidenceMissing, StoreFailed
from tracker.evidence.sources import digest_of, open_plainly, pieces, unlike_a_file

DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A folder of files: `ab/abcd...`, without an ending, for reading only, never executable."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Return where the file of a digest is, or would be."""
        return self.folder / digest[:2] / digest

    def holds(self, digest: str) -> bool:
        """Tell whether anything stands where the file of a digest is kept."""
        return os.path.lexists(self.path(digest))

    def keep(self, staged: Path, digest: str) -> bool:
        """Give a file its place under its digest; return whether it was not there before.

        Raises EvidenceDamaged if another stands there, StoreFailed if it cannot be written.
        """
        path = self.path(digest)
        try:
            path.parent.mkdir(mode=0o755, exist_ok=True)
            os.link(staged, path)
        except FileExistsError:
            self._insist(digest)
            return False
        except OSError as error:
            raise StoreFailed(str(path), error.strerror or str(error)) from error
        for folder in (path.parent, self.folder):
            _flush(folder)
        return True

    def read(self, digest: str) -> bytes:
        """Return the very bytes of a digest; raises EvidenceMissing or EvidenceDamaged."""
        with self._opened(digest) as file:
            data = file.read()
        self._compare(digest, sha256(data).hexdigest())
        return data

    def copy(self, digest: str, target: Path) -> int:
        """Write the bytes of a digest to a file that is not there yet, and return their number.

        Raises EvidenceMissing, EvidenceDamaged or CopyFailed; then nothing is left there.
        """
        with self._opened(digest) as file:
            try:
                number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            except OSError as error:
                raise CopyFailed(str(target), error.strerror or str(error)) from error
            try:
                with os.fdopen(number, "wb") as copy:
                    found, size = _poured(file, copy)
                self._compare(digest, found)
            except BaseException as error:
                target.unlink(missing_ok=True)
                if isinstance(error, OSError):
                    raise CopyFailed(str(target), error.strerror or str(error)) from error
                raise
        return size

    def check(self, digest: str, size: int) -> str | None:
        """Say what is wrong with the file of a digest, or None; the whole of it is read."""
        path = self.path(digest)
        if not self.holds(digest):
            return "is missing"
        try:
            if other := unlike_a_file(path):
                return f"is {other}"
            found, length = digest_of(path)
        except OSError as error:
            return f"cannot be read ({error.strerror or error})"
        if length != size:
            return f"was altered: it has {length:,} bytes, not {size:,}"
        return None if found == digest else f"was altered: its SHA-256 is {found}"

    def files(self) -> Iterator[Path]:
        """Yield everything in the folder that is no folder, in order, unfinished files too."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_symlink() or not path.is_dir():
                yield path

    def _opened(self, digest: str) -> BinaryIO:
        path = self.path(digest)
        if not DIGEST.fullmatch(digest) or not self.holds(digest):
            raise EvidenceMissing(digest, str(self.folder))
        try:
            return open_plainly(path)
        except OSError as error:
            reason = f"It cannot be read: {error.strerror or error}"
            raise EvidenceDamaged(str(path), reason) from error

    def _insist(self, digest: str) -> None:
        """Raise EvidenceDamaged unless what stands in a place belongs there."""
        with self._opened(digest) as file:
            found = sha256()
            for piece in pieces(file):
                found.update(piece)
        self._compare(digest, found.hexdigest())

    def _compare(self, digest: str, found: str) -> None:
        if found != digest:
            said = f"It was kept under SHA-256 {digest}, and now has {found}"
            raise EvidenceDamaged(str(self.path(digest)), said)


def _poured(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    digest, size = sha256(), 0
    for piece in pieces(source):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _flush(folder: Path) -> None:
    """Bring a folder's entries down to the disk, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
