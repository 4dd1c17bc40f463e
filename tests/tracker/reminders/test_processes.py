"""Several processes sweep one ledger and are killed: nothing is lost or doubled."""

from __future__ import annotations

import json
import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ledger_places import STORAGES
from office import noon
from reminding import lines_of, log_of, people_with_logs
from sweepers import end_of, set_clock
from yards import LATEST, Yard, a_yard, create_filled, wait_until, write_policy

from events.notices import NoticeSent
from tracker.ledger import open_ledger
from tracker.reminders.policies import read_policy
from tracker.reminders.setting_up import sweeper

FIRST, LAST = date(2024, 6, 25), date(2025, 1, 2)
KILLS = 8
"""How many times a test kills a process at any moment, beside those that kill themselves."""


@pytest.fixture(params=STORAGES)
def yard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Yard]:
    with a_yard(request.param, tmp_path) as yard:
        yield yard


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
    with open_ledger(yard.location) as ledger:  # the last sweep may have begun the day before
        sweeper(ledger, read_policy(str(yard.policy)), lambda: noon(LAST)).sweep()
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
