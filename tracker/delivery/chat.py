"""Chats and other services by Apprise, whose answers are read to the end."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from events.policies import ChatWay
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.secrets import secret

GOOD_CODES = (0, "0", None)
"""What services that answer 200 to everything put in `errcode` or `code` when all is well."""


def send_chat(letter: Letter, way: ChatWay) -> None:
    """Send a message to a service; raises Undelivered if it refuses, or says so in its answer."""
    try:
        import apprise
    except ImportError as error:
        reason = "Chats need the extra 'chat': pip install 'license-compliance-tracker[chat]'."
        raise Undelivered(reason, final=False) from error
    service = apprise.Apprise()
    if not service.add(secret(way.chat)):
        raise Undelivered(f"What {way.chat} holds is not an Apprise URL.", final=False)
    with _answers() as said, _complaints() as logged:
        sent = service.notify(title=letter.subject, body=letter.text)
    failures = [each for answer in said if (each := error_in(answer))]
    if not sent or failures:
        reason = "; ".join(failures or logged) or "the service refused"
        raise Undelivered(f"Chat by {way.chat}: {reason}.", final=False)


def error_in(body: bytes) -> str | None:
    """Return the error that the body of an answer reports, or None.

    DingTalk and WeCom report it in `errcode`, Feishu and Lark in `code` or `StatusCode`, Slack in
    `ok`; Teams answers in plain words.
    """
    try:
        answer: Any = json.loads(body)
    except ValueError:
        text = body.decode(errors="replace")
        return text[:200] if "error" in text.lower() else None
    if not isinstance(answer, dict):
        return None
    for field in ("errcode", "code", "StatusCode"):
        code = answer.get(field)
        if isinstance(code, int | str) and code not in GOOD_CODES:
            said = answer.get("errmsg") or answer.get("msg") or answer.get("StatusMessage") or ""
            return f"{field} {code} {said}".strip()
    if answer.get("ok") is False:
        return str(answer.get("error") or "the answer is not ok")
    return None


@contextmanager
def _answers() -> Iterator[list[bytes]]:
    """Keep the bodies of all HTTP answers that arrive meanwhile; Apprise tells only yes or no."""
    import requests

    bodies: list[bytes] = []
    usual = requests.Session.send

    def send(self: requests.Session, *args: Any, **options: Any) -> requests.Response:
        answer = usual(self, *args, **options)
        bodies.append(answer.content[:10_000])
        return answer

    requests.Session.send = send  # type: ignore[method-assign]
    try:
        yield bodies
    finally:
        requests.Session.send = usual  # type: ignore[method-assign]


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Keep the warnings that Apprise logs meanwhile."""
    said: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage().rstrip("."))

    logger, keeper = logging.getLogger("apprise"), Keeper(logging.WARNING)
    logger.addHandler(keeper)
    try:
        yield said
    finally:
        logger.removeHandler(keeper)
