"""The parts of a page, whatever it is set in: headings, paragraphs, lists, tables, a picture."""

from dataclasses import dataclass
from typing import Literal

from projections.judging.judgment import Status
from tracker.show.report.shapes import Picture

Look = Literal["plain", "lead", "quiet", "strong", "code", "link", "status"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of text; one that looks like a status says which it is."""

    text: str
    look: Look = "plain"
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    items: tuple[str, ...]


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `widths` are shares of the line, the first column names its row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture."""

    picture: Picture


Block = Heading | Line | Items | Table | Drawing


@dataclass(frozen=True, slots=True)
class Document:
    """A page or many: `title` names it, `foot` is repeated beneath each printed page.

    `tag` names its language.
    """

    tag: str
    title: str
    subject: str
    foot: str
    blocks: tuple[Block, ...]


def cell(*texts: str | None, look: Look = "plain") -> Cell:
    """Return a cell with a paragraph for each text that is there."""
    return tuple(Line(text, look) for text in texts if text)
