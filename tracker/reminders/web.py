"""A small web service beside the scheduler: metrics, health, and the links in messages."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from events.policies import Policy
from tracker.act.answering import AnswerRefused
from tracker.errors import TrackerError
from tracker.ledger import Ledger
from tracker.reminders.health import Health, Watch
from tracker.reminders.links import LinkRefused
from tracker.reminders.metrics import metrics
from tracker.reminders.notice_page import NoticePage
from tracker.show.pages.rendering import rendered

Opening = Callable[[], Ledger]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]

LONGEST_BODY = 1000
"""How many bytes a request may bring along; the form of a page brings none."""

HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
METRICS = "text/plain; version=0.0.4; charset=utf-8"
READS, ASKS_AND_ANSWERS = ("GET", "HEAD"), ("GET", "HEAD", "POST")

HEADERS = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
)


class Stream(Protocol):
    """Something to read a body from."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, or fewer at the end."""


@dataclass(frozen=True)
class Answer:
    """What goes back; `allowed` are the methods to use instead, if the one used is not."""

    status: HTTPStatus
    kind: str
    body: bytes
    allowed: tuple[str, ...] = ()


class Refused(Exception):
    """A request is not answered as asked; `answer` goes back instead."""

    def __init__(self, status: HTTPStatus, said: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(said)
        self.answer = _said(status, said, allowed)


class Service:
    """The pages, as a WSGI application; every request opens the ledger for itself.

    In a file it is open once for all of them, and for the sweeper of the same process.
    """

    def __init__(self, opening: Opening, policy: Policy, clock: Callable[[], datetime]) -> None:
        self._opening, self._policy, self._clock = opening, policy, clock
        self._watch = Watch()

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        answer = self._answer(environ)
        headers = [
            ("Content-Type", answer.kind),
            ("Content-Length", str(len(answer.body))),
            *HEADERS,
            *([("Allow", ", ".join(answer.allowed))] if answer.allowed else []),
        ]
        start(f"{answer.status.value} {answer.status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        path = environ.get("PATH_INFO", "")
        try:
            if path == "/metrics":
                _check(environ, READS)
                return Answer(HTTPStatus.OK, METRICS, metrics(self._health()))
            if path == "/health":
                _check(environ, READS)
                return _told(self._health())
            if path.startswith("/notices/"):
                _check(environ, ASKS_AND_ANSWERS)
                return self._notice(path.removeprefix("/notices/"), environ)
        except Refused as refused:
            return refused.answer
        except (LinkRefused, AnswerRefused) as refused:
            return _said(HTTPStatus.BAD_REQUEST, f"此链接或操作未被接受。 {refused}")
        except TrackerError as error:
            said = f"账本暂时无法使用。 {error.what}"
            return _said(HTTPStatus.SERVICE_UNAVAILABLE, said)
        return _said(HTTPStatus.NOT_FOUND, "There is nothing here. 此处没有内容。")

    def _health(self) -> Health:
        with self._opening() as ledger:
            return self._watch.health(ledger, self._clock())

    def _notice(self, token: str, environ: dict[str, Any]) -> Answer:
        """Ask on GET, for mail programs open links by themselves; answer on POST."""
        if self._policy.links is None:
            said = "The policy knows no links. 未设置链接。"
            raise Refused(HTTPStatus.NOT_FOUND, said)
        with self._opening() as ledger:
            page = NoticePage(ledger, self._policy.links, token, self._clock)
            query = environ.get("QUERY_STRING", "")
            answers = environ["REQUEST_METHOD"] == "POST"
            html = page.answer(query) if answers else page.ask(query)
        return Answer(HTTPStatus.OK, HTML, html.encode())


def _told(health: Health) -> Answer:
    status = HTTPStatus.SERVICE_UNAVAILABLE if health.alarms else HTTPStatus.OK
    return Answer(status, TEXT, ("\n".join(health.alarms) or "All is well.").encode())


def _check(environ: dict[str, Any], allowed: tuple[str, ...]) -> None:
    """Raise Refused for a method that a page does not have, and for a body of any size."""
    if environ["REQUEST_METHOD"] not in allowed:
        said = "This page cannot be used so. 此页面不支持该操作。"
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, said, allowed)
    length = environ.get("CONTENT_LENGTH") or "0"
    if not re.fullmatch("[0-9]{1,4}", length) or int(length) > LONGEST_BODY:
        said = "The request is too long. 请求过长。"
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)
    stream: Stream = environ["wsgi.input"]
    try:
        stream.read(int(length))  # what stays unread could cut off the answer
    except TimeoutError as error:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "Nothing more came. 请求超时。") from error


def _said(status: HTTPStatus, said: str, allowed: tuple[str, ...] = ()) -> Answer:
    page = rendered("notice.html", said=said, notice=None, button=None)
    return Answer(status, HTML, page.encode(), allowed)
