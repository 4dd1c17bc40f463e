"""What is told of the product in one channel."""

from collections.abc import Iterator

from projections.report import ChannelReport, PointOfLaw, TimelineRow
from tracker.show.report.blocks import Block, Cell, Heading, Items, Line, Table, cell


def channel_blocks(told: ChannelReport, anchor: str) -> Iterator[Block]:
    """Yield status, reasons, what is open, what comes, and the periods of a channel."""
    name = f"{told.name} ({told.channel})" if told.name else told.channel
    yield Heading(2, name, anchor)
    yield Line(told.status, "status")
    yield Line(f"{_stretch(told)} {told.meaning}", "lead")
    if told.hinges:
        yield Heading(3, "What it hinges on", f"{anchor}-hinges")
        yield Items(told.hinges)
    yield Heading(3, "Why", f"{anchor}-why")
    yield Items(told.reasons)
    yield from _readings(told, anchor)
    yield from _open_points(told, anchor)
    if told.pending:
        yield Heading(3, "Pending", f"{anchor}-pending")
        yield Items(told.pending)
    yield Heading(3, "What changes next", f"{anchor}-next")
    yield Line(told.next)
    yield Heading(3, "Every period", f"{anchor}-periods")
    yield _periods(told)


def _stretch(told: ChannelReport) -> str:
    since = f"Since {told.since}" if told.since else "From the first day on record"
    until = f"through {told.until}" if told.until else "with no end on record"
    return f"{since}, {until}."


def _readings(told: ChannelReport, anchor: str) -> Iterator[Block]:
    """Yield the status under each combination of readings that decides."""
    if told.readings:
        yield Heading(3, "The status under each reading", f"{anchor}-readings")
        rows = tuple(
            (cell(under.chosen), cell(under.status, look="status"), cell(*under.reasons) or _SHARED)
            for under in told.readings
        )
        caption = f"Status in {told.channel} under each reading of what is open"
        yield Table(caption, ("Read", "Status", "With these reasons"), rows, (26, 18, 56))


_SHARED = cell("the reasons above")


def _open_points(told: ChannelReport, anchor: str) -> Iterator[Block]:
    if told.open_points:
        yield Heading(3, "Open points of law", f"{anchor}-open")
        for point in told.open_points:
            yield Line(point.text, "strong" if point.decisive else "plain")
            yield Items(tuple(_reading_words(point)))


def _reading_words(point: PointOfLaw) -> Iterator[str]:
    for reading in point.readings:
        left = " or ".join(reading.statuses)
        yield f"{reading.name}: {reading.text} (Status: {left}.)"


def _periods(told: ChannelReport) -> Table:
    rows = tuple(
        (
            _first(row),
            cell(str(row.through or "no end")),
            cell(row.status, look="status"),
            cell(*row.why),
        )
        for row in told.timeline
    )
    caption = f"Periods of the product in {told.channel}; before the first, not_marketed"
    return Table(caption, ("From", "Through", "Status", "Why"), rows, (14, 14, 18, 54))


def _first(row: TimelineRow) -> Cell:
    marked = cell("→ holds the day asked for", look="quiet") if row.holds_the_day else ()
    return cell(str(row.first), look="strong") + marked
