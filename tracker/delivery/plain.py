"""A sheet as plain text, easily read in any mail program."""

from collections.abc import Iterator

from tracker.delivery.sheets import Entry, Sheet
from tracker.show.lines import lines
from tracker.show.pages.text import plainly

WIDTH = 72


def plain_text(sheet: Sheet) -> str:
    """Return a sheet as text: blank lines between its parts, addresses and commands unbroken."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    colon = sheet.phrases.colon
    yield wrapped(sheet.subject)
    for group in sheet.groups:
        if not sheet.single:
            yield from _heading(group.day)
        for entry in group.entries:
            yield from _entry(entry, sheet)
    if sheet.retractions and not sheet.single:
        yield from _heading(sheet.phrases.no_longer)
    for retraction in sheet.retractions:
        yield ""
        yield wrapped(retraction.text)
        yield from (f"{label}{colon}{address}" for label, address in retraction.links)
    yield ""
    yield "-" * WIDTH
    yield wrapped(sheet.foot)


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield ""
    yield wrapped(text)
    yield "=" * WIDTH


def _entry(entry: Entry, sheet: Sheet) -> Iterator[str]:
    phrases, text = sheet.phrases, entry.text
    colon = phrases.colon
    if not sheet.single:
        yield ""
        yield wrapped(f"* {entry.mark}{text.headline}", rest="  ")
    yield ""
    yield wrapped(text.change)
    yield ""
    yield f"{phrases.todo}{colon}".rstrip()
    yield wrapped(text.todo, "  ", "  ")
    yield ""
    yield f"{phrases.why}{colon}".rstrip()
    yield from (wrapped(ground, "- ", "  ") for ground in text.ground)
    yield ""
    yield from (wrapped(note) for note in entry.notes)
    yield from (f"{label}{colon}{address}" for label, address in entry.links)
    if entry.command:
        yield f"{phrases.acknowledge_by}{colon}{entry.command}"
    yield f"{phrases.more}{colon}{text.more}"


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Return a text in lines of 72 columns, after `first` and `rest`.

    >>> print(wrapped("a " * 40, "- ", "  "))
    - a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a
      a a a a a
    """
    return "\n".join(lines(plainly(text), WIDTH, first, rest))
