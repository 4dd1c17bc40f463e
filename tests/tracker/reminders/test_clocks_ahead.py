"""A clock that was ahead once: reminders go by the clock as it is, and it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from console import answered
from office import noon
from reminding import ENDS_ONLY, Desk, a_desk, people_with_logs
from support import a_fact, a_license, a_product
from web_servers import WebServer, web_server

from events.facts import Fact
from events.notices import NoticeBounced
from events.recorded import Recorded
from projections.notices.sending.log import NoticeLog
from projections.notices.sending.trying_again import may_be_tried, next_try
from tracker.delivery.carriers import deliver
from tracker.reminders import sending
from tracker.reminders.health import health
from tracker.reminders.metrics import metrics

NOW, AHEAD = noon("2024-12-01"), noon("2031-05-01")
WITHDRAWN = a_fact(
    kind="product_withdrawn", product="X", channel="general_sale", effective_on="2024-01-01"
)


@contextmanager
def told_by_webhook(folder: Path, server: WebServer) -> Iterator[Desk]:
    """A desk on whose ledger a batch was recorded by a clock that stood in 2031."""
    place = f"http://127.0.0.1:{server.port}/hook"
    way = {"webhook": place, "secret": "env:HOOK_KEY", "allow_private": True}
    with a_desk(folder, people={"owner": {"name": "Invented owner", "ways": [way]}}) as desk:
        yield desk


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", "whsec_a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def recorded_ahead(desk: Desk, *facts: Fact) -> None:
    """Record something by a clock that stands in 2031."""
    desk.ledger.record(facts or [WITHDRAWN], at=AHEAD)


def swept(desk: Desk) -> tuple[int, int]:
    """How many messages a process sent that begins and ends with the sweep, and how many failed."""
    found = Desk(desk.folder, desk.ledger, desk.clock, desk.policy).sweeper.sweep()
    assert found is not None
    return len(found.sent), len(found.failed)


def said(desk: Desk, words: str) -> tuple[str, int]:
    return answered(f"--ledger {desk.ledger.location} {words}", desk.clock)


# -- Trying again ------------------------------------------------------------------------------


def test_retries_keep_their_intervals_by_the_clock_after_a_batch_stamped_2031(
    tmp_path: Path,
) -> None:
    with web_server(503) as server, told_by_webhook(tmp_path, server) as desk:
        recorded_ahead(desk)
        assert swept(desk) == (0, 1)
        for minutes in (1, 5, 30, 120, 480, 1440):
            desk.clock.move(minutes=minutes, seconds=-1)
            assert swept(desk) == (0, 0)
            desk.clock.move(seconds=1)
            assert swept(desk) == (0, 1)
        assert swept(desk) == (0, 0)
        assert any("failed for good" in each for each in health(desk.ledger, desk.clock()).alarms)


def test_what_failed_by_a_clock_that_was_ahead_is_tried_at_once_and_then_at_its_intervals(
    tmp_path: Path,
) -> None:
    with web_server(503, 503, 200) as server, told_by_webhook(tmp_path, server) as desk:
        desk.clock.to("2024-12-05")
        assert swept(desk) == (0, 1)
        desk.clock.at = NOW
        assert [swept(desk), swept(desk)] == [(0, 1), (0, 0)]
        desk.clock.move(hours=3)
        assert health(desk.ledger, desk.clock()).oldest == NOW
        assert swept(desk) == (1, 0)


def test_a_failure_that_bears_the_stamp_of_2031_alone_is_tried_at_once() -> None:
    failed = NoticeBounced(
        kind="notice_bounced",
        occasion="a" * 32,
        sort="license_ends",
        day=NOW.date(),
        recipient="owner",
        way="webhook",
        message="b" * 32,
        lead_days=30,
        attempt=1,
        reason="Refused.",
        final=False,
    )
    log = NoticeLog([Recorded(1, AHEAD, AHEAD.date(), failed)])
    delivery = log.track("a" * 32).delivery("owner", "webhook")
    assert may_be_tried(delivery, 30, NOW, latest=NOW)
    assert next_try(log, NOW, latest=NOW) is None


# -- What else goes by the clock -----------------------------------------------------------------


def test_nobody_is_spared_an_escalation_because_of_a_batch_stamped_2031(tmp_path: Path) -> None:
    people = people_with_logs(tmp_path, "owner", "boss")
    tell = [ENDS_ONLY | {"escalate": {"after_days": 5, "to": ["boss"]}}]
    with a_desk(tmp_path, people=people, tell=tell) as desk:
        recorded_ahead(desk)
        swept(desk)
        desk.clock.to("2024-12-05")
        swept(desk)
        assert desk.told("boss") == []
        desk.clock.to("2024-12-06")
        swept(desk)
        assert desk.told("boss") == ["license_ends L -30"]


def test_what_is_sent_while_a_sweep_lasts_is_not_taken_for_sent_by_a_clock_that_was_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def takes_long(*given: Any, **named: Any) -> None:
        deliver(*given, **named)
        desk.clock.move(minutes=1)

    people = people_with_logs(tmp_path, "owner", "boss")
    tell = [ENDS_ONLY | {"escalate": {"after_days": 5, "to": ["boss"]}}]
    monkeypatch.setattr(sending, "deliver", takes_long)
    licenses = [a_license(name, issued_on="2023-01-01", valid_until="2024-12-31") for name in "LM"]
    with a_desk(tmp_path, a_product(), *licenses, people=people, tell=tell) as desk:
        assert [swept(desk), swept(desk)] == [(2, 0), (0, 0)]
        assert desk.told("boss") == []


def test_what_was_sent_by_a_clock_that_was_ahead_is_escalated_and_not_forgotten(
    tmp_path: Path,
) -> None:
    people = people_with_logs(tmp_path, "owner", "boss")
    tell = [ENDS_ONLY | {"escalate": {"after_days": 5, "to": ["boss"]}}]
    with a_desk(tmp_path, people=people, tell=tell) as desk:
        desk.clock.to("2024-12-30")
        swept(desk)
        desk.clock.at = NOW
        swept(desk)
        assert desk.told("boss") == ["license_ends L -1"]


def test_what_is_recorded_after_a_batch_stamped_2031_is_no_history(tmp_path: Path) -> None:
    with a_desk(tmp_path, a_product()) as desk:
        recorded_ahead(desk)
        desk.record(a_license(issued_on="2023-01-01", valid_until="2024-12-31"))
        assert swept(desk) == (1, 0)
        assert desk.told() == ["license_ends L -30"]


def test_in_a_ledger_made_by_a_clock_that_was_ahead_nothing_to_come_is_history(
    tmp_path: Path,
) -> None:
    with a_desk(tmp_path, at=AHEAD) as desk:
        assert swept(desk) == (1, 0)
        assert desk.told() == ["license_ends L -30"]


def test_the_log_and_messages_tell_the_day_by_the_clock(desk: Desk) -> None:
    recorded_ahead(desk)
    swept(desk)
    assert "2024-12-01 12:00" in said(desk, "remind log")[0]
    desk.record(
        a_fact(
            kind="license_renewed", license="L", effective_on="2024-12-01", valid_until="2029-01-01"
        )
    )
    swept(desk)
    [line] = (desk.folder / "logs" / "owner.jsonl").read_text().splitlines()[1:]
    assert json.loads(line)["withdrawn"][0]["told_on"] == "2024-12-01"


# -- What is said of it --------------------------------------------------------------------------


def test_sweeps_are_missed_by_the_clock_after_a_batch_stamped_2031(desk: Desk) -> None:
    recorded_ahead(desk)
    swept(desk)
    desk.clock.move(hours=1)
    swept(desk)
    assert health(desk.ledger, desk.clock()).last_sweep == desk.clock()
    desk.clock.move(hours=3)
    found = health(desk.ledger, desk.clock()).alarms
    assert "No sweep has been put on record for 3 hours." in found


def test_health_and_metrics_say_by_how_much_a_ledger_is_ahead(desk: Desk) -> None:
    swept(desk)
    assert health(desk.ledger, desk.clock()).alarms == []
    recorded_ahead(desk)
    swept(desk)
    text, code = said(desk, "remind health")
    assert "ALARM: The ledger is ahead of the clock by 2,342 days" in text
    assert "All is well" not in text
    assert code == 1
    seconds = (AHEAD - NOW).total_seconds()
    page = metrics(health(desk.ledger, desk.clock())).decode()
    [line] = [each for each in page.splitlines() if each.startswith("tracker_ledger_ahead")]
    assert float(line.split()[1]) == seconds


@pytest.mark.parametrize(
    "words", ["status --as-of 2024-12-01", "late --since 2024-12-01", "record more.json"]
)
def test_commands_say_by_how_much_a_ledger_is_ahead(
    desk: Desk, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    Path("more.json").write_text(json.dumps({"kind": "product_withdrawn", **_X}), encoding="utf-8")
    assert "ahead of the clock" not in said(desk, words)[0]
    recorded_ahead(desk)
    text, code = said(desk, words)
    assert "The ledger is ahead of the clock by 2,342 days: its last batch is stamped " in text
    assert "2031-05-01T04:00+00:00, and the clock says 2024-12-01T04:00+00:00." in text
    assert code == 0


_X = {"product": "Y", "channel": "general_sale", "effective_on": "2024-01-01"}


def test_clocks_of_two_machines_may_differ_by_a_minute_without_a_word(desk: Desk) -> None:
    desk.record(WITHDRAWN)
    desk.clock.move(minutes=-1)
    assert health(desk.ledger, desk.clock()).ahead.total_seconds() == 0
    desk.clock.move(seconds=-1)
    assert health(desk.ledger, desk.clock()).ahead.total_seconds() == 61
