"""Mail that came back: delivery status notifications (RFC 3464), read for what they tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from typing import Literal, TypeAlias

from tracker.delivery.words import one_line

Action = Literal["failed", "delayed"]

_GRAVEST_FIRST: tuple[Action, ...] = ("failed", "delayed")
_KEY = re.compile(r"<([0-9a-f]{32})@[^<>\s]+>")
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")

Part: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a notification tells of a message of ours, whose key is `key`.

    `status` is a code such as "5.1.1", empty if none is told. While it is "delayed", the mail
    server still tries by itself.
    """

    key: str
    recipient: str
    status: str
    action: Action
    reason: str

    @property
    def final(self) -> bool:
        """Whether trying again would not help."""
        return self.action == "failed" and self.status.startswith("5")

    @property
    def words(self) -> str:
        """What the mail server said, or else that it reported."""
        said = " ".join(filter(None, (self.status, self.reason.rstrip("."))))
        return f"The mail server reported '{self.action}': {said or 'it gave no reason'}"


def read_bounce(message: bytes) -> Bounce | None:
    """Return what a mail tells of a message of ours that did not arrive; None: nothing.

    Of several recipients the one worst off is told. A mail nested too deep tells nothing.
    """
    try:
        return _read(message_from_bytes(message))
    except RecursionError:
        return None


def _read(mail: Part) -> Bounce | None:
    if mail.get_content_type() != "multipart/report" or not (key := _answered(mail)):
        return None
    recipients = list(_recipients(mail))
    for action in _GRAVEST_FIRST:
        for each in recipients:
            if _field(each, "Action").lower().startswith(action):
                return _bounce(key, action, each)
    return None


def _answered(mail: Part) -> str | None:
    """Return the key of the message that is returned, or else of the one answered to."""
    returned = [_field(each, "Message-ID") for each in _returned(mail)]
    for said in (*returned, _field(mail, "In-Reply-To"), _field(mail, "References")):
        if found := _KEY.findall(said):
            return str(found[-1])
    return None


def _returned(mail: Part) -> Iterator[Part]:
    for part in mail.walk():
        match part.get_content_type(), part.get_payload():
            case "message/rfc822" | "message/global" | "message/global-headers", [Message() as one]:
                yield one
            case "text/rfc822-headers", _:
                yield message_from_string(_text(part))


def _text(part: Part) -> str:
    data = part.get_payload(decode=True)
    return data.decode("ascii", "replace") if isinstance(data, bytes) else ""


def _recipients(mail: Part) -> Iterator[Part]:
    """Yield what is told of each recipient, which is all but the first group of fields.

    Python parts the groups of a plain report, but not those of one in UTF-8 (RFC 6533).
    """
    for part in mail.walk():
        match part.get_content_type(), part.get_payload():
            case "message/delivery-status", [_, *groups]:
                yield from (each for each in groups if isinstance(each, Message))
            case "message/global-delivery-status", [Message() as first]:
                groups = re.split(r"\r?\n\r?\n", str(first.get_payload()))
                yield from map(message_from_string, groups)


def _bounce(key: str, action: Action, told: Part) -> Bounce:
    reason = _after_type(_field(told, "Diagnostic-Code"))
    status = _STATUS.search(_field(told, "Status")) or _STATUS.search(reason)
    address = _field(told, "Original-Recipient") or _field(told, "Final-Recipient")
    return Bounce(key, _after_type(address), status[0] if status else "", action, reason)


def _after_type(said: str) -> str:
    """Return what follows the type in a field such as `rfc822; name@example.com`."""
    kind, semicolon, value = said.partition(";")
    return value.strip() if semicolon else kind.strip()


def _field(part: Part, name: str) -> str:
    written = next((value for key, value in part.raw_items() if key.lower() == name.lower()), "")
    return one_line(written.encode(errors="surrogateescape"), 2000)
