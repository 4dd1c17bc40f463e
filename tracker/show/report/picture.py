"""The picture of a timeline as shapes on a plane: a lane for each channel, bars for licenses.

Whoever draws it decides on colors; the bands carry words, so that nothing is told by color alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from projections.judging.judgment import Status
from projections.record.law import ONE_DAY
from projections.report import LicenseRow, Report, Stretch
from projections.wording import Words
from tracker.show.report.axis import Axis, axis, shortened, text_width
from tracker.show.report.marking import marked
from tracker.show.report.shapes import SMALL, Band, Label, Picture, Rule, Shape

WIDTH = 680.0
PLAIN = 9.5
LANE, BAR = 22.0, 9.0
NARROWEST = 2.5
LICENSES_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A named row of stretches: the statuses in a channel, or the validity of a license."""

    name: str
    stretches: Sequence[Stretch]


def picture(report: Report, words: Words) -> Picture:
    """Return the picture of the statuses in a report's channels, with licenses beneath."""
    lanes = [Row(words.place(told.channel), told.lane) for told in report.channels]
    bars = list(_bars(report.licenses, words))
    as_of = report.as_of
    scale = axis(_days([*lanes, *bars]), as_of, width=WIDTH)
    front: list[Shape] = []
    y = 26.0
    for lane in lanes:
        front += _lane(lane, scale, y, words)
        y += 64.0
    if bars:
        front.append(Label(0, y + 6, words.report("licenses"), PLAIN, strong=True))
        y += 14.0
    for bar in bars:
        front += _bar(bar, scale, y)
        y += 26.0
    foot = y + 2
    legend, height = _legend([*lanes, *bars], foot + 24, words)
    shapes = [*_years(scale, foot), *front, *_as_of(scale, as_of, foot, words), *legend]
    shapes.sort(key=_depth)
    told = " ".join(_told(row, words) for row in [*lanes, *bars])
    title = words.report("picture_title", as_of)
    return Picture(WIDTH, height, tuple(shapes), title, told)


def _bars(licenses: Sequence[LicenseRow], words: Words) -> Iterator[Row]:
    """Yield the latest few licenses, and before them how many are left out."""
    if (left_out := len(licenses) - LICENSES_AT_MOST) > 0:
        yield Row(words.report("not_drawn", left_out), ())
    for each in licenses[-LICENSES_AT_MOST:]:
        license = each.license
        assert license.issue is not None
        name = words.license_row(license.name, license.issue, defective=each.defective)
        yield Row(name, each.stretches)


def _word_of(look: str, words: Words) -> str:
    return words.status(Status(look)) if look in set(Status) else words.report(f"look_{look}")


def _depth(shape: Shape) -> int:
    """Sort by this: lines of years lie lowest, then bands, then other lines, words on top."""
    if isinstance(shape, Band):
        return 1
    if isinstance(shape, Rule):
        return 0 if shape.look == "year" else 2
    return 3


def _days(rows: Iterable[Row]) -> list[date]:
    return [day for row in rows for span in row.stretches for day in (span.start, span.end) if day]


def _lane(lane: Row, scale: Axis, y: float, words: Words) -> list[Shape]:
    shapes: list[Shape] = [Label(0, y + 9, shortened(lane.name, PLAIN, WIDTH), PLAIN, strong=True)]
    written = [0.0, 0.0]  # how far each of two rows of days is filled
    for span in lane.stretches:
        if not _shown(span, scale):
            continue
        band = _band(span, scale, y + 15, LANE)
        shapes += [band, *_word(band, words)]
        if scale.first < span.start:
            shapes += _day(_first(span), band.x, y + 15 + LANE, written)
    return shapes


def _shown(span: Stretch, scale: Axis) -> bool:
    return span.start < scale.last and (span.end is None or span.end > scale.first)


def _band(span: Stretch, scale: Axis, y: float, height: float) -> Band:
    left, right = scale.x(span.start), scale.x(span.end) if span.end else scale.width
    return Band(left, y, round(max(right - left, NARROWEST), 2), height, span.look)


def _word(band: Band, words: Words) -> list[Label]:
    """Write the status on its band, in short if it is narrow, not at all if it is too narrow."""
    for word in (_word_of(band.look, words), words.report(f"short_{band.look}")):
        if text_width(word, PLAIN) + 8 <= band.width:
            middle = round(band.x + band.width / 2, 2)
            return [Label(middle, band.y + 14.5, word, PLAIN, "middle", boxed=True)]
    return []


def _day(day: str, x: float, y: float, written: list[float]) -> list[Label | Rule]:
    """Write the first day of a band beneath it, in the first of two rows that has room."""
    width = text_width(day, SMALL)
    left = min(x, WIDTH - width)
    for row, filled in enumerate(written):
        if filled <= left:
            written[row] = left + width + 6
            base = y + 10 + 10 * row
            return [Rule(x, y, x, base - 6, "edge"), Label(left, base, day)]
    return []


def _first(span: Stretch) -> str:
    return f"{span.start}{span.begins.signs}"


def _bar(bar: Row, scale: Axis, y: float) -> list[Shape]:
    bands = [_band(span, scale, y + 11, BAR) for span in bar.stretches if _shown(span, scale)]
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


def _as_of(scale: Axis, as_of: date, foot: float, words: Words) -> list[Label | Rule]:
    told = words.report("as_of_foot", as_of)
    x, half = scale.x(as_of), text_width(told, PLAIN) / 2
    middle = round(min(max(x, half), WIDTH - half), 2)
    return [
        Rule(x, 14, x, foot, "as_of"),
        Label(middle, 10, told, PLAIN, "middle", strong=True),
    ]


def _legend(rows: Iterable[Row], y: float, words: Words) -> tuple[list[Band | Label], float]:
    """Explain each look that occurs, in as many lines as it takes; return also where it ends."""
    shapes: list[Band | Label] = []
    x = 0.0
    for look in dict.fromkeys(span.look for row in rows for span in row.stretches):
        told = _legend_words(look, words)
        width = 24 + text_width(told, SMALL)
        if x + width > WIDTH:
            x, y = 0.0, y + 16
        shapes += [Band(x, y, 18, 10, look), Label(x + 24, y + 8, told)]
        x = round(x + width + 20, 2)
    return shapes, y + 14


def _legend_words(look: str, words: Words) -> str:
    word = _word_of(look, words)
    if look in set(Status):
        return words.report("legend", words.report(f"short_{look}"), word)
    return words.report("look_of_license", word)


def _told(row: Row, words: Words) -> str:
    parts = words.report("also").join(_told_of(span, words) for span in row.stretches)
    return words.report("told", row.name, parts or words.report("told_nothing"))


def _told_of(span: Stretch, words: Words) -> str:
    word = _word_of(span.look, words)
    start = marked(span.start, span.begins, words)
    if span.end is None:
        return words.report("told_from", word, start)
    return words.report("told_through", word, start, marked(span.end - ONE_DAY, span.ends, words))
