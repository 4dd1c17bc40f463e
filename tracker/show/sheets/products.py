"""Products as a table that can be imported again: a column for each field and each parameter."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from unicodedata import normalize

from events.products import Measure, ParameterValue
from events.tables.fields.fields import OTHER_PARAMETERS
from events.tables.values.lists import joined
from events.tables.values.literal import literal
from events.tables.values.numbers import is_number, literal_parameter
from projections.record.dossiers import Dossier
from tracker.show.sheets.sheets import Cell

FIELDS = ("product", "name", "vendor", "models", "category", "channels", "effective_on")

_NOT_IN_HEADINGS = re.compile(r"[\[\]()（）;|]")
"""Marks that stand around a unit, or may part the cells of a text file."""


class ProductTable:
    """The registered products as they stand on a day, or when registered, if that is later.

    `unregistered` names those that facts speak of without registering them: of these there is no
    row, as none could be imported.
    """

    def __init__(self, dossiers: Sequence[Dossier], day: date) -> None:
        found = [(dossier, dossier.registration) for dossier in dossiers]
        self.unregistered = [dossier.product for dossier, fact in found if fact is None]
        self._found = [
            (dossier, fact, max(day, fact.effective_on)) for dossier, fact in found if fact
        ]
        self._columns = sorted(
            {
                column
                for dossier, _, day in self._found
                for name, value in dossier.parameters.at(day).items()
                if (column := _column(name, value)) is not None
            }
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """The fields, then the parameters, each with its unit, then those that no column holds."""
        return (*FIELDS, *self._columns, OTHER_PARAMETERS)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each product."""
        for dossier, fact, day in self._found:
            parameters = dossier.parameters.at(day)
            own = {_column(name, value): _cell(value) for name, value in parameters.items()}
            yield (
                literal(dossier.product),
                literal(fact.name),
                _literal(dossier.vendors.at(day)),
                joined(map(literal, fact.models)) or None,
                _literal(dossier.categories.at(day)),
                joined(map(literal, dossier.channels_on(day))) or None,
                fact.effective_on,
                *map(own.get, self._columns),
                _others(parameters),
            )


def _literal(name: str | None) -> str | None:
    return None if name is None else literal(name)


def _column(name: str, value: ParameterValue) -> str | None:
    """Return the heading under which a parameter is read as it is, or None if there is none."""
    unit = value.unit if isinstance(value, Measure) else None
    plain = _plain(value)
    if isinstance(plain, float) and not is_number(str(plain)):
        return None
    for written in filter(None, (name, unit)):
        if _NOT_IN_HEADINGS.search(written) or normalize("NFKC", written) != written:
            return None
    if " ".join(name.split()) != name:
        return None
    return f"parameter: {name} [{unit}]" if unit else f"parameter: {name}"


def _cell(value: ParameterValue) -> int | float | bool | str:
    plain = _plain(value)
    return literal_parameter(plain) if isinstance(plain, str) else plain


def _plain(value: ParameterValue) -> int | float | bool | str:
    return value.value if isinstance(value, Measure) else value


def _others(parameters: Mapping[str, ParameterValue]) -> str | None:
    """Return as JSON the parameters that have no column of their own."""
    found = {
        name: value.model_dump() if isinstance(value, Measure) else value
        for name, value in parameters.items()
        if _column(name, value) is None
    }
    return json.dumps(found, ensure_ascii=False) if found else None
