"""Mail by SMTP: a message in text and HTML, whose Message-ID a repeat would carry too."""

import smtplib
import ssl
from contextlib import suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from events.policies import EmailWay, Mail
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.secrets import secret

REFERENCES = 20
"""How many earlier messages a message names, so that mail programs keep the thread together."""


def send_mail(
    letter: Letter,
    way: EmailWay,
    mail: Mail,
    *,
    at: datetime,
    tls: ssl.SSLContext | None = None,
) -> None:
    """Hand a message to the mail server; raises Undelivered.

    Certificates are verified as the system does, or by `tls`. What the server says after it has
    accepted the message does not count: the message is gone.
    """
    message = made(letter, way, mail, at=at)
    try:
        server = _connected(mail, tls or ssl.create_default_context())
        try:
            if mail.username and mail.password:
                server.login(mail.username, secret(mail.password))
            server.send_message(message, from_addr=mail.sender, to_addrs=[way.email])
        except BaseException:
            server.close()
            raise
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
    except smtplib.SMTPRecipientsRefused as error:
        ((code, said),) = error.recipients.values()
        raise _refused(mail, code, said) from error
    except smtplib.SMTPSenderRefused as error:
        raise _refused(mail, error.smtp_code, error.smtp_error, final=False) from error
    except smtplib.SMTPDataError as error:
        raise _refused(mail, error.smtp_code, error.smtp_error) from error
    except (OSError, smtplib.SMTPException) as error:
        what = f"{type(error).__name__}: {error}".rstrip(".")
        raise Undelivered(f"Mail server {mail.host}:{mail.port}: {what}.", final=False) from error


def made(letter: Letter, way: EmailWay, mail: Mail, *, at: datetime) -> EmailMessage:
    """Return the message as it goes to the server; the same letter makes the same message."""
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = Address(letter.name, addr_spec=way.email)
    message["Subject"] = letter.subject
    message["Date"] = at
    domain = mail.sender.rpartition("@")[2]
    message["Message-ID"] = message_id(letter.key, domain)
    if letter.earlier:
        earlier = [message_id(key, domain) for key in letter.earlier[-REFERENCES:]]
        message["In-Reply-To"] = earlier[-1]
        message["References"] = " ".join(earlier)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message.set_boundary(f"={letter.key}=")
    return message


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID of a message's key."""
    return f"<{key}@{domain}>"


def _connected(mail: Mail, tls: ssl.SSLContext) -> smtplib.SMTP:
    timeout = mail.timeout_seconds
    if mail.security == "tls":
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=timeout, context=tls)
    server = smtplib.SMTP(mail.host, mail.port, timeout=timeout)
    try:
        if mail.security == "starttls":
            server.starttls(context=tls)
    except BaseException:
        server.close()
        raise
    return server


def _refused(mail: Mail, code: int, said: bytes | str, *, final: bool = True) -> Undelivered:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    reason = f"Mail server {mail.host}:{mail.port} said: {code} {' '.join(words.split())}"
    return Undelivered(reason, final=final and code >= 500)
