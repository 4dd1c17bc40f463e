"""The service beside the scheduler, asked over real HTTP on loopback."""

import socket
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from console import answered
from office import noon
from prometheus_client.parser import text_string_to_metric_families
from reminding import ENDS_ONLY, Desk, a_desk, people_with_logs
from support import a_fact

from projections.notices.sending.parcels import Item, Telling
from tracker.ledger import create_ledger, open_ledger
from tracker.reminders import serving
from tracker.reminders.links import linking
from tracker.reminders.serving import make_service
from tracker.reminders.web import Service

LINKS = {"base": "https://office.example", "secret": "env:LINK_SECRET_OF_TESTS"}
HEADLINE = "License L"
SECRET = "a secret of these tests alone, 39 bytes"


@dataclass
class Site:
    """A service at work, the desk behind it, and what the owner was sent by it."""

    desk: Desk
    port: int
    sent: list[Item] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", body: bytes = b"") -> tuple[int, str]:
        """Return the status and the page that come back."""
        status, _, page = self.answer(path, method, body)
        return status, page

    def answer(
        self, path: str, method: str = "GET", body: bytes = b""
    ) -> tuple[int, dict[str, str], str]:
        """Return the status, the headers and the page that come back."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body=body or None)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def link(
        self, action: str = "ack", *, recipient: str = "owner", ledger: str | None = None
    ) -> str:
        """Return the path of the link in the message that a recipient was sent."""
        swept = self.desk.sweeper.sweep()
        assert swept is not None
        self.sent = [item for parcel in swept.sent for item in parcel.items] or self.sent
        assert self.desk.policy.links is not None
        sign = linking(self.desk.policy.links, ledger or self.desk.ledger.id)
        address = sign(recipient, self.sent[0], action)
        assert address is not None
        return address.removeprefix("https://office.example")

    def answers(self) -> list[str]:
        """Return the kinds of the answers on record."""
        kinds = ("notice_acknowledged", "notice_snoozed")
        return [kind for kind in self.desk.kinds() if kind in kinds]


@contextmanager
def served(desk: Desk) -> Iterator[Site]:
    """Serve a desk's ledger on a free port of loopback."""
    opening = lambda: open_ledger(desk.ledger.location)  # noqa: E731
    server = make_service("127.0.0.1", 0, Service(opening, desk.policy, desk.clock))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Site(desk, server.server_port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("LINK_SECRET_OF_TESTS", SECRET)
    with a_desk(tmp_path, links=LINKS) as desk, served(desk) as site:
        yield site


# -- Links ------------------------------------------------------------------------------------


def test_opening_a_link_only_asks_and_records_nothing(site: Site) -> None:
    path = site.link("ack")
    before = site.desk.ledger.head()
    for _ in range(3):
        status, page = site.ask(path)
        assert status == 200
        assert "<button>Acknowledge" in page
    assert site.ask(path, "HEAD") == (200, "")
    assert site.desk.ledger.head() == before


def test_the_page_says_in_both_languages_what_it_is_about_and_on_which_day(site: Site) -> None:
    _, page = site.ask(site.link("ack"))
    assert HEADLINE in page
    assert '<span lang="zh-Hans">事项</span></dt><dd>L</dd>' in page
    assert '<span lang="zh-Hans">日期</span></dt><dd>2024-12-31</dd>' in page
    assert '<span lang="zh-Hans">发送日期</span></dt><dd>2024-12-01</dd>' in page
    assert all(english in page for english in ("About ·", "Day ·", "Sent on ·"))
    assert '<span lang="zh-Hans">确认收到</span>' in page


def test_the_button_acknowledges_in_the_name_of_whom_the_message_went_to(site: Site) -> None:
    status, page = site.ask(site.link("ack"), "POST")
    assert (status, site.answers()) == (200, ["notice_acknowledged"])
    assert "Acknowledged by owner." in page
    assert HEADLINE in page
    assert "<button>" not in page


@pytest.mark.parametrize("query", ["?do=", "", "?", "?do=ACK", "?do", "?to=ack", "?do=ack&do=ack"])
def test_a_link_that_asks_for_none_of_the_two_actions_is_refused_and_says_so(
    site: Site, query: str
) -> None:
    path = site.link("ack").partition("?")[0] + query
    for method in ("GET", "POST"):
        status, page = site.ask(path, method)
        assert status == 400
        assert "asks for nothing that can be done" in page
        assert "There are ack and snooze." in page.replace("there", "There")
    assert site.answers() == []


def test_acknowledging_again_records_nothing_and_says_when_it_was_done(site: Site) -> None:
    path = site.link("ack")
    assert "nothing was recorded anew" not in site.ask(path, "POST")[1]
    site.desk.clock.move(days=1)
    status, page = site.ask(path, "POST")
    assert (status, site.answers()) == (200, ["notice_acknowledged"])
    assert "This was done on 2024-12-01 12:00; nothing was recorded anew." in page
    assert "未重复记录" in page


def test_what_comes_after_an_acknowledgement_can_be_acknowledged_in_its_turn(site: Site) -> None:
    path = site.link("ack")
    site.ask(path, "POST")
    site.desk.clock.to("2024-12-17")
    site.desk.sweeper.sweep()
    site.ask(path, "POST")
    site.ask(path, "POST")
    assert site.answers() == ["notice_acknowledged"] * 2


def test_an_acknowledgement_that_was_voided_can_be_given_again(site: Site) -> None:
    path = site.link("ack")
    for _ in range(3):
        site.ask(path, "POST")
        [*_, last] = [
            each.id for each in site.desk.ledger.facts() if each.fact.kind == "notice_acknowledged"
        ]
        site.desk.record(a_fact(kind="fact_voided", fact=last, reason="By mistake."))
    assert site.answers() == ["notice_acknowledged"] * 3


def test_one_button_pressed_twice_at_once_records_one_answer(site: Site) -> None:
    for action in ("ack", "snooze"):
        path = site.link(action)
        with ThreadPoolExecutor(4) as people:
            found = list(people.map(lambda _: site.ask(path, "POST")[0], range(8)))  # noqa: B023
        assert found == [200] * 8
    assert site.answers() == ["notice_acknowledged", "notice_snoozed"]


def test_snoozing_again_records_nothing_unless_the_day_is_another(site: Site) -> None:
    path = site.link("snooze")
    site.ask(path, "POST")
    assert "This was done on 2024-12-01 12:00" in site.ask(path, "POST")[1]
    assert site.answers() == ["notice_snoozed"]
    site.desk.clock.move(days=1)
    assert "This was done" not in site.ask(path, "POST")[1]
    assert site.answers() == ["notice_snoozed"] * 2


def test_a_snooze_that_another_has_replaced_can_be_set_again(site: Site) -> None:
    key = site.link("snooze") and site.sent[0].occasion_key
    words = f"--ledger {site.desk.ledger.location} remind snooze {key} --recipient owner --by boss"
    for day in ("2024-12-05", "2024-12-09", "2024-12-05", "2024-12-09", "2024-12-09"):
        said, code = answered(f"{words} --until {day}", site.desk.clock)
        assert code == 0, said
    assert site.answers() == ["notice_snoozed"] * 4
    assert "nothing was recorded anew" in said


def test_the_button_snoozes_for_a_week(site: Site) -> None:
    path = site.link("snooze")
    assert "No more of it before 2024-12-08" in site.ask(path)[1]
    status, page = site.ask(path, "POST")
    assert (status, site.answers()) == (200, ["notice_snoozed"])
    assert "You hear no more of it before 2024-12-08." in page
    (fact,) = [r.fact for r in site.desk.ledger.facts() if r.fact.kind == "notice_snoozed"]
    assert getattr(fact, "until", None) == date(2024, 12, 8)


def test_a_week_is_cut_short_by_the_day_that_it_is_about_and_that_day_ends_it(site: Site) -> None:
    path = site.link("snooze")
    site.desk.clock.to("2024-12-28")
    assert "before 2024-12-31" in site.ask(path)[1]
    site.desk.clock.to("2024-12-31")
    status, page = site.ask(path)
    assert status == 200
    assert "cannot be put off any more" in page
    assert "<button>" not in page
    assert site.ask(path, "POST")[0] == 400
    assert site.answers() == []


def test_each_recipient_sees_the_headline_in_the_language_of_their_own_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINK_SECRET_OF_TESTS", SECRET)
    people = people_with_logs(tmp_path, "owner") | people_with_logs(tmp_path, "wang", language="zh")
    tell = [{**ENDS_ONLY, "owner": name} for name in people]
    with a_desk(tmp_path, links=LINKS, people=people, tell=tell) as desk, served(desk) as site:
        assert "<h1>License L" in site.ask(site.link())[1]
        assert '<h1><span lang="zh-Hans">' in site.ask(site.link(recipient="wang"))[1]


def test_a_page_of_a_withdrawn_notice_says_that_it_no_longer_holds(site: Site) -> None:
    path = site.link("ack")
    renewed = {"kind": "license_renewed", "license": "L", "valid_until": "2029-12-31"}
    site.desk.record(a_fact(**renewed, effective_on="2024-12-01"))
    site.desk.sweeper.sweep()
    _, page = site.ask(path)
    assert "This no longer holds" in page
    assert "不再成立" in page


def test_a_link_is_good_for_its_days_after_the_day_and_not_longer(site: Site) -> None:
    path = site.link("ack")
    site.desk.clock.at = noon("2024-12-31")
    site.desk.clock.move(days=400)
    assert site.ask(path)[0] == 200
    site.desk.clock.move(days=1)
    status, page = site.ask(path, "POST")
    assert (status, site.answers()) == (400, [])
    assert "The link is too old." in page


def test_a_forged_link_is_refused_and_records_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = site.link("ack")
    with monkeypatch.context() as other:
        other.setenv("LINK_SECRET_OF_TESTS", "another secret " * 3)
        forged = site.link("ack")
    head, _, tail = genuine.partition("?")
    bent = f"{head[:-2]}{'A' if head[-2] != 'A' else 'B'}{head[-1]}?{tail}"
    cut = f"{head[:-5]}?{tail}"
    for path in (forged, bent, cut, f"/notices/?{tail}", "/notices/e30.x?do=ack"):
        status, page = site.ask(path, "POST")
        assert status == 400, path
        assert "not one of this ledger" in page
    assert site.answers() == []


def test_a_link_of_another_ledger_is_refused(site: Site, tmp_path: Path) -> None:
    with create_ledger(str(tmp_path / "other.db"), at=noon("2024-01-01")) as other:
        path = site.link("ack", ledger=other.id)
    assert site.ask(path, "POST")[0] == 400
    assert site.answers() == []


def test_a_link_that_asks_for_something_unknown_is_not_taken_for_an_acknowledgement(
    site: Site,
) -> None:
    path = site.link("ack").partition("?")[0]
    for query in ("?do=delete", "?do=ack&do=snooze", "?do=%3Cscript%3E"):
        status, page = site.ask(path + query, "POST")
        assert status == 400, query
        assert "<script>" not in page
    assert site.answers() == []


def test_a_link_to_what_was_never_told_is_refused(site: Site) -> None:
    site.link("ack")
    (told,) = site.sent
    assert isinstance(told, Telling)
    never = replace(told.notice.occasion, day=date(2031, 1, 1))
    site.sent = [replace(told, notice=replace(told.notice, occasion=never))]
    status, page = site.ask(site.link("ack"), "POST")
    assert (status, site.answers()) == (400, [])
    assert "does not name a notice" in page


def test_a_link_of_somebody_who_was_not_told_is_refused(site: Site) -> None:
    status, page = site.ask(site.link(recipient="stranger"), "POST")
    assert (status, site.answers()) == (400, [])
    assert "was not told of this" in page


def test_without_links_in_the_policy_there_are_no_notices_to_open(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk, served(desk) as site:
        assert site.ask("/notices/anything?do=ack", "POST")[0] == 404


@pytest.mark.parametrize("secret", ["", "x" * 31, "短" * 10])
@pytest.mark.parametrize("command", ["remind run", "schedule"])
def test_a_secret_of_less_than_32_bytes_is_refused_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str, command: str
) -> None:
    monkeypatch.setenv("LINK_SECRET_OF_TESTS", SECRET)
    with a_desk(tmp_path, links=LINKS) as desk:
        monkeypatch.setenv("LINK_SECRET_OF_TESTS", secret)
        policy = tmp_path / "policy.json"
        policy.write_text(desk.policy.model_dump_json(exclude_defaults=True, by_alias=True))
        words = f"--ledger {desk.ledger.location} {command} --policy {policy}"
        said, code = answered(words, desk.clock)
        assert (code, desk.told()) == (1, [])
    number = len(secret.encode())
    told = f"LINK_SECRET_OF_TESTS holds a secret of {number} bytes, and links need 32 or more."
    assert (told if secret else "LINK_SECRET_OF_TESTS, which holds a secret, is not set") in said


# -- Those who connect and say nothing ----------------------------------------------------------


@pytest.mark.parametrize("said", [b"", b"GET /health", b"GET /health HTTP/1.1\r\nHost: x\r\n"])
def test_who_says_nothing_more_or_hangs_up_leaves_no_traceback(
    site: Site, said: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving._Quiet, "timeout", 0.05)
    for hangs_up in (False, True):
        with closing(socket.create_connection(("127.0.0.1", site.port), timeout=30)) as line:
            line.sendall(said)
            if hangs_up:  # with a reset, as a machine does that is switched off
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                assert line.recv(1) == b""
    assert site.ask("/health")[0] == 503
    assert capfd.readouterr().err == ""


def test_what_goes_wrong_with_a_request_for_another_reason_is_logged(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*given: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(serving._Quiet, "handle", broken)
    with closing(socket.create_connection(("127.0.0.1", site.port), timeout=30)) as line:
        assert line.recv(1) == b""
    assert "a fault of ours" in caplog.text


# -- What is asked wrongly --------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_and_the_right_ones_named(site: Site, method: str) -> None:
    status, headers, _ = site.answer(site.link("ack"), method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD, POST")
    for path in ("/metrics", "/health"):
        status, headers, _ = site.answer(path, method)
        assert (status, headers["Allow"]) == (405, "GET, HEAD")
    assert site.answers() == []


def test_metrics_and_health_cannot_be_posted_to(site: Site) -> None:
    assert [site.ask(path, "POST")[0] for path in ("/metrics", "/health")] == [405, 405]


@pytest.mark.parametrize("path", ["/health", "/metrics", "/", "/notices/x"])
def test_head_tells_the_length_of_the_page_and_sends_none(site: Site, path: str) -> None:
    status, headers, page = site.answer(path, "HEAD")
    assert page == ""
    status_of_get, headers_of_get, page_of_get = site.answer(path)
    assert (status, headers["Content-Type"]) == (status_of_get, headers_of_get["Content-Type"])
    assert headers["Content-Length"] == str(len(page_of_get.encode()))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/notices",
        "/metrics/",
        "/healthz",
        "/../../../../etc/passwd",
        "/metrics/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/notices%2f",
        "/%00",
        "/%ff%fe",
        "/" + "a" * 60_000,
    ],
)
def test_there_is_nothing_under_any_other_path(site: Site, path: str) -> None:
    status, page = site.ask(path)
    assert status in {400, 404}
    assert "root:" not in page


@pytest.mark.parametrize(
    "token", ["..%2f..%2fetc%2fpasswd", "%00", "%ff", "%3Cscript%3Ealert(1)%3C/script%3E", "ä", "."]
)
def test_a_hostile_token_is_a_forged_link(site: Site, token: str) -> None:
    status, page = site.ask(f"/notices/{quote(token, safe='%')}?do=ack")
    assert status == 400
    assert "<script>" not in page


@pytest.mark.parametrize("length", ["1001", "10000000000000", "-1", "+5", "1e3", "%31", "abc"])
def test_a_request_with_too_long_a_body_is_refused_before_it_is_read(
    site: Site, length: str
) -> None:
    path = site.link("ack")
    with closing(socket.create_connection(("127.0.0.1", site.port), timeout=30)) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nContent-Length: {length}\r\n\r\n".encode())
        answer = line.makefile("rb").readline()
    assert answer.split()[1] == b"413"
    assert site.answers() == []


def test_a_short_body_is_read_and_changes_nothing(site: Site) -> None:
    assert site.ask(site.link("ack"), "POST", b"by=somebody-else")[0] == 200
    assert "Acknowledged by owner." in site.ask(site.link("ack"), "POST", b"x" * 1000)[1]


def test_pages_may_not_be_framed_kept_or_tell_where_they_were(site: Site) -> None:
    _, headers, _ = site.answer(site.link("ack"))
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


# -- Health and metrics -----------------------------------------------------------------------


def test_health_is_a_503_before_the_first_sweep_and_after_two_hours_without_one(
    site: Site,
) -> None:
    assert site.ask("/health") == (503, "No sweep has ever been put on record.")
    site.desk.sweeper.sweep()
    assert site.ask("/health") == (200, "All is well.")
    site.desk.clock.move(hours=2)
    assert site.ask("/health") == (200, "All is well.")
    site.desk.clock.move(minutes=1)
    assert site.ask("/health") == (503, "No sweep has been put on record for 2 hours.")


def test_metrics_are_what_prometheus_reads(site: Site) -> None:
    site.desk.sweeper.sweep()
    status, headers, page = site.answer("/metrics")
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }
    assert (status, headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    instant = site.desk.clock().timestamp()
    assert found["tracker_last_sweep_timestamp_seconds",] == instant
    assert found["tracker_undelivered_notices", "log"] == 0


def test_a_ledger_that_cannot_be_read_is_a_503_and_not_a_healthy_one(
    site: Site, tmp_path: Path
) -> None:
    (tmp_path / "tracker.db").rename(tmp_path / "elsewhere.db")
    for path in ("/health", "/metrics", "/notices/x?do=ack"):
        status, page = site.ask(path)
        assert status == 503, path
        assert "There is no ledger at" in page
