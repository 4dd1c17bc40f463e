"""A file to a plan: the same for a dry run and a real one."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from events.categories import CATEGORIES
from events.facts import Fact
from events.reading.documents import read_document
from events.reading.problems import Problems
from events.tables.columns.column_search import columns_of
from events.tables.columns.columns import Columns, HeadingsRefused
from events.tables.fields.fields import Sort
from events.tables.fields.mappings import TableMapping
from events.tables.fields.vocabulary import Vocabulary, note_fact, vocabulary
from events.tables.reading import RowsRead, place_of, read_rows
from events.tables.rows import Place
from events.tables.shelves import Shelves
from events.tables.table import Hidden, Row, Table
from events.tables.values.cells import NotReadError
from events.tables.values.days import day
from projections.documents.imports import plan_document
from projections.imports.known import Known
from projections.imports.plan import Days, Plan
from projections.imports.planning import plan_import
from projections.wording import Words
from tracker.gazette.files import CATEGORIES_FILE, GazetteBroken
from tracker.gazette.vocabulary import listed_categories
from tracker.imports.errors import HeadingsUnclear
from tracker.imports.evidence_files import EvidenceFiles
from tracker.imports.ledger_record import LedgerRecord
from tracker.tables.reading import open_table, sheet_names

Watch = Callable[[Iterable[Row]], Iterable[Row]]
"""Passes rows on, and may tell how many have passed."""


@dataclass(frozen=True)
class Import:
    """A file as it was read, and what it comes to, as long as the shelves are there.

    `encoding` is that of a text, `beyond_ascii` its first cells that show whether it is right.
    """

    path: Path
    place: Place
    mapping: TableMapping
    columns: Columns
    read: RowsRead
    plan: Plan
    hidden: Hidden
    files: EvidenceFiles
    encoding: str | None
    beyond_ascii: tuple[str, ...]

    @property
    def goes_by_number(self) -> bool:
        """Whether licenses are called by the numbers on their certificates."""
        named = {*self.columns.fields, *self.mapping.constants}
        return self.columns.sort == "licenses" and "license" not in named

    def document(self, words: Words) -> dict[str, Any]:
        """Return how the file was read and what it comes to, as values for a JSON document."""
        columns, hidden = self.columns, self.hidden
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "sha256": self.place.digest,
            "encoding": self.encoding,
            "as": columns.sort,
            "rows": self.read.count,
            "columns": {name: each.heading for name, each in columns.fields.items()},
            "parameters": [
                {"parameter": each.name, "unit": each.unit, "column": each.column.heading}
                for each in columns.parameters
            ],
            "columns_not_read": [each.heading for each in columns.left_out],
            "rows_left_out": list(self.read.left_out),
            "rows_without_file": list(self.read.without_file),
            "hidden_columns": list(hidden.columns.values()),
            "hidden_rows": list(hidden.rows),
            "hidden_sheets_not_read": list(hidden.sheets),
            **plan_document(self.plan, words),
        }


def words_of(facts: Iterable[Fact]) -> Vocabulary:
    """Return the words that tables may use: those of the categories, and of facts on record."""
    found = files("events") / "gazette" / CATEGORIES_FILE
    read = read_document(found.read_bytes(), CATEGORIES, name=CATEGORIES_FILE)
    if isinstance(read, Problems):
        raise GazetteBroken(read)
    return vocabulary(read.categories, facts)


def prepare(
    path: Path,
    mapping: TableMapping,
    record: LedgerRecord,
    shelves: Shelves,
    *,
    today: date,
    effective_on: date | None = None,
    files: Path | None = None,
    watch: Watch = iter,
) -> Import:
    """Return what a file comes to beside what is on record.

    `effective_on` is the day from which new products and changes count where no column says it,
    `today` that after which days are yet to come. `files` is where the files of an evidence list
    are: if None, in the folder of the list. Raises HeadingsUnclear, or TableRefused.
    """
    with open_as(path, mapping) as table:
        place = place_of(table)
        known = Known(place, shelves, listed_categories())
        words = words_of(())
        for each in record.facts():
            known.note(each.fact)
            note_fact(words, each.fact)
        try:
            columns = columns_of(table.headings, mapping, words.parameters)
            if files is not None and columns.sort != "evidence":
                raise HeadingsRefused([f"{columns.sort} have no files; leave out --files"])
            days, mapping = _days(columns, mapping, today, effective_on)
            watched = replace(table, rows=watch(table.rows))
            read = read_rows(watched, columns, mapping, words, shelves)
        except HeadingsRefused as refused:
            raise HeadingsUnclear(table, refused.problems) from refused
    evidence = EvidenceFiles(files or path.parent, shelves)
    plan = plan_import(place, read, record, known, days, evidence, shelves)
    return Import(
        *(path, place, mapping, columns, read, plan, table.hidden, evidence),
        encoding=table.encoding,
        beyond_ascii=table.beyond_ascii,
    )


def open_as(path: Path, mapping: TableMapping) -> AbstractContextManager[Table]:
    """Open a file as the mapping says; the sheets that the tracker puts beside tables are none."""
    return open_table(
        path,
        sheet=mapping.sheet or _sheet_beside_ours(path),
        delimiter=mapping.delimiter,
        encoding=mapping.encoding,
        headings_row=mapping.headings_row,
    )


BESIDE_TABLES = {"Instructions 说明", "Lists 名单", "Question 问题"}
"""Sheets of the tracker's own workbooks that stand beside the table."""


def _sheet_beside_ours(path: Path) -> str | None:
    """Return the only sheet beside those of the tracker's own workbooks, if it has any of these."""
    names = sheet_names(path)
    tables = [name for name in names if name not in BESIDE_TABLES]
    return tables[0] if len(tables) == 1 and len(names) > 1 else None


def _days(
    columns: Columns, mapping: TableMapping, today: date, effective_on: date | None
) -> tuple[Days, TableMapping]:
    """Return the days for what says none of its own, and the mapping without that of products.

    It is where products begin that are new, and says nothing of those on record.
    """
    if columns.sort in _DAYS_OF_THEIR_OWN:
        if effective_on is not None:
            raise HeadingsRefused([_DAYS_OF_THEIR_OWN[columns.sort]])
        return Days(today), mapping
    constants = dict(mapping.constants)
    written = constants.pop("effective_on", None) if columns.sort == "products" else None
    changes_on = effective_on or mapping.changes_on
    rest = mapping.model_copy(update={"constants": constants})
    return Days(today, effective_on or _constant_day(written, mapping), changes_on), rest


_DAYS_OF_THEIR_OWN: Mapping[Sort, str] = {
    "events": "facts have days of their own; leave out --effective-on",
    "evidence": "evidence counts from the day on which it is added; leave out --effective-on",
}


def _constant_day(written: str | None, mapping: TableMapping) -> date | None:
    try:
        return None if written is None else day(written, mapping.dates)
    except NotReadError as error:
        raise HeadingsRefused([f"the mapping's constant 'effective_on': {error}"]) from None
