"""The components of a CycloneDX inventory (a bill of materials in JSON) as a table."""

import json
from collections.abc import Iterator
from typing import Any

from events.tables.table import Row
from tracker.tables.errors import TableRefused

VERSIONS = ("1.4", "1.5", "1.6")
TEXTS = ("bom-ref", "type", "group", "name", "version")
ORGANIZATIONS = ("supplier", "manufacturer")
HEADINGS = (*TEXTS, *ORGANIZATIONS, "publisher", "purl", "cpe")
"""Fields as CycloneDX names them; of an organization its name is taken."""


def component_rows(file: str, text: str) -> Iterator[Row]:
    """Yield the headings, then each component, one inside another after that one.

    The headings are row 0, the components are counted from 1. What the inventory is of
    (`metadata.component`) is none of its components. Raises TableRefused.
    """
    document = _parsed(file, text)
    yield Row(0, HEADINGS)
    components = _Components(file)
    for number, cells in enumerate(components.under(document, ""), 1):
        yield Row(number, cells)


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _refused(
            file,
            f"line {error.lineno}, column {error.colno} is not JSON.",
            f"The reader says: {error.msg}.",
        ) from error
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise _refused(file, "this is not JSON as an inventory has it.", f"{reason}.") from error
    kind, version = document.get("bomFormat"), document.get("specVersion")
    if kind != "CycloneDX":
        raise _refused(
            file,
            "this is not a CycloneDX inventory.",
            f"Its 'bomFormat' is {_shown(kind)}, and not \"CycloneDX\".",
        )
    if version not in VERSIONS:
        raise _refused(
            file,
            f"the inventory follows CycloneDX {_shown(version)}.",
            f"Versions {', '.join(VERSIONS)} are read here ('specVersion').",
        )
    return document  # type: ignore[no-any-return]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field '{twice}' is there twice in one object")
    return fields


def _no_number(written: str) -> None:
    raise ValueError(f"{written} is no number of JSON")


class _Components:
    """Walks components, and knows where each stands."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._places: dict[str, str] = {}

    def under(self, parent: dict[str, Any], place: str) -> Iterator[tuple[str | None, ...]]:
        """Yield the cells of the components of a parent, and of those inside them."""
        components = parent.get("components", [])
        self._expect(components, list, f"{place}components")
        for index, component in enumerate(components):
            here = f"{place}components[{index}]"
            self._expect(component, dict, here)
            self._expect_own_reference(component.get("bom-ref"), here)
            yield tuple(self._cell(component, field, here) for field in HEADINGS)
            yield from self.under(component, f"{here}.")

    def _cell(self, component: dict[str, Any], field: str, place: str) -> str | None:
        value, place = component.get(field), f"{place}.{field}"
        if value is None and field in ("type", "name"):
            raise _refused(self._file, f"'{place}' is missing.", "Every component has one.")
        if value is None:
            return None
        if field in ORGANIZATIONS:
            self._expect(value, dict, place)
            value, place = value.get("name", ""), f"{place}.name"
        self._expect(value, str, place)
        return value or None

    def _expect_own_reference(self, reference: object, place: str) -> None:
        if not isinstance(reference, str):
            return  # there is none, or its cell will be refused
        first = self._places.setdefault(reference, place)
        if first != place:
            raise _refused(
                self._file,
                f"'{first}' and '{place}' both have the 'bom-ref' {_shown(reference)}.",
                "In an inventory each is there once.",
            )

    def _expect(self, value: object, kind: type, place: str) -> None:
        if not isinstance(value, kind):
            names = {"list": "a list", "dict": "an object", "str": "text"}
            raise _refused(
                self._file, f"'{place}' is {_shown(value)}.", f"It is to be {names[kind.__name__]}."
            )


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _refused(file: str, what: str, why: str) -> TableRefused:
    return TableRefused(
        file, what, why, "Export the inventory as CycloneDX 1.6 in JSON, and try again."
    )
