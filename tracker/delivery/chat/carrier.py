"""Chat and other services, by way of Apprise, which is an extra."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote

from events.policies import ChatWay
from tracker.delivery.letters import Letter, Undelivered
from tracker.delivery.patience import in_time
from tracker.delivery.secrets import secret, variable
from tracker.delivery.words import one_line

if TYPE_CHECKING:
    from apprise import NotifyBase

ANSWERED_WITHIN = 60.0
"""Seconds for each message; Apprise itself has a limit for each byte only."""

_ONE_AT_A_TIME = Lock()


def send_chat(letter: Letter, way: ChatWay, *, patience: float = ANSWERED_WITHIN) -> None:
    """Send a letter's subject and text to the service that a secret URL names; raises Undelivered.

    No failure is final: a service tells no refused recipient from a wrong token. What Apprise and
    the service say of it is told without any part of the URL. `patience` is in seconds.
    """
    url = secret(way.chat).strip()
    with _ONE_AT_A_TIME, _warnings() as lines:
        service = _service(url)
        if service:
            why = _failure(service, letter, patience)
        else:
            why = f"{variable(way.chat)} holds no URL that Apprise can use"
    if why:
        said = ": ".join([why, *lines])
        raise Undelivered(f"{_without_secrets(said, url).rstrip('.')}.", final=False)


def _service(url: str) -> "NotifyBase | None":
    try:
        from apprise import Apprise, AppriseAsset
    except ImportError as error:
        said = "The package that speaks to chat services is not installed; add the extra 'chat'."
        raise Undelivered(said, final=False) from error
    return Apprise.instantiate(url, asset=AppriseAsset(async_mode=False))


def _failure(service: "NotifyBase", letter: Letter, patience: float) -> str | None:
    """Send a letter, in parts if it is long, and return what went wrong, if anything."""
    from apprise import Apprise, NotifyFormat

    from tracker.delivery.chat.answers import bodies_read

    everything, name = Apprise(), _name(service)
    everything.add(service)
    most = ROOM.get(name) or min(service.body_maxlen, MOST)
    with bodies_read(name) as reported:
        for title, body in messages(letter.subject, letter.text, most):
            send = partial(everything.notify, body, title, body_format=NotifyFormat.TEXT)
            try:
                sent = in_time(patience, send)
            except TimeoutError:
                return f"{service.service_name} did not answer within {patience:g} seconds"
            if not sent:
                return ": ".join([f"{service.service_name} did not take it", *reported])
    return None


def _name(service: "NotifyBase") -> str:
    names = service.secure_protocol or service.protocol
    return str(names if isinstance(names, str) else next(iter(names or ()), ""))


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Yield the list to which Apprise's warnings and errors are added meanwhile."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(one_line(record.getMessage()).rstrip("."))

    listener, log = Listener(logging.WARNING), logging.getLogger("apprise")
    log.addHandler(listener)
    try:
        yield lines
    finally:
        log.removeHandler(listener)


def _without_secrets(said: str, url: str) -> str:
    """Return words without any part of a URL of at least three characters but its scheme."""
    written = url.partition("://")[2] or url
    parts = {
        part for each in (written, unquote(written)) for part in re.split(r"[/:@?&=#,]+", each)
    }
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= 3:
            said = re.sub(re.escape(part), "***", said, flags=re.IGNORECASE)
    return said


MOST = 9_000
"""Bytes in one message, whatever a service says: limits of 20 kB may count six for a character."""

ROOM = {"workflow": MOST}
"""Bytes by Apprise's name of a service that takes more than Apprise says."""

_LEAST = 500


def messages(subject: str, text: str, most: int) -> list[tuple[str, str]]:
    """Return title and body of each message to send, together at most so many bytes.

    A service with room for less than 500 bytes gets all in one, to cut as it likes.

    >>> [title for title, _ in messages("Due", "a line of words\\n" * 50, 500)]
    ['Due (1/2)', 'Due (2/2)']
    """
    room = most - _size(subject) - len(" (99/99)\r\n")
    if most < _LEAST or _size(text) <= room:
        return [(subject, text)]
    found = list(_parts(text, max(room, most // 2)))
    return [
        (f"{subject} ({number}/{len(found)})", part) for number, part in enumerate(found, start=1)
    ]


def _parts(text: str, room: int) -> Iterator[str]:
    part = ""
    for line in _short_lines(text, room):
        if part and _size(part) + _size(line) > room:
            yield part
            part = ""
        part += line
    yield part


def _short_lines(text: str, room: int) -> Iterator[str]:
    """Yield lines with their ends; a character has four bytes at most."""
    for line in text.splitlines(keepends=True):
        step = room // 4 if _size(line) > room else len(line)
        yield from (line[start : start + step] for start in range(0, len(line), step))


def _size(text: str) -> int:
    return len(text.encode())
