"""From a table to what its rows say, or all that is wrong with them, in one pass."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from events.products import ParameterValue
from events.tables.cells import NotReadError
from events.tables.columns import KEYS, Columns, HeadingsRefused
from events.tables.fact_rows import fact_of
from events.tables.joining import Joined, joined_licenses, joined_products
from events.tables.mappings import TableMapping
from events.tables.row_cells import CellReader, Values
from events.tables.rows import LicenseRow, Place, ProductRow, RowProblem, RowsRead, Said
from events.tables.table import Row, Table
from events.tables.vocabulary import Vocabulary


def place_of(table: Table) -> Place:
    """Return how the rows of a table are named."""
    return Place(table.file, table.sheet, table.digest)


def read_rows(table: Table, columns: Columns, mapping: TableMapping, words: Vocabulary) -> RowsRead:
    """Return what the rows of a table say, with all that is wrong with them.

    Rows that speak of one product or license are one, if they do not differ; where they do, or one
    of them is wrong, none of them is good. Raises HeadingsRefused if the mapping's constants cannot
    be read, and what reading the table raises.
    """
    reader = CellReader(table, columns, mapping, words)
    return _Reading(columns, reader).result(table.rows)


class _Reading:
    def __init__(self, columns: Columns, reader: CellReader) -> None:
        self._sort = columns.sort
        self._reader = reader
        self._constants = _constants(reader)
        self._bad: set[int] = set()
        self._bad_keys: set[str] = set()
        self._bad_names: set[str | None] = set()
        self._left_out: list[int] = []
        self._count = 0

    def result(self, rows: Iterable[Row]) -> RowsRead:
        said, problems = self._joined(self._each(rows))
        found = sorted([*self._reader.problems, *problems], key=lambda problem: problem.row)
        return RowsRead(
            tuple(said),
            tuple(found),
            frozenset(self._bad),
            frozenset(self._bad_names),
            tuple(self._left_out),
            self._count,
        )

    def _each(self, rows: Iterable[Row]) -> Iterator[Said]:
        for row in rows:
            self._count += 1
            if self._reader.is_left_out(row):
                self._left_out.append(row.number)
                continue
            before = len(self._reader.problems)
            values, parameters = self._reader.values(row)
            values = self._constants | values
            unread = len(self._reader.problems) > before
            nameless = unread and self._is_nameless(values)
            said = None if nameless else self._said(row.number, values, parameters)
            if said is not None and len(self._reader.problems) == before:
                yield said
            else:
                self._note_bad(row.number, said)

    def _is_nameless(self, values: Values) -> bool:
        return not any(key in values for key in KEYS[self._sort])

    def _note_bad(self, row: int, said: Said | None) -> None:
        self._bad.add(row)
        if isinstance(said, ProductRow | LicenseRow):
            self._bad_keys.add(said.called)
        self._bad_names |= _names(said)

    def _said(
        self, row: int, values: Values, parameters: Mapping[str, ParameterValue]
    ) -> Said | None:
        """Return what a row says, or None (with a problem) if it does not say of what."""
        fail = self._reader.fail
        if self._sort == "events":
            return fact_of(row, values, fail)
        if self._sort == "licenses":
            if "license" in values or "number" in values:
                return LicenseRow((row,), **values)
            fail(row, "neither the license nor its number is given; fill one in", "number")
            return None
        if "product" in values:
            return ProductRow((row,), **values, parameters=parameters)
        fail(row, "the product is not given; fill it in", "product")
        return None

    def _joined(self, each: Iterator[Said]) -> tuple[list[Said], list[RowProblem]]:
        if self._sort == "events":
            return list(each), []
        join = joined_products if self._sort == "products" else joined_licenses
        found: Joined[Any] = join(each)
        problems = [
            RowProblem(self._reader.place, row, message) for row, message in found.differing
        ]
        self._bad.update(row for row, _ in found.differing)
        for said in found.said:
            if said.called in self._bad_keys:
                self._bad.update(said.rows)
            if not self._bad.isdisjoint(said.rows):
                self._bad_names |= _names(said)
        good = [said for said in found.said if self._bad.isdisjoint(said.rows)]
        return good, problems


def _names(said: Said | None) -> set[str | None]:
    """Return by what names a row calls what it is about; only None where it does not."""
    match said:
        case ProductRow():
            return {said.product}
        case LicenseRow():
            return {name for name in (said.license, said.number) if name is not None}
        case _:
            return {None}


def _constants(reader: CellReader) -> Values:
    try:
        return reader.constants()
    except NotReadError as error:
        raise HeadingsRefused([f"the mapping's 'constants' cannot be read: {error}"]) from None
