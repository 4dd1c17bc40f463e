"""The picture of a timeline as shapes on a plane: a lane for each channel, bars for licenses.

Whoever draws it decides on colors; the bands carry words, so that nothing is told by color alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projections.record.law import ONE_DAY
from projections.report.axis import Axis, axis, shortened, text_width
from projections.report.shapes import SMALL, Band, Label, Picture, Rule, Shape

WIDTH = 680.0
PLAIN = 9.5
LANE, BAR = 22.0, 9.0
NARROWEST = 2.5
SHORT = {
    "not_marketed": "–",
    "barred": "B",
    "non_compliant": "NC",
    "indeterminate": "?",
    "compliant": "C",
    "not_regulated": "NR",
}
"""What is written in a band too narrow for its status."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one look: the first day included, `end` excluded (None: without end)."""

    start: date
    end: date | None
    look: str


@dataclass(frozen=True, slots=True)
class Row:
    """A named row of spans: the statuses in a channel, or the validity of a license."""

    name: str
    spans: tuple[Span, ...]


def picture(lanes: Sequence[Row], bars: Sequence[Row], as_of: date) -> Picture:
    """Return the picture of the statuses in some channels, with licenses beneath."""
    scale = axis(_days([*lanes, *bars]), as_of, width=WIDTH)
    front: list[Shape] = []
    y = 26.0
    for lane in lanes:
        front += _lane(lane, scale, y)
        y += 64.0
    if bars:
        front.append(Label(0, y + 6, "Licenses", PLAIN, strong=True))
        y += 14.0
    for bar in bars:
        front += _bar(bar, scale, y)
        y += 26.0
    foot = y + 2
    legend, height = _legend([*lanes, *bars], foot + 24)
    shapes = [*_years(scale, foot), *front, *_as_of(scale, as_of, foot), *legend]
    shapes.sort(key=_depth)
    told = " ".join(_told(row) for row in [*lanes, *bars])
    title = f"Timeline of statuses around {as_of}"
    return Picture(WIDTH, height, tuple(shapes), title, told)


def _depth(shape: Shape) -> int:
    """Sort by this: lines of years lie lowest, then bands, then other lines, words on top."""
    if isinstance(shape, Band):
        return 1
    if isinstance(shape, Rule):
        return 0 if shape.look == "year" else 2
    return 3


def _days(rows: Iterable[Row]) -> list[date]:
    return [day for row in rows for span in row.spans for day in (span.start, span.end) if day]


def _lane(lane: Row, scale: Axis, y: float) -> list[Shape]:
    shapes: list[Shape] = [Label(0, y + 9, shortened(lane.name, PLAIN, WIDTH), PLAIN, strong=True)]
    written = [0.0, 0.0]  # how far each of two rows of days is filled
    for span in lane.spans:
        if not _shown(span, scale):
            continue
        band = _band(span, scale, y + 15, LANE)
        shapes += [band, *_word(band)]
        shapes += (
            _day(span.start, band.x, y + 15 + LANE, written) if scale.first < span.start else []
        )
    return shapes


def _shown(span: Span, scale: Axis) -> bool:
    return span.start < scale.last and (span.end is None or span.end > scale.first)


def _band(span: Span, scale: Axis, y: float, height: float) -> Band:
    left, right = scale.x(span.start), scale.x(span.end) if span.end else scale.width
    return Band(left, y, round(max(right - left, NARROWEST), 2), height, span.look)


def _word(band: Band) -> list[Label]:
    """Write the status on its band, in short if it is narrow, not at all if it is too narrow."""
    for word in (band.look, SHORT[band.look]):
        if text_width(word, PLAIN) + 8 <= band.width:
            middle = round(band.x + band.width / 2, 2)
            return [Label(middle, band.y + 14.5, word, PLAIN, "middle", boxed=True)]
    return []


def _day(day: date, x: float, y: float, written: list[float]) -> list[Label | Rule]:
    """Write the first day of a band beneath it, in the first of two rows that has room."""
    width = text_width(day.isoformat(), SMALL)
    left = min(x, WIDTH - width)
    for row, filled in enumerate(written):
        if filled <= left:
            written[row] = left + width + 6
            base = y + 10 + 10 * row
            return [Rule(x, y, x, base - 6, "edge"), Label(left, base, day.isoformat())]
    return []


def _bar(bar: Row, scale: Axis, y: float) -> list[Shape]:
    bands = [_band(span, scale, y + 11, BAR) for span in bar.spans if _shown(span, scale)]
    left = bands[0].x if bands else 0.0
    name = shortened(bar.name, SMALL, WIDTH)
    return [Label(min(left, WIDTH - text_width(name, SMALL)), y + 8, name), *bands]


def _years(scale: Axis, foot: float) -> list[Label | Rule]:
    shapes: list[Label | Rule] = [Rule(0, foot, WIDTH, foot, "edge")]
    for year in scale.years(room=38):
        x = scale.x(date(year, 1, 1))
        if x < WIDTH - 12:
            shapes.append(Rule(x, 20, x, foot, "year"))
            shapes.append(Label(x, foot + 11, str(year), SMALL, "middle" if x > 12 else "start"))
    return shapes


def _as_of(scale: Axis, as_of: date, foot: float) -> list[Label | Rule]:
    words = f"as of {as_of}"
    x, half = scale.x(as_of), text_width(words, PLAIN) / 2
    middle = round(min(max(x, half), WIDTH - half), 2)
    return [
        Rule(x, 14, x, foot, "as_of"),
        Label(middle, 10, words, PLAIN, "middle", strong=True),
    ]


def _legend(rows: Iterable[Row], y: float) -> tuple[list[Band | Label], float]:
    """Explain each look that occurs, in as many lines as it takes; return also where it ends."""
    shapes: list[Band | Label] = []
    x = 0.0
    for look in dict.fromkeys(span.look for row in rows for span in row.spans):
        words = f"{SHORT[look]}  {look}" if look in SHORT else f"{look} license"
        width = 24 + text_width(words, SMALL)
        if x + width > WIDTH:
            x, y = 0.0, y + 16
        shapes += [Band(x, y, 18, 10, look), Label(x + 24, y + 8, words)]
        x = round(x + width + 20, 2)
    return shapes, y + 14


def _told(row: Row) -> str:
    parts = [
        f"{span.look} from {span.start}"
        + (f" through {span.end - ONE_DAY}" if span.end else ", no end on record")
        for span in row.spans
    ]
    return f"{row.name}: {'; '.join(parts) or 'nothing'}."
