"""The status of products as tables: a row for each subject and day, a sheet for each channel."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from projections.judging.judgment import Status
from projections.wording import Words
from tracker.ask.status import Statuses, StatusRow
from tracker.cli.tables_out import Answer, point_columns, question_rows
from tracker.ledger import Ledger
from tracker.show.sheets.judged import STATUS, status_row
from tracker.show.sheets.sheets import Cell, Sheet


def status_tables(ledger: Ledger, answer: Statuses, words: Words) -> Answer:
    """Return the subjects that are shown of all that were found, and what is said beside them."""
    asked, days, rows = answer.asked, answer.days, answer.rows
    beside = words.aside_words(answer.asides)
    counts = list(day_counts(answer, words))
    shown = words.subject_count(len(rows), answer.found)
    total = counts[0] if len(days) == 1 else words.on_days(shown, len(days))
    above = (words.asked_words(asked, days=days), *beside)
    return Answer(
        lambda: (
            replace(sheet, above=(above[0], *sheet.above, *above[1:]))
            for sheet in _sheets(answer, words)
        ),
        [
            *question_rows(ledger, asked.point, asked.position, days=days),
            *((f"counts {day} 数目", told) for day, told in zip(days, counts, strict=True)),
            *(("note 说明", told) for told in beside),
            *((f"{words.status(status)} means 含义", words.meaning(status)) for status in Status),
        ],
        point_columns(asked.point, asked.position, as_of=False),
        words.sentences([total, *beside]),
        cautions=answer.cautions,
    )


def day_counts(answer: Statuses, words: Words) -> Iterator[str]:
    """Yield for each day how many subjects have each status, and of how many that is."""
    return _counts(answer.rows, answer.found, len(answer.days), words)


def _counts(rows: Sequence[StatusRow], total: int, days: int, words: Words) -> Iterator[str]:
    for number in range(days):
        tally = Counter(row.on[number].status for row in rows)
        yield words.status_counts(len(rows), total, tally)


def _sheets(answer: Statuses, words: Words) -> Iterator[Sheet]:
    """Yield a sheet for each channel of which a subject is shown, and one at least."""
    days, headings = answer.days, tuple(map(words.column, STATUS))
    for channel in sorted({row.channel for row in answer.rows}) or ["status"]:
        rows = [row for row in answer.rows if row.channel == channel]
        counts = _counts(rows, answer.found_in.get(channel, answer.found), len(days), words)
        above = tuple(f"{words.on_day(day)}{told}" for day, told in zip(days, counts, strict=True))
        yield Sheet(channel, headings, _cells(rows, words), above)


def _cells(rows: Iterable[StatusRow], words: Words) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        for each in row.on:
            yield status_row(each.case, each.day, each.stands, words)
