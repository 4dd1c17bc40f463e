"""Whether live tables are, row for row, what the facts make of them from zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from events.tables.shelves import portions
from tracker.ledger import Ledger
from tracker.ledger.ledger import PATIENCE
from tracker.ledger.storage import TableRows
from tracker.live.tables.catching_up import PORTION, Told, fill, quiet

_WHOLE = {
    "standing": "SELECT * FROM standing",
    "known": "SELECT * FROM known ORDER BY what, name",
    "tallies": "SELECT * FROM tallies ORDER BY channel, status, day",
    "sorts": "SELECT * FROM sorts ORDER BY channel, categories, regimes",
}
_BY_PRODUCT = {
    "products": "product",
    "vendors": "product, vendor",
    "subjects": "product, channel",
    "periods": "product, channel, start",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that tables have, or that a rebuild has, and the other has not."""

    table: str
    row: tuple[object, ...]
    kept: bool


def differences(rows: TableRows, ledger: Ledger, told: Told = quiet) -> Iterator[Difference]:
    """Yield how tables that hold all on record differ from a rebuild in a file put aside."""
    from tracker.ledger.store.tables.sqlite import tables_at

    with TemporaryDirectory() as folder:
        aside = tables_at(str(Path(folder) / "rebuilt"), patience=PATIENCE)
        try:
            with aside.writing() as rebuilt:
                fill(rebuilt, ledger, told)
                yield from _between(rows, rebuilt)
        finally:
            aside.close()


def _between(kept: TableRows, rebuilt: TableRows) -> Iterator[Difference]:
    for table, statement in _WHOLE.items():
        yield from _of(table, kept.ask(statement), rebuilt.ask(statement))
    names = "SELECT product FROM products UNION SELECT product FROM subjects UNION "
    names += "SELECT product FROM periods UNION SELECT product FROM vendors"
    products = sorted({*kept.ask(names), *rebuilt.ask(names)})
    for portion in portions(products, PORTION):
        [first], [last] = portion[0], portion[-1]
        for table, order in _BY_PRODUCT.items():
            where = f"WHERE product >= ? AND product <= ? ORDER BY {order}"
            statement = f"SELECT * FROM {table} {where}"
            yield from _of(
                table, kept.ask(statement, first, last), rebuilt.ask(statement, first, last)
            )


def _of(
    table: str, kept: list[tuple[object, ...]], rebuilt: list[tuple[object, ...]]
) -> Iterator[Difference]:
    if kept == rebuilt:
        return
    here, there = set(map(_plain, kept)), set(map(_plain, rebuilt))
    yield from (Difference(table, row, kept=True) for row in sorted(here - there, key=repr))
    yield from (Difference(table, row, kept=False) for row in sorted(there - here, key=repr))


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(bytes(each) if isinstance(each, memoryview) else each for each in row)
