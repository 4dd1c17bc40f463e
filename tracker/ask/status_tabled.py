"""The status of subjects as live tables have it: no reasons, whatever the size of the portfolio."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projections.judging.timeline import Stretch
from tracker.ask.status_rows import Reasons, StatusQuestion, StatusRow, SubjectOnDay, Totals
from tracker.live.tables.reading import Reader, Stands, standing_on


@dataclass(frozen=True, slots=True)
class Tabled:
    """What tables that stand at a position say of a question: the rows shown, and all counts."""

    position: int
    no_act: bool
    rows: Sequence[StatusRow]
    totals: Totals
    in_no_channel: tuple[str, ...]
    only_named: tuple[str, ...]
    strays: tuple[str, ...]


def suits_tables(question: StatusQuestion) -> bool:
    """Tell whether tables can answer: what is known now, of all products, few or no reasons."""
    point = question.point
    return (
        point.known_at is None
        and point.recorded_by is None
        and not question.products
        and (question.reasons is Reasons.NONE or question.page is not None)
    )


def tabled(question: StatusQuestion, reader: Reader) -> Tabled:
    """Return what tables say of a question that suits them; raises TablesDamaged."""
    totals = Totals(len(question.all_days))
    rows = (_page if len(question.all_days) == 1 else _all)(question, reader, totals)
    return Tabled(
        reader.position,
        reader.no_act,
        rows,
        totals,
        reader.in_no_channel,
        reader.only_named,
        reader.strays,
    )


def _page(question: StatusQuestion, reader: Reader, totals: Totals) -> list[StatusRow]:
    """Return the rows of one day; what is not shown is counted without being read."""
    [day], channel, only = question.all_days, question.channel, question.statuses
    for (name, status), many in reader.tallies(day).items():
        if channel in (None, name):
            totals.of_all[0, name, status] += many
            if question.matches([status]):
                totals.of_matching[0, name, status] += many
    if question.page is None:
        stands: Iterable[Stands] = reader.stands(day, channel=channel, only=only)
    else:
        page = question.page
        stands = reader.page(day, channel, only, first=page.first, size=page.size)
    return [_row(reader, [each], [day]) for each in stands]


def _all(question: StatusQuestion, reader: Reader, totals: Totals) -> list[StatusRow]:
    """Return the rows of several days, for which every subject is looked at."""
    days, rows, matching = question.all_days, [], 0
    for subject in reader.subjects(channel=question.channel):
        stands = [standing_on(subject, day) for day in days]
        statuses = [each.status for each in stands]
        matches = question.matches(statuses)
        totals.add(subject.channel, statuses, matches=matches)
        matching += matches
        if matches and (question.page is None or matching in question.page):
            rows.append(_row(reader, stands, days))
    return rows


def _row(reader: Reader, stands: Sequence[Stands], days: Sequence[date]) -> StatusRow:
    first = stands[0]
    on = (_on_day(reader, each, day) for each, day in zip(stands, days, strict=True))
    return StatusRow(first.product, first.channel, tuple(on))


def _on_day(reader: Reader, stands: Stands, day: date) -> SubjectOnDay:
    known = reader.described(stands.product, day)
    return SubjectOnDay(
        stands.product,
        known.name,
        known.vendor,
        known.category,
        stands.channel,
        day,
        Stretch(stands.status, stands.since, stands.until, stands.after),
    )
