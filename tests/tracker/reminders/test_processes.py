"""Several processes sweep one ledger, are killed and told to stop: nothing is lost or doubled."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import sweepers
from ledger_places import STORAGES, a_place
from office import noon
from reminding import ENDS_ONLY, lines_of, log_of, people_with_logs
from support import a_license, a_product, gazette_facts
from sweepers import end_of, set_clock

from events.mentions import REMINDERS
from events.notices import NoticeSent, RemindersSwept
from tracker.ledger import Ledger, create_ledger, open_ledger
from tracker.reminders.policies import read_policy
from tracker.reminders.setting_up import sweeper

ROOT = Path(__file__).parents[3]
FIRST, LAST = date(2024, 6, 25), date(2025, 1, 2)
LATEST = 60
"""How many seconds anything is waited for before a test fails; all of it takes a few."""

KILLS = 8
"""How many times a test kills a process at any moment, beside those that kill themselves."""


@dataclass
class Yard:
    """A ledger with three permits that end with 2024, a policy, a clock, and what runs on them."""

    folder: Path
    location: str
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def clock(self) -> Path:
        return self.folder / "clock"

    @property
    def policy(self) -> Path:
        return self.folder / "policy.yaml"

    def run(self, sort: str, *words: object, **secrets: str) -> subprocess.Popen[str]:
        """Start one of the programs."""
        command = [sys.executable, sweepers.__file__, sort, *map(str, words)]
        environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", **secrets}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        self.running.append(process)
        return process

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


@pytest.fixture(params=STORAGES)
def yard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Yard]:
    with a_place(request.param, tmp_path) as place:
        create_filled(place.location).close()
        people = people_with_logs(tmp_path, "owner") | people_with_logs(
            tmp_path, "lead", digest=True
        )
        write_policy(tmp_path, people)
        yard = Yard(tmp_path, place.location)
        set_clock(yard.clock, noon(FIRST))
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


def write_policy(folder: Path, people: dict[str, Any]) -> None:
    tell = [{**ENDS_ONLY, "owner": name} for name in people]
    text = json.dumps({"people": people, "tell": tell})
    (folder / "policy.yaml").write_text(text, encoding="utf-8")


def wait_until(true: Callable[[], bool], what: str) -> None:
    last = time.monotonic() + LATEST
    while not true():
        assert time.monotonic() < last, f"waited in vain: {what}"
        time.sleep(0.01)


# -- Many at once, and killed -----------------------------------------------------------------


def test_three_at_once_under_random_kills_lose_nothing_and_repeat_only_what_was_not_noted(
    yard: Yard,
) -> None:
    chance = random.Random(20260301)
    loops = Loops(yard)
    kills, day = 0, FIRST
    while day < LAST:
        day = min(day + timedelta(days=chance.randint(1, 14)), LAST)
        set_clock(yard.clock, noon(day))
        if kills < KILLS and chance.random() < 0.5:
            time.sleep(chance.uniform(0, 0.1))  # into the midst of a sweep
            chance.choice(loops.running).kill()
            kills += 1
        loops.go_on_until_swept(noon(day))
    end_of(yard.clock).touch()
    ended = [process.wait(LATEST) for process in loops.running]
    assert set(ended) <= {0, -signal.SIGKILL}
    assert kills == KILLS
    assert_told_as_without_kills(yard, loops.deaths + ended.count(-signal.SIGKILL))


class Loops:
    """Three sweepers at once, each of which another follows when it dies."""

    def __init__(self, yard: Yard) -> None:
        self.yard, self.deaths = yard, 0
        self.running = [yard.loop(seed) for seed in range(3)]

    def go_on_until_swept(self, since: datetime) -> None:
        """Wait for a sweep that ended at an instant or later; see to it that three are there."""

        def swept() -> bool:
            for at, process in enumerate(self.running):
                if process.poll() is not None:
                    assert process.returncode == -signal.SIGKILL
                    self.deaths += 1
                    self.running[at] = self.yard.loop(self.deaths + 2)
            return self.yard.swept_since(since)

        wait_until(swept, f"a sweep since {since}")


def assert_told_as_without_kills(yard: Yard, deaths: int) -> None:
    alone = told_by_one_alone(yard.folder)
    repeated = 0
    for person in ("owner", "lead"):
        lines = list(lines_of_killed(log_of(yard.folder, person)))
        sent = [
            (each["occasion"], each["lead_days"], each["key"], line["key"])
            for line in lines
            for each in line["notices"]
        ]
        assert covered(sent) == covered(alone[person])
        keys = defaultdict(set)
        for occasion, lead, notice, message in sent:
            keys[occasion, lead].add((notice, message if person == "owner" else ""))
        assert all(len(each) == 1 for each in keys.values()), "a repeat came under another key"
        repeated += len(repeats(lines))
    assert repeated <= deaths  # each can have left but one message that was not noted
    noted = Counter(
        (fact.occasion, fact.lead_days, fact.recipient) for fact in yard.facts(NoticeSent)
    )
    assert set(noted.values()) == {1}


def repeats(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the messages that carry a notice which an earlier one carried."""
    seen: set[str] = set()
    found = []
    for line in lines:
        keys = {each["key"] for each in line["notices"]}
        found += [line] if keys & seen else []
        seen |= keys
    return found


def lines_of_killed(log: Path) -> Iterator[dict[str, Any]]:
    """Yield the messages of a log, but for a line that a kill cut off."""
    for line in log.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def covered(sent: list[tuple[str, int, str, str]]) -> dict[str, int]:
    """Return the least lead told of each occasion, which covers all greater ones."""
    return {
        occasion: min(lead for other, lead, *_ in sent if other == occasion)
        for occasion, *_ in sent
    }


def told_by_one_alone(folder: Path) -> dict[str, list[tuple[str, int, str, str]]]:
    """Return what each person is told by one sweep a day, without any kill."""
    own = folder / "alone"
    own.mkdir()
    write_policy(own, people_with_logs(own, "owner", "lead"))
    with create_filled(str(own / "tracker.db")) as ledger:
        at = noon(FIRST)
        one = sweeper(ledger, read_policy(str(own / "policy.yaml")), lambda: at)
        for ahead in range((LAST - FIRST).days + 1):
            at = noon(FIRST + timedelta(days=ahead))
            one.sweep()
    return {
        person: [
            (each["occasion"], each["lead_days"], each["key"], "")
            for line in lines_of(log_of(own, person))
            for each in line["notices"]
        ]
        for person in ("owner", "lead")
    }


def test_when_the_one_that_sweeps_is_killed_another_takes_over(yard: Yard) -> None:
    set_clock(yard.clock, noon("2024-12-01"))
    first = yard.run("hang", yard.location, yard.policy, yard.clock)
    assert first.stdout is not None
    assert first.stdout.readline() == "sent\n"
    with open_ledger(yard.location) as ledger:
        second = sweeper(ledger, read_policy(str(yard.policy)), lambda: noon("2024-12-01"))
        assert second.sweep() is None
        first.kill()
        first.wait(LATEST)
        results = []

        def took_over() -> bool:
            results.append(second.sweep())
            return results[-1] is not None

        wait_until(took_over, "the lock of the one that was killed")
    keys = [
        line["key"] for name in ("owner", "lead") for line in lines_of(log_of(yard.folder, name))
    ]
    assert len(keys) == len(set(keys)) + 1  # that which was sent and not noted, under its own key
    assert len(yard.facts(NoticeSent)) == 6


# -- Told to stop -----------------------------------------------------------------------------


@dataclass
class Receiver:
    """A web server that says when something came and answers when it is let."""

    port: int
    came: threading.Semaphore
    may_answer: threading.Event
    bodies: list[bytes]


@contextmanager
def a_receiver() -> Iterator[Receiver]:
    came, may_answer, bodies = threading.Semaphore(0), threading.Event(), list[bytes]()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            came.release()
            may_answer.wait(LATEST)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Receiver(server.server_port, came, may_answer, bodies)
    finally:
        may_answer.set()
        server.shutdown()
        thread.join()
        server.server_close()


SECRET = {"SECRET_OF_TESTS": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}


def by_webhook(yard: Yard, receiver: Receiver) -> None:
    """Let the owner be told by a webhook, each notice in its own message."""
    way = {
        "webhook": f"http://127.0.0.1:{receiver.port}/hook",
        "secret": "env:SECRET_OF_TESTS",
        "allow_private": True,
    }
    write_policy(yard.folder, {"owner": {"name": "Invented person", "ways": [way]}})
    set_clock(yard.clock, noon("2024-12-01"))


@pytest.mark.parametrize("times", [1, 3])
def test_told_to_stop_in_the_midst_of_a_sweep_it_notes_the_message_it_is_at_and_exits_with_0(
    yard: Yard, times: int
) -> None:
    with a_receiver() as receiver:
        by_webhook(yard, receiver)
        words = ("--ledger", yard.location, "schedule", "--policy", yard.policy)
        schedule = yard.run("tracker", yard.clock, *words, **SECRET)
        assert receiver.came.acquire(timeout=LATEST)
        for _ in range(times):
            schedule.send_signal(signal.SIGTERM)
        receiver.may_answer.set()
        assert schedule.wait(LATEST) == 0
        sent = yard.facts(NoticeSent)
        assert len(sent) == len(receiver.bodies)
        assert 1 <= len(sent) <= 3
        run = yard.run("tracker", yard.clock, *words[:2], "remind", "run", *words[3:], **SECRET)
        assert run.wait(LATEST) == 0
        assert len(receiver.bodies) == len(yard.facts(NoticeSent)) == 3
        assert len(set(receiver.bodies)) == 3
        assert len(yard.facts(RemindersSwept)) >= 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_when_idle_it_exits_with_0_and_its_sweep_is_on_record(
    yard: Yard, number: signal.Signals
) -> None:
    set_clock(yard.clock, noon("2024-12-01"))
    words = ("--ledger", yard.location, "schedule", "--policy", yard.policy)
    schedule = yard.run("tracker", yard.clock, *words)
    wait_until(lambda: yard.swept_since(noon("2024-12-01")), "the first sweep")
    schedule.send_signal(number)
    assert schedule.wait(LATEST) == 0
    assert len(yard.facts(RemindersSwept)) == 1
    assert len(yard.facts(NoticeSent)) == 6
