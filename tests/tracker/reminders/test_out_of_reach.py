"""A carrier out of reach is asked once in a sweep; what is left goes out later, once."""

from __future__ import annotations

import base64
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from console import answered
from mail_servers import mail_server, scripted, talking
from reminding import ENDS_ONLY, Desk, a_desk, people_with_logs
from support import a_license, a_product
from web_servers import web_server

from events.notices import NoticeBounced
from projections.notices.trying_again import BACK_OFF_MINUTES
from tracker.cli.schedule import _Job
from tracker.reminders.health import health

PERMITS = [
    fact
    for name in ("A", "B", "C")
    for fact in (
        a_product(f"P-{name}"),
        a_license(name, product=f"P-{name}", issued_on="2023-01-01", valid_until="2024-12-31"),
    )
]
"""Of each of these three somebody is sent a message of its own, on the day of the desk."""

Talk = Callable[[socket.socket], None]


@contextmanager
def told_by(folder: Path, ways: dict[str, Any], port: int = 25, **policy: Any) -> Iterator[Desk]:
    """A desk at which each person is told by a way, and a deputy of all by a file."""
    people = people_with_logs(folder, "deputy") | {
        name: {"name": "Invented person", "ways": [way]} for name, way in ways.items()
    }
    tell = [ENDS_ONLY | {"owner": name, "deputy": "deputy"} for name in ways]
    mail = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "us@acme.example"}
    mail |= {"timeout_seconds": 1}
    with a_desk(folder, *PERMITS, people=people, tell=tell, mail=mail, **policy) as desk:
        yield desk


def by_mail(*names: str) -> dict[str, Any]:
    return {name: {"email": f"{name}@acme.example"} for name in names}


def by_webhook(port: int) -> dict[str, Any]:
    place = f"http://127.0.0.1:{port}/"
    return {"webhook": place, "secret": "env:HOOK_KEY", "allow_private": True}


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", "whsec_" + base64.b64encode(b"k" * 32).decode())


@pytest.fixture
def dead_port() -> Iterator[int]:
    """A port on which nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        yield reserved.getsockname()[1]


def swept(desk: Desk) -> tuple[int, int, int]:
    """How many messages a sweep sent, how many failed, and how many it left."""
    found = desk.sweeper.sweep()
    assert found is not None
    return len(found.sent), len(found.failed), len(found.left)


def attempts(desk: Desk) -> dict[str, list[int]]:
    """The numbers of the attempts that failed, by license."""
    found: dict[str, list[int]] = defaultdict(list)
    for record in desk.ledger.facts():
        if isinstance(record.fact, NoticeBounced):
            found[str(record.fact.license)].append(record.fact.attempt)
    return found


def test_a_mail_server_that_hangs_is_waited_for_once_in_a_sweep_and_others_are_told(
    tmp_path: Path,
) -> None:
    over, calls = Event(), []

    def hang(connection: socket.socket) -> None:
        calls.append(connection)
        over.wait(20)

    ways = by_mail("anna", "boris") | {"zoe": {"log": str(tmp_path / "logs" / "zoe.jsonl")}}
    with talking(hang) as port, told_by(tmp_path, ways, port) as desk:
        assert swept(desk) == (3, 1, 5)
        over.set()
        assert len(calls) == 1
        assert sorted(desk.told("zoe")) == [f"license_ends {name} -30" for name in "ABC"]
        assert [*attempts(desk).values()] == [[1]]


def test_what_was_left_goes_out_by_the_next_sweep_and_nothing_twice(tmp_path: Path) -> None:
    taken: list[bytes] = []
    talks: list[Talk] = [lambda connection: None]  # which hangs up at once
    take = partial(scripted, taken=taken)

    def talk(connection: socket.socket) -> None:
        (talks.pop() if talks else take)(connection)

    with talking(talk) as port, told_by(tmp_path, by_mail("anna"), port) as desk:
        assert swept(desk) == (0, 1, 2)
        assert swept(desk) == (2, 0, 0)
        assert swept(desk) == (0, 0, 0)
        desk.clock.move(minutes=1)
        assert swept(desk) == (1, 0, 0)
        assert swept(desk) == (0, 0, 0)
        assert len({mail.partition(b"Message-ID:")[2][:60] for mail in taken}) == len(taken) == 3
        assert desk.told("deputy") == []
        assert health(desk.ledger, desk.clock()).alarms == []


def test_what_was_left_is_looked_at_again_after_a_minute(tmp_path: Path, dead_port: int) -> None:
    with told_by(tmp_path, by_mail("anna"), dead_port) as desk:
        job = _Job(desk.sweeper, desk.clock, Event())
        for minutes in BACK_OFF_MINUTES[:3]:
            assert job() == timedelta(minutes=1)
            desk.clock.move(minutes=minutes)
        assert [*attempts(desk).values()] == [[1, 2, 3]]


def test_only_what_was_tried_counts_as_tried_and_the_deputy_is_told_of_each_in_the_end(
    tmp_path: Path, dead_port: int
) -> None:
    with told_by(tmp_path, by_mail("anna"), dead_port) as desk:
        while len(desk.told("deputy")) < len("ABC"):
            sent, failed, left = swept(desk)
            assert failed <= 1
            assert sent + left <= 3
            desk.clock.move(minutes=10)
        assert attempts(desk) == {name: [1, 2, 3, 4, 5, 6, 7] for name in "ABC"}
        assert sorted(desk.told("deputy")) == [f"license_ends {name} -30" for name in "ABC"]


def test_a_webhook_out_of_reach_hinders_no_other_webhook(tmp_path: Path, dead_port: int) -> None:
    with web_server() as server:
        ways = {"anna": by_webhook(dead_port), "boris": by_webhook(server.port)}
        with told_by(tmp_path, ways) as desk:
            assert swept(desk) == (3, 1, 2)
            assert len(server.posted) == 3
            assert swept(desk) == (0, 1, 1)
            assert swept(desk) == (0, 1, 0)


def test_a_server_that_refuses_a_recipient_is_asked_for_the_others(tmp_path: Path) -> None:
    ways = by_mail("anna", "boris")
    with (
        mail_server({"anna@acme.example": "450 Later"}) as server,
        told_by(tmp_path, ways, server.port) as desk,
    ):
        assert swept(desk) == (3, 3, 0)


def test_a_server_that_dies_over_a_message_is_asked_for_the_others(tmp_path: Path) -> None:
    with (
        talking(partial(scripted, after_data=b"", taken=[])) as port,
        told_by(tmp_path, by_mail("anna"), port) as desk,
    ):
        assert swept(desk) == (0, 3, 0)


def test_what_was_left_is_told_by_the_run_and_by_health(tmp_path: Path, dead_port: int) -> None:
    with told_by(tmp_path, by_mail("anna"), dead_port) as desk:
        assert swept(desk) == (0, 1, 2)
        words, code = answered(f"--ledger {desk.ledger.location} remind health", desk.clock)
        assert "Not delivered: email 1, since 2024-12-01T04:00:00+00:00." in words
        assert "Left by the last sweep: 2 messages, by ways that could not be reached." in words
        assert code == 0
        desk.clock.move(minutes=30)
        swept(desk)
        desk.clock.move(minutes=91)
        words, code = answered(f"--ledger {desk.ledger.location} remind health", desk.clock)
        assert "ALARM: Deliveries have been failing since 2024-12-01T04:00+00:00." in words
        assert code == 1
