"""Where long work puts things aside, so that it needs no more memory than short work.

Nothing here touches a disk: who does the work brings the shelves.
"""

from collections.abc import Iterable, Iterator, MutableMapping, Sized
from itertools import islice
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Some = TypeVar("Some", covariant=True)


class Listed(Sized, Iterable[Some], Protocol[Some]):
    """Values that can be counted and gone through, as often as one likes."""


class Shelf(Listed[T], Protocol[T]):
    """Values by the row that they belong to; those of one row in the order of their arrival."""

    def put(self, row: int, value: T) -> None:
        """Put a value aside under a row."""


class Shelves(Protocol):
    """Makes shelves, and indexes: mappings whose keys and values are put aside as well."""

    def shelf(self) -> Shelf[Any]:
        """Return an empty shelf."""

    def index(self) -> MutableMapping[Any, Any]:
        """Return an empty mapping; its keys are texts, bytes or whole numbers, and in order."""


def portions(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in lists of a size, of which the last may be shorter.

    >>> [*portions("abcde", 2)]
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(items)
    while portion := [*islice(rest, size)]:
        yield portion
