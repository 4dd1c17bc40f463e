"""What scenarios change as rows of tables: of subjects and periods, and of reminders."""

from collections.abc import Iterator, Sequence
from datetime import date

from events.tables.values.lists import joined
from projections.record.law import ONE_DAY
from projections.what_if.announced import Reminder
from projections.what_if.consequences import Changed, Period
from projections.wording import Words, notice_words_of
from tracker.ask.what_if.supposing import Placed
from tracker.ask.what_if.what_if import WhatIf
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
    "day_in_doubt",
    "first_told",
    "told_on",
    "sort",
    "about",
    "products",
    "what",
    *BASE,
)


def rows(found: WhatIf, words: Words) -> Iterator[list[Cell]]:
    """Yield a row for each period; "through" is its last day, empty where it has no end.

    Of several licenses needed, the days and the certainties come in the order of the licenses. The
    last cells tell the scenario's base.
    """
    for supposed in found.scenarios:
        base = _base(supposed.placed)
        for changed in supposed.answer.changed:
            for period in changed.periods:
                yield [supposed.name, *_row(changed, period, words), *base]


def reminder_rows(found: WhatIf, words: Words) -> Iterator[list[Cell]]:
    """Yield a row for each reminder that a scenario adds, moves or drops.

    "day" is the day that it is about, "day_before" that from which it moves; "told_on" has every
    day on which people are told of it.
    """
    for supposed in found.scenarios:
        base = _base(supposed.placed)
        for what, group in supposed.reminders.groups.items():
            for each in group:
                told = words.what_if(what)
                yield [supposed.name, told, *_reminder(each, words), *base]


def _base(placed: Placed) -> tuple[Cell, ...]:
    by = placed.base.recorded_by
    return placed.base.known_at, by.isoformat() if by else None, placed.position


def _reminder(each: Reminder, words: Words) -> list[Cell]:
    occasion = each.occasion
    return [
        occasion.day,
        each.before.day if each.before else None,
        words.mark_words(occasion.marks) or None,
        each.told_on[0],
        _days(each.told_on),
        occasion.sort.value,
        joined(occasion.about),
        joined(occasion.traits.products),
        notice_words_of(words.LANGUAGE).occasion_name(occasion),
    ]


def _days(days: Sequence[date]) -> Cell:
    """Return days as a cell: a real one if it is one."""
    return days[0] if len(days) == 1 else "; ".join(map(str, days))


def _row(changed: Changed, period: Period, words: Words) -> list[Cell]:
    change = period.change
    product, channel = changed.subject
    certain = (words.what_if("yes" if need.certain else "no") for need in period.needs)
    return [
        product,
        words.place(channel),
        changed.facing.category,
        changed.facing.vendor,
        change.start,
        change.end - ONE_DAY if change.end else None,
        words.status(change.before),
        words.status(change.after),
        words.listed(map(words.because_words, period.because)),
        ", ".join(period.regimes),
        words.listed(map(words.need_words, period.needs)),
        _days([need.by for need in period.needs]),
        words.listed(certain),
        words.listed(words.assumed_words(period.marks.statuses)),
        words.listed(words.in_doubt_words(period.marks.statuses)),
        words.mark_words(period.marks.start),
        words.mark_words(period.marks.end),
    ]
