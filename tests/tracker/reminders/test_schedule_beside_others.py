"""A schedule that is asked over the web, beside programs that open and close its ledger's file.

Who closes an SQLite file as the last one folds the write-ahead log into it and deletes the log. A
schedule that lost its locks would not be counted among those who hold the file.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from console import answered
from office import noon
from reminding import lines_of, log_of, people_with_logs
from support import a_license, a_product
from sweepers import set_clock
from yards import LATEST, Yard, a_yard, wait_until, write_policy

from events.facts import Fact
from events.notices import NoticeAcknowledged, NoticeSent
from tracker.ledger import open_ledger
from tracker.reminders.links import _signer
from tracker.reminders.policies import read_policy

ROUNDS = 200
LINK_EVERY = 12
"""After so many rounds somebody follows the link in a message."""
NEWS_EVERY = 40
"""After so many rounds a new process asks, and time has passed, so that a sweep has work."""

BEGUN = noon("2024-12-01")
LICENSES = 7


@pytest.fixture
def yard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Yard]:
    monkeypatch.setenv("LINK_SECRET_OF_TESTS", "of these tests alone, and long enough")
    with a_yard("sqlite", tmp_path) as yard:
        links = {"base": "https://office.example", "secret": "env:LINK_SECRET_OF_TESTS"}
        write_policy(tmp_path, people_with_logs(tmp_path, "owner", "lead"), links=links)
        set_clock(yard.clock, BEGUN)
        with open_ledger(yard.location) as ledger:
            ledger.record(list(products_with_licenses()), at=BEGUN)
        yield yard


def products_with_licenses() -> Iterator[Fact]:
    for number in range(LICENSES):
        product, license = f"Q{number}", f"M{number}"
        yield a_product(product)
        yield a_license(license, product=product, issued_on="2023-01-01", valid_until="2024-12-31")


def serve(yard: Yard) -> int:
    """Start a schedule that sweeps again and again, and return the port at which it listens."""
    words = ("schedule", "--policy", yard.policy, "--listen", "127.0.0.1:0")
    schedule = yard.run("restless", yard.clock, "--ledger", yard.location, *words)
    assert schedule.stdout
    said = schedule.stdout.readline()
    found = re.search(r"Listening on 127\.0\.0\.1:(\d+)", said)
    assert found, said
    return int(found[1])


def ask(port: int, path: str, method: str = "GET") -> str:
    with closing(HTTPConnection("127.0.0.1", port, timeout=LATEST)) as connection:
        connection.request(method, path)
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200, page
        return page


def links(yard: Yard) -> dict[str, tuple[str, str]]:
    """Return the path of the link in each message that went out, and who was told of what."""
    policy = read_policy(str(yard.policy))
    assert policy.links
    with open_ledger(yard.location) as ledger:
        signer = _signer(policy.links, ledger.id)
        told = [
            (each.fact.occasion, each.fact.recipient, each.fact.day.isoformat())
            for each in ledger.facts()
            if isinstance(each.fact, NoticeSent)
        ]
    return {f"/notices/{signer.dumps(each)}?do=ack": each[:2] for each in told}


def take_turn(program: subprocess.Popen[str], turn: str, name: str) -> str:
    """Let a program open the ledger, record or ask, and close it; return what it reports."""
    assert program.stdin
    assert program.stdout
    program.stdin.write(f"{turn} {name}\n")
    program.stdin.flush()
    return program.stdout.readline().strip()


def test_beside_a_schedule_that_answers_over_the_web_nothing_reported_is_lost(yard: Yard) -> None:
    port, people = serve(yard), ("owner", "lead")
    all_told = 2 * (LICENSES + 3)
    wait_until(
        lambda: sum(len(lines_of(log_of(yard.folder, name))) for name in people) == all_told,
        "the first sweep",
    )
    log = Path(f"{yard.location}-wal")
    held, told = log.stat().st_ino, iter(links(yard).items())
    recorder, asker = yard.by_turns(), yard.by_turns()
    reported, acknowledged = set(), set()
    for number in range(ROUNDS):
        ask(port, "/metrics")
        take_turn(asker, "ask", f"{number}")
        if number % LINK_EVERY == 0:
            path, notice = next(told)
            assert "Acknowledged by" in ask(port, path, "POST")
            acknowledged.add(notice)
        reported.add(take_turn(recorder, "record", f"fact-{number}"))
        if number % NEWS_EVERY == 0:
            set_clock(yard.clock, BEGUN + timedelta(days=5 * number // NEWS_EVERY))
            status = yard.run("tracker", yard.clock, "--ledger", yard.location, "status")
            status.communicate()
            assert status.returncode == 0
        assert log.exists(), f"the log of a held ledger was deleted in round {number}"
        assert log.stat().st_ino == held, f"the log was made anew in round {number}"
    assert len(reported) == ROUNDS
    assert_on_record(yard, reported, acknowledged)


def assert_on_record(yard: Yard, reported: set[str], acknowledged: set[tuple[str, str]]) -> None:
    """Hold the ledger whole, and all of it on record that anybody was told was."""
    records = list(yard.ledger.facts())
    assert reported <= {each.id for each in records}
    answers = [each.fact for each in records if isinstance(each.fact, NoticeAcknowledged)]
    assert acknowledged <= {(each.occasion, each.by) for each in answers}
    assert yard.place.sql("PRAGMA integrity_check") == [("ok",)]
    said, code = answered(f"--ledger {yard.location} verify")
    assert (said.endswith("No fault was found."), code) == (True, 0)
