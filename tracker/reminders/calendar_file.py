"""Events as an iCalendar file (RFC 5545), the same bytes for the same events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Timezone
from icalendar import Event as Entry

from events.policies import Policy
from projections.notices import ladder
from projections.notices.sending.calendar import Event
from projections.notices.sending.working_days import begins_on
from projections.record.law import ONE_DAY
from projections.wording import Language, notice_words_of
from tracker.reminders.calendar_words import description, summary

MAKER = "-//license-compliance-tracker//Reminders//EN"
RINGS_AT = timedelta(hours=9)
"""The time of day at which an alarm rings, where the calendar is read."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How events are written: of which ledger, in which of its zones' days and in which language.

    `there` is the zone of whom they are for, if that is another. `alarms` is the policy by whose
    lead times alarms ring; None: none do.
    """

    ledger: str
    zone: str
    language: Language
    there: str | None = None
    alarms: Policy | None = None


def calendar_file(events: Iterable[Event], manner: Manner) -> bytes:
    """Return events as an iCalendar file, one all-day entry each.

    A file without any has the ledger's time zone in it, since an iCalendar file is not empty.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", MAKER)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", notice_words_of(manner.language).PHRASES.calendar)
    for event in events:
        calendar.add_component(_entry(event, manner))
    if not calendar.subcomponents:
        calendar.add_component(Timezone.from_tzid(manner.zone))
    content: bytes = calendar.to_ical()
    return content


def _entry(event: Event, manner: Manner) -> Entry:
    occasion, words = event.occasion, notice_words_of(manner.language)
    changed_at = event.changed.recorded_at.astimezone(UTC)
    entry = Entry()
    entry.add("UID", f"{occasion.key}@{manner.ledger}")
    entry.add("DTSTAMP", changed_at)
    entry.add("LAST-MODIFIED", changed_at)
    entry.add("SEQUENCE", event.sequence)
    entry.add("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("DTSTART", occasion.day)
    entry.add("DTEND", occasion.day + ONE_DAY)
    entry.add("TRANSP", "TRANSPARENT")
    entry.add("CATEGORIES", [words.sort_words(occasion.sort)])
    entry.add("SUMMARY", summary(event, words))
    entry.add("DESCRIPTION", description(event, words, manner.zone, elsewhere=bool(manner.there)))
    for alarm in _alarms(event, manner):
        entry.add_component(alarm)
    return entry


def _alarms(event: Event, manner: Manner) -> Iterator[Alarm]:
    """Yield an alarm for each step of an event's ladder, in the morning of its day.

    Far to the west that is the morning before: the day in the ledger's zone is over by the next.
    """
    if manner.alarms is None or event.cancelled:
        return
    day = event.occasion.day
    sooner = day - begins_on(day, manner.zone, manner.there)
    for step in ladder(event.occasion, manner.alarms):
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("TRIGGER", RINGS_AT - sooner - step.lead_days * ONE_DAY)
        alarm.add("DESCRIPTION", summary(event, notice_words_of(manner.language)))
        yield alarm
