"""Python's cyclic garbage collector, which would go through a whole record again and again.

Facts, and what is worked out from them, hold on to each other in no circle: they are let go of
without it. It searches whenever some more objects were made, which is half of the work of reading
and judging a large record.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

MANY = 100_000
"""So many objects that were made meanwhile, and are still there, are never searched."""


class _Rest:
    """How many pieces of work let the collector rest, and whether it was on before the first."""

    def __init__(self) -> None:
        self._lock, self._works, self._was_on = Lock(), 0, False

    def begin(self) -> None:
        with self._lock:
            if not self._works:
                self._was_on = gc.isenabled()
                gc.disable()
            self._works += 1

    def end(self) -> None:
        with self._lock:
            self._works -= 1
            if self._works:
                return
            if gc.get_count()[0] > MANY:
                gc.freeze()
            if self._was_on:
                gc.enable()


_rest = _Rest()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector rest while much is made that lasts, and go on whatever comes of the work.

    Several threads may do so at once: it goes on after the last. One that was off stays off.
    """
    _rest.begin()
    try:
        yield
    finally:
        _rest.end()
