"""Mail servers on the loopback: real ones by aiosmtpd, and some that misbehave, by hand."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """A certificate for localhost and its key, in one file."""

    path: Path

    @property
    def server(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.path)
        return context

    @property
    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.path))


def make_certificate(path: Path, *names: str) -> Certificate:
    """Return a certificate that was signed by its own key, valid for a hundred years."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    alternatives = [x509.DNSName(each) for each in names or ("localhost",)]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2120, 1, 1))
        .add_extension(
            x509.SubjectAlternativeName(
                [*alternatives, x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + signed.public_bytes(pem)
    )
    return Certificate(path)


@dataclass
class MailServer:
    """Takes mail, but for recipients and bodies that it has an answer for."""

    answers: dict[str, str] = field(default_factory=dict)
    to_data: str = "250 Taken"
    meanwhile: Callable[[], object] = lambda: None
    port: int = 0
    taken: list[bytes] = field(default_factory=list)
    logins: list[LoginPassword] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd names it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.to_thread(self.meanwhile)
        if self.to_data.startswith("250"):
            self.taken.append(bytes(envelope.content or b""))
        return self.to_data

    def knows(self, *said: Any) -> AuthResult:
        login = said[-1]
        self.logins.append(login)
        return AuthResult(success=login.password == b"is blue", handled=False)

    def read(self) -> EmailMessage:
        """Return the one mail that was taken."""
        [mail] = self.mails()
        return mail

    def mails(self) -> list[EmailMessage]:
        """Return the mails that were taken."""
        return [message_from_bytes(data, policy=default) for data in self.taken]


@contextmanager
def mail_server(
    answers: dict[str, str] | None = None,
    *,
    to_data: str = "250 Taken",
    meanwhile: Callable[[], object] = lambda: None,
    **options: Any,
) -> Iterator[MailServer]:
    """Yield a running server; the options are those of aiosmtpd's, `ssl_context` for TLS at once.

    It answers a mail when `meanwhile` has returned.
    aiosmtpd's own controller leaves connections open when it is stopped, so this does without it.
    """
    server = MailServer(answers or {}, to_data, meanwhile)
    tls = options.pop("ssl_context", None)
    loop = asyncio.new_event_loop()
    open_ones: set[asyncio.BaseTransport] = set()

    class Watched(SMTP):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            open_ones.add(transport)
            super().connection_made(transport)

        def connection_lost(self, error: Exception | None) -> None:
            open_ones.difference_update({each for each in open_ones if each.is_closing()})
            super().connection_lost(error)

    def connected() -> SMTP:
        return Watched(
            server, hostname="localhost", authenticator=server.knows, loop=loop, **options
        )

    listening = loop.run_until_complete(loop.create_server(connected, "127.0.0.1", 0, ssl=tls))
    server.port = listening.sockets[0].getsockname()[1]
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_closed(listening, open_ones), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _closed(listening: asyncio.Server, open_ones: set[asyncio.BaseTransport]) -> None:
    listening.close()
    for each in list(open_ones):
        each.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # what was closed is let go in the next turn of the loop


@contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Yield the port of a server that does with each connection what it is told to."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    talk(connection)

    thread = Thread(target=serve)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def scripted(
    connection: socket.socket, *, after_data: bytes = b"250 Taken\r\n", taken: list[bytes]
) -> None:
    """Speak SMTP up to the end of a mail, answer to that, and hang up without a word."""
    connection.sendall(b"220 here\r\n")
    lines = connection.makefile("rb")
    with lines:
        for line in lines:
            if line.upper().startswith(b"DATA"):
                connection.sendall(b"354 go on\r\n")
                break
            connection.sendall(b"250 OK\r\n")
        body = b"".join(iter(lines.readline, b".\r\n"))
        taken.append(body)
        connection.sendall(after_data)
