"""The parameter that a heading means, and its unit."""

from collections.abc import Iterable

from events.tables.fields.headings import name_and_unit, names_a_parameter, normalized


class ParameterNames:
    """The names of parameters that are known, which headings need not write exactly."""

    def __init__(self, known: Iterable[str]) -> None:
        self._exact = frozenset(known)
        self._near: dict[str, list[str]] = {}
        for name in sorted(self._exact):
            self._near.setdefault(normalized(name), []).append(name)
        self._near.pop("", None)

    def meant(self, heading: str) -> tuple[list[str], str | None]:
        """Return the names that a heading may mean, and its unit; a new one if it says so itself.

        >>> ParameterNames(["memory"]).meant("Memory [GB]")
        (['memory'], 'GB')
        >>> ParameterNames(["memory"]).meant("parameter: cores"), ParameterNames([]).meant("cores")
        ((['cores'], None), ([], None))
        """
        name, unit = name_and_unit(heading)
        if name in self._exact:
            return [name], unit
        new = [" ".join(name.split())] if names_a_parameter(heading) else []
        return self._near.get(normalized(name), new), unit
