"""Being told to stop while something is under way: by SIGTERM or Ctrl-C."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_TOLD_BY = {signal.SIGTERM, signal.SIGINT}


@contextmanager
def told_when_it_suits() -> Iterator[None]:
    """Keep signals to stop waiting until somebody looks; none of them ends the process meanwhile.

    That holds for this thread and for those that it starts. A handler would not do: one that is
    called for while its thread begins to wait for something may not be called before that comes.
    """
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD_BY)
    try:
        yield
    finally:
        while is_told_to_stop():
            wait_until_told()
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)


def is_told_to_stop() -> bool:
    """Tell whether a signal to stop waits."""
    return not _TOLD_BY.isdisjoint(signal.sigpending())


def wait_until_told() -> None:
    """Wait for a signal to stop, and take it."""
    signal.sigwait(_TOLD_BY)
