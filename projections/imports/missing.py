"""What earlier imports opened and a table does not name."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from events.tables.shelves import Listed, Shelf, Shelves

Opened = Mapping[str, tuple[str, str | None]]
"""Products or licenses that imports opened, each with the file and a license with its number."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a table lacks of the imports that it continues, by name and in order.

    `apart` has the imports of which it names nothing, each with how many things it opened: the
    table may be no later version of these.
    """

    names: Listed[str]
    apart: Listed[tuple[str, int]]


def missing_of(opened: Opened, is_named: Callable[[str], bool], shelves: Shelves) -> Missing:
    """Return what a table lacks, by a test that tells what it names."""

    def is_there(name: str, number: str | None) -> bool:
        return is_named(name) or (number is not None and is_named(number))

    names: Shelf[str] = shelves.shelf()
    apart: Shelf[tuple[str, int]] = shelves.shelf()
    continued = {file for name, (file, number) in opened.items() if is_there(name, number)}
    counts: Counter[str] = Counter()
    for name, (file, number) in opened.items():
        if file not in continued:
            counts[file] += 1
        elif not is_there(name, number):
            names.put(0, name)
    for file, count in counts.items():
        apart.put(0, (file, count))
    return Missing(names, apart)
