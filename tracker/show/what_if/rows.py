"""What scenarios change as rows of tables: of subjects and periods, and of reminders."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from events.tables.values.lists import joined
from projections.record.law import ONE_DAY
from projections.what_if import Changed, Period
from projections.what_if.announced import Reminder
from projections.wording.en import assumed_words, in_doubt_words, mark_words
from projections.wording.en.needs import need_words
from projections.wording.en.occasions import occasion_name
from tracker.ask.what_if import Supposed
from tracker.show.sheets.sheets import Cell

BASE = ("known_at", "recorded_by", "position")

HEADINGS = (
    "scenario",
    "product",
    "channel",
    "category",
    "vendor",
    "from",
    "through",
    "before",
    "after",
    "because",
    "regimes",
    "licenses_needed",
    "needed_by",
    "needed_for_certain",
    "assumed",
    "not_verified",
    "from_in_doubt",
    "through_in_doubt",
    *BASE,
)

REMINDER_HEADINGS = (
    "scenario",
    "reminder",
    "day",
    "day_before",
    "first_told",
    "told_on",
    "sort",
    "about",
    "products",
    "what",
    *BASE,
)


def rows(columns: Iterable[Supposed], position: int) -> Iterator[list[Cell]]:
    """Yield a row for each period; "through" is its last day, empty where it has no end.

    Of several licenses needed, the days and the certainties come in the order of the licenses. The
    last cells tell the scenario's base; `position` is the last one on record.
    """
    for supposed in columns:
        base = _base(supposed, position)
        for changed in supposed.answer.changed:
            for period in changed.periods:
                yield [supposed.scenario.name, *_row(changed, period), *base]


def reminder_rows(columns: Iterable[Supposed], position: int) -> Iterator[list[Cell]]:
    """Yield a row for each reminder that a scenario adds, moves or drops.

    "day" is the day that it is about, "day_before" that from which it moves; "told_on" has every
    day on which people are told of it.
    """
    for supposed in columns:
        base = _base(supposed, position)
        for what, group in supposed.reminders.groups.items():
            for each in group:
                yield [supposed.scenario.name, what, *_reminder(each), *base]


def _base(supposed: Supposed, position: int) -> tuple[Cell, ...]:
    by = supposed.base.recorded_by
    return supposed.base.known_at, by.isoformat() if by else None, position


def _reminder(each: Reminder) -> list[Cell]:
    occasion = each.occasion
    return [
        occasion.day,
        each.before.day if each.before else None,
        each.told_on[0],
        _days(each.told_on),
        occasion.sort.value,
        joined(occasion.about),
        joined(occasion.traits.products),
        occasion_name(occasion),
    ]


def _days(days: Sequence[date]) -> Cell:
    """Return days as a cell: a real one if it is one."""
    return days[0] if len(days) == 1 else "; ".join(map(str, days))


def _row(changed: Changed, period: Period) -> list[Cell]:
    change = period.change
    return [
        *changed.subject,
        changed.facing.category,
        changed.facing.vendor,
        change.start,
        change.end - ONE_DAY if change.end else None,
        change.before.value,
        change.after.value,
        "; ".join(each.words for each in period.because),
        ", ".join(period.regimes),
        "; ".join(map(need_words, period.needs)),
        _days([need.by for need in period.needs]),
        "; ".join("yes" if need.certain else "no" for need in period.needs),
        "; ".join(assumed_words(period.marks.statuses)),
        "; ".join(in_doubt_words(period.marks.statuses)),
        mark_words(period.marks.start),
        mark_words(period.marks.end),
    ]
