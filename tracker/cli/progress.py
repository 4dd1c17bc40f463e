"""Progress of long work on standard error, where that is a terminal, and its interruption."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Self, TypeVar

import click

T = TypeVar("T")
EACH = 2_000
PATIENCE = 2.0
"""After so many seconds work tells how far it is."""


class Progress:
    """Tells how far work has come, and at its end the rate; nothing unless there is a terminal.

    `done` says what has become of each item, such as "rows read"; `then` what is done after them.
    It is silent for the first seconds of its `patience`, so that quick work passes unseen. Used as
    a context manager, it leaves a clean line whatever happens.
    """

    def __init__(self, what: str, done: str, *, then: str = "", patience: float = 0) -> None:
        self._what, self._done, self._then = what, f"{what} {done}", then
        self._began = monotonic()
        self._count = 0
        self._is_terminal, self._patience = sys.stderr.isatty(), patience

    @property
    def _shown(self) -> bool:
        return self._is_terminal and monotonic() - self._began >= self._patience

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if error is None:
            self.end()
        else:
            self.say("")

    def watch(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on and count them."""
        for item in items:
            self._count += 1
            if self._count % EACH == 0 and self._shown:
                click.echo(f"\r{self._count:,} {self._done}", nl=False, err=True)
            yield item
        self.say(f"{self._count:,} {self._done}{self._then}")

    def tell(self, done: int, of: int) -> None:
        """Tell how many are done, and of how many."""
        self.say(f"{done:,} of {of:,} {self._done}" if done < of else "")

    def say(self, doing: str) -> None:
        """Tell what is being done now."""
        if self._shown:
            click.echo(f"\r\x1b[K{doing}", nl=False, err=True)

    def end(self) -> None:
        """Tell how many items there were, and how many a second."""
        if not self._shown:
            return
        seconds = max(monotonic() - self._began, 0.001)
        rate = f"{self._count:,} {self._what} in {seconds:,.1f} s ({self._count / seconds:,.0f}/s)"
        click.echo(f"\r\x1b[K{rate}", err=True)


@contextmanager
def progress_of(
    what: str, done: str, *, streams: bool = False
) -> Iterator[Callable[[int, int], None]]:
    """Yield what tells how many of how many are done, and leave a clean line.

    Nothing is told of an answer that `streams` to a terminal: it shows itself how far it is.
    """
    progress = Progress(what, done, patience=PATIENCE)
    try:
        yield (lambda now, of: None) if streams and sys.stdout.isatty() else progress.tell
    finally:
        progress.say("")


class Interrupted(click.ClickException):
    """Long work was given up."""

    exit_code = 130


@contextmanager
def interruptible(told: str) -> Iterator[None]:
    """Tell who gives up long work what has become of it."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise Interrupted(told) from error
