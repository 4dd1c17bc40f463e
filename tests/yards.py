"""Ledgers whose sweepers are processes of their own, by a clock that the test holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import ledger_writers
import sweepers
from ledger_places import Place, a_place
from mail_servers import MailServer, mail_server
from office import noon
from reminding import ENDS_ONLY, people_with_logs
from support import a_license, a_product, gazette_facts
from sweepers import set_clock

from events.mentions import REMINDERS
from events.notices import RemindersSwept
from tracker.ledger import Ledger, create_ledger, open_ledger

ROOT = Path(__file__).parents[1]
LATEST = 60
"""How many seconds anything is waited for before a test fails; all of it takes a few."""


@dataclass
class Yard:
    """A ledger with three permits that end with 2024, a policy, a clock, and what runs on them."""

    folder: Path
    place: Place
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def location(self) -> str:
        return self.place.location

    @property
    def clock(self) -> Path:
        return self.folder / "clock"

    @property
    def policy(self) -> Path:
        return self.folder / "policy.yaml"

    def run(
        self, sort: str, *words: object, program: ModuleType = sweepers
    ) -> subprocess.Popen[str]:
        """Start one of the programs."""
        command = [sys.executable, str(program.__file__), sort, *map(str, words)]
        environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
        ends = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        process = subprocess.Popen(command, text=True, env=environment, **ends)
        self.running.append(process)
        return process

    def remind(self) -> subprocess.Popen[str]:
        """Start one sweep by the command line."""
        words = ("--ledger", self.location, "remind", "run", "--policy", self.policy)
        return self.run("tracker", self.clock, *words)

    def schedule(self) -> subprocess.Popen[str]:
        """Start sweeps every hour by the command line."""
        words = ("--ledger", self.location, "schedule", "--policy", self.policy)
        return self.run("tracker", self.clock, *words)

    def by_turns(self) -> subprocess.Popen[str]:
        """Start what opens and closes the ledger for each line that it is told."""
        return self.run("by_turns", self.location, program=ledger_writers)

    def loop(self, seed: int) -> subprocess.Popen[str]:
        return self.run("loop", self.location, self.policy, self.clock, seed)

    def facts(self, *kinds: type) -> list[Any]:
        records = self.ledger.tagged([REMINDERS])
        return [record.fact for record in records if isinstance(record.fact, kinds)]

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger as the test itself looks at it."""
        return open_ledger(self.location)

    def swept_since(self, instant: datetime) -> bool:
        """Tell whether a sweep that ended at an instant or later is on record."""
        return any(
            record.recorded_at >= instant and isinstance(record.fact, RemindersSwept)
            for record in self.ledger.tagged([REMINDERS])
        )


@contextmanager
def a_yard(storage: str, folder: Path) -> Iterator[Yard]:
    """Yield a yard in which two people are told by files; what still runs at the end is killed."""
    with a_place(storage, folder) as place:
        create_filled(place.location).close()
        people = people_with_logs(folder, "owner") | people_with_logs(folder, "lead", digest=True)
        write_policy(folder, people)
        yard = Yard(folder, place)
        set_clock(yard.clock, noon("2024-06-25"))
        try:
            yield yard
        finally:
            for process in yard.running:
                process.kill()
                process.communicate()
            yard.ledger.close()


def create_filled(location: str) -> Ledger:
    ledger = create_ledger(location, at=noon("2023-07-10"))
    ends = ("2024-12-31", "2024-12-20", "2024-12-20")
    facts = [
        each
        for number, until in enumerate(ends)
        for each in (
            a_product(f"P{number}"),
            a_license(
                f"L{number}", product=f"P{number}", issued_on="2023-01-01", valid_until=until
            ),
        )
    ]
    ledger.record([*gazette_facts(), *facts], at=noon("2023-07-10"))
    return ledger


def write_policy(folder: Path, people: dict[str, Any], **more: Any) -> None:
    tell = [{**ENDS_ONLY, "owner": name} for name in people]
    text = json.dumps({"people": people, "tell": tell, **more})
    (folder / "policy.yaml").write_text(text, encoding="utf-8")


def wait_until(true: Callable[[], bool], what: str) -> None:
    last = time.monotonic() + LATEST
    while not true():
        assert time.monotonic() < last, f"waited in vain: {what}"
        time.sleep(0.01)


@dataclass
class SlowMail:
    """A mail server that says when a mail came and takes it when it is let."""

    server: MailServer
    came: threading.Semaphore
    may_take: threading.Event

    def wait_for_one(self) -> None:
        """Wait until a mail is on its way."""
        assert self.came.acquire(timeout=LATEST)

    @property
    def names(self) -> list[str]:
        """The names of the messages that were taken."""
        return [mail["Message-ID"] for mail in self.server.mails()]


@contextmanager
def told_by_slow_mail(yard: Yard) -> Iterator[SlowMail]:
    """Let the owner be told by slow mail, each notice in its own message: three are due."""
    came, may_take = threading.Semaphore(0), threading.Event()

    def take() -> None:
        came.release()
        may_take.wait(LATEST)

    with mail_server(meanwhile=take) as server:
        people = {"owner": {"name": "Invented person", "ways": [{"email": "owner@acme.example"}]}}
        mail = {"host": "127.0.0.1", "port": server.port, "security": "none"}
        write_policy(yard.folder, people, mail={**mail, "sender": "us@acme.example"})
        set_clock(yard.clock, noon("2024-12-01"))
        try:
            yield SlowMail(server, came, may_take)
        finally:
            may_take.set()
