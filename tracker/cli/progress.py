"""Progress of long work on standard error, where that is a terminal, and its interruption."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Self, TypeVar

import click

T = TypeVar("T")
EACH = 2_000


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
