"""A file that fails once: an archive dropped after that may try again, and says no more."""

from typing import IO, Any


class FailsOnce:
    """Passes on to a file what an archive asks of it, until that fails."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._failed = False

    def write(self, data: bytes) -> int:
        """Write to the file; after a failure go on as if it were written."""
        return self._ask("write", len(data), data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in the file."""
        return self._ask("seek", 0, offset, whence)

    def tell(self) -> int:
        """Return the place in the file."""
        return self._ask("tell", 0)

    def flush(self) -> None:
        """Write what is held back."""
        self._ask("flush", 0)

    def _ask(self, what: str, otherwise: int, *given: Any) -> int:
        if self._failed:
            return otherwise
        try:
            found: int = getattr(self._stream, what)(*given)
        except OSError:
            self._failed = True
            raise
        return found
