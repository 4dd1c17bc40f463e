"""A carrier out of reach is asked once in a sweep, and all its messages fail as if tried."""

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
from support import a_fact, a_license, a_product
from web_servers import web_server

from events.notices import NoticeBounced
from projections.notices.sending.trying_again import BACK_OFF_MINUTES
from tracker.act.answering import Told
from tracker.cli.remind.schedule import _Job
from tracker.ledger import open_ledger
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
    policy = {"tell": tell, **policy}
    mail = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "us@acme.example"}
    mail |= {"timeout_seconds": 1}
    with a_desk(folder, *PERMITS, people=people, mail=mail, **policy) as desk:
        yield desk


def by_mail(*names: str) -> dict[str, Any]:
    return {name: {"email": f"{name}@acme.example"} for name in names}


def by_webhook(port: int) -> dict[str, Any]:
    place = f"http://127.0.0.1:{port}/"
    return {"webhook": place, "secret": "env:HOOK_KEY", "allow_private": True}


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", "whsec_" + base64.b64encode(b"k" * 32).decode())


class Deaf:
    """A server that hangs up on each caller at once, after it has done what it is told to."""

    def __init__(self) -> None:
        self.calls = 0
        self.meanwhile: Callable[[], object] = lambda: None

    def __call__(self, connection: socket.socket) -> None:
        self.calls += 1
        self.meanwhile()


@pytest.fixture
def dead_port() -> Iterator[int]:
    """A port on which nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        yield reserved.getsockname()[1]


def swept(desk: Desk) -> tuple[int, int]:
    """How many messages a sweep sent, and how many failed."""
    found = desk.sweeper.sweep()
    assert found is not None
    return len(found.sent), len(found.failed)


def failures(desk: Desk) -> list[NoticeBounced]:
    facts = [record.fact for record in desk.ledger.facts()]
    return [fact for fact in facts if isinstance(fact, NoticeBounced)]


def attempts(desk: Desk, recipient: str = "anna") -> dict[str, list[int]]:
    """The numbers of the attempts that failed, by license."""
    found: dict[str, list[int]] = defaultdict(list)
    for fact in failures(desk):
        if fact.recipient == recipient:
            found[str(fact.license)].append(fact.attempt)
    return found


ONCE, TWICE = ({name: [*range(1, last + 1)] for name in "ABC"} for last in (1, 2))
SEVEN_TIMES = {name: [1, 2, 3, 4, 5, 6, 7] for name in "ABC"}


# -- Asked once -------------------------------------------------------------------------------


def test_a_mail_server_that_hangs_is_waited_for_once_in_a_sweep_and_others_are_told(
    tmp_path: Path,
) -> None:
    over, calls = Event(), []

    def hang(connection: socket.socket) -> None:
        calls.append(connection)
        over.wait(20)

    ways = by_mail("anna", "boris") | {"zoe": {"log": str(tmp_path / "logs" / "zoe.jsonl")}}
    with talking(hang) as port, told_by(tmp_path, ways, port) as desk:
        assert swept(desk) == (3, 6)
        over.set()
        assert len(calls) == 1
        assert sorted(desk.told("zoe")) == [f"license_ends {name} -30" for name in "ABC"]
        assert attempts(desk, "anna") == attempts(desk, "boris") == ONCE


def test_what_was_not_tried_says_so_with_the_reason_of_what_was(
    tmp_path: Path, dead_port: int
) -> None:
    with told_by(tmp_path, by_mail("anna"), dead_port) as desk:
        swept(desk)
        tried, *others = (fact.reason for fact in failures(desk))
        assert tried.startswith(f"The mail server 127.0.0.1:{dead_port} cannot be reached: ")
        said = "Not tried: what carries it was out of reach for another message of this sweep."
        assert others == [f"{said} {tried}"] * 2
        assert not any(fact.final for fact in failures(desk))


def test_a_webhook_out_of_reach_hinders_no_other_webhook(tmp_path: Path, dead_port: int) -> None:
    with web_server() as server:
        ways = {"anna": by_webhook(dead_port), "boris": by_webhook(server.port)}
        with told_by(tmp_path, ways) as desk:
            assert swept(desk) == (3, 3)
            assert len(server.posted) == 3
            assert swept(desk) == (0, 0)
            assert attempts(desk) == ONCE


def test_a_server_that_refuses_a_recipient_is_asked_for_the_others(tmp_path: Path) -> None:
    ways = by_mail("anna", "boris")
    with (
        mail_server({"anna@acme.example": "450 Later"}) as server,
        told_by(tmp_path, ways, server.port) as desk,
    ):
        assert swept(desk) == (3, 3)


def test_a_server_that_dies_over_a_message_is_asked_for_the_others(tmp_path: Path) -> None:
    taken: list[bytes] = []
    with (
        talking(partial(scripted, after_data=b"", taken=taken)) as port,
        told_by(tmp_path, by_mail("anna"), port) as desk,
    ):
        assert swept(desk) == (0, 3)
        assert len(taken) == 3


# -- Tried again, and given up ----------------------------------------------------------------


def test_once_the_server_is_back_everything_goes_out_and_nothing_twice(tmp_path: Path) -> None:
    taken: list[bytes] = []
    talks: list[Talk] = [lambda connection: None]  # which hangs up at once
    take = partial(scripted, taken=taken)

    def talk(connection: socket.socket) -> None:
        (talks.pop() if talks else take)(connection)

    with talking(talk) as port, told_by(tmp_path, by_mail("anna"), port) as desk:
        assert swept(desk) == (0, 3)
        assert swept(desk) == (0, 0)
        desk.clock.move(minutes=1)
        assert swept(desk) == (3, 0)
        assert swept(desk) == (0, 0)
        assert len({mail.partition(b"Message-ID:")[2][:60] for mail in taken}) == len(taken) == 3
        assert desk.told("deputy") == []
        assert health(desk.ledger, desk.clock()).alarms == []


def test_each_message_has_its_seven_attempts_at_their_times_and_then_goes_to_the_deputy(
    tmp_path: Path,
) -> None:
    deaf = Deaf()
    with talking(deaf) as port, told_by(tmp_path, by_mail("anna"), port) as desk:
        assert swept(desk) == (0, 3)
        for minutes in BACK_OFF_MINUTES:
            desk.clock.move(minutes=minutes, seconds=-1)
            assert swept(desk) == (0, 0)
            assert desk.told("deputy") == []
            desk.clock.move(seconds=1)
            swept(desk)
        assert attempts(desk) == SEVEN_TIMES
        assert sorted(desk.told("deputy")) == [f"license_ends {name} -30" for name in "ABC"]
        assert deaf.calls == 7


def test_with_one_sweep_a_day_the_deputy_is_told_of_everything_on_the_seventh_day(
    tmp_path: Path, dead_port: int
) -> None:
    with told_by(tmp_path, by_mail("anna"), dead_port) as desk:
        for _ in range(6):
            assert swept(desk) == (0, 3)
            desk.clock.move(days=1)
        assert swept(desk) == (3, 3)
        assert attempts(desk) == SEVEN_TIMES


def test_a_deputy_told_by_the_same_server_costs_no_other_call(tmp_path: Path) -> None:
    deaf, ways = Deaf(), by_mail("anna", "boris")
    tell = [ENDS_ONLY | {"owner": "anna", "deputy": "boris"}]
    with talking(deaf) as port, told_by(tmp_path, ways, port, tell=tell) as desk:
        for minutes in BACK_OFF_MINUTES:
            assert swept(desk) == (0, 3)
            desk.clock.move(minutes=minutes)
        assert swept(desk) == (0, 6)
        assert attempts(desk, "anna") == SEVEN_TIMES
        assert attempts(desk, "boris") == ONCE
        assert deaf.calls == 7


def test_word_that_something_is_withdrawn_fails_with_the_rest_and_goes_out_once(
    tmp_path: Path,
) -> None:
    deaf, taken = Deaf(), list[bytes]()
    talks: list[Talk] = [*[partial(scripted, taken=taken)] * 3, deaf, deaf]

    def talk(connection: socket.socket) -> None:
        (talks.pop(0) if talks else partial(scripted, taken=taken))(connection)

    with talking(talk) as port, told_by(tmp_path, by_mail("anna"), port) as desk:
        assert swept(desk) == (3, 0)
        until = {"effective_on": "2025-01-01", "valid_until": "2029-12-31"}
        desk.record(*(a_fact(kind="license_renewed", license=name, **until) for name in "ABC"))
        assert swept(desk) == (0, 3)
        desk.clock.move(minutes=1)
        assert swept(desk) == (0, 3)
        assert {fact.lead_days for fact in failures(desk)} == {None}
        assert attempts(desk) == TWICE
        desk.clock.move(minutes=5)
        assert swept(desk) == (3, 0)
        assert swept(desk) == (0, 0)
        assert (deaf.calls, len(taken)) == (2, 6)


# -- In one sweep -----------------------------------------------------------------------------


def test_nothing_fails_twice_in_a_sweep_however_long_it_takes(
    tmp_path: Path, dead_port: int
) -> None:
    deaf, ways = Deaf(), {"anna": by_webhook(dead_port)} | by_mail("boris")
    with talking(deaf) as port, told_by(tmp_path, ways, port) as desk:
        deaf.meanwhile = lambda: desk.clock.move(hours=1)
        assert swept(desk) == (0, 6)
        assert attempts(desk, "anna") == attempts(desk, "boris") == ONCE
        assert deaf.calls == 1


def test_what_failed_is_tried_again_a_minute_after_a_sweep_that_took_longer_than_its_wait(
    tmp_path: Path, dead_port: int
) -> None:
    with mail_server(meanwhile=lambda: desk.clock.move(minutes=2)) as server:
        ways = {"anna": by_webhook(dead_port)} | by_mail("boris")
        with told_by(tmp_path, ways, server.port) as desk:
            job = _Job(desk.sweeper, desk.clock, Event())
            assert job() == timedelta(minutes=1)
            assert attempts(desk) == ONCE
            desk.clock.move(minutes=1)
            assert swept(desk) == (0, 3)
            assert attempts(desk) == TWICE


def test_a_message_is_dated_when_it_goes_out_however_long_ago_its_sweep_began(
    tmp_path: Path,
) -> None:
    with (
        mail_server(meanwhile=lambda: desk.clock.move(minutes=2)) as mail,
        web_server() as server,
    ):
        ways = by_mail("anna") | {"boris": by_webhook(server.port)}
        with told_by(tmp_path, ways, mail.port) as desk:
            assert swept(desk) == (6, 0)
            dates = {int(posted.headers["webhook-timestamp"]) for posted in server.posted}
            assert dates == {int(desk.clock().timestamp())}


def test_what_was_not_tried_is_looked_at_again_when_what_was_tried_is(
    tmp_path: Path, dead_port: int
) -> None:
    with told_by(tmp_path, by_mail("anna"), dead_port) as desk:
        job = _Job(desk.sweeper, desk.clock, Event())
        for minutes in BACK_OFF_MINUTES:
            assert job() == timedelta(minutes=minutes)
            desk.clock.move(minutes=minutes)
        assert job() is None
        assert attempts(desk) == SEVEN_TIMES


@pytest.mark.parametrize("before", [1, 6])
def test_what_is_asked_for_again_as_it_fails_has_all_its_attempts_and_goes_out_once(
    before: int, tmp_path: Path
) -> None:
    deaf, taken = Deaf(), list[bytes]()
    talks: list[Talk] = [deaf] * (before + 1)

    def talk(connection: socket.socket) -> None:
        (talks.pop() if talks else partial(scripted, taken=taken))(connection)

    with talking(talk) as port, told_by(tmp_path, by_mail("anna"), port) as desk:
        for minutes in BACK_OFF_MINUTES[:before]:
            swept(desk)
            desk.clock.move(minutes=minutes)
        deaf.meanwhile = lambda: resent(desk, failures(desk)[-1])
        last = str(failures(desk)[-1].license)
        swept(desk)
        assert attempts(desk)[last] == [*range(1, before + 2), 1]
        desk.clock.move(minutes=1)
        assert swept(desk) == (1, 0)
        assert swept(desk) == (0, 0)
        assert len(taken) == 1


def resent(desk: Desk, fact: NoticeBounced) -> None:
    """Ask that something be sent again, as another process would."""
    with open_ledger(str(desk.ledger.location)) as ledger:
        Told(ledger).resend(fact.occasion, fact.recipient, "boss", at=desk.clock())


# -- Told -------------------------------------------------------------------------------------


def test_all_that_failed_is_told_by_the_run_and_by_health(tmp_path: Path, dead_port: int) -> None:
    with told_by(tmp_path, by_mail("anna"), dead_port) as desk:
        assert swept(desk) == (0, 3)
        words, code = answered(f"--ledger {desk.ledger.location} remind health", desk.clock)
        assert "Not delivered: email 3, since 2024-12-01T04:00:00+00:00." in words
        assert code == 0
        desk.clock.move(minutes=30)
        swept(desk)
        desk.clock.move(minutes=91)
        words, code = answered(f"--ledger {desk.ledger.location} remind health", desk.clock)
        assert "ALARM: Deliveries have been failing since 2024-12-01T04:00+00:00." in words
        assert code == 1
