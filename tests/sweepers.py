"""Programs that sweep a ledger by a clock that a test holds, in processes that a test may kill.

The clock is a file with an instant. `loop` sweeps until it is told to end and, by a seed, kills
itself now and then after a message went out and before that is noted. `hang` stops for good in the
midst of its first message, and says so. `tracker` is the command line with that clock, and
`restless` is `tracker schedule` whose sweeps follow each other at once.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from tracker import scheduler
from tracker.cli import Session, tracker
from tracker.ledger import open_ledger
from tracker.reminders import sending
from tracker.reminders.policies import read_policy
from tracker.reminders.setting_up import sweeper

KILLED_ONCE_IN = 8
"""In how many messages a loop dies once, right after sending it."""


def clock_of(file: str) -> Callable[[], datetime]:
    """Return the clock that a file is."""
    return lambda: datetime.fromisoformat(Path(file).read_text(encoding="utf-8"))


def set_clock(file: Path, to: datetime) -> None:
    """Move a clock at one blow."""
    beside = file.with_suffix(".new")
    beside.write_text(to.isoformat(), encoding="utf-8")
    beside.replace(file)


def end_of(clock_file: str | Path) -> Path:
    """Return the file beside a clock that tells all loops to end, once it is there."""
    return Path(clock_file).with_suffix(".end")


def loop(location: str, policy_file: str, clock_file: str, seed: str) -> None:
    """Sweep again and again: some as `tracker schedule` does, some as `tracker remind run`."""
    chance = random.Random(int(seed))
    _after_sending(lambda: chance.randrange(KILLED_ONCE_IN) or os.kill(os.getpid(), signal.SIGKILL))
    clock, policy, keeps = clock_of(clock_file), read_policy(policy_file), int(seed) % 2
    while not end_of(clock_file).exists():
        with open_ledger(location) as ledger:
            sweeping = sweeper(ledger, policy, clock)
            for _ in range(20 if keeps else 1):
                sweeping.sweep()
                time.sleep(0.005)  # so that others have a turn


def hang(location: str, policy_file: str, clock_file: str) -> None:
    """Send one message, say so, and wait to be killed."""

    def wait() -> None:
        print("sent", flush=True)
        signal.pause()

    _after_sending(wait)
    with open_ledger(location) as ledger:
        sweeper(ledger, read_policy(policy_file), clock_of(clock_file)).sweep()


def _after_sending(then: Callable[[], object]) -> None:
    usual = sending.deliver

    def deliver(*given: object, **named: object) -> None:
        usual(*given, **named)  # type: ignore[arg-type]
        then()

    sending.deliver = deliver


def command_line(clock_file: str, *words: str) -> None:
    """Run the command line by a clock."""
    tracker(list(words), obj=Session(clock=clock_of(clock_file)))


def restless(clock_file: str, *words: str) -> None:
    """Run `tracker schedule` so that it sweeps again and again; it tells its first line alone."""

    def without_pause(
        job: Callable[[], object], *, wait: Callable[[], object], **_: object
    ) -> None:
        logging.disable(logging.INFO)
        ended = Event()

        def sweep() -> None:
            while not ended.wait(0.1):
                job()

        sweeping = Thread(target=sweep)
        sweeping.start()
        wait()
        ended.set()
        sweeping.join()

    scheduler.every_hour = without_pause
    command_line(clock_file, *words)


if __name__ == "__main__":
    programs = {"loop": loop, "hang": hang, "tracker": command_line, "restless": restless}
    programs[sys.argv[1]](*sys.argv[2:])
