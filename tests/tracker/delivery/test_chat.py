"""Chat services by Apprise: each speaks to a server on the loopback that answers as the real one.

Where Apprise has a service's address as a constant, a test puts that of its own server there.
"""

import json
import socket
import sys
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from threading import Event

import pytest
from letters import letter
from mail_servers import make_certificate, talking
from web_servers import WebServer, web_server

from events.policies import ChatWay
from tracker.delivery.chat.carrier import send_chat
from tracker.delivery.letters import Undelivered

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
"""Apprise looks for a module that Python is about to drop."""

WAY = ChatWay(chat="env:CHAT_URL")
TOKEN = "4711abcd4712efab"


class Service:
    """How a service is addressed in Apprise, and how it says yes and no."""

    def __init__(
        self,
        url: str,
        place: tuple[str, str, str],
        *,
        yes: str,
        no: str,
        said: str,
        body: tuple[str | int, ...],
    ) -> None:
        self.url, self.place, self.body = url, place, body
        self.yes, self.no, self.said = yes.encode(), no.encode(), said

    def read(self, server: WebServer, number: int = 0) -> str:
        """Return the text that a server was sent."""
        sent = json.loads(server.posted[number].body)
        return str(reduce(lambda found, step: found[step], self.body, sent))


SERVICES = {
    "dingtalk": Service(
        f"dingtalk://{TOKEN}",
        ("dingtalk.NotifyDingTalk", "notify_url", "/robot/send?access_token={token}"),
        yes='{"errcode": 0, "errmsg": "ok"}',
        no='{"errcode": 310000, "errmsg": "keywords not in content"}',
        said="errcode 310000: keywords not in content",
        body=("text", "content"),
    ),
    "wecom": Service(
        f"wecombot://{TOKEN}",
        ("wecombot.NotifyWeComBot", "notify_url", "/cgi-bin/webhook/send?key={key}"),
        yes='{"errcode": 0, "errmsg": "ok"}',
        no='{"errcode": 93000, "errmsg": "invalid webhook url"}',
        said="errcode 93000: invalid webhook url",
        body=("text", "content"),
    ),
    "feishu": Service(
        f"feishu://{TOKEN}",
        ("feishu.NotifyFeishu", "notify_url", "/open-apis/bot/v2/hook/{token}/"),
        yes='{"StatusCode": 0, "StatusMessage": "success", "code": 0, "msg": "success"}',
        no='{"code": 19001, "data": {}, "msg": "param invalid: incoming webhook access token"}',
        said="code 19001: param invalid: incoming webhook access token",
        body=("content", "text"),
    ),
    "slack": Service(
        f"slack://T1JJ3T3L2/A1BRTD4JD/{TOKEN}",
        ("slack.NotifySlack", "webhook_url", "/services"),
        yes="ok",
        no="invalid_token",
        said="Failed to send to Slack",
        body=("attachments", 0, "text"),
    ),
}


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> Service:
    return SERVICES[request.param]


@pytest.fixture
def pointed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Service, int], None]:
    def point(service: Service, port: int) -> None:
        name, attribute, path = service.place
        plugin = f"apprise.plugins.{name}"
        monkeypatch.setattr(f"{plugin}.{attribute}", f"http://127.0.0.1:{port}{path}")
        monkeypatch.setattr(f"{plugin}.request_rate_per_sec", 0)
        monkeypatch.setenv("CHAT_URL", service.url)

    return point


Point = Callable[[Service, int], None]


def refused() -> Undelivered:
    with pytest.raises(Undelivered) as failure:
        send_chat(letter(), WAY)
    return failure.value


def test_a_letter_arrives_with_its_subject_and_its_text(service: Service, pointed: Point) -> None:
    with web_server(body=service.yes) as server:
        pointed(service, server.port)
        send_chat(letter(), WAY)
    [posted] = server.posted
    assert TOKEN in posted.path
    everything = json.dumps(json.loads(posted.body), ensure_ascii=False)
    assert letter().subject in everything
    assert "防火墙 FW-200 的证书将于 2023-06-01 到期。" in service.read(server)


def test_an_error_in_the_body_of_an_answer_is_a_failure(service: Service, pointed: Point) -> None:
    with web_server(body=service.no) as server:
        pointed(service, server.port)
        failure = refused()
    assert len(server.posted) == 1
    assert "did not take it" in failure.reason
    assert service.said in failure.reason
    assert not failure.final


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_an_answer_other_than_yes_is_a_failure(
    status: int, service: Service, pointed: Point
) -> None:
    with web_server(status, body=service.yes) as server:
        pointed(service, server.port)
        failure = refused()
    assert f"error={status}" in failure.reason
    assert not failure.final


@pytest.mark.parametrize("name", ["dingtalk", "wecom", "feishu"])
@pytest.mark.parametrize("body", [b"", b"<html>please log in</html>", b"[]", b'"ok"', b"{}"])
def test_an_answer_that_is_not_the_services_own_is_a_failure(
    name: str, body: bytes, pointed: Point
) -> None:
    with web_server(body=body) as server:
        pointed(SERVICES[name], server.port)
        assert "it answered without" in refused().reason


def test_a_dead_service_is_a_failure(service: Service, pointed: Point) -> None:
    with web_server() as server:
        pass
    pointed(service, server.port)
    assert "did not take it: A Connection error" in refused().reason


def test_a_service_that_says_a_letter_at_a_time_is_given_up(
    service: Service, pointed: Point
) -> None:
    over = Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not over.wait(0.05):
            connection.sendall(b"X-More: yes\r\n")

    with talking(drip) as port:
        pointed(service, port)
        with pytest.raises(Undelivered, match=r"did not answer within 0\.3 seconds") as failure:
            send_chat(letter(), WAY, patience=0.3)
        over.set()
    assert not failure.value.final


def test_no_reason_tells_a_secret_even_if_the_service_repeats_it(
    service: Service, pointed: Point
) -> None:
    answer = json.dumps({"errcode": 1, "code": 1, "errmsg": f"no {TOKEN}", "msg": f"no {TOKEN}"})
    with web_server(body=answer.encode()) as server:
        pointed(service, server.port)
        failure = refused()
    assert TOKEN not in str(failure)
    assert "T1JJ3T3L2" not in str(failure)


def test_teams_takes_a_letter_over_tls_and_says_no_by_its_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "localhost.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.path))
    with web_server(202, 400, tls=certificate.server) as server:
        monkeypatch.setenv("CHAT_URL", f"workflows://localhost:{server.port}/{TOKEN}/Sig4713")
        send_chat(letter(), WAY)
        failure = refused()
    card = json.dumps(json.loads(server.posted[0].body), ensure_ascii=False)
    assert f"/workflows/{TOKEN}/triggers/manual/paths/invoke" in server.posted[0].path
    assert "防火墙 FW-200 的证书将于 2023-06-01 到期。" in card.replace("\\", "")  # as Markdown
    assert "error=400" in failure.reason
    assert TOKEN not in failure.reason
    assert "Sig4713" not in failure.reason


def test_a_long_letter_reaches_wecom_in_parts_that_it_takes(pointed: Point) -> None:
    lines = [f"第{number}行：许可证将于到期日之后不再有效。" for number in range(150)]
    service = SERVICES["wecom"]
    with web_server(body=service.yes) as server:
        pointed(service, server.port)
        send_chat(letter(text="\n".join(lines)), WAY)
    parts = [service.read(server, number) for number in range(len(server.posted))]
    assert len(parts) > 1
    assert all(len(part.encode()) <= 2048 for part in parts)
    assert all(
        f"{letter().subject} ({number}/{len(parts)})" in part
        for number, part in enumerate(parts, start=1)
    )
    assert [line for part in parts for line in part.splitlines() if line in lines] == lines


def test_a_line_longer_than_a_message_is_cut_and_nothing_of_it_lost(pointed: Point) -> None:
    service = SERVICES["wecom"]
    with web_server(body=service.yes) as server:
        pointed(service, server.port)
        send_chat(letter(subject="Due", text="许" * 3000), WAY)
    parts = [service.read(server, number) for number in range(len(server.posted))]
    assert all(len(part.encode()) <= 2048 for part in parts)
    assert sum(part.count("许") for part in parts) == 3000


def test_parts_after_one_that_was_refused_are_not_sent(pointed: Point) -> None:
    service = SERVICES["wecom"]
    with web_server(500, 200, body=service.yes) as server:
        pointed(service, server.port)
        with pytest.raises(Undelivered):
            send_chat(letter(text="许可\n" * 1000), WAY)
    assert len(server.posted) == 1


def test_a_url_that_is_none_of_apprises_is_told_by_its_variable_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHAT_URL", f"nonsense://{TOKEN}")
    failure = refused()
    assert "CHAT_URL holds no URL that Apprise can use" in failure.reason
    assert TOKEN not in failure.reason


def test_a_missing_url_is_told_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAT_URL", raising=False)
    assert "CHAT_URL" in refused().reason


def test_that_the_extra_is_not_installed_is_said_with_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHAT_URL", f"dingtalk://{TOKEN}")
    monkeypatch.setitem(sys.modules, "apprise", None)
    failure = refused()
    assert "is not installed; add the extra 'chat'" in failure.reason
    assert not failure.final
