"""Mail that came back: delivery status notifications (RFC 3464), read for what they tell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from typing import Literal, TypeAlias

from tracker.delivery.words import one_line
from tracker.errors import TrackerError

Action = Literal["failed", "delayed"]

_GRAVEST_FIRST: tuple[Action, ...] = ("failed", "delayed")
_KEY = re.compile(r"<([0-9a-f]{32})@[^<>\s]+>")
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_BLANK_LINE = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")

_STATUSES = frozenset({"text/delivery-status", "text/global-delivery-status"})
_RETURNED = frozenset({"text/rfc822", "text/rfc822-headers", "text/global", "text/global-headers"})
_ORIGINAL = ("Original-Message-ID", "X-Original-Message-ID")

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


class NoReport(TrackerError):
    """A mail is no report of a mail server on a message of ours."""

    code = "not_a_delivery_report"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' is no report of a mail server (RFC 3464) on a message of this tracker; "
            "nothing was recorded.",
            advice="One that was forwarded as an attachment is read when it is taken out of the "
            "mail around it.",
        )


def read_bounce(message: bytes) -> Bounce | None:
    """Return what a mail tells of a message of ours that did not arrive; None: nothing.

    A report is known by its part that tells the status of each recipient, whatever the mail around
    it is called. One within a mail that is attached is not read: somebody may have forwarded it, or
    it came back with a mail. Of several recipients the one worst off is told. A mail nested too
    deep tells nothing.
    """
    try:
        return _read(message_from_bytes(message, _class=_Flat))
    except RecursionError:
        return None


class _Flat(Message):
    """A mail in which attached mails and reports are texts, decoded when they are read."""

    def get_content_type(self) -> str:
        return super().get_content_type().replace("message/", "text/", 1)


def _read(mail: Part) -> Bounce | None:
    groups = [group for part in _parts(mail, _STATUSES) for group in _groups(part)]
    if not (key := _answered(mail, groups)):
        return None
    for action in _GRAVEST_FIRST:
        for each in groups:
            if _action(each) == action:
                return _bounce(key, action, each)
    return None


def _answered(mail: Part, groups: Iterable[Part]) -> str | None:
    """Return the key of the message that is returned, or else of the one answered to."""
    returned = (_fields(_text(part)) for part in _parts(mail, _RETURNED))
    for said in (
        *(_field(each, "Message-ID") for each in returned),
        *(_field(each, name) for each in (*groups, mail) for name in _ORIGINAL),
        _field(mail, "In-Reply-To"),
        _field(mail, "References"),
    ):
        if found := _KEY.findall(said):
            return str(found[-1])
    return None


def _parts(mail: Part, kinds: frozenset[str]) -> Iterator[Part]:
    return (part for part in mail.walk() if part.get_content_type() in kinds)


def _groups(part: Part) -> Iterator[Part]:
    """Yield the groups of fields of a report: one for the mail, and one for each recipient."""
    yield from map(_fields, _BLANK_LINE.split(_text(part).strip()))


def _fields(text: str) -> Part:
    return HeaderParser().parsestr(text.lstrip("\r\n"), headersonly=True)


def _text(part: Part) -> str:
    data = part.get_payload(decode=True)
    return data.decode(errors="replace") if isinstance(data, bytes) else ""


def _action(told: Part) -> Action | None:
    """Return what happened to a recipient, by its status where a server does not say it."""
    said = _field(told, "Action").lower()
    if not said and _status(told).startswith("5"):
        return "failed"
    return next((action for action in _GRAVEST_FIRST if said.startswith(action)), None)


def _status(told: Part) -> str:
    reason = _after_type(_field(told, "Diagnostic-Code"))
    status = _STATUS.search(_field(told, "Status")) or _STATUS.search(reason)
    return status[0] if status else ""


def _bounce(key: str, action: Action, told: Part) -> Bounce:
    reason = _after_type(_field(told, "Diagnostic-Code"))
    address = _field(told, "Original-Recipient") or _field(told, "Final-Recipient")
    return Bounce(key, _after_type(address), _status(told), action, reason)


def _after_type(said: str) -> str:
    """Return what follows the type in a field such as `rfc822; name@example.com`."""
    kind, semicolon, value = said.partition(";")
    return value.strip() if semicolon else kind.strip()


def _field(part: Part, name: str) -> str:
    written = next((value for key, value in part.raw_items() if key.lower() == name.lower()), "")
    return one_line(written.encode(errors="surrogateescape"), 2000)
