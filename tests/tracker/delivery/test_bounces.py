"""Reports of mail servers on mails that came back, and what is no such report."""

from base64 import encodebytes
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from quopri import encodestring

import pytest
from letters import AT, KEY, key, letter

from tracker.delivery.mail.bounces import Bounce, read_bounce
from tracker.delivery.mail.mime import mime

NO_SUCH_USER = (
    "Final-Recipient: rfc822; li@legal.example",
    "Action: failed",
    "Status: 5.1.1",
    "Remote-MTA: dns; mx.legal.example",
    "Diagnostic-Code: smtp; 550 5.1.1 <li@legal.example>: no such user",
)
LATE = (
    "Final-Recipient: rfc822; li@legal.example",
    "Action: delayed",
    "Status: 4.4.1",
    "Will-Retry-Until: Fri, 05 May 2023 09:30:00 +0800",
)


def our_mail(**changes: str) -> EmailMessage:
    return mime(letter(**changes), to="li@legal.example", sender="tracker@acme.example", at=AT)


def report(
    *recipients: tuple[str, ...],
    returned: str | None = None,
    status_type: str = "message/delivery-status",
    returned_type: str = "message/rfc822",
    more: str = "",
) -> bytes:
    """A report as servers write them; `returned` is what they send back of the mail."""
    groups = [("Reporting-MTA: dns; mx.acme.example", "X-Queue-Id: 4711"), *recipients]
    status = "\r\n\r\n".join("\r\n".join(group) for group in groups)
    back = our_mail().as_string() if returned is None else returned
    parts = [
        ("text/plain; charset=utf-8", "Your mail could not be delivered."),
        (status_type, status + "\r\n"),
        (returned_type, back),
    ]
    body = "".join(f"--cut\r\nContent-Type: {kind}\r\n\r\n{text}\r\n" for kind, text in parts)
    head = (
        "From: Mail Delivery System <mailer-daemon@acme.example>\r\n"
        "To: tracker@acme.example\r\nSubject: Undelivered mail\r\nMIME-Version: 1.0\r\n" + more
    )
    kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=cut\r\n\r\n"
    return (head + kind + body + "--cut--\r\n").encode()


def test_a_mail_that_failed_for_good_is_told_with_its_key_and_the_reason() -> None:
    found = read_bounce(report(NO_SUCH_USER))
    reason = "550 5.1.1 <li@legal.example>: no such user"
    assert found == Bounce(KEY, "li@legal.example", "5.1.1", "failed", reason)
    assert found.final
    assert found.words == f"The mail server reported 'failed': 5.1.1 {reason}"


def test_a_mail_that_was_given_up_after_days_may_be_tried_again() -> None:
    given_up = (*NO_SUCH_USER[:2], "Status: 4.4.7", "Diagnostic-Code: smtp; expired.")
    found = read_bounce(report(given_up))
    assert found
    assert (found.action, found.status, found.final) == ("failed", "4.4.7", False)
    assert found.words == "The mail server reported 'failed': 4.4.7 expired"


def test_a_mail_that_is_late_is_told_as_that() -> None:
    found = read_bounce(report(LATE))
    assert found
    assert (found.action, found.status, found.final) == ("delayed", "4.4.1", False)


def test_of_two_recipients_the_one_worst_off_is_told() -> None:
    found = read_bounce(report(LATE, NO_SUCH_USER))
    assert found
    assert found.action == "failed"


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "exploded", ""])
def test_a_report_that_all_is_well_tells_nothing(action: str) -> None:
    assert read_bounce(report((*NO_SUCH_USER[:1], f"Action: {action}", "Status: 2.0.0"))) is None


@pytest.mark.parametrize("action", ["Failed", "FAILED", " failed (bounced)"])
def test_an_action_is_read_however_it_is_written(action: str) -> None:
    found = read_bounce(report((*NO_SUCH_USER[:1], f"Action:{action}", "Status: 5.0.0 (sorry)")))
    assert found
    assert (found.action, found.status) == ("failed", "5.0.0")


def test_a_status_is_taken_from_the_words_of_the_server_if_it_is_told_nowhere_else() -> None:
    found = read_bounce(report((*NO_SUCH_USER[:2], NO_SUCH_USER[4])))
    assert found
    assert found.status == "5.1.1"


def test_the_headers_alone_of_a_mail_are_enough_to_know_it() -> None:
    headers = our_mail().as_string().partition("\n\n")[0] + "\r\n"
    found = read_bounce(report(NO_SUCH_USER, returned=headers, returned_type="text/rfc822-headers"))
    assert found
    assert found.key == KEY


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_a_report_without_the_mail_is_known_by_what_it_answers_to(header: str) -> None:
    answered = f"{header}: <{key(1)}@acme.example> <{KEY}@acme.example>\r\n"
    found = read_bounce(report(NO_SUCH_USER, returned="", more=answered))
    assert found
    assert found.key == KEY


def test_what_a_mail_quotes_of_a_report_on_another_mail_is_not_taken_for_its_own_key() -> None:
    quoted = report(NO_SUCH_USER).decode().replace(KEY, key(9))
    own = our_mail().as_string() + quoted
    found = read_bounce(report(NO_SUCH_USER, returned=own))
    assert found
    assert found.key == KEY


def test_a_report_in_utf_8_is_read() -> None:
    recipient = (
        "Final-Recipient: utf-8; 李晓@legal.example",
        "Action: failed",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 没有这个用户",
    )
    for status_type in ("message/delivery-status", "message/global-delivery-status"):
        for returned_type in ("message/rfc822", "message/global", "message/global-headers"):
            found = read_bounce(
                report(recipient, status_type=status_type, returned_type=returned_type)
            )
            assert found
            assert (found.key, found.action, found.status) == (KEY, "failed", "5.1.1")
            if status_type == "message/delivery-status":
                assert found.recipient == "李晓@legal.example"
                assert found.reason == "550 没有这个用户"


def test_bytes_in_no_encoding_are_read_as_far_as_they_go() -> None:
    broken = report(NO_SUCH_USER).replace(b"no such user", b"kein Empf\xe4nger\x1b[31m")
    found = read_bounce(broken)
    assert found
    assert found.reason.isprintable()
    assert "kein Empf" in found.reason


def labeled(report: bytes, kind: str) -> bytes:
    """A report under another outer label."""
    return report.replace(b"multipart/report; report-type=delivery-status", kind.encode(), 1)


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", "multipart/alternative", "Multipart/Report", "MULTIPART/MIXED"]
)
def test_a_report_is_known_by_its_part_and_not_by_the_label_of_the_mail(kind: str) -> None:
    found = read_bounce(labeled(report(NO_SUCH_USER), kind))
    assert found
    assert (found.key, found.status, found.action) == (KEY, "5.1.1", "failed")


def test_a_report_within_the_parts_of_a_part_is_found() -> None:
    inner = labeled(report(NO_SUCH_USER), "multipart/report").partition(b"\r\nContent-Type: ")[2]
    outer = (
        b"Subject: Undelivered\r\nContent-Type: multipart/mixed; boundary=around\r\n\r\n"
        b"--around\r\nContent-Type: "
        + inner
        + b"\r\n--around\r\nContent-Type: text/plain\r\n\r\nA footer.\r\n--around--\r\n"
    )
    found = read_bounce(outer)
    assert found
    assert (found.key, found.status) == (KEY, "5.1.1")


@pytest.mark.parametrize(
    "kind", ["Message/Delivery-Status", "MESSAGE/DELIVERY-STATUS", "text/delivery-status"]
)
def test_the_type_of_the_part_is_read_however_it_is_written(kind: str) -> None:
    found = read_bounce(report(NO_SUCH_USER, status_type=kind, returned_type="Message/RFC822"))
    assert found
    assert (found.key, found.status) == (KEY, "5.1.1")


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize(
    "kind", ["message/delivery-status", "message/global-delivery-status", "text/delivery-status"]
)
def test_a_report_whose_parts_are_encoded_is_read(encoding: str, kind: str) -> None:
    encode = {"base64": encodebytes, "quoted-printable": encodestring}[encoding]
    status = "Reporting-MTA: dns; mx.acme.example\r\n\r\n" + "\r\n".join(NO_SUCH_USER) + "\r\n"
    parts = [(kind, status), ("message/rfc822", our_mail().as_string())]
    body = "".join(
        f"--cut\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
        f"{encode(text.encode()).decode()}\r\n"
        for kind, text in parts
    )
    mail = f"Content-Type: multipart/mixed; boundary=cut\r\n\r\n{body}--cut--\r\n"
    found = read_bounce(mail.encode())
    assert found == read_bounce(report(NO_SUCH_USER))


def test_a_status_that_begins_with_5_is_a_failure_where_no_action_is_told() -> None:
    found = read_bounce(report((NO_SUCH_USER[0], NO_SUCH_USER[2])))
    assert found
    assert (found.action, found.final) == ("failed", True)
    assert read_bounce(report((NO_SUCH_USER[0], "Status: 4.4.7"))) is None
    assert read_bounce(report((NO_SUCH_USER[0], "Status: 2.0.0"))) is None


def test_a_report_without_fields_for_the_mail_tells_of_its_recipients() -> None:
    mail = report(NO_SUCH_USER)
    without = mail.replace(b"Reporting-MTA: dns; mx.acme.example\r\nX-Queue-Id: 4711\r\n\r\n", b"")
    joined = mail.replace(b"X-Queue-Id: 4711\r\n\r\n", b"X-Queue-Id: 4711\r\n")
    assert without != mail != joined
    assert read_bounce(without) == read_bounce(joined) == read_bounce(mail)


@pytest.mark.parametrize("name", ["Original-Message-ID", "X-Original-Message-ID"])
def test_a_report_is_known_by_the_name_that_it_gives_of_the_mail(name: str) -> None:
    said = (*NO_SUCH_USER, f"{name}: <{KEY}@acme.example>")
    for mail in (
        report(said, returned=""),
        report(NO_SUCH_USER, returned="", more=f"{name}: <{KEY}@acme.example>\r\n"),
    ):
        found = read_bounce(mail)
        assert found
        assert found.key == KEY


def forwarded(how: str) -> bytes:
    """What a person sends on of a report, with words of their own, as an attachment or below."""
    mail = EmailMessage()
    mail["In-Reply-To"] = f"<{KEY}@acme.example>"
    mail.set_content("Did you see this?")
    if how == "attached":
        mail.add_attachment(message_from_bytes(report(NO_SUCH_USER), policy=default))
    else:
        mail.set_content("Did you see this?\n\n" + report(NO_SUCH_USER).decode())
    return mail.as_bytes()


@pytest.mark.parametrize("how", ["attached", "quoted"])
def test_what_a_person_forwards_of_a_report_is_a_conversation_and_no_report(how: str) -> None:
    assert read_bounce(forwarded(how)) is None


def test_a_report_that_comes_back_within_a_mail_of_somebody_else_is_not_taken_for_one() -> None:
    own = our_mail()
    inner = report(NO_SUCH_USER).replace(b"cut", b"inner")
    own.add_attachment(message_from_bytes(inner, policy=default))
    relayed = (*NO_SUCH_USER[:1], "Action: relayed", "Status: 2.0.0")
    assert read_bounce(report(relayed, returned=own.as_string())) is None


def not_reports() -> dict[str, bytes]:
    answer = EmailMessage()
    answer["In-Reply-To"] = f"<{KEY}@acme.example>"
    answer.set_content("I am away. Action: failed")
    strange = our_mail().as_string().replace(KEY, "a-mail-of-somebody-else")
    return {
        "nothing": b"",
        "no mail": bytes(range(256)),
        "an answer by a person": answer.as_bytes(),
        "our own mail": our_mail().as_bytes(),
        "a report on a mail that is not ours": report(NO_SUCH_USER, returned=strange),
        "a report on nobody": report(),
        "a report without parts": b"Content-Type: multipart/report; boundary=cut\r\n\r\nhello",
        "a report without a boundary": b"Content-Type: multipart/report\r\n\r\nhello",
        "parts within parts": _within(b"multipart/mixed"),
        "mails within mails": _within(b"message/rfc822"),
    }


def _within(kind: bytes, deep: int = 3000) -> bytes:
    head = b"Content-Type: multipart/report; boundary=b0\r\n\r\n"
    return head + b"".join(
        b"--b%d\r\nContent-Type: %s; boundary=b%d\r\n\r\n" % (number, kind, number + 1)
        if kind.startswith(b"multi")
        else b"Content-Type: %s\r\n\r\n" % kind
        if number
        else b"--b0\r\nContent-Type: %s\r\n\r\n" % kind
        for number in range(deep)
    )


@pytest.mark.parametrize("name", not_reports())
def test_what_is_no_report_on_a_mail_of_ours_tells_nothing(name: str) -> None:
    assert read_bounce(not_reports()[name]) is None
