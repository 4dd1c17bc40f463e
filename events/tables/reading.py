"""From a table to what its rows say, or all that is wrong with them, in one pass."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from itertools import groupby
from operator import itemgetter

from events.products import ParameterValue
from events.tables.certificates import Certificates
from events.tables.columns.columns import KEYS, Columns, HeadingsRefused
from events.tables.damaged import damage_in
from events.tables.fact_rows import fact_of
from events.tables.fields.mappings import TableMapping
from events.tables.fields.vocabulary import Vocabulary
from events.tables.joining import joined, key_of
from events.tables.row_cells import CellReader, Values
from events.tables.rows import EvidenceRow, FactRow, LicenseRow, Place, ProductRow, RowProblem, Said
from events.tables.shelves import Shelf, Shelves
from events.tables.table import Row, Table
from events.tables.values.cells import NotReadError
from events.tables.values.field_values import is_name
from events.tables.values.unseen import unseen_in

NAMES = ("product", "vendor", "license", "number", "holder", "products", "fact")
"""Fields by which things are told apart."""

ALSO_CALLED = ("name", "models")
"""Fields that say what things are called besides."""


def place_of(table: Table) -> Place:
    """Return how the rows of a table are named."""
    return Place(table.file, table.sheet, table.digest)


def read_rows(
    table: Table, columns: Columns, mapping: TableMapping, words: Vocabulary, shelves: Shelves
) -> "RowsRead":
    """Read the rows of a table, and return what they say and all that is wrong with them.

    Raises HeadingsRefused if the mapping's constants cannot be read, and what reading the table
    raises.
    """
    read = RowsRead(columns, CellReader(table, columns, mapping, words), shelves)
    read.take(table.rows)
    return read


class RowsRead:
    """What a table says: rows that are good, and all that is wrong with others.

    Rows that speak of one product or license are one, if they do not differ; where they do, or one
    of them is wrong, none of them is good: that is known once `said` has been gone through. `bad`
    has the numbers of rows that are not good, `bad_names` what they are about (None: one does not
    say it). `left_out` has those that the mapping leaves out, `without_file` those of a list of
    evidence that name no file, `ids` the ids of rows that are facts (`has_facts_without_id`: not
    all have one), `certificates` the names of licenses by number, and `count` says how many rows
    there are, without those of which no column that is read says anything.
    """

    def __init__(self, columns: Columns, reader: CellReader, shelves: Shelves) -> None:
        self.problems: Shelf[RowProblem] = shelves.shelf()
        self.left_out: Shelf[int] = shelves.shelf()
        self.without_file: Shelf[int] = shelves.shelf()
        self.bad: set[int] = set()
        self.bad_names: set[str | None] = set()
        self.ids: MutableMapping[str, int] = shelves.index()
        self.has_facts_without_id = False
        self.certificates = Certificates(shelves)
        self.count = 0
        self.sort = columns.sort
        self._reader = reader
        self._fields = columns.fields
        self._constants = _constants(reader)
        self._bad_keys: set[str] = set()
        self._said: Shelf[tuple[int, Said]] = shelves.shelf()
        self._firsts: MutableMapping[str, int] = shelves.index()

    def take(self, rows: Iterable[Row]) -> None:
        """Read all rows, once, and put aside what they say under the first row of the same."""
        for said in self._each(rows):
            row = said.rows[0]
            first = self._firsts.setdefault(key_of(said), row)
            self._said.put(first, (first, said))
            if isinstance(said, FactRow):
                self._note_id(said)
            elif isinstance(said, LicenseRow):
                self.certificates.note(said)

    def _note_id(self, said: FactRow) -> None:
        if said.fact.id is None:
            self.has_facts_without_id = True
        else:
            self.ids[said.fact.id] = said.rows[0]

    def said(self) -> Iterator[Said]:
        """Yield what good rows say, those of one product or license joined, by their first row."""
        for _, same in groupby(self._said, key=itemgetter(0)):
            found = joined(said for _, said in same)
            for row, message in found.differing.items():
                self.problems.put(row, RowProblem(self._reader.place, row, message))
            if found.differing or found.said.called in self._bad_keys:
                self.bad.update(found.said.rows)
                self.bad_names |= _names(found.said)
            else:
                yield found.said

    def _each(self, rows: Iterable[Row]) -> Iterator[Said]:
        for row in rows:
            if self._reader.says_nothing(row):
                continue
            self.count += 1
            if self._reader.is_left_out(row):
                self.left_out.put(row.number, row.number)
                continue
            values, parameters = self._reader.values(row)
            self._refuse_unseen(row.number, values)
            self._refuse_damaged(row.number, values)
            values = self._constants | values
            nameless = self._reader.problems and self._is_nameless(values)
            said = None if nameless else self._what(row.number, values, parameters)
            if problems := self._reader.problems:
                self._note_bad(row.number, said, problems)
                problems.clear()
            elif said is not None:
                yield said

    def _refuse_unseen(self, row: int, values: Values) -> None:
        """Note names with characters that nobody sees; facts are taken exactly as they are."""
        for field, name in self._texts(NAMES, values):
            if unseen := unseen_in(name):
                message = f"a name has a {unseen}, which nobody sees; write it without"
                self._reader.fail(row, message, field)

    def _refuse_damaged(self, row: int, values: Values) -> None:
        """Note names that were read in a wrong encoding before they came here."""
        for field, name in self._texts((*NAMES, *ALSO_CALLED), values):
            if damage := damage_in(name):
                self._reader.fail(row, f"the name is damaged: {damage}", field)

    def _texts(self, fields: Iterable[str], values: Values) -> Iterator[tuple[str, str]]:
        """Yield the texts of fields that are read, each with its field; none for facts."""
        for field in fields if self.sort != "events" else ():
            value = values.get(field, ()) if field in self._fields else ()
            for text in (value,) if isinstance(value, str) else value:
                yield field, text

    def _is_nameless(self, values: Values) -> bool:
        return not any(key in values for key in KEYS[self.sort])

    def _note_bad(self, row: int, said: Said | None, problems: Iterable[RowProblem]) -> None:
        for problem in problems:
            self.problems.put(row, problem)
        self.bad.add(row)
        if isinstance(said, ProductRow | LicenseRow):
            self._bad_keys.add(said.called)
        self.bad_names |= _names(said)

    def _what(
        self, row: int, values: Values, parameters: Mapping[str, ParameterValue]
    ) -> Said | None:
        """Return what a row says, or None (with a problem) if it does not say of what."""
        fail = self._reader.fail
        if self.sort == "events":
            return fact_of(row, values, fail)
        if self.sort == "licenses":
            return self._license(row, values)
        if self.sort == "evidence":
            return self._evidence(row, values)
        if "product" in values:
            return ProductRow((row,), **values, parameters=parameters)
        fail(row, "the product is not given; fill it in", "product")
        return None

    def _license(self, row: int, values: Values) -> LicenseRow | None:
        fail = self._reader.fail
        if "license" not in values and "number" not in values:
            fail(row, "neither the license nor its number is given; fill one in", "number")
            return None
        if "license" not in values and not is_name(values["number"]):
            fail(
                row,
                "a license without a name goes by its number, and this is no name: that is one "
                "line of at most 200 characters; mend it, or name the license in a column "
                "'license'",
                "number",
            )
            return None
        return LicenseRow((row,), **values)

    def _evidence(self, row: int, values: Values) -> EvidenceRow | None:
        fail = self._reader.fail
        if "file" not in values:
            self.without_file.put(row, row)
            return None
        if not {"fact", "license", "number"} & values.keys():
            fail(row, "neither a fact nor a license nor its number is given; fill one in", "number")
        return None if self._reader.problems else EvidenceRow((row,), **values)


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
