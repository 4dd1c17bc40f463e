"""The report as a PDF to print: A4, numbered pages, bookmarks, the same bytes every time."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    PageTemplate,
    Paragraph,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from projections.report import Report
from projections.wording import Words
from tracker.show.pages.looks import EDGE, INK, QUIET
from tracker.show.report.axis import shortened
from tracker.show.report.blocks import Block, Document, Drawing, Heading, Items, Line, Table
from tracker.show.report.document import document
from tracker.show.report.pdf_fonts import FONT, REPLACEMENT, Glyphs, font
from tracker.show.report.pdf_picture import Drawn
from tracker.show.report.pdf_styles import line, paragraph

LEFT, TOP, BOTTOM = 18 * mm, 18 * mm, 22 * mm
WIDTH, HEIGHT = A4[0] - 2 * LEFT, A4[1] - TOP - BOTTOM
ROOM = 36
"""How much of a page must be left for a paragraph to begin on it."""
GRID = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, HexColor(INK)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(EDGE)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


def pdf(report: Report, words: Words) -> bytes:
    """Return the report as a PDF."""
    font()
    page = document(report, words)
    pages = _set(page, 0, words)[1]
    return _set(page, pages, words)[0]


def _set(page: Document, pages: int, words: Words) -> tuple[bytes, int]:
    """Set a document that is known to take some pages; return it, and how many it took."""
    stream = BytesIO()
    glyphs = Glyphs()
    made = _Pages(stream, page, pages, glyphs, words)
    story = _story(page.blocks, glyphs)
    story += _story(_note(glyphs, words), glyphs)
    made.build(story)
    return stream.getvalue(), made.page


class _Pages(BaseDocTemplate):
    """Numbers the pages, and makes a bookmark of each heading."""

    def __init__(
        self, stream: BytesIO, page: Document, pages: int, glyphs: Glyphs, words: Words
    ) -> None:
        super().__init__(
            stream,
            pagesize=A4,
            title=page.title,
            subject=page.subject,
            author="License compliance tracker",
            creator="License compliance tracker",
            lang=page.tag,
            invariant=1,
        )
        self._foot = glyphs.shown(page.foot)
        self._count = pages
        self._words = words
        frame = Frame(LEFT, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._number))

    def _number(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setStrokeColor(HexColor(EDGE))
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, 15 * mm, LEFT + WIDTH, 15 * mm)
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(HexColor(QUIET))
        number = self._words.report("page", canvas.getPageNumber(), self._count)
        room = WIDTH - canvas.stringWidth(number, FONT, 7.5) - 12
        canvas.drawString(LEFT, 11 * mm, shortened(self._foot, 7.5, room))
        canvas.drawRightString(LEFT + WIDTH, 11 * mm, number)
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Set a bookmark where a heading was set."""
        if isinstance(flowable, Paragraph) and (heading := getattr(flowable, "heading", None)):
            self.canv.bookmarkPage(heading.anchor)
            self.canv.addOutlineEntry(
                flowable.getPlainText(), heading.anchor, heading.level - 1, closed=False
            )


def _story(blocks: Sequence[Block], glyphs: Glyphs) -> list[Flowable]:
    """Return what is set, so that a heading never stands alone at the foot of a page."""
    story: list[Flowable] = []
    below = 0.0
    for block in reversed(blocks):
        made = list(_flowables(block, glyphs))
        below = _head_room(block, made) + (below if isinstance(block, Heading) else 0)
        story = [CondPageBreak(below if below < HEIGHT else ROOM), *made, *story]
    return story


def _head_room(block: Block, made: Sequence[Flowable]) -> float:
    """Return how much of a page the part needs to begin on it."""
    match block:
        case Heading():
            return sum(flowable.wrap(WIDTH, HEIGHT)[1] for flowable in made) + 30
        case Table() | Drawing():
            return sum(_begun(flowable) for flowable in made) + 12
        case _:
            return ROOM


def _begun(flowable: Flowable) -> float:
    """Return the height of a part, of a table that of its headings and first row."""
    begun = flowable.first_row if isinstance(flowable, _Rows) else flowable
    return begun.wrap(WIDTH, HEIGHT)[1]


def _flowables(block: Block, glyphs: Glyphs) -> Iterator[Flowable]:
    match block:
        case Heading():
            if block.level == 2:
                yield HRFlowable(WIDTH, thickness=1, color=HexColor(INK), spaceBefore=18)
            made = paragraph(block.text, f"heading{block.level}", glyphs)
            made.heading = block  # type: ignore[attr-defined]
            yield made
        case Line():
            yield line(block, glyphs)
        case Items():
            for item in block.items:
                yield paragraph(item, "item", glyphs)
        case Table():
            yield paragraph(block.caption, "caption", glyphs)
            yield _grid(block, glyphs)
        case Drawing():
            yield Drawn(block.picture, WIDTH, glyphs)


class _Rows(Grid):
    """A table that breaks between rows; a row breaks only where no page could hold it."""

    first_row: Flowable

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the part that fits a height, and the rest; nothing to go on to the next page."""
        self.splitInRow = 0
        found = super().split(width, height)
        if found or height < HEIGHT - 1:
            return found
        self.splitInRow = 1
        return super().split(width, height)


def _grid(table: Table, glyphs: Glyphs) -> Flowable:
    head = [paragraph(heading, "cell.heading", glyphs) for heading in table.headings]
    body = [
        [[line(part, glyphs, within="cell.") for part in found] for found in row]
        for row in table.rows
    ]
    total = sum(table.widths)
    widths = [WIDTH * share / total for share in table.widths]
    looks: dict[str, Any] = {"colWidths": widths, "style": GRID, "hAlign": "LEFT"}
    made = _Rows([head, *body], repeatRows=1, spaceAfter=8, **looks)
    made.first_row = Grid([head, *body[:1]], **looks)
    return made


def _note(glyphs: Glyphs, words: Words) -> list[Block]:
    """Say at the end which characters the font could not show."""
    if not glyphs.replaced:
        return []
    named = ", ".join(f"U+{ord(char):04X}" for char in sorted(glyphs.replaced))
    return [
        Heading(2, words.report("replaced"), "replaced"),
        Line(words.report("replaced_means", REPLACEMENT, named), "quiet"),
    ]
