"""Mail through real servers: what arrives, and what is said when it does not."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from letters import AT, KEY, key, letter
from mail_servers import (
    Certificate,
    MailServer,
    mail_server,
    make_certificate,
    scripted,
    talking,
)

from events.policies import EmailWay, Mail
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.mail.carrier import send_mail
from tracker.delivery.mail.mime import mime, on_the_wire

WAY = EmailWay(email="li@legal.example")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls") / "localhost.pem")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def mail(port: int, **said: Any) -> Mail:
    plain = {"host": "127.0.0.1", "security": "none", "sender": "tracker@acme.example"}
    return Mail.model_validate({**plain, "port": port, **said})


def refused(port: int, sent: Letter | None = None, **said: Any) -> Undelivered:
    with pytest.raises(Undelivered) as failure:
        send_mail(sent or letter(), WAY, mail(port, **said), at=AT)
    return failure.value


def test_a_mail_arrives_as_text_and_as_html_in_chinese(server: MailServer) -> None:
    send_mail(letter(), WAY, mail(server.port), at=AT)
    text, html = server.read().iter_parts()
    assert server.read().get_content_type() == "multipart/alternative"
    assert server.read()["Subject"] == letter().subject
    assert _lines(text) == letter().text.splitlines()
    assert (html.get_content_type(), html.get_content().strip()) == ("text/html", letter().html)
    assert all(byte < 128 for byte in server.taken[0])


def test_a_mail_says_from_whom_to_whom_and_when(server: MailServer) -> None:
    send_mail(letter(), WAY, mail(server.port), at=AT)
    [to] = server.read()["To"].addresses
    assert (to.display_name, to.addr_spec) == ("李晓, Legal", "li@legal.example")
    assert server.read()["From"] == "tracker@acme.example"
    assert server.read()["Date"].datetime == AT


def test_a_mail_is_named_by_its_key_so_that_a_repeat_has_the_same_name(server: MailServer) -> None:
    send_mail(letter(), WAY, mail(server.port), at=AT)
    assert server.read()["Message-ID"] == f"<{KEY}@acme.example>"
    assert server.read()["In-Reply-To"] is None


def test_a_mail_answers_to_the_last_of_the_earlier_ones(server: MailServer) -> None:
    earlier = tuple(key(number) for number in range(30))
    send_mail(letter(earlier=earlier), WAY, mail(server.port), at=AT)
    assert server.read()["In-Reply-To"] == f"<{key(29)}@acme.example>"
    named = server.read()["References"].split()
    assert named == [f"<{each}@acme.example>" for each in earlier[10:]]


def test_no_machine_answers_to_a_mail(server: MailServer) -> None:
    send_mail(letter(), WAY, mail(server.port), at=AT)
    assert server.read()["Auto-Submitted"] == "auto-generated"
    assert server.read()["X-Auto-Response-Suppress"] == "All"


def test_a_mail_names_the_first_fifty_of_its_notices_in_lines_of_a_lawful_length(
    server: MailServer,
) -> None:
    told = {"notices": [{"key": key(number)} for number in range(60)]}
    send_mail(letter(data=told), WAY, mail(server.port), at=AT)
    assert server.read()["X-Notice-Keys"].split() == [key(number) for number in range(50)]
    assert max(len(line) for line in server.taken[0].splitlines()) <= 998


def test_a_subject_of_any_length_begins_right_after_its_name() -> None:
    for length in range(50, 130):
        for word, start in (("due ", b"due"), ("许可证", b"=")):
            subject = (word * length)[:length].strip()
            mail = mime(letter(subject=subject), to=WAY.email, sender="us@acme.example", at=AT)
            sent = on_the_wire(mail, utf8=False)
            assert message_from_bytes(sent, policy=default)["Subject"] == subject
            assert b"\r\nSubject: " + start in sent


def test_no_subject_and_no_name_can_add_a_header(server: MailServer) -> None:
    sly = letter(subject="Hello\r\nBcc: all@rival.example", name="Li\nX-Sly: yes\x00")
    send_mail(sly, WAY, mail(server.port), at=AT)
    assert server.read()["Subject"] == "Hello Bcc: all@rival.example"
    assert server.read()["Bcc"] is None
    assert server.read()["X-Sly"] is None


def test_a_text_of_dots_and_long_lines_arrives_whole(server: MailServer) -> None:
    text = ".\n..\n" + "Frist " * 400 + "\n"
    send_mail(letter(text=text), WAY, mail(server.port), at=AT)
    assert _lines(next(server.read().iter_parts())) == text.splitlines()


def test_a_line_that_begins_with_from_arrives_as_written(server: MailServer) -> None:
    text = "From the ledger\nFrom 1 July on\n"
    send_mail(letter(text=text, html="From <b>here</b>\n"), WAY, mail(server.port), at=AT)
    assert [_lines(part) for part in server.read().iter_parts()] == [
        ["From the ledger", "From 1 July on"],
        ["From <b>here</b>"],
    ]


def test_an_address_in_chinese_characters_needs_a_server_that_can_take_it(
    server: MailServer,
) -> None:
    with pytest.raises(Undelivered, match="cannot do what is asked of it"):
        send_mail(letter(), EmailWay(email="李晓@legal.example"), mail(server.port), at=AT)
    assert not server.taken


def _lines(part: Message) -> list[str]:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.decode().split("\r\n")[:-1]


def test_an_address_in_chinese_characters_is_written_to_where_the_server_can() -> None:
    with mail_server(enable_SMTPUTF8=True) as server:
        send_mail(letter(), EmailWay(email="李晓@legal.example"), mail(server.port), at=AT)
        assert "<李晓@legal.example>".encode() in server.taken[0]


def test_a_mail_goes_encrypted_and_logged_in(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "is blue")
    with mail_server(tls_context=certificate.server, auth_required=True) as server:
        account = mail(
            server.port,
            host="localhost",
            security="starttls",
            username="tracker",
            password="env:MAIL_PASSWORD",
        )
        send_mail(letter(), WAY, account, at=AT, context=certificate.trusted)
        assert server.read()["Message-ID"]
        assert server.logins[0].login == b"tracker"


def test_a_mail_goes_encrypted_from_the_first_byte(certificate: Certificate) -> None:
    with mail_server(ssl_context=certificate.server) as server:
        account = mail(server.port, host="localhost", security="tls")
        send_mail(letter(), WAY, account, at=AT, context=certificate.trusted)
        assert server.read()["Message-ID"]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(certificate: Certificate) -> None:
    with mail_server(tls_context=certificate.server) as server:
        failure = refused(server.port, host="localhost", security="starttls")
        assert not failure.final
        assert f"localhost:{server.port} could not be spoken to over TLS" in failure.reason
        assert "certificate" in failure.reason.lower()
        assert not server.taken


def test_a_certificate_for_another_name_is_not_trusted(tmp_path: Path) -> None:
    other = make_certificate(tmp_path / "other.pem", "mail.rival.example")
    with mail_server(tls_context=other.server) as server:
        account = mail(server.port, host="localhost", security="starttls")
        with pytest.raises(Undelivered, match="TLS"):
            send_mail(letter(), WAY, account, at=AT, context=other.trusted)


def test_nothing_is_sent_in_the_clear_to_a_server_that_cannot_encrypt(server: MailServer) -> None:
    failure = refused(server.port, security="starttls")
    assert not failure.final
    assert "STARTTLS" in failure.reason
    assert not server.taken


def test_a_wrong_password_can_be_mended_and_is_not_told(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "open sesame")
    with mail_server(tls_context=certificate.server, auth_required=True) as server:
        account = mail(
            server.port,
            host="localhost",
            security="starttls",
            username="tracker",
            password="env:MAIL_PASSWORD",
        )
        with pytest.raises(Undelivered) as failure:
            send_mail(letter(), WAY, account, at=AT, context=certificate.trusted)
    assert not failure.value.final
    assert "refused the login of tracker: 535" in failure.value.reason
    assert "sesame" not in str(failure.value)


def test_a_missing_password_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_PASSWORD", raising=False)
    failure = refused(9, security="tls", username="tracker", password="env:MAIL_PASSWORD")
    assert "MAIL_PASSWORD" in failure.reason
    assert not failure.final


@pytest.mark.parametrize(
    ("answer", "final"),
    [
        ("550 5.1.1 No such user here", True),
        ("552 Mailbox full", True),
        ("450 4.2.1 Try again later", False),
        ("530 5.7.0 Log in first", False),
        ("554 5.7.1 Relay access denied", False),
    ],
)
def test_a_refused_recipient_is_final_unless_time_or_an_operator_can_help(
    answer: str, final: bool
) -> None:
    with mail_server({WAY.email: answer}) as server:
        failure = refused(server.port)
    where = f"The mail server 127.0.0.1:{server.port} refused the recipient li@legal.example"
    assert failure.reason == f"{where}: {answer}."
    assert failure.final is final


@pytest.mark.parametrize(
    ("answer", "final"), [("554 5.6.0 Not like this", True), ("451 Not now", False)]
)
def test_a_refused_message_is_final_unless_time_helps(answer: str, final: bool) -> None:
    with mail_server(to_data=answer) as server:
        failure = refused(server.port)
    assert f"refused the message: {answer}." in failure.reason
    assert failure.final is final


def test_a_refused_sender_can_be_mended() -> None:
    with talking(_refusing_senders) as port:
        failure = refused(port)
    assert "refused the sender tracker@acme.example: 553 Not yours" in failure.reason
    assert not failure.final


def _refusing_senders(connection: socket.socket) -> None:
    connection.sendall(b"220 here\r\n")
    with connection.makefile("rb") as lines:
        for line in lines:
            connection.sendall(b"553 Not yours\r\n" if line[:4] == b"mail" else b"250 OK\r\n")


def test_a_dead_server_is_named() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        failure = refused(port)
    assert f"The mail server 127.0.0.1:{port} cannot be reached" in failure.reason
    assert "refused" in failure.reason
    assert not failure.final


def test_a_server_without_an_address_is_named() -> None:
    failure = refused(25, host="mail.invalid")
    assert "mail.invalid:25 cannot be reached" in failure.reason


def test_a_silent_server_is_given_up() -> None:
    over = Event()
    with talking(lambda connection: over.wait(20) and None) as port:
        failure = refused(port, timeout_seconds=1)
        over.set()
    assert failure.reason.endswith("did not answer within 1 seconds.")
    assert not failure.final


def test_a_server_that_says_a_letter_at_a_time_is_given_up() -> None:
    over = Event()

    def drip(connection: socket.socket) -> None:
        while not over.wait(0.2):
            connection.sendall(b"2")

    with talking(drip) as port:
        failure = refused(port, timeout_seconds=1)
        over.set()
    assert failure.reason.endswith("did not answer within 1 seconds.")


def test_a_server_that_dies_after_it_took_the_mail_has_taken_it() -> None:
    taken: list[bytes] = []
    with talking(partial(scripted, taken=taken)) as port:
        send_mail(letter(), WAY, mail(port), at=AT)
    assert len(taken) == 1


def test_a_server_that_dies_before_it_says_it_took_the_mail_is_tried_again() -> None:
    with talking(partial(scripted, after_data=b"", taken=[])) as port:
        failure = refused(port)
    assert "ended the connection" in failure.reason
    assert not failure.final


def test_a_mail_whose_taking_was_not_told_is_repeated_under_the_same_name() -> None:
    taken: list[bytes] = []
    with talking(partial(scripted, after_data=b"", taken=taken)) as port:
        refused(port)
        refused(port)
    names = [message_from_bytes(each)["Message-ID"] for each in taken]
    assert names == [f"<{KEY}@acme.example>"] * 2


def test_what_a_server_says_is_told_on_one_line_and_not_at_length() -> None:
    rant = "550-" + "x" * 200 + "\r\n550-\x1b[31m" + "y" * 200 + "\r\n550 z"
    with mail_server({WAY.email: rant}) as server:
        failure = refused(server.port)
    assert failure.reason.isprintable()
    assert len(failure.reason) < 500
