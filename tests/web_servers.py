"""Web servers on the loopback that keep what is posted to them and answer as they are told."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True)
class Posted:
    """A request that came in; the names of the headers are in small letters."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class WebServer:
    """Answers each request with the next of `statuses`, the last of them for ever."""

    statuses: list[int] = field(default_factory=lambda: [200])
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    posted: list[Posted] = field(default_factory=list)

    def status(self) -> int:
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def web_server(
    *statuses: int,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    tls: ssl.SSLContext | None = None,
) -> Iterator[WebServer]:
    """Yield a running server, over TLS if a context is given."""
    kept = WebServer(list(statuses) or [200], body, headers or {})

    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            told = {name.lower(): value for name, value in self.headers.items()}
            sent = self.rfile.read(int(told.get("content-length", 0)))
            kept.posted.append(Posted(self.path, told, sent))
            self.send_response(kept.status())
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(kept.body)))
            self.end_headers()
            self.wfile.write(kept.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _Quiet(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        kept.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.005,))
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of who hangs up."""
