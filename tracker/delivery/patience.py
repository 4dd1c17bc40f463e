"""Patience with the other end of a connection, which may send a byte at a time for ever."""

import socket
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread, Timer
from typing import Self, TypeVar

Result = TypeVar("Result")


class Patience:
    """A limit in seconds, from entering on, to all that is done on the socket that is watched.

    When it has run out, the connection is shut, so that whoever waits on it goes on.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._run_out)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.ran_out = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, connection: socket.socket | None) -> None:
        """Watch a connection from now on, in place of another one."""
        self._socket = connection
        if self.ran_out:
            self._shut()

    def _run_out(self) -> None:
        self.ran_out = True
        self._shut()

    def _shut(self) -> None:
        if self._socket:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def in_time(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what work returns, for work whose sockets nobody can watch; raises TimeoutError.

    Work that takes longer is left to itself, in a thread that ends with the process at the latest.
    """
    done: Future[Result] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done.result(seconds)
