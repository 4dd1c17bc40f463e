"""The status of subjects as live tables have it: no reasons, whatever the size of the portfolio."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projections.judging.judgment import Status
from projections.judging.timeline import Stretch
from tracker.ask.status_rows import StatusQuestion, StatusRow, SubjectOnDay, Tally, Totals
from tracker.live.tables.reading import Reader, Stands, Tallies, standing_on
from tracker.live.tables.rows import ProductRow


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
        and question.needs_few_cases
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
    by = question.ends_by
    matching = reader.tallies(day) if by is None else reader.ending(day, by)
    _count(totals.of_all, reader.tallies(day), channel)
    _count(totals.of_matching, matching, channel, only)
    if question.page is None:
        found = reader.stands(day, channel=channel)
        stands: Iterable[Stands] = (each for each in found if question.matches([each]))
    else:
        page = question.page
        stands = reader.page(day, channel, only, by, first=page.first, size=page.size)
    return [row_of(reader.product(each.product), [each], [day]) for each in stands]


def _count(into: Tally, found: Tallies, channel: str | None, only: Collection[Status] = ()) -> None:
    for (name, status), many in found.items():
        if channel in (None, name) and (not only or status in only):
            into[0, name, status] += many


def _all(question: StatusQuestion, reader: Reader, totals: Totals) -> list[StatusRow]:
    """Return the rows of several days, for which every subject is looked at."""
    days, rows, matching = question.all_days, [], 0
    for subject in reader.subjects(channel=question.channel):
        stands = [standing_on(subject, day) for day in days]
        statuses = [each.status for each in stands]
        matches = question.matches(stands)
        totals.add(subject.channel, statuses, matches=matches)
        matching += matches
        if matches and (question.page is None or matching in question.page):
            rows.append(row_of(reader.product(subject.product), stands, days))
    return rows


def row_of(product: ProductRow, stands: Sequence[Stands], days: Sequence[date]) -> StatusRow:
    """Return a subject as it stands on each of some days."""
    on = (
        SubjectOnDay(
            product.product,
            product.name,
            product.vendor_on(day),
            product.category_on(day),
            each.channel,
            day,
            Stretch(each.status, each.since, each.until, each.after),
        )
        for each, day in zip(stands, days, strict=True)
    )
    return StatusRow(product.product, stands[0].channel, tuple(on))
