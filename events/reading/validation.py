"""From a tree to a value of a model, or to everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from events.reading.problems import Mark, Path, Problem, Problems, field_name
from events.reading.sayings import Saying, plain
from events.reading.sentences import likely_field, mismatch, misspelt_tag, saying_of
from events.reading.shapes import shape_of
from events.reading.spots import Spot, find_spot
from events.reading.trees.tree import Node, to_json

T = TypeVar("T")


class _Fault(NamedTuple):
    """An error of pydantic's and where it belongs; of no kind if no alternative fits at all."""

    spot: Spot
    kind: str = ""
    message: str = ""
    context: dict[str, Any] = {}


def validate(node: Node, adapter: TypeAdapter[T], *, file: str, path: Path = ()) -> T | Problems:
    """Return the value that a tree describes, or all that an adapter finds wrong with it.

    `path` is the way to `node` in the file, as fields are named in the problems. What was noted
    while the tree was read is not repeated, so the result may be `Problems` without any.
    """
    try:
        return adapter.validate_json(to_json(node))
    except ValidationError as error:
        top = Spot(path, node, shape_of(adapter))
        faults = [
            _fault(details, top) for details in error.errors(include_url=False, include_input=False)
        ]
    faults = [fault for fault in _of_likely_forks(faults) if not _is_known(fault)]
    faults = [fault for fault in faults if not _is_consequence(fault)]
    explained = {
        (fault.spot.path, likely_field(fault.spot))
        for fault in faults
        if fault.kind == "extra_forbidden"
    }
    return Problems.in_order(
        _problem(fault, file)
        for fault in faults
        if fault.kind != "missing" or (fault.spot.path, fault.spot.name) not in explained
    )


def _is_known(fault: _Fault) -> bool:
    """Whether the value at fault, or the one that says its kind, was refused on reading."""
    node, tag = fault.spot.node, fault.spot.shape.tag_field
    if isinstance(node.value, dict) and tag in node.value:
        return node.refused or node.value[str(tag)].node.refused
    return node.refused


def _is_consequence(fault: _Fault) -> bool:
    """Whether a list is too short only because of what is wrong with its members."""
    value = fault.spot.node.value
    if fault.kind != "too_short" or not isinstance(value, list):
        return False
    return len(value) >= int(fault.context["min_length"])


def _fault(details: ErrorDetails, top: Spot) -> _Fault:
    kind = details["type"]
    spot = find_spot(kind, details["loc"], top)
    return _Fault(spot, kind, details["msg"], details.get("ctx", {}))


def _of_likely_forks(faults: Iterable[_Fault], level: int = 0) -> Iterator[_Fault]:
    """Where several shapes were tried, keep the faults of the one that was meant."""

    def fork_path(fault: _Fault) -> Path | None:
        return fault.spot.forks[level].path if len(fault.spot.forks) > level else None

    for path, group in groupby(faults, key=fork_path):
        if path is None:
            yield from group
        else:
            yield from _of_likely_shape([*group], level)


def _of_likely_shape(faults: list[_Fault], level: int) -> Iterator[_Fault]:
    fork = faults[0].spot.forks[level]
    fitting = [fault for fault in faults if not _is_mismatch(fault, fork.node)]
    if fitting:
        label = fitting[0].spot.forks[level].label
        same = (fault for fault in fitting if fault.spot.forks[level].label == label)
        yield from _of_likely_forks(same, level + 1)
    else:
        yield _Fault(Spot(fork.path, fork.node, fork.shape))


def _is_mismatch(fault: _Fault, node: Node) -> bool:
    return fault.spot.node is node and fault.kind.endswith("_type")


def _problem(fault: _Fault, file: str) -> Problem:
    spot = fault.spot
    if not fault.kind:
        return _at(spot.node.mark, spot.path, mismatch(spot), file)
    saying = saying_of(fault.kind, fault.message, fault.context, spot)
    text = str(saying.values.get("text", ""))
    mark, path = _place(fault, text)
    if saying.code == "plain" and path:
        saying = plain(text.removeprefix(f"{path[-1]} "))
    return _at(mark, path, saying, file)


def _place(fault: _Fault, text: str) -> tuple[Mark, Path]:
    """Return where to point: at the name of a field if that is wrong, else at a value."""
    spot, fields = fault.spot, fault.spot.node.value
    if not isinstance(fields, dict):
        return spot.node.mark, spot.path
    if fault.kind == "union_tag_not_found" and (misspelt := misspelt_tag(spot)):
        return fields[misspelt].mark, spot.path
    if fault.kind == "union_tag_invalid" and (tag := spot.shape.tag_field) in fields:
        return fields[str(tag)].node.mark, (*spot.path, str(tag))
    if fault.kind == "value_error" and (named := _named_first(text, fields)):
        return fields[named].node.mark, (*spot.path, named)
    if spot.name in fields:
        return fields[spot.name].mark, spot.path
    return spot.node.mark, spot.path


def _named_first(text: str, fields: Iterable[str]) -> str | None:
    first = text.split(maxsplit=1)[0].strip("'") if text else ""
    return first if first in fields else None


def _at(mark: Mark, path: Path, saying: Saying, file: str) -> Problem:
    return Problem(file, mark.line, mark.column, field_name(path), saying)
