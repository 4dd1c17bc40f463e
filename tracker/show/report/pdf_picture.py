"""The picture of a timeline, drawn on a page of the PDF."""

from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from tracker.show.pages.looks import APPEARANCES, EDGE, INK, QUIET, Appearance
from tracker.show.report.pdf_fonts import FONT, Glyphs
from tracker.show.report.shapes import Band, Label, Picture, Rule

STEP = 4.5
_RULES = {"year": (EDGE, 0.5, ()), "edge": (QUIET, 0.6, ()), "as_of": (INK, 1.3, (4, 2))}


class Drawn(Flowable):
    """A picture scaled to the width of the page."""

    def __init__(self, picture: Picture, width: float, glyphs: Glyphs) -> None:
        super().__init__()
        self._picture = picture
        self._glyphs = glyphs
        self._scale = width / picture.width
        self.width, self.height = width, picture.height * self._scale

    def draw(self) -> None:
        """Draw every shape, from the top of the picture down."""
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.scale(self._scale, self._scale)
        for shape in self._picture.shapes:
            match shape:
                case Band():
                    self._band(canvas, shape)
                case Rule():
                    self._rule(canvas, shape)
                case Label():
                    self._label(canvas, shape)
        canvas.restoreState()

    def _up(self, y: float) -> float:
        return self._picture.height - y

    def _band(self, canvas: Canvas, band: Band) -> None:
        look = APPEARANCES[band.look]
        bottom = self._up(band.y + band.height)
        canvas.saveState()
        edge = canvas.beginPath()
        edge.rect(band.x, bottom, band.width, band.height)
        canvas.clipPath(edge, stroke=0, fill=0)
        canvas.setFillColor(HexColor(look.fill))
        canvas.rect(band.x, bottom, band.width, band.height, stroke=0, fill=1)
        _hatch(canvas, look, band, bottom)
        canvas.restoreState()
        canvas.setStrokeColor(HexColor(look.dark))
        canvas.setLineWidth(0.8)
        canvas.rect(band.x, bottom, band.width, band.height, stroke=1, fill=0)

    def _rule(self, canvas: Canvas, rule: Rule) -> None:
        color, width, dash = _RULES[rule.look]
        canvas.saveState()
        canvas.setStrokeColor(HexColor(color))
        canvas.setLineWidth(width)
        canvas.setDash(*dash)
        canvas.line(rule.x1, self._up(rule.y1), rule.x2, self._up(rule.y2))
        canvas.restoreState()

    def _label(self, canvas: Canvas, label: Label) -> None:
        text = self._glyphs.shown(label.text)
        width = canvas.stringWidth(text, FONT, label.size)
        left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
        base = self._up(label.y)
        canvas.setFillColor(white)
        if label.boxed:
            canvas.roundRect(left - 3, base - 3.5, width + 6, label.size + 4, 2, stroke=0, fill=1)
        else:
            canvas.rect(left - 1, base - 1.5, width + 2, label.size, stroke=0, fill=1)
        ink = INK if label.boxed or label.strong else QUIET
        canvas.saveState()
        canvas.setFillColor(HexColor(ink))
        canvas.setStrokeColor(HexColor(ink))
        canvas.setLineWidth(0.25)
        drawn = canvas.beginText(left, base)
        drawn.setFont(FONT, label.size)
        drawn.setTextRenderMode(2 if label.strong else 0)
        drawn.textOut(text)
        canvas.drawText(drawn)
        canvas.restoreState()


def _hatch(canvas: Canvas, look: Appearance, band: Band, bottom: float) -> None:
    """Draw the pattern of a look over a band; what goes beyond is clipped."""
    canvas.setStrokeColor(HexColor(look.ink))
    canvas.setFillColor(HexColor(look.ink))
    canvas.setLineWidth(0.9)
    top, right = bottom + band.height, band.x + band.width
    steps = [number * STEP for number in range(int((band.width + band.height) / STEP) + 2)]
    rows = [bottom + number * STEP for number in range(1, int(band.height / STEP) + 1)]
    if look.hatch in ("rising", "cross"):
        canvas.lines([(band.x + s - band.height, bottom, band.x + s, top) for s in steps])
    if look.hatch in ("falling", "cross"):
        canvas.lines([(band.x + s - band.height, top, band.x + s, bottom) for s in steps])
    if look.hatch == "upright":
        canvas.lines([(band.x + s, bottom, band.x + s, top) for s in steps])
    if look.hatch == "level":
        canvas.lines([(band.x, y, right, y) for y in rows])
    if look.hatch == "dots":
        for y in rows:
            for s in steps:
                canvas.circle(band.x + s, y, 0.7, stroke=0, fill=1)
