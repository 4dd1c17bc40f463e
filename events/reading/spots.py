"""From the way pydantic names the place of an error to the place in the tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from events.reading.problems import Path
from events.reading.shapes import Shape
from events.reading.trees.tree import Node

_KEY = "[key]"
_ABOUT_A_FIELD = {"missing", "extra_forbidden"}


class Fork(NamedTuple):
    """A place where several shapes were tried, and the label of the one that this error is of."""

    path: Path
    node: Node
    shape: Shape
    label: str


@dataclass(frozen=True, slots=True)
class Spot:
    """The node that an error speaks of, its path, and what was expected of it."""

    path: Path
    node: Node
    shape: Shape
    name: str = ""
    """The field of the object, or the key, that the error speaks of; else empty."""
    forks: tuple[Fork, ...] = ()


def find_spot(kind: str, place: Sequence[int | str], top: Spot) -> Spot:
    """Return the spot of an error of a kind, at pydantic's place beneath the top of a document."""
    *way, last = place or ("",)
    if kind in _ABOUT_A_FIELD:
        spot = _walk(way, top)
        return Spot(spot.path, spot.node, spot.shape, str(last), spot.forks)
    if last == _KEY and way:
        *way, last = way
        spot = _walk(way, top)
        return Spot(spot.path, spot.node, spot.shape, str(last), spot.forks)
    return _walk(place, top)


def _walk(place: Sequence[int | str], top: Spot) -> Spot:
    path, node, shape, forks = top.path, top.node, top.shape, top.forks
    for part in place:
        if shape.tags:
            shape = shape.tagged(part)
        elif len(shape.choices) > 1:
            forks = (*forks, Fork(path, node, shape, str(part)))
            shape = shape.chosen(str(part), type_name(node))
        elif (below := _below(node, part)) is not None:
            shape = shape.element(part) if isinstance(part, int) else shape.field(part)
            path, node = (*path, part), below
    return Spot(path, node, shape, "", forks)


def _below(node: Node, part: int | str) -> Node | None:
    if isinstance(node.value, list) and isinstance(part, int):
        return node.value[part] if part < len(node.value) else None
    if isinstance(node.value, dict) and part in node.value:
        return node.value[str(part)].node
    return None


_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer"}


def type_name(node: Node) -> str:
    """Return the JSON Schema name of a node's type."""
    return _TYPES.get(type(node.value), "null" if node.value is None else "number")
