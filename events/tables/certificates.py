"""The licenses that the rows of a table name under each number: one certificate is one license."""

from collections.abc import MutableMapping

from events.tables.rows import LicenseRow, named_rows
from events.tables.shelves import Shelves

Naming = tuple[str | None, str | None, int]
"""A regime, the name of a license in it, and the first row that has them; None: not said."""


class Certificates:
    """Knows under which names rows speak of a number."""

    def __init__(self, shelves: Shelves) -> None:
        self._namings: MutableMapping[str, list[Naming]] = shelves.index()

    def note(self, row: LicenseRow) -> None:
        """Note how a row names its license."""
        if row.number is None:
            return
        known = self._namings.get(row.number, [])
        if not any(each[:2] == (row.regime, row.license) for each in known):
            self._namings[row.number] = [*known, (row.regime, row.license, row.rows[0])]

    def knows(self, number: str | None) -> bool:
        """Tell whether a row has a number."""
        return number is not None and number in self._namings

    def conflict(self, row: LicenseRow) -> str | None:
        """Return what is wrong if other rows give the number of a row to another license."""
        if row.number is None:
            return None
        if row.license is None and (rows := self._in_other_regimes(row.number, row.regime)):
            return (
                f"number '{row.number}' is also that of a license in another regime, in "
                f"{named_rows(rows)}: a license without a name goes by its number, so name both "
                "in a column 'license'"
            )
        mine = row.license or row.number
        others = [
            (license, first)
            for regime, license, first in self._namings.get(row.number, [])
            if (license or row.number) != mine
            and (regime == row.regime or None in (regime, row.regime))
        ]
        if not others:
            return None
        names = " and ".join(_called(license) for license, _ in others[:_NAMED])
        where = named_rows([first for _, first in others])
        return (
            f"number '{row.number}' is that of {_called(row.license)} here, and of {names} in "
            f"{where}: one certificate is one license; write one name in all of its rows, or "
            "correct the number"
        )

    def _in_other_regimes(self, number: str, regime: str | None) -> list[int]:
        """Return the first rows of licenses without a name that have a number in other regimes."""
        return [
            first
            for other, license, first in self._namings.get(number, [])
            if license is None and None not in (regime, other) and regime != other
        ]


_NAMED = 5


def _called(license: str | None) -> str:
    return f"license '{license}'" if license else "a license without a name"
