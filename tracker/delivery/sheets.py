"""A message as a sheet: what it tells, by day, in words but without a form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from events.policies import Person
from projections.notices import StatusWorsens
from projections.notices.sending.parcels import Because, Item, Parcel, Telling, Withdrawal
from projections.wording import notice_words_of
from projections.wording.notices import NoticeText, NoticeWords, Phrases, When, shortened
from tracker.show.pages.text import plainly

Links = Callable[[Item, str], str | None]
"""Tells the signed address for "ack", "snooze" or "show" of an item, or None."""

SUBJECT_AT_MOST = 200
KEY_AT_LEAST = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A notice on a sheet.

    `status` is that for the worse, if it is about one, `notes` say to whom it goes and when,
    `links` have each a label and an address, and `command` acknowledges where no link does.
    """

    mark: str
    text: NoticeText
    status: str | None
    notes: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    command: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The notices about one day."""

    day: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Retraction:
    """A withdrawal on a sheet."""

    text: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A message: `subject` is one line, and stands for the headline of one that is `single`."""

    phrases: Phrases
    subject: str
    single: bool
    groups: tuple[Group, ...]
    retractions: tuple[Retraction, ...]
    foot: str


def sheet(parcel: Parcel, *, on: date, zone: str, ledger: str, links: Links) -> Sheet:
    """Return what a parcel tells its recipient on a day: the soonest first, withdrawals last.

    Days are those of a zone, which is told to a reader in another.
    """
    words = notice_words_of(parcel.person.language)
    elsewhere = zone_elsewhere(parcel, zone)
    told = tellings(parcel)
    groups = (
        Group(
            f"{words.dated(day)}{words.PHRASES.joint}"
            f"{words.distance_words(When(day, on, elsewhere))}",
            tuple(_entry(each, parcel.person, on, links, elsewhere) for each in of_day),
        )
        for day, of_day in groupby(told, key=lambda each: each.notice.occasion.day)
    )
    return Sheet(
        words.PHRASES,
        _subject(parcel, on, elsewhere),
        len(parcel.items) == 1,
        tuple(groups),
        tuple(_retraction(each, words, links) for each in withdrawals(parcel)),
        _foot(parcel, on, ledger, elsewhere),
    )


def zone_elsewhere(parcel: Parcel, zone: str) -> str | None:
    """Return the zone of the days if it is not that of the reader."""
    return None if parcel.person.zone in (None, zone) else zone


def _foot(parcel: Parcel, on: date, ledger: str, elsewhere: str | None) -> str:
    words = notice_words_of(parcel.person.language)
    phrases = words.PHRASES
    foot = phrases.foot.format(ledger, parcel.person.name, words.dated(on))
    return f"{foot}{phrases.blank}{phrases.foot_zone.format(elsewhere)}" if elsewhere else foot


def tellings(parcel: Parcel) -> list[Telling]:
    """Return the notices of a parcel, the soonest day first."""
    found = [item for item in parcel.items if isinstance(item, Telling)]
    return sorted(
        found,
        key=lambda each: (
            each.notice.occasion.day,
            each.notice.occasion.sort,
            each.notice.occasion.about,
            each.key,
        ),
    )


def withdrawals(parcel: Parcel) -> list[Withdrawal]:
    """Return the withdrawals of a parcel, the soonest day first."""
    found = [item for item in parcel.items if isinstance(item, Withdrawal)]
    return sorted(found, key=lambda each: (each.told.day, each.told.sort, each.key))


def _subject(parcel: Parcel, on: date, elsewhere: str | None) -> str:
    words = notice_words_of(parcel.person.language)
    phrases = words.PHRASES
    told, gone = tellings(parcel), withdrawals(parcel)
    match told, gone:
        case [one], []:
            text = words.notice_text(one.notice.occasion, on, elsewhere)
            return _one_line(_mark(one, phrases) + text.headline)
        case [], [one]:
            return _one_line(phrases.withdrawn + one.told.text)
    counts = (_counted(len(told), phrases.reminders), _counted(len(gone), phrases.withdrawals))
    subject = phrases.joint.join(filter(None, counts))
    if told:
        first = words.dated(told[0].notice.occasion.day)
        subject += phrases.nearest.format(first + words.zone_words(elsewhere))
    return subject


def _counted(number: int, forms: tuple[str, str]) -> str:
    return forms[number != 1].format(f"{number:,}") if number else ""


def _one_line(text: str) -> str:
    return shortened(" ".join(plainly(text).split()), SUBJECT_AT_MOST)


def _mark(telling: Telling, phrases: Phrases) -> str:
    marks = {Because.DEPUTY: phrases.deputy, Because.ESCALATED: phrases.escalated}
    return marks.get(telling.because, "")


def _entry(
    telling: Telling, person: Person, on: date, links: Links, elsewhere: str | None
) -> Entry:
    words = notice_words_of(person.language)
    occasion = telling.notice.occasion
    matter = occasion.matter
    acknowledged = links(telling, "ack")
    command = f"tracker remind ack {occasion.key[:KEY_AT_LEAST]}"
    return Entry(
        _mark(telling, words.PHRASES),
        words.notice_text(occasion, on, elsewhere),
        matter.after if isinstance(matter, StatusWorsens) else None,
        tuple(_notes(telling, words, person.zone if elsewhere else None)),
        tuple(_links(telling, words.PHRASES, links)),
        None if acknowledged else command,
    )


def _links(item: Item, phrases: Phrases, links: Links) -> Iterator[tuple[str, str]]:
    labels = (("ack", phrases.acknowledge), ("snooze", phrases.snooze), ("show", phrases.show))
    for action, label in labels if isinstance(item, Telling) else labels[-1:]:
        if address := links(item, action):
            yield label, address


def _notes(telling: Telling, words: NoticeWords, zone: str | None) -> Iterator[str]:
    """Yield to whom a notice goes and why, and why it goes out early if it does.

    `zone` is the reader's, in which a day is off.
    """
    phrases = words.PHRASES
    match telling.because:
        case Because.OWNER:
            yield phrases.owner_told
        case Because.DEPUTY:
            yield phrases.deputy_told.format(telling.owner)
        case Because.ESCALATED:
            yield phrases.escalated_told.format(telling.owner)
    if off := telling.brought_forward:
        day = words.dated(off) + words.zone_words(zone)
        form = phrases.early_unpublished if telling.unpublished else phrases.early
        yield form.format(day, off.year)


def _retraction(withdrawal: Withdrawal, words: NoticeWords, links: Links) -> Retraction:
    phrases, told_on = words.PHRASES, words.dated(withdrawal.told_on)
    return Retraction(
        phrases.no_longer_told.format(told_on, withdrawal.told.text),
        tuple(_links(withdrawal, phrases, links)),
    )
