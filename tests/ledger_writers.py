"""Writers for tests of several processes at once.

As a program, `until_killed` writes until it is killed, and `by_turns` opens the ledger for each
line that it is told, records or asks, closes it, and says so.
"""

import sys
from collections import defaultdict
from datetime import timedelta
from itertools import count

from ledger_places import NOON, placed

from events.facts import Fact
from tracker.ledger import Ledger, open_ledger


def batch(writer: str, number: int, size: int) -> list[Fact]:
    """Return a batch whose facts say in their ids which batch they are of."""
    return [placed(f"p-{at}", id=f"{writer}/{number}/{at}/{size}") for at in range(size)]


def write_batches(location: str, writer: str, *, batches: int, size: int) -> None:
    """Record some batches, one after the other."""
    with open_ledger(location) as ledger:
        for number in range(batches):
            ledger.record(batch(writer, number, size), at=NOON + timedelta(seconds=number))


def batches_found(ledger: Ledger) -> dict[str, list[int]]:
    """Return the positions of every batch on record; fails if one is cut or not in one piece."""
    places: dict[str, list[int]] = defaultdict(list)
    sizes: dict[str, int] = {}
    order: list[str] = []
    for record in ledger.facts():
        writer, number, at, size = record.id.split("/")
        name = f"{writer}/{number}"
        assert int(at) == len(places[name]), f"batch {name} is not in order"
        assert at == "0" or order[-1] == name, f"batch {name} was interrupted"
        places[name].append(record.position)
        sizes[name] = int(size)
        order.append(name)
    assert {name: len(found) for name, found in places.items()} == sizes
    return places


def _write_until_killed(location: str, writer: str) -> None:
    with open_ledger(location) as ledger:
        for number in count():
            ledger.record(batch(writer, number, size=100 + number % 7), at=NOON)
            print(f"{writer}/{number}", flush=True)


def _write_or_ask_by_turns(location: str) -> None:
    for line in sys.stdin:
        turn, name = line.split()
        with open_ledger(location) as ledger:
            if turn == "record":
                ledger.record([placed(name, id=name)], at=ledger.created_at)
            else:
                assert list(ledger.facts(after=ledger.head() - 10))
        print(name, flush=True)


if __name__ == "__main__":
    programs = {"until_killed": _write_until_killed, "by_turns": _write_or_ask_by_turns}
    programs[sys.argv[1]](*sys.argv[2:])
