"""Ledgers, policies and clocks for tests in which reminders really go out, to files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from office import a_policy, noon
from support import a_license, a_product, gazette_facts

from events.facts import Fact
from events.policies import Policy
from events.recorded import LEGAL_ZONE
from tracker.ledger import Ledger, create_ledger
from tracker.reminders.setting_up import sweeper
from tracker.reminders.sweeping import Sweeper

FIRST_RECORDING = noon("2023-07-10")
ENDS_ONLY = {"for": {"sorts": ["license_ends"]}, "owner": "owner"}


@dataclass
class Clock:
    """Stands at noon of a day in the legal zone until it is moved."""

    at: datetime

    def __call__(self) -> datetime:
        """Return the instant at which it stands."""
        return self.at

    def move(self, **by: float) -> None:
        """Let time pass: `hours=1`, `days=3`."""
        self.at += timedelta(**by)

    def to(self, day: str) -> None:
        """Go to noon of a day."""
        self.at = noon(day)


@dataclass
class Desk:
    """A ledger on disk, the policy by which people are told, and the clock that both go by."""

    folder: Path
    ledger: Ledger
    clock: Clock
    policy: Policy = field(default_factory=a_policy)

    def __post_init__(self) -> None:
        self.sweeper: Sweeper = sweeper(self.ledger, self.policy, self.clock)

    def record(self, *facts: Fact) -> None:
        """Put facts on record."""
        self.ledger.record(facts, at=self.clock())

    def told(self, recipient: str = "owner") -> list[str]:
        """Return what somebody was told in words such as "license_ends L -30"."""
        return [words for line in lines_of(log_of(self.folder, recipient)) for words in _told(line)]

    def kinds(self) -> list[str]:
        """Return the kinds of the facts that tell what became of reminders, in order."""
        facts = [record.fact for record in self.ledger.facts()]
        return [each.kind for each in facts if each.kind.startswith(("notice_", "reminders_"))]


def _told(line: dict[str, Any]) -> Iterator[str]:
    for each in line["notices"]:
        yield f"{each['sort']} {each['about'][0]} -{each['lead_days']}"
    for each in line["withdrawn"]:
        yield f"withdrawn {each['sort']} {each['day']}"


def log_of(folder: Path, recipient: str) -> Path:
    """Return the file to whose end a recipient's messages are written."""
    return folder / "logs" / f"{recipient}.jsonl"


def lines_of(file: Path) -> list[dict[str, Any]]:
    """Return the messages of a file; fails if one was not written whole."""
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def people_with_logs(folder: Path, *names: str, **more: Any) -> dict[str, Any]:
    """Return people who are told by a line in a file each, and the folder for those made."""
    (folder / "logs").mkdir(exist_ok=True)
    return {
        name: {"name": "Invented person", "ways": [{"log": str(log_of(folder, name))}], **more}
        for name in names
    }


@contextmanager
def a_desk(
    folder: Path,
    *facts: Fact,
    zone: str = LEGAL_ZONE,
    at: datetime = FIRST_RECORDING,
    **policy: Any,
) -> Iterator[Desk]:
    """Yield a desk on 1 December 2024; a permit recorded in July 2023 (`at`) ends with the year."""
    clock = Clock(noon("2024-12-01"))
    usual = {"people": people_with_logs(folder, "owner"), "tell": [ENDS_ONLY]}
    found = facts or (a_product(), a_license(issued_on="2023-01-01", valid_until="2024-12-31"))
    with create_ledger(str(folder / "tracker.db"), at=at, zone=zone) as ledger:
        ledger.record([*gazette_facts(), *found], at=at)
        yield Desk(folder, ledger, clock, a_policy(**usual | policy))
