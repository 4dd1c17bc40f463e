"""Mail by SMTP: encrypted and logged in as the policy says, with every refusal told apart."""

import smtplib
import ssl
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage

from events.policies import EmailWay, Mail
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.mail.mime import mime, on_the_wire
from tracker.delivery.patience import Patience
from tracker.delivery.secrets import secret
from tracker.delivery.words import one_line


def send_mail(
    letter: Letter,
    way: EmailWay,
    mail: Mail,
    *,
    at: datetime,
    context: ssl.SSLContext | None = None,
) -> None:
    """Send a letter as mail dated `at`; raises Undelivered.

    Certificates are verified as the system does, or as `context` says. A failure is final if the
    server refuses the recipient or the message for good; all else can be mended by an operator.
    """
    message = mime(letter, to=way.email, sender=mail.sender, at=at)
    password = secret(mail.password) if mail.password else None
    try:
        server = _ready(mail, password, context or ssl.create_default_context())
    except _FAILURES as error:
        raise _undelivered(error, mail, unreached=_is_out_of_reach(error)) from error
    try:
        _post(server, message, mail.sender, way.email)
        _take_leave(server)
    except _FAILURES as error:
        raise _undelivered(error, mail) from error
    finally:
        server.close()


_FAILURES = (OSError, smtplib.SMTPException, UnicodeError)


def _ready(mail: Mail, password: str | None, context: ssl.SSLContext) -> smtplib.SMTP:
    """Return a server that knows who we are, and of no message yet."""
    server = _connected(mail, context)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.username and password:
            server.login(mail.username, password)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _is_out_of_reach(error: Exception) -> bool:
    """Tell whether there is no server, or a silent one; smtplib's errors are OSErrors too."""
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return True
    return isinstance(error, OSError) and not isinstance(
        error, smtplib.SMTPException | ssl.SSLError
    )


def _post(server: smtplib.SMTP, message: EmailMessage, sender: str, to: str) -> None:
    """Send a message as it is; smtplib's own way writes '>From' where a line begins with 'From'."""
    beyond = not (sender + to).isascii()
    if beyond and not server.has_extn("smtputf8"):
        raise smtplib.SMTPNotSupportedError("take addresses beyond ASCII")
    data = on_the_wire(message, utf8=beyond)
    server.sendmail(sender, [to], data, ["SMTPUTF8", "BODY=8BITMIME"] if beyond else [])


def _take_leave(server: smtplib.SMTP) -> None:
    """Say goodbye: the message is theirs by now, so however they take it does not matter."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()


class _TooSlow(smtplib.SMTPServerDisconnected):
    """A reply was not complete in time."""


class _Plain(smtplib.SMTP):
    """A server that has its timeout for each whole reply, not for each byte of it."""

    def getreply(self) -> tuple[int, bytes]:
        with Patience(float(self.timeout)) as patience:
            patience.watch(self.sock)
            try:
                reply = super().getreply()
            except smtplib.SMTPServerDisconnected as error:
                if patience.ran_out or isinstance(error.__context__, TimeoutError):
                    raise _TooSlow(str(error)) from error
                raise
            if patience.ran_out:
                self.close()
                raise _TooSlow("The reply was cut off.")
            return reply


class _Tls(_Plain, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def _connected(mail: Mail, context: ssl.SSLContext) -> smtplib.SMTP:
    if mail.security == "tls":
        return _Tls(mail.host, mail.port, timeout=mail.timeout_seconds, context=context)
    return _Plain(mail.host, mail.port, timeout=mail.timeout_seconds)


def _undelivered(error: Exception, mail: Mail, *, unreached: bool = False) -> Undelivered:
    server = f"The mail server {mail.host}:{mail.port}"
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            (address, (code, said)), *_ = refused.items()
            return _refused(f"{server} refused the recipient {address}", code, said)
        case smtplib.SMTPDataError(smtp_code=code, smtp_error=said):
            return _refused(f"{server} refused the message", code, said)
        case smtplib.SMTPSenderRefused(smtp_code=code, smtp_error=said, sender=sender):
            what = f"refused the sender {sender}: {_said(code, said)}"
        case smtplib.SMTPAuthenticationError(smtp_code=code, smtp_error=said):
            what = f"refused the login of {mail.username}: {_said(code, said)}"
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=said):
            what = f"answered {_said(code, said)}"
        case _TooSlow() | TimeoutError():
            what = f"did not answer within {mail.timeout_seconds} seconds"
        case smtplib.SMTPServerDisconnected():
            what = f"ended the connection: {one_line(str(error))}"
        case ssl.SSLError():
            what = f"could not be spoken to over TLS: {one_line(str(error))}"
        case smtplib.SMTPException():
            what = f"cannot do what is asked of it: {one_line(str(error))}"
        case UnicodeError():
            what = "cannot be logged in to: user name and password may hold ASCII letters only"
        case _:
            what = f"cannot be reached: {one_line(str(error))}"
    return Undelivered(f"{server} {what.rstrip('.')}.", final=False, unreached=unreached)


def _refused(what: str, code: int, said: str | bytes) -> Undelivered:
    return Undelivered(f"{what}: {_said(code, said).rstrip('.')}.", final=_for_good(code, said))


def _for_good(code: int, said: str | bytes) -> bool:
    """Tell whether a refusal stays; who may send at all (53x, x.7.x) an operator can mend."""
    told = one_line(said)
    return 500 <= code <= 599 and not 530 <= code <= 539 and not told.startswith("5.7.")


def _said(code: int, said: str | bytes) -> str:
    return f"{code} {one_line(said)}".rstrip()
