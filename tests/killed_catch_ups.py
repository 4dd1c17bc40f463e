"""A program whose children bring live tables up to date and kill themselves before their n-th step.

It reads lines of a number and a ledger, forks for each, and answers "killed", or how many steps it
took: statements that SQLite was given.
"""

import os
import signal
import sqlite3
import sys
from itertools import count
from traceback import print_exc
from typing import Any

from tracker.ledger import open_ledger
from tracker.live.tables.keeping import LiveTables, Use


def _watch(before: int) -> Any:
    steps, connects = count(1), sqlite3.connect

    def step(*_: object) -> int:
        if (number := next(steps)) == before:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    def connect(*given: Any, **options: Any) -> sqlite3.Connection:
        made = connects(*given, **options)
        if ".live" in str((given, options)):
            made.set_trace_callback(step)
        return made

    sqlite3.connect = connect
    return step


def _catch_up(location: str, before: int) -> None:
    step = _watch(before)
    with open_ledger(location) as ledger:
        tables = LiveTables(ledger, Use.ALWAYS)
        tables.ask(lambda reader: reader.position)
        tables.close()
    print(step() - 1, flush=True)
    os._exit(0)


if __name__ == "__main__":
    for line in sys.stdin:
        number, location = line.split()
        if not (child := os.fork()):
            try:
                _catch_up(location, int(number))
            except BaseException:
                print_exc()
                os._exit(1)  # lest the child read the next line
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code:
            print("killed" if code == -signal.SIGKILL else "failed", flush=True)
