"""Values put aside in a file without a name, so that much takes no more memory than little."""

from collections.abc import Callable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Generic, TypeVar, overload
from weakref import finalize

T = TypeVar("T")

_AT_ONCE = 1000
_IN_MEMORY = 1_000_000
"""So many bytes are kept in memory before there is a file."""


class Aside(Sequence[T], Generic[T]):
    """Values that are all written in the same number of bytes; more may be put there at the end."""

    def __init__(self, width: int, write: Callable[[T], bytes], read: Callable[[bytes], T]) -> None:
        self._width, self._write, self._read = width, write, read
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is gone with the values
        finalize(self, self._file.close)
        self._waiting: list[bytes] = []
        self._written = 0

    def put(self, value: T) -> None:
        """Put a value at the end; raises ValueError if it is written longer or shorter."""
        written = self._write(value)
        if len(written) != self._width:
            raise ValueError(f"{value!r} is not written in {self._width} bytes")
        self._waiting.append(written)
        if len(self._waiting) == _AT_ONCE:
            self._put_down()

    def __len__(self) -> int:
        return self._written + len(self._waiting)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...

    def __getitem__(self, at: int | slice) -> T | list[T]:
        places = range(len(self))[at]
        if isinstance(places, range):
            return [self[place] for place in places]
        return self._read(self._bytes(places, 1))

    def __iter__(self) -> Iterator[T]:
        for start in range(0, len(self), _AT_ONCE):
            found = self._bytes(start, _AT_ONCE)
            for at in range(0, len(found), self._width):
                yield self._read(found[at : at + self._width])

    def _bytes(self, start: int, count: int) -> bytes:
        self._put_down()
        self._file.seek(start * self._width)
        return self._file.read(count * self._width)

    def _put_down(self) -> None:
        if self._waiting:
            self._file.seek(self._written * self._width)
            self._file.write(b"".join(self._waiting))
            self._written += len(self._waiting)
            self._waiting.clear()


def digests() -> Aside[bytes]:
    """Return a place for digests of SHA-256."""
    return Aside(32, bytes, bytes)


def positions() -> Aside[int]:
    """Return a place for positions."""
    return Aside(8, lambda position: position.to_bytes(8), int.from_bytes)


def instants() -> Aside[str]:
    """Return a place for instants as they are digested."""
    return Aside(len("2026-11-23T04:00:00.000000Z"), str.encode, bytes.decode)
