"""The mapping that a file's headings come to."""

from collections.abc import Iterable
from pathlib import Path

from events.facts import Fact
from events.tables.columns.column_search import columns_of
from events.tables.columns.columns import Columns, HeadingsRefused
from events.tables.fields.mappings import ParameterColumn, TableMapping, mapping_yaml
from tracker.imports.errors import HeadingsUnclear
from tracker.imports.importing import open_as, words_of


def mapping_text(path: Path, mapping: TableMapping, facts: Iterable[Fact]) -> str:
    """Return a mapping as YAML that says all that was found, with remarks on what is not read.

    Raises HeadingsUnclear, or TableRefused.
    """
    words = words_of(facts)
    with open_as(path, mapping) as table:
        try:
            columns = columns_of(table.headings, mapping, words.parameters)
        except HeadingsRefused as refused:
            raise HeadingsUnclear(table, refused.problems) from refused
    remarks = [f"# Not read: column {column}.\n" for column in columns.left_out]
    return "".join(remarks) + mapping_yaml(_found(mapping, columns))


def _found(mapping: TableMapping, columns: Columns) -> TableMapping:
    return mapping.model_copy(
        update={
            "sort": columns.sort,
            "columns": {name: each.heading.strip() for name, each in columns.fields.items()},
            "parameters": {
                each.name: ParameterColumn(column=each.column.heading.strip(), unit=each.unit)
                for each in columns.parameters
            },
        }
    )
