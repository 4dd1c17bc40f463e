"""The status of products as tables: a row for each subject and day, a sheet for each channel."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from projections.answers.asides import Asides
from projections.judging.bench import Case
from projections.judging.timeline import Standstill
from projections.wording.en import MEANING
from projections.wording.en.asides import aside_words
from tracker.cli.asking import asked_words
from tracker.cli.output import counted
from tracker.cli.tables_out import Answer, point_columns, question_rows
from tracker.ledger import Ledger
from tracker.live.snapshot import Snapshot
from tracker.show.sheets.judged import STATUS, status_row
from tracker.show.sheets.sheets import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """A subject and how it stands on each of the days asked for."""

    case: Case
    stands: tuple[Standstill, ...]


def status_answer(
    ledger: Ledger,
    asked: Snapshot,
    days: Sequence[date],
    shown: Sequence[Row],
    *,
    found: Sequence[Row],
    asides: Asides,
) -> Answer:
    """Return the subjects that are shown of all that were found, and what is said beside them."""
    beside = aside_words(asides)
    counts = list(day_counts(days, shown, total=len(found)))
    totals = Counter(row.case.channel for row in found)
    total = counts[0] if len(days) == 1 else f"{_of(shown, len(found))} on {len(days)} days."
    return Answer(
        lambda: (
            replace(sheet, above=(asked_words(asked.asked, days), *sheet.above, *beside))
            for sheet in _sheets(days, shown, totals)
        ),
        [
            *question_rows(ledger, asked.viewpoint, asked.position, days=days),
            *((f"counts {day} 数目", words) for day, words in zip(days, counts, strict=True)),
            *(("note 说明", words) for words in beside),
            *((f"{status} means 含义", meaning) for status, meaning in MEANING.items()),
        ],
        point_columns(asked.viewpoint, asked.position, as_of=False),
        " ".join([total, *beside]),
        cautions=asked.cautions,
    )


def day_counts(days: Sequence[date], rows: Sequence[Row], *, total: int) -> Iterator[str]:
    """Yield for each day how many subjects have each status, and of how many that is."""
    of = _of(rows, total)
    for number, _ in enumerate(days):
        tally = Counter(row.stands[number].judgment.status.value for row in rows)
        parts = ", ".join(f"{many} {status}" for status, many in sorted(tally.items()))
        yield f"{of}{f': {parts}' if parts else ''}."


def _of(rows: Sequence[Row], total: int) -> str:
    return counted(total, "subject") if len(rows) == total else f"{len(rows)} of {total} subjects"


def _sheets(
    days: Sequence[date], rows: Sequence[Row], totals: Mapping[str, int]
) -> Iterator[Sheet]:
    """Yield a sheet for each channel of which a subject is shown, and one at least."""
    channels = sorted({row.case.channel for row in rows})
    for channel in channels or ["status"]:
        of_channel = [row for row in rows if row.case.channel == channel]
        counts = day_counts(days, of_channel, total=totals.get(channel, sum(totals.values())))
        above = tuple(f"{day}: {words}" for day, words in zip(days, counts, strict=True))
        yield Sheet(channel, STATUS, _cells(days, of_channel), above)


def _cells(days: Sequence[date], rows: Iterable[Row]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        for day, stands in zip(days, row.stands, strict=True):
            yield status_row(row.case, day, stands)
