"""Days are the ledger's wherever the reader is: a notice goes out while its day lasts there."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from console import answered
from office import noon
from reminding import ENDS_ONLY, Desk, a_desk, lines_of, log_of, people_with_logs

from events.recorded import LEGAL_ZONE

LAST = date(2024, 12, 31)
FAR = ["America/Los_Angeles", "Pacific/Pago_Pago", "Pacific/Auckland", "Pacific/Kiritimati"]


def begin(day: date, zone: str = LEGAL_ZONE) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def swept_hourly(desk: Desk, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
    """Sweep every hour, and return what the owner was told, each with its instant."""
    found = []
    desk.clock.at = since
    while desk.clock.at < until:
        before = len(desk.told())
        desk.sweeper.sweep()
        found += [(desk.clock.at, words) for words in desk.told()[before:]]
        desk.clock.move(hours=1)
    return found


def a_desk_elsewhere(folder: Path, zone: str, **person: Any) -> Any:
    people = people_with_logs(folder, "owner", zone=zone, **person)
    return a_desk(folder, people=people, lead_days=[1, 0])


@pytest.mark.parametrize("zone", FAR)
def test_the_notice_of_a_day_says_today_and_goes_out_as_that_day_begins_in_the_ledgers_zone(
    tmp_path: Path, zone: str
) -> None:
    with a_desk_elsewhere(tmp_path, zone) as desk:
        told = swept_hourly(desk, begin(LAST - timedelta(days=2)), begin(LAST + timedelta(days=2)))
    assert told == [
        (begin(LAST - timedelta(days=1)), "license_ends L -1"),
        (begin(LAST), "license_ends L -0"),
    ]
    subjects = [line["subject"] for line in lines_of(log_of(tmp_path, "owner"))]
    assert [each.rpartition(", ")[2] for each in subjects] == [
        "tomorrow (Asia/Shanghai)",
        "today (Asia/Shanghai)",
    ]


@pytest.mark.parametrize("zone", FAR)
def test_a_day_off_where_the_reader_is_brings_a_notice_to_a_working_day_there(
    tmp_path: Path, zone: str
) -> None:
    """31 December 2024 is a Tuesday; in Los Angeles it begins on a Monday."""
    with a_desk_elsewhere(tmp_path, zone, quiet_weekdays=["saturday", "sunday", "monday"]) as desk:
        told = swept_hourly(desk, begin(LAST - timedelta(days=6)), begin(LAST + timedelta(days=2)))
    on = [(at.astimezone(ZoneInfo(zone)).strftime("%A"), words) for at, words in told]
    west = zone.startswith("America") or zone.endswith("Pago")
    assert on[-1] == ("Friday" if west else "Tuesday", "license_ends L -0")
    assert all(at < begin(LAST + timedelta(days=1)) for at, _ in told)


def test_somebody_far_away_who_is_off_all_day_is_told_before_the_day_is_over(
    tmp_path: Path,
) -> None:
    """What comes up on a day off is told on it if the day is over by the next working day."""
    zone = "America/Los_Angeles"
    off = [str(LAST - timedelta(days=back)) for back in range(70)]
    with a_desk_elsewhere(tmp_path, zone, quiet_days=off) as desk:
        told = swept_hourly(desk, begin(LAST), begin(LAST + timedelta(days=1)))
    assert [words for _, words in told] == ["license_ends L -0"]


def test_a_snooze_ends_with_the_ledgers_day(tmp_path: Path) -> None:
    with a_desk_elsewhere(tmp_path, "America/Los_Angeles") as desk:
        desk.clock.at = begin(LAST - timedelta(days=1))
        desk.sweeper.sweep()
        [line] = lines_of(log_of(tmp_path, "owner"))
        key = line["notices"][0]["occasion"]
        words = f"remind snooze {key} --until {LAST} --recipient owner --by owner"
        answered(f"--ledger {desk.ledger.location} {words}", desk.clock)
        told = swept_hourly(desk, desk.clock.at, begin(LAST + timedelta(days=1)))
    assert told == [(begin(LAST), "license_ends L -0")]


def test_a_preview_names_the_zone_of_the_readers_day(tmp_path: Path) -> None:
    with a_desk_elsewhere(tmp_path, "America/Los_Angeles") as desk:
        people = people_with_logs(tmp_path, "owner", zone="America/Los_Angeles")
        policy = tmp_path / "policy.json"
        policy.write_text(json.dumps({"people": people, "tell": [ENDS_ONLY], "lead_days": [0]}))
        words = f"remind preview --policy {policy} --as-of 2024-12-01 --months 2"
        text, _ = answered(f"--ledger {desk.ledger.location} {words}", desk.clock)
    assert "To owner on 2024-12-30 (America/Los_Angeles), by log." in " ".join(text.split())


def test_a_calendar_for_somebody_far_away_names_the_zone_and_rings_while_the_day_lasts(
    tmp_path: Path,
) -> None:
    with a_desk_elsewhere(tmp_path, "America/Los_Angeles") as desk:
        people = people_with_logs(tmp_path, "owner", zone="America/Los_Angeles")
        policy = tmp_path / "policy.json"
        policy.write_text(json.dumps({"people": people, "tell": [ENDS_ONLY], "lead_days": [0]}))
        words = f"remind calendar -o - --policy {policy} --alarms --as-of 2024-12-01"
        place = f"--ledger {desk.ledger.location}"
        there, _ = answered(f"{place} {words} --recipient owner", desk.clock)
        anywhere, _ = answered(f"{place} {words}", desk.clock)
    assert "Days are those of Asia/Shanghai" in there.replace("\n ", "").replace("\r", "")
    assert "TRIGGER:-PT15H" in there
    assert "TRIGGER:PT9H" in anywhere
    assert "Days are those of" not in anywhere.replace("\n ", "").replace("\r", "")


def test_the_days_of_the_ledger_are_what_is_due_at_noon_too(tmp_path: Path) -> None:
    with a_desk_elsewhere(tmp_path, "America/Los_Angeles") as desk:
        desk.clock.at = noon("2024-12-31") + timedelta(hours=13)
        assert desk.clock.at > begin(LAST + timedelta(days=1))
        desk.sweeper.sweep()
        [line] = lines_of(log_of(tmp_path, "owner"))
    assert line["subject"].endswith("yesterday (Asia/Shanghai)")
