"""Where long work puts things aside, so that it needs no more memory than short work.

Nothing here touches a disk: who does the work brings the shelves.
"""

from collections.abc import Iterable, MutableMapping, Sized
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
