"""Progress of long work on standard error, where that is a terminal, and its interruption."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Self, TypeVar

import click

from events.following import Work, followed_by

T = TypeVar("T")
EACH = 2_000
PATIENCE = 2.0
"""After so many seconds a command shows how far its work is."""

OFTEN = 0.1
"""So many seconds lie at least between two things that are shown."""


class Progress:
    """Tells how far work has come, and at its end the rate; nothing unless there is a terminal.

    `done` says what has become of each item, such as "rows read"; `then` what is done after them.
    Used as a context manager, it leaves a clean line whatever happens.
    """

    def __init__(self, what: str, done: str, *, then: str = "") -> None:
        self._what, self._done, self._then = what, f"{what} {done}", then
        self._began = monotonic()
        self._count = 0
        self._shown = sys.stderr.isatty()

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
            if self._shown and self._count % EACH == 0:
                click.echo(f"\r{self._count:,} {self._done}", nl=False, err=True)
            yield item
        self.say(f"{self._count:,} {self._done}{self._then}")

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


class _Line:
    """The line on a terminal that shows how far the work is that is followed."""

    def __init__(self) -> None:
        self._began = self._told = monotonic()

    def tell(self, work: Work, done: int, of: int | None) -> None:
        """Show how many items are done, and of how many; when all are, the line is empty."""
        now = monotonic()
        if now - self._began < PATIENCE or (now - self._told < OFTEN and done != of):
            return
        self._told = now
        known = "" if of is None else f" of {of:,}"
        empty_line("" if done == of else f"{done:,}{known} {work}")


def empty_line(then: str = "") -> None:
    """Empty the line on a terminal, and show something else on it."""
    click.echo(f"\r\x1b[K{then}", nl=False, err=True)


@contextmanager
def progress_shown() -> Iterator[None]:
    """Show on a terminal how far work is that takes some seconds; what is no terminal gets nothing.

    Whatever comes of the work, the line is empty then.
    """
    if not sys.stderr.isatty():
        yield
        return
    try:
        with followed_by(_Line().tell):
            yield
    finally:
        empty_line()


@contextmanager
def hushed() -> Iterator[None]:
    """Show no progress while an answer is written to a terminal: it shows itself how far it is."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        yield
        return
    empty_line()
    with followed_by(None):
        yield


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
