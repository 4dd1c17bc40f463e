"""What people answer at the command line, and how the log and a product's facts show it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from console import answered
from reminding import Desk, a_desk, people_with_logs
from support import ROOT, a_fact, a_license, a_product

from tracker.reminders.health import health

EXAMPLES = ROOT / "examples" / "reminders"
KEY = re.compile(r"\b[0-9a-f]{12}\b")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The owner was told of a permit's end, and nobody of a product of its own."""
    facts = (
        a_product(),
        a_license(issued_on="2023-01-01", valid_until="2024-12-31"),
        a_product("OTHER", channels=[]),
    )
    with a_desk(tmp_path, *facts) as desk:
        desk.sweeper.sweep()
        yield desk


def said(desk: Desk, words: str) -> tuple[str, int]:
    """Return what the command line says at the desk's time, and its exit code."""
    return answered(f"--ledger {desk.ledger.location} {words}", desk.clock)


def key_of(desk: Desk) -> str:
    """Return the key of the only notice, as the log shows it."""
    (key,) = set(KEY.findall(said(desk, "remind log")[0]))
    return key


def answers(desk: Desk) -> list[str]:
    """Return the kinds of what was answered."""
    return [each for each in desk.kinds() if each not in {"notice_sent", "reminders_swept"}]


def test_a_notice_is_acknowledged_by_the_key_that_the_log_shows(desk: Desk) -> None:
    words, code = said(desk, f"remind ack {key_of(desk)} --by owner")
    assert (words, code) == ("Acknowledged by owner: license_ends on 2024-12-31.", 0)
    assert answers(desk) == ["notice_acknowledged"]


def test_a_key_in_capitals_and_its_first_six_digits_are_understood(desk: Desk) -> None:
    assert said(desk, f"remind ack {key_of(desk).upper()[:6]} --by owner")[1] == 0


@pytest.mark.parametrize("cut", [0, 1, 5])
def test_less_than_six_digits_name_no_notice(desk: Desk, cut: int) -> None:
    words, code = said(desk, f"remind ack '{key_of(desk)[:cut]}' --by owner")
    assert code == 1
    assert "At least the first 6 digits are needed." in words
    assert answers(desk) == []


@pytest.mark.parametrize("command", ["ack", "snooze --until 2024-12-10 --recipient owner"])
def test_a_key_of_nothing_is_refused(desk: Desk, command: str) -> None:
    name, _, more = command.partition(" ")
    words, code = said(desk, f"remind {name} 000000000000 {more} --by owner")
    assert code == 1
    assert "Nobody was told of anything with such a key." in words
    assert answers(desk) == []


def test_a_key_that_two_notices_begin_with_is_refused_and_both_are_named(desk: Desk) -> None:
    key = key_of(desk)
    (told,) = [r.fact for r in desk.ledger.facts() if r.fact.kind == "notice_sent"]
    fields = told.model_dump(mode="json", exclude={"id", "known_on", "source", "note"})
    twin = fields | {"occasion": key + "0" * 20, "message": "f" * 32}
    desk.record(a_fact(**{name: value for name, value in twin.items() if value is not None}))
    words, code = said(desk, f"remind ack {key} --by owner")
    assert code == 1
    assert f"2 begin so: {key}00000000000000000000, {key}" in words
    assert answers(desk) == []


@pytest.mark.parametrize("until", ["2024-12-02", "2024-12-31"])
def test_a_notice_is_snoozed_until_tomorrow_or_its_own_day(desk: Desk, until: str) -> None:
    key = key_of(desk)
    words, code = said(desk, f"remind snooze {key} --until {until} --recipient owner --by owner")
    assert (words, code) == (f"owner hears no more of it before {until}.", 0)


@pytest.mark.parametrize("until", ["2024-11-30", "2024-12-01", "2025-01-01", "2099-01-01"])
def test_a_notice_cannot_be_snoozed_until_today_or_beyond_its_own_day(
    desk: Desk, until: str
) -> None:
    key = key_of(desk)
    words, code = said(desk, f"remind snooze {key} --until {until} --recipient owner --by owner")
    assert code == 1
    assert "Today is 2024-12-01, and it is about 2024-12-31." in words
    assert answers(desk) == []


@pytest.mark.parametrize("command", ["resend {}", "snooze {} --until 2024-12-10"])
def test_only_who_was_told_can_snooze_or_be_sent_it_again(desk: Desk, command: str) -> None:
    asked = command.format(key_of(desk))
    words, code = said(desk, f"remind {asked} --recipient boss --by owner")
    assert code == 1
    assert "'boss' was not told of this. Told were: owner." in words
    assert answers(desk) == []


def test_what_is_sent_again_goes_out_with_the_next_sweep_and_once(desk: Desk) -> None:
    assert said(desk, f"remind resend {key_of(desk)} --recipient owner --by boss")[1] == 0
    for _ in range(2):
        desk.sweeper.sweep()
    assert desk.told() == ["license_ends L -30"] * 2


def test_it_can_be_acknowledged_twice_and_the_second_counts_for_what_came_between(
    tmp_path: Path,
) -> None:
    tell = [
        {"for": {"sorts": ["license_ends"]}, "owner": name, "escalate": {"after_days": 2, "to": to}}
        for name, to in (("owner", ["boss"]), ("late", ["boss"]))
    ]
    people = people_with_logs(tmp_path, "owner", "boss")
    missing = {"name": "Invented", "ways": [{"log": str(tmp_path / "later" / "late.jsonl")}]}
    with a_desk(tmp_path, people={**people, "late": missing}, tell=tell) as desk:
        desk.sweeper.sweep()
        assert said(desk, f"remind ack {key_of(desk)} --by owner")[1] == 0
        (tmp_path / "later").mkdir()
        desk.clock.move(hours=2)
        desk.sweeper.sweep()  # the one who could not be reached is told now
        assert said(desk, f"remind ack {key_of(desk)} --by owner")[1] == 0
        desk.clock.to("2024-12-06")
        desk.sweeper.sweep()
        assert desk.told("boss") == []


# -- The log, and the history of a product ----------------------------------------------------


def test_the_log_of_a_product_tells_of_the_licenses_that_cover_it(desk: Desk) -> None:
    said(desk, f"remind ack {key_of(desk)} --by owner")
    document = json.loads(said(desk, "remind log --product P --json")[0])
    assert [each["fact"]["kind"] for each in document["notices"]] == [
        "notice_sent",
        "notice_acknowledged",
    ]
    assert said(desk, "remind log --product OTHER") == ("0 entries.", 0)
    words, code = said(desk, "remind log --product NONE")
    assert code == 1
    assert "No fact on record names product 'NONE'." in words


def test_a_license_that_came_to_cover_a_product_later_tells_of_it_too(desk: Desk) -> None:
    fields = {"license": "L", "add": ["OTHER"], "effective_on": "2024-12-01"}
    desk.record(a_fact(kind="license_scope_changed", **fields))
    assert said(desk, "remind log --product OTHER")[0].endswith("1 entry.")


def test_the_facts_of_a_product_list_what_became_of_its_reminders(desk: Desk) -> None:
    said(desk, f"remind ack {key_of(desk)} --by owner")
    document = json.loads(said(desk, "facts --product P --json")[0])
    assert [each["fact"]["kind"] for each in document["facts"]] == [
        "product_registered",
        "license_issued",
        "notice_sent",
        "notice_acknowledged",
    ]
    positions = [each["position"] for each in document["facts"]]
    assert positions == sorted(positions)
    listed = said(desk, "facts --product OTHER")[0]
    assert "notice_" not in listed


# -- Health, and the examples -----------------------------------------------------------------


def test_health_exits_with_1_when_no_sweep_ran_for_more_than_two_hours(desk: Desk) -> None:
    assert said(desk, "remind health")[1] == 0
    desk.clock.move(hours=2, minutes=1)
    words, code = said(desk, "remind health")
    assert code == 1
    assert "Last sweep: 2024-12-01T04:00:00+00:00." in words
    assert "ALARM: No sweep has been put on record for 2 hours." in words


def test_a_sweeper_that_fails_before_it_notes_anything_leaves_the_old_sweep_to_be_alarmed_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.reminders import sweeping

    def fails(*_: object) -> None:
        raise RuntimeError("a defect made for a test")

    desk.record(a_product("NEW"))
    with monkeypatch.context() as broken:
        broken.setattr(sweeping.Register, "add", fails)
        for _ in range(3):
            desk.clock.move(hours=1)
            with pytest.raises(RuntimeError):
                desk.sweeper.sweep()
    assert said(desk, "remind health")[1] == 1
    desk.sweeper.sweep()  # mended, it reads everything anew
    assert said(desk, "remind health")[1] == 0


def test_a_delivery_given_up_is_no_alarm_any_more_once_somebody_takes_note(desk: Desk) -> None:
    (desk.folder / "logs" / "owner.jsonl").unlink()
    (desk.folder / "logs").rmdir()
    desk.clock.to("2024-12-17")
    for _ in range(24 * 3):
        desk.sweeper.sweep()
        desk.clock.move(hours=1)
    desk.sweeper.sweep()
    assert "1 deliveries failed for good" in said(desk, "remind health")[0]
    assert said(desk, f"remind ack {key_of(desk)} --by boss")[1] == 0
    assert said(desk, "remind health")[1] == 0
    assert health(desk.ledger, desk.clock()).undelivered == ()


def test_a_schedule_that_cannot_work_says_so_at_start(desk: Desk) -> None:
    policy = desk.folder / "policy.yaml"
    person = {"name": "Invented", "ways": [{"log": "x"}], "calendar": "XX"}
    policy.write_text(json.dumps({"people": {"a": person}, "tell": [{"owner": "a"}]}))
    words, code = said(desk, f"schedule --policy {policy}")
    assert code == 1
    assert "'XX'" in words
    links = {"base": "https://office.example", "secret": "env:NO_SUCH_SECRET_OF_TESTS"}
    policy.write_text(json.dumps({"links": links}))
    words, code = said(desk, f"schedule --policy {policy}")
    assert code == 1
    assert "NO_SUCH_SECRET_OF_TESTS" in words
    policy.write_text("{}")
    for place in ("nowhere", ":8040", "127.0.0.1:x", "127.0.0.1:65536"):
        words, code = said(desk, f"schedule --policy {policy} --listen {place}")
        assert (code, "write, say, 127.0.0.1:8040" in words) == (2, True), place


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.name)
def test_the_example_policies_can_be_used(file: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "none.db"
    words, code = answered(f"--ledger {nowhere} remind policy check {file}")
    assert code == 0, words
    assert "WARNING" not in words


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_example_unit(tmp_path: Path) -> None:
    unit = tmp_path / "tracker-schedule.service"
    text = (EXAMPLES / unit.name).read_text(encoding="utf-8")
    program = tmp_path / "tracker"
    program.symlink_to("/bin/true")
    unit.write_text(text.replace("/opt/tracker/bin/tracker", str(program)), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line for line in checked.stderr.splitlines() if unit.name in line]
    assert (checked.returncode, told) == (0, [])
