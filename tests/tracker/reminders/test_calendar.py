"""The calendar is valid to the byte, and a real calendar program moves and cancels by it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from console import run
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as ReadEvent
from icalendar import Calendar as OtherCalendar
from office import a_policy, noon
from reminding import Clock, Desk, a_desk
from support import a_fact, a_license, a_product, day, gazette_facts, ledger, sample, with_gazette

from events.recorded import Recorded
from projections.notices import Occasion, occasions_in
from projections.notices.sending.calendar import Pages, events
from projections.wording import notice_words_of
from tracker.reminders.calendar_file import Manner, calendar_file

LEDGER = "0123456789abcdef0123456789abcdef"
ENGLISH, CHINESE = (Manner(LEDGER, "Asia/Shanghai", language) for language in ("en", "zh"))
HOSTILE = "P;X-EVIL=1:a,b\\n\\;\"'\\"


def everything(occasion: Occasion) -> bool:
    return True


def written(
    records: list[Recorded],
    manner: Manner = ENGLISH,
    first: str = "2023-01-01",
    last: str = "2040-12-31",
) -> bytes:
    asked = Pages(day(first), day(last), day(first), everything)
    return calendar_file(events(records, asked), manner)


def of_the_sample(manner: Manner = ENGLISH) -> bytes:
    return written(with_gazette(*sample()), manner)


def strictly_read(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode("utf-8"))


def titles(content: bytes) -> list[str | None]:
    return [event.summary for event in strictly_read(content).events]


# -- The form --------------------------------------------------------------------------------------


@pytest.mark.parametrize("manner", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_strict_parser_reads_every_event_as_a_whole_day_that_blocks_no_time(
    manner: Manner,
) -> None:
    found = strictly_read(of_the_sample(manner)).events
    assert len(found) > 50
    for event in found:
        assert type(event.dtstart) is date
        assert event.dtend == event.dtstart + timedelta(days=1)
        assert event.transparency == "TRANSPARENT"
        assert event.status in {"CONFIRMED", "CANCELLED"}
        assert re.fullmatch(rf"[0-9a-f]{{32}}@{LEDGER}", event.uid)
        assert not event.extras
    assert len({event.uid for event in found}) == len(found)


@pytest.mark.parametrize("manner", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_line_ends_with_cr_and_lf_and_has_at_most_75_octets_of_whole_characters(
    manner: Manner,
) -> None:
    content = of_the_sample(manner)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert line.decode("utf-8").isprintable()
    assert (b"\n", b"\r") not in [(line[-1:], line[:1]) for line in lines]


@pytest.mark.parametrize("manner", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_words_arrive_as_they_are_told_chinese_and_all(manner: Manner) -> None:
    records = with_gazette(*sample())
    told = {each.key: each for each in occasions_in(records)}
    for event in strictly_read(written(records, manner)).events:
        occasion = told[event.uid.split("@")[0]]
        words = notice_words_of(manner.language)
        text = words.notice_text(occasion, occasion.day)
        assert event.summary == words.title(occasion)
        assert event.description is not None
        for part in (text.change, text.todo, text.more, *text.ground):
            assert part in event.description


def test_the_maker_of_the_file_reads_it_without_a_complaint() -> None:
    found = OtherCalendar.from_ical(of_the_sample())
    assert found["METHOD"] == "PUBLISH"
    assert found["PRODID"]
    assert [error for component in found.walk() for error in component.errors] == []


def test_a_name_cannot_break_out_of_its_property() -> None:
    def calendar(product: str) -> bytes:
        issued = a_license(
            product=product, issued_on="2023-01-01", valid_until="2024-12-31", number=product
        )
        return written(with_gazette(a_product(product), issued))

    hostile, harmless = calendar(HOSTILE), calendar("P")
    assert properties(hostile) == properties(harmless)
    found = strictly_read(hostile).events
    assert any(f"License L for {HOSTILE}: last valid day" == event.summary for event in found)
    assert all(HOSTILE in (event.description or "") for event in found)


def properties(content: bytes) -> list[str]:
    """Return the names of all properties and the components around them, in order."""
    unfolded = content.decode("utf-8").replace("\r\n ", "")
    return [
        line if line.startswith(("BEGIN", "END")) else re.split("[:;]", line)[0]
        for line in unfolded.split("\r\n")
    ]


def test_a_text_of_many_lines_stays_in_its_property() -> None:
    breaking = "One.\r\nBEGIN:VEVENT\nSUMMARY:No\tevent\u2028\u2029.\rEND:VEVENT"
    question = a_fact(
        kind="question_raised",
        question="INVENTED",
        text=breaking,
        effective_on="2030-01-01",
        readings={
            name: {
                "text": name,
                "provisions": [
                    {"kind": "obligation_waived", "regime": "csl", "effective_on": "2030-01-01"}
                ]
                if name == "waived"
                else [],
            }
            for name in ("waived", "kept")
        },
    )
    content = written(with_gazette(a_product(), question), first="2030-01-01")
    [event] = strictly_read(content).events
    assert event.description is not None
    assert "One.\nBEGIN:VEVENT\nSUMMARY:No\tevent[U+2028][U+2029].\nEND:VEVENT" in event.description
    assert content.count(b"\r\nBEGIN:VEVENT") == 1


def test_a_calendar_without_events_is_valid_too() -> None:
    content = written(ledger(*gazette_facts()), first="2100-01-01", last="2100-01-02")
    assert b"BEGIN:VEVENT" not in content
    assert b"BEGIN:VTIMEZONE" in content
    assert strictly_read(content).events == []


def test_alarms_ring_in_the_morning_of_the_policys_lead_days_and_only_if_asked_for() -> None:
    records = with_gazette(a_product(), a_license(issued_on="2023-01-01", valid_until="2024-12-31"))
    policy = a_policy(lead_days=[30, 0])
    silent, ringing = (
        strictly_read(written(records, manner, "2024-01-01")).events
        for manner in (ENGLISH, replace(ENGLISH, alarms=policy))
    )
    assert [event.alarm for event in silent] == [[]] * 3
    for event in ringing:
        assert [rings_at(event, place) for place in (0, 1)] == [
            (timedelta(days=-30), "09:00"),
            (timedelta(0), "09:00"),
        ]


def rings_at(event: ReadEvent, place: int) -> tuple[timedelta, str]:
    trigger = event.alarm[place].trigger
    assert isinstance(trigger, timedelta)
    assert isinstance(event.dtstart, date)
    at = datetime.combine(event.dtstart, datetime.min.time()) + trigger
    return at.date() - event.dtstart, at.strftime("%H:%M")


# -- The command -----------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def asked(desk: Desk, options: str, *, clock: Clock | None = None) -> str:
    location = desk.ledger.location
    words = f"tracker --ledger {location} remind calendar {options}"
    return "\n".join(run(words, clock or desk.clock))


def calendar_of(desk: Desk, options: str = "") -> bytes:
    file = desk.folder / "reminders.ics"
    assert "[exit" not in asked(desk, f"-o {file} {options}")
    return file.read_bytes()


def renew(desk: Desk, until: str = "2026-06-30") -> None:
    desk.record(
        a_fact(kind="license_renewed", license="L", valid_until=until, effective_on="2023-02-01")
    )


def test_the_same_state_of_the_ledger_gives_the_same_bytes_whenever_and_whoever_asks(
    desk: Desk,
) -> None:
    first = calendar_of(desk, "--as-of 2024-12-01")
    desk.sweeper.sweep()
    desk.clock.move(days=100)
    assert calendar_of(desk, "--as-of 2024-12-01") == first
    assert {e.dtstamp for e in strictly_read(first).events} == {noon("2023-07-10")}


def test_a_cancellation_is_written_under_the_same_name_and_a_higher_number(desk: Desk) -> None:
    def end(content: bytes) -> ReadEvent:
        found = strictly_read(content).events
        return next(event for event in found if event.dtstart == date(2024, 12, 31))

    before = end(calendar_of(desk))
    renew(desk)
    after = end(calendar_of(desk))
    assert (before.status, after.status) == ("CONFIRMED", "CANCELLED")
    assert after.uid == before.uid
    assert before.sequence is not None
    assert after.sequence is not None
    assert after.sequence > before.sequence
    assert after.dtstamp == after.last_modified == desk.clock()


def test_a_policys_first_day_begins_when_it_does_in_the_ledgers_zone(desk: Desk) -> None:
    policy = desk.folder / "policy.yaml"
    desk.clock.at = noon("2024-12-02") - timedelta(hours=11)  # the day before, at Greenwich
    renew(desk)
    for start, cancelled in (("2024-12-02", True), ("2024-12-03", False)):
        policy.write_text(json.dumps({"start": start}))
        content = calendar_of(desk, f"--as-of 2024-12-20 --policy {policy}")
        assert any(e.status == "CANCELLED" for e in strictly_read(content).events) is cancelled


def test_an_earlier_state_of_the_ledger_gives_the_calendar_that_it_gave_then(desk: Desk) -> None:
    then = calendar_of(desk, "--as-of 2024-12-01")
    renew(desk)
    assert calendar_of(desk, "--as-of 2024-12-01") != then
    assert calendar_of(desk, "--as-of 2024-12-01 --recorded-by 2024-11-30") == then


def test_one_product_asked_for_has_its_events_under_the_same_names_and_numbers(desk: Desk) -> None:
    desk.record(a_product("Q"), a_license("M", product="Q", valid_until="2025-03-31"))
    whole = {event.uid: event for event in strictly_read(calendar_of(desk)).events}
    of_q = strictly_read(calendar_of(desk, "--product Q")).events
    assert 0 < len(of_q) < len(whole)
    assert all(whole[event.uid] == event for event in of_q)


def test_a_recipient_reads_of_their_own_occasions_in_their_own_language(desk: Desk) -> None:
    log = {"name": "Invented person", "ways": [{"log": "/nowhere"}]}
    policy = desk.folder / "policy.json"
    policy.write_text(
        json.dumps(
            {
                "people": {"li": {**log, "language": "zh"}, "anna": log},
                "tell": [
                    {"for": {"sorts": ["license_ends"]}, "owner": "li"},
                    {"for": {"sorts": ["status_worsens"]}, "owner": "anna"},
                ],
            }
        )
    )
    by = f"--policy {policy} --recipient"
    assert titles(calendar_of(desk, f"{by} li")) == ["销售许可证 L（P）：有效期最后一天"]
    assert titles(calendar_of(desk, f"{by} li --language en")) == [
        "License L for P: last valid day"
    ]
    assert titles(calendar_of(desk, f"{by} anna")) == ["P in general sale: becomes non-compliant"]
    assert "names no 'bob' among its people. It names anna, li." in asked(desk, f"-o x {by} bob")


def test_a_calendar_goes_to_standard_output_as_it_would_into_a_file(desk: Desk) -> None:
    command = [sys.executable, "-m", "tracker", "--ledger", desk.ledger.location]
    options = ["remind", "calendar", "-o", "-", "--as-of", "2024-12-01"]
    done = subprocess.run([*command, *options], capture_output=True, check=True)
    assert done.stdout == calendar_of(desk, "--as-of 2024-12-01")
    assert done.stderr == b""


def test_the_ledger_is_never_written_over(desk: Desk) -> None:
    before = Path(desk.ledger.location).read_bytes()
    assert "is the ledger itself" in asked(desk, f"-o {desk.ledger.location}")
    assert Path(desk.ledger.location).read_bytes() == before


def test_a_calendar_that_cannot_be_written_leaves_the_earlier_one_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = calendar_of(desk)
    renew(desk)

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert "No space left on device" in asked(desk, f"-o {desk.folder / 'reminders.ics'}")
    assert (desk.folder / "reminders.ics").read_bytes() == before
    assert [path.name for path in desk.folder.glob("*reminders.ics*")] == ["reminders.ics"]


# -- A calendar program ----------------------------------------------------------------------------


class Khal:
    """A real calendar program with one empty calendar of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "calendar").mkdir(parents=True)
        (folder / "config").write_text(
            f"[calendars]\n[[reminders]]\npath = {folder / 'calendar'}\n"
            f"[sqlite]\npath = {folder / 'khal.db'}\n"
            "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            "local_timezone = Asia/Shanghai\ndefault_timezone = Asia/Shanghai\n",
            encoding="utf-8",
        )

    def take_in(self, content: bytes) -> None:
        """Import a file over what is there, as a person would."""
        file = self._folder / "imported.ics"
        file.write_bytes(content)
        self._run("import", "--batch", str(file))

    def shows(self, first: str, days: int = 1) -> list[str]:
        """Return what the calendar shows from a day on: the day, what, and whether cancelled."""
        form = "{start-date} {cancelled}{title}"
        shown = self._run("list", "--format", form, "--day-format", "", first, f"{days}d")
        return shown.splitlines()

    def _run(self, *words: str) -> str:
        home = {name: str(self._folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
        done = subprocess.run(
            [sys.executable, "-m", "khal", "--config", str(self._folder / "config"), *words],
            env={**home, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    return Khal(tmp_path / "khal")


def test_a_calendar_program_moves_what_moved_and_cancels_what_was_withdrawn(
    desk: Desk, khal: Khal
) -> None:
    khal.take_in(calendar_of(desk))
    assert khal.shows("2024-12-31") == ["2024-12-31 License L for P: last valid day"]
    renew(desk)
    khal.take_in(calendar_of(desk))
    assert khal.shows("2024-12-31") == [
        "2024-12-31 CANCELLED [Withdrawn] License L for P: last valid day"
    ]
    assert khal.shows("2026-06-30") == ["2026-06-30 License L for P: last valid day"]


def test_a_calendar_program_takes_back_a_cancellation_when_the_renewal_is_voided(
    desk: Desk, khal: Khal
) -> None:
    desk.record(
        a_fact(
            kind="license_renewed",
            license="L",
            valid_until="2026-06-30",
            effective_on="2023-02-01",
            id="renewal",
        )
    )
    khal.take_in(calendar_of(desk))
    desk.clock.move(days=1)
    desk.record(a_fact(kind="fact_voided", fact="renewal", reason="An invented mistake."))
    khal.take_in(calendar_of(desk))
    assert khal.shows("2024-12-31") == ["2024-12-31 License L for P: last valid day"]
    assert khal.shows("2026-06-30") == [
        "2026-06-30 CANCELLED [Withdrawn] License L for P: last valid day"
    ]


def test_a_calendar_program_shows_the_sample_in_chinese_each_event_on_its_one_day(
    khal: Khal,
) -> None:
    content = of_the_sample(CHINESE)
    khal.take_in(content)
    expected = [f"{e.dtstart} {e.summary}" for e in strictly_read(content).events]
    shown = khal.shows("2023-01-01", days=18 * 366)
    assert sorted(shown) == sorted(expected)
    assert "2024-06-10 销售许可证 MPS-0037（GHOST-1）：不能续期，原定申请日" in shown
