"""A time-stamp authority on the loopback, made of a small HTTP server and `openssl ts`."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Thread

import pytest

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which stamps here, is not on the PATH"
)

REPLY = "application/timestamp-reply"

_SETTINGS = """
[tsa]
default_tsa = this
[this]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
"""

_EXTENSIONS = """
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, {usage}
"""


@dataclass(frozen=True)
class Authority:
    """The keys and certificates of an authority in a folder; `root` is what one trusts."""

    folder: Path
    root: Path

    def stamp(self, query: bytes) -> bytes:
        """Return the answer to a query, signed or refused."""
        with NamedTemporaryFile(dir=self.folder) as file:
            file.write(query)
            file.flush()
            return _openssl(
                *("ts", "-reply", "-config", f"{self.folder}/ts.cnf", "-queryfile", file.name),
                *("-signer", f"{self.folder}/tsa.pem", "-inkey", f"{self.folder}/tsa.key"),
            )


def make_authority(
    folder: Path, *, usage: str = "timeStamping", digests: str = "sha256"
) -> Authority:
    """Return a new authority: a root of its own, and a key for stamps under it."""
    folder.mkdir()
    new = ("req", "-newkey", "rsa:2048", "-nodes", "-batch")
    root, key = f"{folder}/root.pem", f"{folder}/root.key"
    _openssl(*new, "-x509", "-keyout", key, "-out", root, "-days", "9", "-subj", "/CN=Test root")
    _openssl(*new, "-keyout", f"{folder}/tsa.key", "-out", f"{folder}/csr", "-subj", "/CN=Test TSA")
    (folder / "extensions").write_text(_EXTENSIONS.format(usage=usage))
    _openssl(
        *("x509", "-req", "-in", f"{folder}/csr", "-CA", root, "-CAkey", key, "-CAcreateserial"),
        *("-out", f"{folder}/tsa.pem", "-days", "9", "-extfile", f"{folder}/extensions"),
    )
    (folder / "ts.cnf").write_text(_SETTINGS.format(folder=folder, digests=digests))
    (folder / "serial").write_text("01\n")
    return Authority(folder, Path(root))


def _openssl(*words: str) -> bytes:
    return subprocess.run(["openssl", *words], capture_output=True, check=True).stdout


@contextmanager
def serving(
    answer: Callable[[bytes], bytes], *, status: int = 200, kind: str = REPLY
) -> Iterator[str]:
    """Yield the address of a server that answers every query so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            said = answer(query)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
