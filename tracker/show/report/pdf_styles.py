"""How paragraphs look in the PDF; the font has one weight, so size, space and color tell rank."""

from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.textsplit import wordSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from tracker.show.lines import lines
from tracker.show.pages.looks import ACCENT, APPEARANCES, INK, QUIET
from tracker.show.pages.text import CHINESE
from tracker.show.report.blocks import Line
from tracker.show.report.pdf_fonts import FONT, Glyphs

# look: (size, leading, color, space before, space after)
_LOOKS = {
    "plain": (9.5, 14.5, INK, 0, 5),
    "lead": (11, 16.5, INK, 0, 6),
    "quiet": (8.5, 13, QUIET, 0, 5),
    "item": (9.5, 14.5, INK, 0, 5),
    "strong": (9.5, 14.5, INK, 0, 3),
    "code": (8.5, 12.5, QUIET, 0, 4),
    "link": (8.5, 12.5, ACCENT, 0, 4),
    "status": (11, 15, INK, 0, 6),
    "heading1": (20, 27, INK, 2, 10),
    "heading2": (13.5, 18, INK, 5, 7),
    "heading3": (10, 14, ACCENT, 10, 3),
    "caption": (8.5, 12.5, QUIET, 4, 4),
    "cell.plain": (8, 11.8, INK, 0, 2),
    "cell.lead": (8, 11.8, INK, 0, 2),
    "cell.quiet": (7.5, 11, QUIET, 0, 2),
    "cell.strong": (8, 11.8, INK, 0, 2),
    "cell.code": (7, 10.5, QUIET, 0, 2),
    "cell.link": (7.5, 11, ACCENT, 0, 2),
    "cell.status": (8, 11.8, INK, 0, 2),
    "cell.heading": (7.5, 11, INK, 0, 0),
}
_BOLD = {"strong", "status", "heading1", "heading2", "heading3", "cell.strong", "cell.status"} | {
    "cell.heading"
}


@cache
def style(look: str, *, chinese: bool = False) -> ParagraphStyle:
    """Return the style of a look, for Chinese with its own rules of breaking lines."""
    size, leading, color, before, after = _LOOKS[look]
    return ParagraphStyle(
        f"{look} {chinese}",
        fontName=FONT,
        fontSize=size,
        leading=leading,
        textColor=HexColor(color),
        spaceBefore=before,
        spaceAfter=after,
        alignment=TA_LEFT,
        leftIndent=12 if look == "item" else 0,
        bulletFontName=FONT,
        bulletFontSize=size,
        wordWrap="CJK" if chinese else None,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


class Plain(Paragraph):
    """A paragraph that breaks Chinese by its rules, and no name in it that fits a line."""

    def breakLinesCJK(self, widths: Any) -> Any:  # noqa: N802
        """Return the lines, as the base class does where a text has no lines of its own."""
        frags = self.frags
        broken = not frags or any(hasattr(each, "lineBreak") for each in frags)
        if broken or getattr(self, "_splitpara", False):
            return super().breakLinesCJK(widths)
        width = widths[0] if isinstance(widths, list | tuple) else widths
        text = "".join("".join(getattr(each, "words", [])) or each.text for each in frags)
        size = self.style.fontSize
        found = [(room, [line]) for room, line in _broken(text, width, size)]
        return frags[0].clone(kind=0, lines=found, ascent=size, descent=-0.2 * size)


def _broken(text: str, width: float, size: float) -> Iterator[tuple[float, str]]:
    """Yield each line of a text after the room it leaves; one that a blank ends keeps the blank.

    So a text that goes on to the next page can be put together again.
    """
    text, end = " ".join(text.split()), 0
    for line in lines(text, width, measure=lambda part: stringWidth(part, FONT, size)):
        end += len(line)
        *most, last = wordSplit(line, [width], FONT, size) or [[width, ""]]
        yield from ((room, part) for room, part in most)
        blank = " " if text[end : end + 1] == " " else ""
        end += len(blank)
        yield last[0], f"{last[1]}{blank}"


class Heavy(Plain):
    """A paragraph whose letters are drawn with a slight stroke, as a bold face would be."""

    def draw(self) -> None:
        """Draw the paragraph, its letters filled and outlined."""
        canvas: Canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(self.style.textColor)
        canvas.setLineWidth(self.style.fontSize * 0.035)
        heavy = canvas.beginText()
        heavy.setTextRenderMode(2)
        canvas.drawText(heavy)
        super().draw()
        canvas.restoreState()


def paragraph(text: str, look: str, glyphs: Glyphs) -> Paragraph:
    """Return a text set in a look."""
    shown = escape(glyphs.shown(text)).replace("\n", "<br/>")
    made = Heavy if look in _BOLD else Plain
    bullet = "–" if look == "item" else None
    return made(shown, style(look, chinese=bool(CHINESE.search(text))), bulletText=bullet)


def line(part: Line, glyphs: Glyphs, *, within: str = "") -> Paragraph:
    """Return a paragraph of a page, or of a cell; a status goes with its mark and color."""
    look = f"{within}{part.look}"
    if part.status is None:
        return paragraph(part.text, look, glyphs)
    known = APPEARANCES[part.status]
    return Heavy(f"{known.mark} {part.text}", _colored(look, known.dark))


@cache
def _colored(look: str, color: str) -> ParagraphStyle:
    return ParagraphStyle(f"{look} {color}", style(look), textColor=HexColor(color))
