"""A program that runs 'tracker init' and kills itself before its n-th step at the storage.

It reads lines of a number and a location, forks for each, and answers with how the child ended and
how many steps it took: statements of SQLite, or messages to a PostgreSQL server.
"""

import os
import signal
import sqlite3
import sys
from functools import cache
from itertools import count
from typing import Any

import psycopg
from click.testing import CliRunner

import tracker.cli.act.init as initiating
from tracker.cli import Session, tracker
from tracker.gazette.files import read_gazette

initiating.read_gazette = cache(read_gazette)


def _killing_itself(before: int) -> Any:
    steps = count(1)

    def step(*_: object) -> int:
        if (number := next(steps)) == before:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    return step


def _watch(step: Any) -> None:
    """Have every step told, whoever makes it: the library, the ledger or the look beforehand."""

    connects, waits = sqlite3.connect, psycopg.Connection.wait

    def connect(*given: Any, **options: Any) -> sqlite3.Connection:
        made = connects(*given, **options)
        made.set_trace_callback(step)
        return made

    def wait(connection: Any, *given: Any, **options: Any) -> Any:
        step()
        return waits(connection, *given, **options)

    sqlite3.connect = connect
    psycopg.Connection.wait = wait  # type: ignore[method-assign]


def _init(location: str, before: int) -> None:
    step = _killing_itself(before)
    _watch(step)
    done = CliRunner().invoke(tracker, ["--ledger", location, "init"], obj=Session())
    print(f"{done.exit_code} {step() - 1}", flush=True)
    os._exit(done.exit_code)


if __name__ == "__main__":
    initiating.read_gazette()
    for line in sys.stdin:
        number, location = line.split()
        if not (child := os.fork()):
            _init(location, int(number))
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL:
            print("killed", flush=True)
