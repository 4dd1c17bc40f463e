"""Being told to stop while something is under way: by SIGTERM or Ctrl-C."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue


@contextmanager
def told_to_stop() -> Iterator["SimpleQueue[int]"]:
    """Yield the queue to which each signal to stop is put meanwhile; none ends the process.

    A signal's handler may interrupt anything. Of all that threads wait for, only the put of a
    simple queue may be called there.
    """
    signals = SimpleQueue[int]()
    told_by = (signal.SIGTERM, signal.SIGINT)
    usual = [signal.signal(each, lambda number, _: signals.put(number)) for each in told_by]
    try:
        yield signals
    finally:
        for each, handler in zip(told_by, usual, strict=True):
            signal.signal(each, handler)
