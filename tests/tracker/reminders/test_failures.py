"""What does not arrive: it is tried again at longer and longer intervals, then others are told."""

import base64
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from console import answered
from mail_servers import mail_server, scripted, talking
from reminding import ENDS_ONLY, Desk, a_desk, people_with_logs
from support import a_fact
from web_servers import WebServer, web_server

from projections.notices.sending.trying_again import BACK_OFF_MINUTES
from tracker.reminders.health import health


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", "whsec_" + base64.b64encode(b"k" * 32).decode())


@contextmanager
def told_by_webhook(
    folder: Path, server: WebServer, away: Sequence[Any] = (), **tell: Any
) -> Iterator[Desk]:
    """A desk whose owner is told by a webhook, and whose deputy by a file."""
    place = f"http://127.0.0.1:{server.port}/hook"
    way = {"webhook": place, "secret": "env:HOOK_KEY", "allow_private": True}
    people = people_with_logs(folder, "deputy")
    people["owner"] = {"name": "Invented owner", "ways": [way], "away": away}
    with a_desk(folder, people=people, tell=[ENDS_ONLY | tell]) as desk:
        yield desk


def swept(desk: Desk) -> tuple[int, int]:
    """How many messages a sweep sent, and how many failed."""
    found = desk.sweeper.sweep()
    assert found is not None
    return len(found.sent), len(found.failed)


def failed_for_good(desk: Desk) -> None:
    """Let time pass until nothing is tried any more."""
    swept(desk)
    for minutes in BACK_OFF_MINUTES:
        desk.clock.move(minutes=minutes)
        swept(desk)


def key_of(desk: Desk) -> str:
    """The key that the log shows of what failed."""
    return health(desk.ledger, desk.clock()).undelivered[0].occasion[:12]


def said(desk: Desk, words: str) -> tuple[str, int]:
    """What `tracker` says to words about the desk's ledger, and its exit code."""
    return answered(f"--ledger {desk.ledger.location} {words}", desk.clock)


# -- Trying again ------------------------------------------------------------------------------


def test_a_webhook_is_tried_again_after_1_5_30_120_480_and_1440_minutes_and_then_no_more(
    tmp_path: Path,
) -> None:
    with web_server(503) as server, told_by_webhook(tmp_path, server) as desk:
        assert swept(desk) == (0, 1)
        for minutes in (1, 5, 30, 120, 480, 1440):
            desk.clock.move(minutes=minutes, seconds=-1)
            assert swept(desk) == (0, 0)
            desk.clock.move(seconds=1)
            assert swept(desk) == (0, 1)
        for _ in range(10):
            desk.clock.move(hours=12)
            assert swept(desk) == (0, 0)
        assert len(server.posted) == 7


def test_every_attempt_is_the_same_message_under_the_same_id(tmp_path: Path) -> None:
    with web_server(503) as server, told_by_webhook(tmp_path, server) as desk:
        failed_for_good(desk)
    assert len({posted.headers["webhook-id"] for posted in server.posted}) == 1
    assert len({_without_time(posted.body) for posted in server.posted}) <= 2  # the days left


def _without_time(body: bytes) -> str:
    return json.dumps({**json.loads(body), "time": None})


def test_a_webhook_that_comes_back_is_told_once(tmp_path: Path) -> None:
    with web_server(503, 503, 200) as server, told_by_webhook(tmp_path, server) as desk:
        for minutes in (0, 1, 5, 30, 120):
            desk.clock.move(minutes=minutes)
            swept(desk)
        assert len(server.posted) == 3
        assert health(desk.ledger, desk.clock()).alarms == []


def test_no_second_sweeper_tries_sooner(tmp_path: Path) -> None:
    with web_server(503) as server, told_by_webhook(tmp_path, server) as desk:
        swept(desk)
        swept(Desk(desk.folder, desk.ledger, desk.clock, desk.policy))
        assert len(server.posted) == 1


# -- Giving up ---------------------------------------------------------------------------------


def test_what_is_given_up_is_a_dead_letter_with_every_attempt_and_its_reason(
    tmp_path: Path,
) -> None:
    with web_server(503) as server, told_by_webhook(tmp_path, server) as desk:
        failed_for_good(desk)
        text, code = said(desk, "remind log --failed")
        where = f"The webhook at 127.0.0.1:{server.port} answered 503 Service Unavailable."
        assert code == 0
        assert text.count("503 Service Unavailable.") == 7
        assert text.count("To be tried again.") == 6
        assert text.count("Given up.") == 1
        assert "7 entries." in text
        shown = json.loads(said(desk, "remind log --failed --json")[0])["notices"]
        assert [each["fact"]["attempt"] for each in shown] == [1, 2, 3, 4, 5, 6, 7]
        assert {each["fact"]["reason"] for each in shown} == {where}
        text, code = said(desk, "remind health")
        assert "1 deliveries failed for good" in text
        assert code == 1


def test_the_deputy_is_told_in_the_sweep_that_gives_the_owner_up(tmp_path: Path) -> None:
    with web_server(503) as server, told_by_webhook(tmp_path, server, deputy="deputy") as desk:
        swept(desk)
        for minutes in BACK_OFF_MINUTES:
            assert desk.told("deputy") == []
            desk.clock.move(minutes=minutes)
            swept(desk)
        assert desk.told("deputy") == ["license_ends L -30"]


def test_a_webhook_that_is_gone_is_given_up_at_once(tmp_path: Path) -> None:
    with web_server(410) as server, told_by_webhook(tmp_path, server, deputy="deputy") as desk:
        assert swept(desk) == (1, 1)
        assert desk.told("deputy") == ["license_ends L -30"]
        assert len(server.posted) == 1


def test_the_next_step_is_tried_with_the_owner_first_again(tmp_path: Path) -> None:
    with web_server(410, 200) as server, told_by_webhook(tmp_path, server, deputy="deputy") as desk:
        swept(desk)
        desk.clock.to("2024-12-17")
        assert swept(desk) == (1, 0)
        assert len(server.posted) == 2
        assert desk.told("deputy") == ["license_ends L -30"]


# -- Sending again -----------------------------------------------------------------------------


@pytest.mark.parametrize("deputy", [{}, {"deputy": "deputy"}])
def test_a_dead_letter_that_somebody_asks_for_again_goes_out(
    deputy: dict[str, str], tmp_path: Path
) -> None:
    with web_server(*[503] * 7, 200) as server, told_by_webhook(tmp_path, server, **deputy) as desk:
        failed_for_good(desk)
        told = desk.told("deputy")
        text, code = said(desk, f"remind resend {key_of(desk)} --recipient owner --by boss")
        assert code == 0, text
        assert swept(desk) == (1, 0)
        assert swept(desk) == (0, 0)
        assert len(server.posted) == 8
        assert desk.told("deputy") == told
        assert health(desk.ledger, desk.clock()).undelivered == ()


def test_a_deputy_who_asks_again_is_told_again_and_the_owner_is_not(tmp_path: Path) -> None:
    with web_server(410, 200) as server, told_by_webhook(tmp_path, server, deputy="deputy") as desk:
        swept(desk)
        said(desk, f"remind resend {key_of(desk)} --recipient deputy --by deputy")
        assert swept(desk) == (1, 0)
        assert swept(desk) == (0, 0)
        assert desk.told("deputy") == ["license_ends L -30"] * 2
        assert len(server.posted) == 1


def test_the_deputy_is_told_if_what_the_owner_asked_for_again_cannot_be_delivered(
    tmp_path: Path,
) -> None:
    with web_server(200, 410) as server, told_by_webhook(tmp_path, server, deputy="deputy") as desk:
        swept(desk)
        [told] = json.loads(said(desk, "remind log --json")[0])["notices"]
        said(desk, f"remind resend {told['fact']['occasion']} --recipient owner --by owner")
        assert swept(desk) == (1, 1)
        assert desk.told("deputy") == ["license_ends L -30"]
        assert len(server.posted) == 2


def test_what_was_asked_for_and_failed_for_good_gives_no_claim_to_later_steps(
    tmp_path: Path,
) -> None:
    away = [{"from": "2024-12-15", "through": "2024-12-20"}]
    with (
        web_server(410, 410, 200) as server,
        told_by_webhook(tmp_path, server, away, deputy="deputy") as desk,
    ):
        swept(desk)
        said(desk, f"remind resend {key_of(desk)} --recipient owner --by owner")
        swept(desk)
        for day in ("2024-12-17", "2024-12-21"):
            desk.clock.to(day)
            swept(desk)
        assert desk.told("deputy") == ["license_ends L -30", "license_ends L -14"]
        assert len(server.posted) == 2


def test_a_dead_letter_asked_for_again_fails_as_patiently_as_before(tmp_path: Path) -> None:
    with web_server(503) as server, told_by_webhook(tmp_path, server) as desk:
        failed_for_good(desk)
        said(desk, f"remind resend {key_of(desk)} --recipient owner --by boss")
        failed_for_good(desk)
        assert len(server.posted) == 14


# -- Mail that comes back, or that nobody knows of whether it arrived -----------------------------


@contextmanager
def told_by_mail(folder: Path, port: int, **tell: Any) -> Iterator[Desk]:
    """A desk whose owner is told by mail, and whose deputy by a file."""
    people = people_with_logs(folder, "deputy")
    people["owner"] = {"name": "Invented owner", "ways": [{"email": "owner@legal.example"}]}
    server = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "us@acme.example"}
    with a_desk(folder, people=people, tell=[ENDS_ONLY | tell], mail=server) as desk:
        yield desk


def report(mail: bytes, action: str, status: str) -> str:
    """The report of a mail server on a mail of ours."""
    returned = mail.decode().partition("\r\n\r\n")[0]
    return (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=cut\n\n"
        "--cut\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; owner@legal.example\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; said the server.\n\n"
        f"--cut\nContent-Type: text/rfc822-headers\n\n{returned}\n\n--cut--\n"
    )


def came_back(desk: Desk, mail: bytes, action: str, status: str) -> tuple[str, int]:
    file = desk.folder / "report.eml"
    file.write_text(report(mail, action, status))
    return said(desk, f"remind bounced {file}")


def test_a_mail_that_comes_back_for_good_goes_to_the_deputy(tmp_path: Path) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port, deputy="deputy") as desk:
        assert swept(desk) == (1, 0)
        text, code = came_back(desk, server.taken[0], "failed", "5.1.1")
        assert (text, code) == (
            "1 notice noted as bounced: The mail server reported 'failed': 5.1.1 said the server.",
            0,
        )
        assert swept(desk) == (1, 0)
        assert desk.told("deputy") == ["license_ends L -30"]
        assert len(server.taken) == 1
        assert any("failed for good" in each for each in health(desk.ledger, desk.clock()).alarms)


def test_a_mail_that_comes_back_for_good_after_it_was_asked_for_again_goes_to_the_deputy(
    tmp_path: Path,
) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port, deputy="deputy") as desk:
        swept(desk)
        [told] = json.loads(said(desk, "remind log --json")[0])["notices"]
        said(desk, f"remind resend {told['fact']['occasion']} --recipient owner --by owner")
        came_back(desk, server.taken[0], "failed", "5.1.1")
        assert swept(desk) == (1, 0)
        assert desk.told("deputy") == ["license_ends L -30"]
        assert len(server.taken) == 1


def test_a_mail_that_comes_back_for_now_is_sent_anew_as_an_answer_to_the_lost_one(
    tmp_path: Path,
) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port) as desk:
        swept(desk)
        came_back(desk, server.taken[0], "failed", "4.4.7")
        assert swept(desk) == (0, 0)
        desk.clock.move(minutes=1)
        assert swept(desk) == (1, 0)
        assert swept(desk) == (0, 0)
        first, second = server.mails()
        assert second["Message-ID"] != first["Message-ID"]
        assert second["In-Reply-To"] == first["Message-ID"]
        assert health(desk.ledger, desk.clock()).alarms == []


def test_mails_that_always_come_back_are_given_up_in_the_end(tmp_path: Path) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port, deputy="deputy") as desk:
        for number in range(7):
            assert swept(desk) == (1, 0)
            assert desk.told("deputy") == []
            came_back(desk, server.taken[number], "failed", "4.4.7")
            desk.clock.move(minutes=1440 if number > 4 else 480)
        assert swept(desk) == (1, 0)
        assert desk.told("deputy") != []
        assert len(server.taken) == 7


def test_word_that_something_is_withdrawn_is_not_sent_anew_but_noted_as_given_up(
    tmp_path: Path,
) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port) as desk:
        swept(desk)
        until = {"effective_on": "2024-12-01", "valid_until": "2029-12-31"}
        desk.record(a_fact(kind="license_renewed", license="L", **until))
        assert swept(desk) == (1, 0)
        came_back(desk, server.taken[1], "failed", "4.4.7")
        desk.clock.move(days=3)
        assert swept(desk) == (0, 0)
        assert any("failed for good" in each for each in health(desk.ledger, desk.clock()).alarms)


def test_a_report_that_comes_twice_is_noted_once(tmp_path: Path) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port) as desk:
        swept(desk)
        came_back(desk, server.taken[0], "failed", "5.1.1")
        text, code = came_back(desk, server.taken[0], "failed", "5.1.1")
        assert code == 1
        assert "noted as lost already; nothing was recorded" in text
        assert desk.kinds().count("notice_bounced") == 1


def test_a_mail_that_is_late_is_neither_sent_anew_nor_an_alarm(tmp_path: Path) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port, deputy="deputy") as desk:
        swept(desk)
        text, code = came_back(desk, server.taken[0], "delayed", "4.4.1")
        assert "still on its way; nothing was recorded" in text
        assert code == 0
        desk.clock.move(hours=3)
        assert swept(desk) == (0, 0)
        assert health(desk.ledger, desk.clock()).alarms == []


def test_a_lost_mail_takes_nothing_back_of_a_later_one_that_arrived(tmp_path: Path) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port) as desk:
        swept(desk)
        desk.clock.to("2024-12-17")
        assert swept(desk) == (1, 0)
        came_back(desk, server.taken[0], "failed", "4.4.7")
        desk.clock.move(days=1)
        assert swept(desk) == (0, 0)
        assert len(server.taken) == 2


def test_word_that_what_followed_a_lost_mail_is_withdrawn_is_given_up_in_the_end(
    tmp_path: Path,
) -> None:
    with mail_server() as server, told_by_mail(tmp_path, server.port) as desk:
        swept(desk)
        desk.clock.to("2024-12-17")
        swept(desk)
        came_back(desk, server.taken[0], "failed", "4.4.7")
        until = {"effective_on": "2025-01-01", "valid_until": "2029-12-31"}
        desk.record(a_fact(kind="license_renewed", license="L", **until))
        server.to_data = "450 Later"
        for minutes in BACK_OFF_MINUTES:
            assert swept(desk) == (0, 1)
            desk.clock.move(minutes=minutes)
        assert swept(desk) == (0, 1)
        desk.clock.move(days=3)
        assert swept(desk) == (0, 0)


def test_a_server_that_dies_before_it_answers_gets_the_same_mail_again(tmp_path: Path) -> None:
    taken: list[bytes] = []
    with (
        talking(partial(scripted, after_data=b"", taken=taken)) as port,
        told_by_mail(tmp_path, port) as desk,
    ):
        assert swept(desk) == (0, 1)
        desk.clock.move(minutes=1)
        assert swept(desk) == (0, 1)
    first, second = (mail.partition(b"\r\n\r\n")[0] for mail in taken)
    [name] = [line for line in first.split(b"\r\n") if line.lower().startswith(b"message-id:")]
    assert name in second.split(b"\r\n")
