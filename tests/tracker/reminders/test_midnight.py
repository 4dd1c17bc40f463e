"""Days are legal days of the ledger's zone: around midnight, and where clocks are changed."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from reminding import Desk, a_desk
from support import a_license, a_product

from events.facts import Fact

CHANGES = [
    ("Asia/Shanghai", "2024-03-10"),  # which changes its clocks on no day
    ("America/New_York", "2024-03-10"),
    ("America/New_York", "2024-11-03"),
    ("Pacific/Auckland", "2024-04-07"),
    ("Pacific/Auckland", "2024-09-29"),
    ("America/Santiago", "2024-04-07"),  # the hour before this day comes twice
    ("America/Santiago", "2024-09-08"),  # this day begins at one o'clock
]

A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture(params=["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def machine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the machine be in a zone: at Greenwich, the furthest ahead, and the furthest behind."""
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


def begin(day: date, zone: str) -> datetime:
    """Return the first instant of a day in a zone."""
    return datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)


def permit(last: date, name: str = "L") -> list[Fact]:
    """Return a product and its permit, named after the last valid day as well."""
    product = f"P-{name}{last}"
    issued = a_license(f"{name}{last}", product=product, issued_on="2020-01-01", valid_until=last)
    return [a_product(product), issued]


def told_at(desk: Desk, instant: datetime) -> list[str]:
    """Return what the owner is told by a sweep at an instant."""
    before = len(desk.told())
    desk.clock.at = instant
    desk.sweeper.sweep()
    return desk.told()[before:]


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_a_notice_goes_out_in_the_first_instant_of_its_legal_day(
    tmp_path: Path, zone: str, change: str
) -> None:
    changed = date.fromisoformat(change)
    lasts = [changed + ahead * A_DAY for ahead in (-1, 0, 1)]
    due = {
        last - lead * A_DAY: [f"license_ends L{last} -{lead}"] for last in lasts for lead in (7, 0)
    }
    facts = [fact for last in lasts for fact in permit(last)]
    with a_desk(tmp_path, *facts, zone=zone, lead_days=[7, 0]) as desk:
        for ahead in range(-9, 3):
            day = changed + ahead * A_DAY
            assert told_at(desk, begin(day, zone) - A_SECOND) == []
            assert told_at(desk, begin(day, zone)) == due.get(day, [])


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_a_permit_recorded_in_the_last_second_of_its_last_day_is_told_and_a_second_later_not(
    tmp_path: Path, zone: str, change: str
) -> None:
    last = date.fromisoformat(change)
    over = begin(last + A_DAY, zone)
    with a_desk(tmp_path, *permit(date(2030, 1, 1)), zone=zone, lead_days=[7, 0]) as desk:
        desk.clock.at = over - A_SECOND
        desk.record(*permit(last))
        assert told_at(desk, over - A_SECOND) == [f"license_ends L{last} -0"]
        desk.clock.at = over
        desk.record(*permit(last, "too late "))
        assert told_at(desk, over) == []


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_history_ends_on_the_legal_day_of_the_first_recording(
    tmp_path: Path, zone: str, change: str
) -> None:
    first = date.fromisoformat(change)
    lasts = (first - A_DAY, first)
    facts = [fact for last in lasts for fact in permit(last)]
    for name, instant in (
        ("early", begin(first, zone)),
        ("late", begin(first + A_DAY, zone) - A_SECOND),
    ):
        (folder := tmp_path / name).mkdir()
        with a_desk(folder, *facts, zone=zone, at=instant, lead_days=[7, 0]) as desk:
            assert told_at(desk, instant) == [f"license_ends L{first} -0"]
