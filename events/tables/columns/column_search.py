"""Columns found by their headings, or by a mapping; what could be two things is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from events.tables.columns.columns import KEYS, Column, Columns, HeadingsRefused, ParameterSource
from events.tables.columns.parameter_names import ParameterNames
from events.tables.columns.sorts import told_sort
from events.tables.fields.field_lookup import field_under, fields_of, fields_perhaps_under
from events.tables.fields.fields import NEVER_READ, PERHAPS_COUNTING, Sort
from events.tables.fields.headings import name_and_unit, normalized
from events.tables.fields.mappings import ParameterColumn, TableMapping
from events.tables.table import Row, Unreadable
from events.tables.values.field_values import is_name
from events.words import did_you_mean, listed, quoted


def columns_of(
    headings: Row, mapping: TableMapping, parameters: Iterable[str], sort: Sort | None = None
) -> Columns:
    """Return what the columns of a table hold; raises HeadingsRefused with every problem.

    `parameters` are the known names of parameters; a column of another is read only if its heading
    begins with "parameter:" or the mapping names it. `sort` None: the mapping's, or else told by
    the headings.
    """
    columns = [
        Column(index, str(cell))
        for index, cell in enumerate(headings.cells)
        if cell is not None and str(cell).strip()
    ]
    unreadable = {
        index: cell.why
        for index, cell in enumerate(headings.cells)
        if isinstance(cell, Unreadable) and isinstance(cell.held, str)
    }
    found = _Search(columns, unreadable, mapping, parameters)
    return found.result(sort or mapping.sort or told_sort(columns, mapping))


class _Search:
    """Goes through the columns once, for one sort."""

    def __init__(
        self,
        columns: list[Column],
        unreadable: Mapping[int, str],
        mapping: TableMapping,
        parameters: Iterable[str],
    ) -> None:
        self.columns = columns
        self.unreadable = unreadable
        self.mapping = mapping
        self.known = ParameterNames(parameters)
        self.problems: list[str] = []
        self.ignored = NEVER_READ | {normalized(each) for each in mapping.ignore}

    def result(self, sort: Sort) -> Columns:
        """Return the columns of a sort; raises HeadingsRefused."""
        self._check_mapping(sort)
        fields = dict(self._named_by_mapping(sort))
        stated = [*self._stated_parameters()]
        taken = {column.index for column in fields.values()}
        taken |= {source.column.index for source in stated}
        free = [column for column in self.columns if column.index not in taken]
        fields |= self._by_heading(sort, free, fields)
        taken |= {column.index for column in fields.values()}
        open_ = [column for column in free if column.index not in taken]
        found = self._parameters(open_) if sort == "products" else []
        taken |= {source.column.index for source in found}
        left_out = [
            column
            for column in open_
            if column.index not in taken and normalized(column.heading) not in self.ignored
        ]
        self._ask_about(sort, left_out, fields)
        self._check_parameters([*stated, *found])
        self._check_key(sort, fields)
        if self.problems:
            raise HeadingsRefused(self.problems)
        return Columns(sort, fields, (*stated, *found), tuple(left_out))

    def _check_mapping(self, sort: Sort) -> None:
        fields = list(fields_of(sort))
        for place in ("columns", "constants"):
            for name in getattr(self.mapping, place):
                if name not in fields:
                    wrong = did_you_mean(name, fields, "they are", "and")
                    self.problems.append(
                        f"the mapping's '{place}' names {quoted(name)}, which is no field of "
                        f"{sort}{wrong}"
                    )

    def _named_by_mapping(self, sort: Sort) -> Iterator[tuple[str, Column]]:
        for name, named in self.mapping.columns.items():
            headings = (named,) if isinstance(named, str) else named
            if name in fields_of(sort) and (column := self._under(headings, f"field '{name}'")):
                yield name, column

    def _stated_parameters(self) -> Iterator[ParameterSource]:
        for name, stated in self.mapping.parameters.items():
            if column := self._under((stated.column,), f"parameter '{name}'"):
                yield ParameterSource(name, _unit(stated, column), column)

    def _under(self, headings: tuple[str, ...], what: str) -> Column | None:
        """Return the one column under any of some headings; it is a problem if it is not one."""
        under = {column for heading in headings for column in self._headed(heading)}
        found = sorted(under, key=lambda column: column.index)
        if len(found) == 1:
            return found[0]
        named = f"the heading {listed(map(quoted, headings))} that the mapping names for {what}"
        if found:
            self.problems.append(f"columns {_some(found)} both have {named}; rename one of them")
        else:
            written = [column.heading for column in self.columns]
            wrong = did_you_mean(headings[0], written, "the headings are", "and")
            self.problems.append(f"no column has {named}{wrong}")
        return None

    def _headed(self, heading: str) -> list[Column]:
        """Return the columns under just this heading, or else under one that comes down to it."""
        exact = [column for column in self.columns if column.heading.strip() == heading.strip()]
        near = [each for each in self.columns if normalized(each.heading) == normalized(heading)]
        return exact or near

    def _by_heading(
        self, sort: Sort, free: list[Column], given: Mapping[str, Column]
    ) -> dict[str, Column]:
        found: dict[str, list[Column]] = {}
        for column in free:
            name = field_under(sort, column.heading)
            settled = name in given or name in self.mapping.constants
            if name and not settled and normalized(column.heading) not in self.ignored:
                found.setdefault(name, []).append(column)
        for name, columns in found.items():
            if len(columns) > 1:
                self.problems.append(
                    f"columns {_some(columns)} all mean {name}; name one under "
                    "'columns' in a mapping, and the others under 'ignore' if they are not needed"
                )
        return {name: columns[0] for name, columns in found.items()}

    def _parameters(self, free: list[Column]) -> list[ParameterSource]:
        found = []
        for column in free:
            names, unit = self.known.meant(column.heading)
            if normalized(column.heading) in self.ignored:
                continue
            if len(names) > 1:
                self.problems.append(
                    f"column {column} may mean parameter {listed(names)}; say which under "
                    "'parameters' in a mapping, or name it under 'ignore'"
                )
            found += [ParameterSource(name, unit, column) for name in names[:1]]
        return found

    def _ask_about(self, sort: Sort, left: list[Column], fields: Mapping[str, Column]) -> None:
        for column in left:
            may_be = fields_perhaps_under(sort, column.heading)
            if why := self.unreadable.get(column.index):
                self.problems.append(
                    f"the heading of column {column} cannot be read: {why}; or name it under "
                    "'ignore' in a mapping"
                )
            elif any(name not in fields for name in may_be) and not _counts(sort, column, fields):
                self.problems.append(
                    f"column {column} may mean {listed(may_be)} or something else; say which under "
                    "'columns' in a mapping, or name it under 'ignore'"
                )
            elif self.mapping.strict:
                self.problems.append(
                    f"column {column} is not read, and the mapping is strict; name it under "
                    "'columns', 'parameters' or 'ignore'"
                )

    def _check_parameters(self, sources: list[ParameterSource]) -> None:
        seen: dict[tuple[str, str | None], Column] = {}
        for source in sources:
            if not is_name(source.name):
                self.problems.append(
                    f"column {source.column} names no parameter; a name is one line of 1 to 200 "
                    "characters without control characters"
                )
            first = seen.setdefault((source.name, source.unit), source.column)
            if first is not source.column:
                self.problems.append(
                    f"columns {first} and {source.column} both mean parameter '{source.name}'; "
                    "name one under 'ignore' in a mapping"
                )

    def _check_key(self, sort: Sort, fields: Mapping[str, Column]) -> None:
        keys = KEYS[sort]
        if not self.problems and not any(key in fields for key in keys):
            usual = [*dict.fromkeys(each for key in keys for each in fields_of(sort)[key].headings)]
            self.problems.append(
                f"no column names {_MAIN[sort]}; its heading is, say, "
                f"{listed(map(quoted, usual[:4]))}, or name it under 'columns' in a mapping; if "
                "the headings are further down, name their row with --headings-row"
            )


def _counts(sort: Sort, column: Column, fields: Mapping[str, Column]) -> bool:
    """Tell whether a column counts rows, as others say what these are about."""
    found = {*fields_perhaps_under(sort, column.heading)} & fields.keys()
    counting = normalized(column.heading) in PERHAPS_COUNTING
    return counting and bool(found) and any(key in fields for key in KEYS[sort])


_MAIN: Mapping[Sort, str] = {
    "products": "the product of a row",
    "licenses": "the license of a row",
    "events": "the kind of fact of a row",
    "evidence": "the file of a row",
}


SHOWN = 10
"""So many columns are named that have something in common."""


def _some(columns: Sequence[Column]) -> str:
    further = len(columns) - SHOWN
    more = [f"{further:,} more"] if further > 0 else []
    return listed([*map(str, columns[:SHOWN]), *more], "and")


def _unit(stated: ParameterColumn, column: Column) -> str | None:
    return stated.unit or name_and_unit(column.heading)[1]
