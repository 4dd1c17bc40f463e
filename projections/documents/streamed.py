"""JSON documents that are worked out as they are written, a member or an item at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Members:
    """An object by its members, each worked out when the one before it was written."""

    pairs: Iterable[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Items:
    """An array by its items, each worked out when the one before it was written."""

    values: Iterable[Any]


def whole(value: Any) -> Any:
    """Return a document that may be streamed as objects and lists.

    >>> whole(Members([("a", Items(iter([1, Members([])])))]))
    {'a': [1, {}]}
    """
    match value:
        case Members(pairs):
            return {name: whole(member) for name, member in pairs}
        case Items(values):
            return [whole(item) for item in values]
        case _:
            return value
