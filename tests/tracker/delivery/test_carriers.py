"""Each way of a policy is taken to what carries letters that way."""

import base64
import json
from pathlib import Path

import pytest
from letters import AT, KEY, letter
from mail_servers import mail_server
from web_servers import web_server

from events.policies import ChatWay, EmailWay, LogWay, Mail, WebhookWay
from tracker.delivery.carriers import deliver
from tracker.delivery.letters import Undelivered


def test_a_letter_by_mail_reaches_the_mail_server_of_the_policy() -> None:
    with mail_server() as server:
        mail = Mail(
            host="127.0.0.1", port=server.port, security="none", sender="tracker@acme.example"
        )
        deliver(letter(), EmailWay(email="li@legal.example"), mail, at=AT)
        assert server.read()["Message-ID"] == f"<{KEY}@acme.example>"


def test_a_letter_by_mail_needs_a_mail_server() -> None:
    with pytest.raises(Undelivered, match="The policy names no mail server"):
        deliver(letter(), EmailWay(email="li@legal.example"), None, at=AT)


def test_a_letter_by_webhook_is_posted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", "whsec_" + base64.b64encode(b"k" * 32).decode())
    with web_server() as server:
        place = f"http://127.0.0.1:{server.port}/"
        way = WebhookWay(webhook=place, secret="env:HOOK_KEY", allow_private=True)
        deliver(letter(), way, None, at=AT)
    assert json.loads(server.posted[0].body)["id"] == KEY


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_a_letter_by_chat_is_posted(monkeypatch: pytest.MonkeyPatch) -> None:
    with web_server() as server:
        monkeypatch.setenv("CHAT_URL", f"json://127.0.0.1:{server.port}/")
        deliver(letter(), ChatWay(chat="env:CHAT_URL"), None, at=AT)
    assert json.loads(server.posted[0].body)["title"] == letter().subject


def test_a_letter_by_log_is_written(tmp_path: Path) -> None:
    deliver(letter(), LogWay(log=str(tmp_path / "log")), None, at=AT)
    assert json.loads((tmp_path / "log").read_text(encoding="utf-8"))["key"] == KEY
