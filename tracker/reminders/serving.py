"""The server of the web service: one thread for each request, nothing logged."""

import logging
import socket
import sys
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tracker.errors import TrackerError
from tracker.reminders.web import Service

_log = logging.getLogger("tracker.reminders")


class CannotListen(TrackerError):
    """The address to serve at cannot be had."""

    code = "address_not_available"

    def __init__(self, address: str, reason: str | None) -> None:
        super().__init__(f"Cannot listen on {address}: {reason}.")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Log what goes wrong with a request, but not that the other end said nothing or left."""
        if not isinstance(sys.exception(), OSError):
            _log.exception("A request could not be answered")


class _ServerOfIPv6(_Server):
    address_family = socket.AF_INET6


class _Quiet(WSGIRequestHandler):
    timeout = 30

    def log_message(self, format: str, *args: Any) -> None:
        """Keep links, which are secrets, out of the log."""


def make_service(host: str, port: int, service: Service) -> WSGIServer:
    """Return the server of a service, bound to an address; raises OSError.

    Port 0 takes any that is free; the server's `server_port` tells which.
    """
    server = _ServerOfIPv6 if ":" in host else _Server
    return make_server(host, port, service, server_class=server, handler_class=_Quiet)
