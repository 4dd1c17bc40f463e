"""Webhooks to real servers: what arrives, what is never called, what is said when it fails."""

import base64
import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from letters import AT, KEY, letter
from mail_servers import make_certificate, talking
from standardwebhooks import Webhook, WebhookVerificationError
from web_servers import Posted, web_server

from events.policies import WebhookWay
from tracker.delivery.letters import Undelivered
from tracker.delivery.webhooks.carrier import post_webhook


def signing_secret(fill: str, length: int = 32) -> str:
    return "whsec_" + base64.b64encode(fill.encode() * length).decode()


FIRST, SECOND, OTHER = (signing_secret(fill) for fill in "abc")
HIDDEN = "path-4711", "query-4712", "user-4713", "word-4714"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", FIRST)


def way(address: str, **said: Any) -> WebhookWay:
    usual = {"webhook": address, "secret": "env:HOOK_KEY", "allow_private": True}
    return WebhookWay.model_validate(usual | said)


def local(port: int, **said: Any) -> WebhookWay:
    return way(f"http://127.0.0.1:{port}/hook", **said)


def refused(to: WebhookWay, **said: Any) -> Undelivered:
    with pytest.raises(Undelivered) as failure:
        post_webhook(letter(), to, at=AT, **said)
    return failure.value


def verified(posted: Posted, key: str) -> Any:
    return Webhook(key).verify(posted.body, posted.headers)


# -- What arrives ------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [24, 25, 32, 64])
@pytest.mark.parametrize("padding", ["", "="])
def test_a_receiver_verifies_a_letter_with_a_key_of_any_lawful_length(
    length: int, padding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = signing_secret("k", length)
    monkeypatch.setenv("HOOK_KEY", key if padding else key.rstrip("="))
    with web_server() as server:
        post_webhook(letter(), local(server.port), at=datetime.now(UTC))
    [posted] = server.posted
    assert verified(posted, key)["data"] == letter().data
    with pytest.raises(WebhookVerificationError):
        verified(posted, OTHER)


def test_a_letter_signed_by_a_clock_of_another_zone_is_verified() -> None:
    with web_server() as server:
        post_webhook(letter(), local(server.port), at=datetime.now(ZoneInfo("Asia/Shanghai")))
    [posted] = server.posted
    assert verified(posted, FIRST)["data"] == letter().data


def test_a_body_that_was_changed_on_its_way_is_not_verified() -> None:
    with web_server() as server:
        post_webhook(letter(), local(server.port), at=datetime.now(UTC))
    [posted] = server.posted
    changed = Posted(posted.path, posted.headers, posted.body.replace(b"FW-200", b"FW-201"))
    with pytest.raises(WebhookVerificationError):
        verified(changed, FIRST)


def test_while_a_key_changes_receivers_with_the_old_or_the_new_one_verify(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOOK_KEY", f"{SECOND} {FIRST}")
    with web_server() as server:
        post_webhook(letter(), local(server.port), at=datetime.now(UTC))
    [posted] = server.posted
    assert verified(posted, FIRST) == verified(posted, SECOND)
    with pytest.raises(WebhookVerificationError):
        verified(posted, OTHER)


def test_a_body_is_a_cloud_event_that_names_ledger_message_and_instant() -> None:
    with web_server() as server:
        post_webhook(letter(), local(server.port), at=AT)
    [posted] = server.posted
    assert posted.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert json.loads(posted.body) == {
        "specversion": "1.0",
        "id": KEY,
        "source": "urn:compliance-tracker:5c1e",
        "type": "compliance_tracker.notices",
        "time": "2023-05-02T01:30:00Z",
        "datacontenttype": "application/json",
        "data": letter().data,
    }


def test_a_repeat_has_the_id_of_the_first_and_an_instant_of_its_own() -> None:
    later = AT.replace(hour=2)
    with web_server(503, 200) as server:
        refused(local(server.port))
        post_webhook(letter(), local(server.port), at=later)
    first, second = (posted.headers for posted in server.posted)
    assert first["webhook-id"] == second["webhook-id"] == KEY
    assert int(first["webhook-timestamp"]) == int(AT.timestamp())
    assert int(second["webhook-timestamp"]) == int(later.timestamp())


def test_path_and_query_of_an_address_are_kept_as_written() -> None:
    with web_server() as server:
        post_webhook(letter(), way(f"http://127.0.0.1:{server.port}/a%2Fb/?c=d%20e&f"), at=AT)
    assert [each.path for each in server.posted] == ["/a%2Fb/?c=d%20e&f"]


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with web_server() as server:
        post_webhook(letter(), local(server.port), at=AT)
    assert len(server.posted) == 1


# -- By which address --------------------------------------------------------------------------


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """What each name's next look-ups are answered with; every other is looked up as usual."""
    answers: dict[str, list[list[str]]] = {}
    usual = socket.getaddrinfo

    def look_up(host: Any, port: Any, *more: Any, **said: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in answers:
            return usual(host, port, *more, **said)
        return [
            found
            for number in answers[name].pop(0)
            for found in usual(number, port, type=socket.SOCK_STREAM)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return answers


def test_the_address_that_was_checked_is_the_one_called(names: dict[str, list[list[str]]]) -> None:
    names["hooks.example"] = [["127.0.0.1"]]  # a second look-up would fail
    with web_server() as server:
        post_webhook(letter(), way(f"http://hooks.example:{server.port}/"), at=AT)
    assert names["hooks.example"] == []
    assert server.posted[0].headers["host"] == f"hooks.example:{server.port}"


def test_the_next_address_is_called_where_the_first_takes_no_connection(
    names: dict[str, list[list[str]]],
) -> None:
    names["hooks.example"] = [["127.0.0.2", "127.0.0.1"]]
    with web_server() as server:
        post_webhook(letter(), way(f"http://hooks.example:{server.port}/"), at=AT)
    assert len(server.posted) == 1


def test_a_server_proves_by_its_certificate_to_be_the_host_that_is_named(
    names: dict[str, list[list[str]]], tmp_path: Path
) -> None:
    names["hooks.example"] = [["127.0.0.1"]] * 2
    ours = make_certificate(tmp_path / "ours.pem", "hooks.example")
    other = make_certificate(tmp_path / "other.pem", "rival.example")
    with web_server(tls=ours.server) as server:
        to = way(f"https://hooks.example:{server.port}/")
        post_webhook(letter(), to, at=AT, context=ours.trusted)
        assert len(server.posted) == 1
    with web_server(tls=other.server) as server:
        to = way(f"https://hooks.example:{server.port}/")
        failure = refused(to, context=other.trusted)
        assert "certificate" in failure.reason
        assert not server.posted


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path / "own.pem")
    with web_server(tls=certificate.server) as server:
        failure = refused(way(f"https://localhost:{server.port}/"))
    assert "certificate" in failure.reason
    assert not server.posted


LOOPBACK = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0.0.0.0"]


@pytest.mark.parametrize("host", LOOPBACK)
def test_this_very_machine_is_not_called_however_it_is_written(host: str) -> None:
    with web_server() as server:
        failure = refused(way(f"http://{host}:{server.port}/", allow_private=False))
    assert not server.posted
    assert f"The host {host} has the address" in failure.reason
    assert "'allow_private' would permit it" in failure.reason
    assert not failure.final


def test_an_address_in_octal_digits_is_none() -> None:
    failure = refused(way("http://0177.0.0.1/", allow_private=False))
    assert failure.reason == "The address of the webhook is not a URL."


@pytest.mark.parametrize(
    "number",
    [
        "10.0.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "fe80::1",
        "fd00:ec2::254",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
    ],
)
def test_a_private_address_is_not_called(number: str) -> None:
    host = f"[{number}]" if ":" in number else number
    failure = refused(way(f"http://{host}/", allow_private=False))
    assert f"has the address {number}, which is not of the public internet" in failure.reason


def test_a_name_with_a_private_address_among_public_ones_is_not_called(
    names: dict[str, list[list[str]]],
) -> None:
    names["hooks.example"] = [["8.8.8.8", "127.0.0.1"]]
    with web_server() as server:
        failure = refused(way(f"http://hooks.example:{server.port}/", allow_private=False))
    assert not server.posted
    assert "The host hooks.example has the address 127.0.0.1" in failure.reason


def test_a_name_without_an_address_is_told() -> None:
    failure = refused(way("https://hooks.invalid/"))
    assert failure.reason == "There is no address for the host hooks.invalid."


# -- What is said when it fails ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "400 Bad Request"),
        (404, "404 Not Found"),
        (429, "429 Too Many Requests"),
        (500, "500 Internal Server Error"),
        (503, "503 Service Unavailable"),
        (599, "599"),
    ],
)
def test_an_answer_other_than_yes_is_tried_again(status: int, words: str) -> None:
    with web_server(status) as server:
        failure = refused(local(server.port))
    assert failure.reason == f"The webhook at 127.0.0.1:{server.port} answered {words}."
    assert not failure.final


@pytest.mark.parametrize("status", [200, 202, 204])
def test_every_answer_of_success_is_one(status: int) -> None:
    with web_server(status) as server:
        post_webhook(letter(), local(server.port), at=AT)


def test_a_webhook_that_is_gone_is_not_tried_again() -> None:
    with web_server(410) as server:
        failure = refused(local(server.port))
    assert failure.final
    assert "answered 410 Gone" in failure.reason


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with (
        web_server() as elsewhere,
        web_server(status, headers={"Location": f"http://127.0.0.1:{elsewhere.port}/"}) as server,
    ):
        failure = refused(local(server.port))
    assert len(server.posted) == 1
    assert not elsewhere.posted
    assert "redirects are not followed" in failure.reason
    assert not failure.final


def test_a_dead_server_is_named() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        failure = refused(local(port))
    assert f"The webhook at 127.0.0.1:{port} cannot be reached" in failure.reason
    assert not failure.final


Talk = Callable[[socket.socket, Event], None]


def silent(connection: socket.socket, over: Event) -> None:
    over.wait(20)


def dripping(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.05):
        connection.sendall(b"X-More: yes\r\n")


def interim(connection: socket.socket, over: Event) -> None:
    while not over.wait(0.05):
        connection.sendall(b"HTTP/1.1 102 Processing\r\n\r\n")


@pytest.mark.parametrize("talk", [silent, dripping, interim])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_never_comes_to_an_end_is_given_up(talk: Talk, scheme: str) -> None:
    over = Event()
    with talking(lambda connection: talk(connection, over)) as port:
        failure = refused(way(f"{scheme}://127.0.0.1:{port}/"), patience=0.4)
        over.set()
    assert not failure.final
    if scheme == "http" or talk is silent:
        assert failure.reason.endswith("did not answer within 0.4 seconds.")


def test_an_answer_is_not_read_to_its_end() -> None:
    over = Event()

    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
        over.wait(20)

    with talking(talk) as port:
        post_webhook(letter(), local(port), at=AT, patience=5)
        over.set()


def rude(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"path-4711 query-4712 user-4713 word-4714\r\n\r\n")


def hanging_up(connection: socket.socket, over: Event) -> None:
    """Say nothing."""


@pytest.mark.parametrize("talk", [silent, rude, hanging_up])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_reason_tells_a_secret_of_the_address_nor_what_the_server_says(
    talk: Talk, scheme: str
) -> None:
    over = Event()
    path, query, user, word = HIDDEN
    with talking(lambda connection: talk(connection, over)) as port:
        place = f"{user}:{word}@127.0.0.1:{port}/{path}?token={query}"
        failure = refused(way(f"{scheme}://{place}"), patience=0.3)
        over.set()
    assert f"127.0.0.1:{port}" in failure.reason
    assert not any(each in str(failure) for each in HIDDEN)


def test_no_reason_tells_a_secret_of_an_address_that_cannot_be_one() -> None:
    failure = refused(way("http://user-4713:word-4714@[::1/path-4711"))
    assert not any(each in str(failure) for each in HIDDEN)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "word-4714",
        "whsec_word-4714",
        "whsec_" + base64.b64encode(b"short").decode(),
        signing_secret("l", 65),
        f"{FIRST} word-4714",
    ],
)
def test_a_key_that_is_none_is_told_by_its_variable_alone(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_KEY", key)
    with web_server() as server:
        failure = refused(local(server.port))
    assert not server.posted
    assert "HOOK_KEY" in failure.reason
    assert "word-4714" not in failure.reason
    assert not failure.final
