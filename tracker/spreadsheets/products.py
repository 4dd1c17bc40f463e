"""Products as a table that can be imported again: a column for each field and each parameter."""

from collections.abc import Iterator, Sequence
from datetime import date

from events.products import Measure, ParameterValue, ProductRegistered
from events.tables.lists import joined
from projections.dossiers import Dossier, is_placed
from tracker.spreadsheets.sheets import Cell

FIELDS = ("product", "name", "vendor", "models", "category", "channels", "effective_on")


class Products:
    """The registered products as they stand on a day, or when registered, if that is later.

    `unregistered` names those that facts speak of without registering them: of these there is no
    row, as none could be imported.
    """

    def __init__(self, dossiers: Sequence[Dossier], day: date) -> None:
        found = [(dossier, registration(dossier)) for dossier in dossiers]
        self.unregistered = [dossier.product for dossier, fact in found if fact is None]
        self._found = [
            (dossier, fact, max(day, fact.effective_on)) for dossier, fact in found if fact
        ]
        self._parameters = sorted(
            {
                _column(name, value)
                for dossier, _, day in self._found
                for name, value in dossier.parameters.at(day).items()
            }
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """The fields, then the parameters, each with its unit."""
        return (*FIELDS, *self._parameters)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each product."""
        for dossier, fact, day in self._found:
            parameters = {
                _column(name, value): value.value if isinstance(value, Measure) else value
                for name, value in dossier.parameters.at(day).items()
            }
            yield (
                dossier.product,
                fact.name,
                dossier.vendors.at(day),
                joined(fact.models) or None,
                dossier.categories.at(day),
                joined(channels(dossier, day)) or None,
                fact.effective_on,
                *map(parameters.get, self._parameters),
            )


def registration(dossier: Dossier) -> ProductRegistered | None:
    """Return the fact that registered a product, or None."""
    facts = (record.fact for record in dossier.records)
    return next((fact for fact in facts if isinstance(fact, ProductRegistered)), None)


def channels(dossier: Dossier, day: date) -> list[str]:
    """Return the channels in which a product is placed on a day."""
    return [name for name, steps in dossier.placements.items() if is_placed(steps.at(day))]


def _column(name: str, value: ParameterValue) -> str:
    return f"{name} [{value.unit}]" if isinstance(value, Measure) else name
