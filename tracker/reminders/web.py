"""A small web service beside the scheduler: metrics, health, and the links in messages.

Opening a link only asks; mail programs open links by themselves. The button then answers.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from http import HTTPStatus
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from events.policies import Policy
from tracker.clock import today as today_in
from tracker.errors import TrackerError
from tracker.ledger import Ledger
from tracker.pages.rendering import rendered
from tracker.reminders.answering import AnswerRefused, Told
from tracker.reminders.health import health
from tracker.reminders.links import ACTIONS, Linked, LinkRefused, read_link
from tracker.reminders.metrics import metrics

Opening = Callable[[], Ledger]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]

SNOOZE_DAYS = 7
"""For how long a link snoozes, at most until the day that the notice is about."""


class Service:
    """The pages, as a WSGI application; every request opens the ledger for itself."""

    def __init__(self, opening: Opening, policy: Policy, clock: Callable[[], datetime]) -> None:
        self._opening, self._policy, self._clock = opening, policy, clock

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        status, kind, body = self._answer(environ)
        start(
            f"{status.value} {status.phrase}",
            [
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
        return [body]

    def _answer(self, environ: dict[str, Any]) -> tuple[HTTPStatus, str, bytes]:
        path = environ.get("PATH_INFO", "")
        try:
            if path == "/metrics":
                with self._opening() as ledger:
                    page = metrics(health(ledger, self._clock()))
                return HTTPStatus.OK, "text/plain; version=0.0.4; charset=utf-8", page
            if path == "/health":
                return self._health()
            if path.startswith("/notices/"):
                return self._notice(path.removeprefix("/notices/"), environ)
        except (LinkRefused, AnswerRefused) as refused:
            return HTTPStatus.BAD_REQUEST, *_page(str(refused))
        except TrackerError as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, *_page(error.what)
        return HTTPStatus.NOT_FOUND, *_page("There is nothing here.")

    def _health(self) -> tuple[HTTPStatus, str, bytes]:
        with self._opening() as ledger:
            alarms = health(ledger, self._clock()).alarms
        status = HTTPStatus.SERVICE_UNAVAILABLE if alarms else HTTPStatus.OK
        return status, "text/plain; charset=utf-8", ("\n".join(alarms) or "All is well.").encode()

    def _notice(self, token: str, environ: dict[str, Any]) -> tuple[HTTPStatus, str, bytes]:
        if self._policy.links is None:
            return HTTPStatus.NOT_FOUND, *_page("The policy knows no links.")
        with self._opening() as ledger:
            today = today_in(ledger.zone, clock=self._clock)
            linked = read_link(token, self._policy.links, ledger.id, today=today)
            action = _action(environ)
            told = Told(ledger)
            if environ.get("REQUEST_METHOD") == "POST":
                return HTTPStatus.OK, *_page(self._act(told, linked, action, today))
            text = getattr(told.find(linked.occasion), "text", "")
        page = rendered("notice.html", text=text, action=action, said=None)
        return HTTPStatus.OK, "text/html; charset=utf-8", page.encode()

    def _act(self, told: Told, linked: Linked, action: str, today: date) -> str:
        by = linked.recipient
        if action == "ack":
            told.acknowledge(linked.occasion, by, at=self._clock())
            return f"Acknowledged by {by}. 已由 {by} 确认。"
        day = told.find(linked.occasion).day
        until = min(today + timedelta(days=SNOOZE_DAYS), day)
        told.snooze(linked.occasion, by, until, by, at=self._clock(), today=today)
        return f"You hear no more of it before {until}. {until} 之前不再提醒。"


def _action(environ: dict[str, Any]) -> str:
    asked = parse_qs(environ.get("QUERY_STRING", "")).get("do", ["ack"])[0]
    return asked if asked in ACTIONS else "ack"


def _page(said: str) -> tuple[str, bytes]:
    page = rendered("notice.html", text=None, action=None, said=said)
    return "text/html; charset=utf-8", page.encode()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    timeout = 30

    def log_message(self, format: str, *args: Any) -> None:
        """Keep links, which are secrets, out of the log."""


def make_service(host: str, port: int, service: Service) -> WSGIServer:
    """Return the server of a service, bound to an address; raises OSError."""
    return make_server(host, port, service, server_class=_Server, handler_class=_Quiet)
