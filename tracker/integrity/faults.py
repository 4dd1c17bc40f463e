"""What is said of a damage: its kind, its place, and a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was done to a ledger, as far as its bytes show it."""

    ALTERED = "altered"
    UNDECODABLE = "undecodable"
    CUT_OFF = "cut_off"
    DROPPED = "dropped"
    ADDED = "added"
    REORDERED = "reordered"
    REWRITTEN = "rewritten"
    TIME = "time_backwards"
    CHAIN = "chain"
    HEADER = "header"
    VIEWS = "views"
    FILE = "file"
    SCHEMA = "schema"
    GUARDS = "guards"
    CHECKPOINT = "checkpoint"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Fault:
    """One damage, where it is, and what it comes to."""

    kind: Kind
    place: str
    message: str


def runs(positions: Iterable[int], order: Iterable[int]) -> list[tuple[int, int]]:
    """Return positions as first and last of each run without another position in between.

    >>> runs([2, 3, 9], [1, 2, 3, 7, 9])
    [(2, 3), (9, 9)]
    """
    wanted, found, open_run = set(positions), [], False
    for position in sorted(set(order) | wanted):
        if position in wanted:
            found += [] if open_run else [(position, position)]
            found[-1] = (found[-1][0], position)
        open_run = position in wanted
    return found


def place(first: int, last: int) -> str:
    """Return a run in words.

    >>> place(3, 3), place(3, 5)
    ('position 3', 'positions 3 to 5')
    """
    return f"position {first}" if first == last else f"positions {first} to {last}"
