"""Texts for services that take short messages: cut at the ends of lines, each part numbered."""

from collections.abc import Iterator

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
