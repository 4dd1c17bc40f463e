"""Shapes on a plane: lengths are in points, `y` counts downwards."""

from dataclasses import dataclass

SMALL = 8.0


@dataclass(frozen=True, slots=True)
class Band:
    """A rectangle that looks like a status or like a license."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its base line; `boxed` ones need a ground to be legible on a band."""

    x: float
    y: float
    text: str
    size: float = SMALL
    anchor: str = "start"
    boxed: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `look` is "year", "edge" or "as_of"."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


Shape = Band | Label | Rule


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in the order in which they are drawn, and the same told in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    description: str
