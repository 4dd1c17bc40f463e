"""A picture of growth: cost by size, both in powers of ten, one line a command, with its slope."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from measured import Point, steepness

WIDTH, HEIGHT = 760, 440
LEFT, TOP, RIGHT, BOTTOM = 64, 40, 250, 48
COLORS = ("#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#b26a00")
DASHES = ("", "6 3")
TITLE = "Whole commands: CPU seconds by number of products"


def draw(growth: Mapping[str, Sequence[Point]], file: Path) -> None:
    """Write the picture as SVG."""
    file.write_text("\n".join(_svg(growth)) + "\n", encoding="utf-8")


class _Scale:
    """Places values between two ends of an axis, by their logarithms."""

    def __init__(self, values: Sequence[float], begin: float, end: float) -> None:
        logs = [math.log10(value) for value in values]
        self.low, self.high = math.floor(min(logs)), max(math.ceil(max(logs)), min(logs) + 1)
        self.begin, self.end = begin, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def powers(self) -> list[float]:
        return [10.0**power for power in range(int(self.low), int(self.high) + 1)]


def _svg(growth: Mapping[str, Sequence[Point]]) -> Iterator[str]:
    points = [point for each in growth.values() for point in each]
    across = _Scale([point.size for point in points], LEFT, WIDTH - RIGHT)
    up = _Scale([point.cpu for point in points], HEIGHT - BOTTOM, TOP)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img">'
    )
    yield f"<title>{TITLE}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="{LEFT}" y="22" font-size="14">{TITLE}</text>'
    yield from _axes(across, up)
    ends = sorted(growth.items(), key=lambda each: -each[1][-1].cpu)
    for place, (name, each) in enumerate(ends):
        yield from _line(place, name, each, across, up)
    yield "</svg>"


def _axes(across: _Scale, up: _Scale) -> Iterator[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for value in across.powers():
        x = across.at(value)
        yield f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{value:,.0f}</text>'
    for value in up.powers():
        y = up.at(value)
        yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#dddddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:,g}</text>'
    yield f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 10}" text-anchor="middle">products</text>'


def _line(
    place: int, name: str, points: Sequence[Point], across: _Scale, up: _Scale
) -> Iterator[str]:
    color, dash = COLORS[place % len(COLORS)], DASHES[place // len(COLORS) % len(DASHES)]
    places = [(across.at(point.size), up.at(point.cpu)) for point in points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    style = f'stroke="{color}" stroke-width="2" stroke-dasharray="{dash}" fill="none"'
    yield f'<path d="M{path}" {style}/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>'
    x, y = WIDTH - RIGHT + 20, TOP + 12 + 22 * place
    yield f'<path d="M{x} {y - 4}h24" {style}/>'
    yield f'<text x="{x + 32}" y="{y}">{escape(name)}{_slope_words(points)}</text>'


def _slope_words(points: Sequence[Point]) -> str:
    if len(points) < 2:
        return ""
    return f", slope {steepness(points):.2f}"
