"""A letter as mail: text and HTML in UTF-8, threaded by the keys of what it answers to."""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from typing import Any

from tracker.delivery.letters import Letter
from tracker.delivery.words import notice_keys, one_line

MOST_REFERENCES = 20
MOST_KEYS = 50


class _Folding(EmailPolicy):
    """Begins each header on the line of its name, where Python may leave that empty."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        return re.sub(rb"\A([^:]+:)\r\n ", rb"\1 ", super().fold_binary(name, value))


_SEVEN_BIT = _Folding(cte_type="7bit", linesep=SMTP.linesep)


def mime(letter: Letter, *, to: str, sender: str, at: datetime) -> EmailMessage:
    """Return a letter as a message between two addresses, dated `at`.

    It names the last 20 of the messages it answers to and the first 50 of the notices it tells of.
    """
    domain = sender.rpartition("@")[2]
    earlier = [f"<{key}@{domain}>" for key in letter.earlier[-MOST_REFERENCES:]]
    message = EmailMessage(policy=_SEVEN_BIT)
    message["From"] = _address(sender)
    message["To"] = _address(to, one_line(letter.name))
    message["Subject"] = one_line(letter.subject)
    message["Date"] = at
    message["Message-ID"] = f"<{letter.key}@{domain}>"
    if earlier:
        message["In-Reply-To"] = earlier[-1]
        message["References"] = " ".join(earlier)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = "zh-CN" if letter.language == "zh" else "en"
    if keys := notice_keys(letter.data):
        message["X-Notice-Keys"] = " ".join(one_line(key, 64) for key in keys[:MOST_KEYS])
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def on_the_wire(message: EmailMessage, *, utf8: bool) -> bytes:
    """Return a message as it is sent; `utf8` if headers may hold it because an address does."""
    return message.as_bytes(policy=_SEVEN_BIT.clone(utf8=utf8))


def _address(written: str, name: str = "") -> Address:
    """Return an address in its two parts, for Python reads no whole one beyond ASCII."""
    user, _, domain = written.rpartition("@")
    return Address(name, user, domain)
