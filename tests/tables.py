"""Tables in memory, and what importing them into a few facts comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from support import RECORDED_AT, a_fact

from events.facts import Fact
from events.recorded import LEGAL_ZONE, Recorded, recorded
from events.remarks import FactVoided
from events.tables.columns.column_search import columns_of
from events.tables.fields.fields import Sort
from events.tables.fields.mappings import MAPPING, TableMapping
from events.tables.fields.vocabulary import Vocabulary, vocabulary
from events.tables.reading import place_of, read_rows
from events.tables.rows import RowProblem, Said
from events.tables.table import Cell, Row, Table
from projections.documents.imports import row_problem
from projections.imports.bearing import Asked
from projections.imports.known import Known
from projections.imports.plan import Days, Plan
from projections.imports.planning import plan_import
from projections.imports.rows.evidence import Seen
from projections.imports.undoing import Undoing, undoing
from projections.record.visible import visible
from projections.record.visible import voidings as voided_in
from projections.wording import en
from tracker.imports.ledger_record import LedgerRecord
from tracker.ledger import Ledger
from tracker.shelves import DiskShelf, DiskShelves

DIGEST = "a1" * 32
TODAY = date(2026, 1, 1)
NO_FILES: Mapping[str, Seen | str] = {}
LICENSES = ("license", "number", "regime", "license_kind", "holder", "products", "issued_on")
LICENSES += ("valid_until", "renewed_on")
PRODUCTS = ("product", "name", "vendor", "models", "category", "channels", "effective_on")
PRODUCTS += ("throughput",)


def a_table(
    headings: Sequence[Cell],
    *rows: Sequence[Cell],
    sheet: str | None = "Sheet1",
    digest: str = DIGEST,
) -> Table:
    """Return a table of a file list.xlsx, its headings in row 1."""
    below = [Row(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
    return Table("list.xlsx", sheet, digest, Row(1, tuple(headings)), below)


def license_table(**fields: Any) -> Table:
    """Return a table whose one row says of license L what is on record, but for some fields."""
    usual = {
        "license": "L",
        "number": "N-1",
        "regime": "mps",
        "license_kind": "sales_permit",
        "holder": "Holder (invented)",
        "products": "P",
        "issued_on": "2023-07-01",
        "valid_until": "2025-06-30",
    }
    return _of_one_row(LICENSES, usual | fields)


def product_table(**fields: Any) -> Table:
    """Return a table whose one row says of product P what is on record, but for some fields."""
    usual = {
        "product": "P",
        "name": "Product (invented)",
        "vendor": "Vendor (invented)",
        "models": "P-1",
        "category": "firewall",
        "channels": "general_sale",
        "effective_on": "2023-01-01",
        "throughput": 20,
    }
    return _of_one_row(PRODUCTS, usual | fields)


def _of_one_row(headings: Sequence[str], row: Mapping[str, Any]) -> Table:
    return a_table(headings, [row.get(name) for name in headings])


def a_mapping(**fields: Any) -> TableMapping:
    """Return a mapping; `sort` stands for its field `as`."""
    if "sort" in fields:
        fields["as"] = fields.pop("sort")
    return MAPPING.validate_python(fields, strict=False)


def some_words() -> Vocabulary:
    """Return words of a few categories, channels and regimes."""
    found = vocabulary([], [])
    found.add("category", "firewall", "Firewall (hardware)", "防火墙")
    found.add("category", "router", "Router", "路由器")
    found.add("regime", "mps", "Sales permit (MPS)", "销售许可")
    found.add("regime", "csl", "Certification", "网络安全专用产品安全认证")
    found.parameters.update(("throughput", "memory"))
    return found


@dataclass(frozen=True)
class Read:
    """What the rows of a table say, at hand."""

    said: tuple[Said, ...]
    problems: tuple[RowProblem, ...]
    bad: set[int]
    left_out: tuple[int, ...]
    count: int


def read(table: Table, mapping: TableMapping | None = None, sort: Sort | None = None) -> Read:
    """Return what the rows of a table say."""
    mapping = mapping or a_mapping()
    words = some_words()
    columns = columns_of(table.headings, mapping, words.parameters, sort)
    with DiskShelves() as shelves:
        found = read_rows(table, columns, mapping, words, shelves)
        said = tuple(found.said())
        return Read(said, tuple(found.problems), found.bad, tuple(found.left_out), found.count)


def said_wrong(table: Table, mapping: TableMapping | None = None) -> list[str]:
    """Return the problems of a table without the name of its file."""
    found = read(table, mapping).problems
    told = (row_problem(problem, en) for problem in found)
    return [str(problem).removeprefix("list.xlsx, sheet 'Sheet1', ") for problem in told]


def on_record(facts: Iterable[Fact]) -> list[Recorded]:
    """Return facts as they are recorded, one after another."""
    zone = ZoneInfo(LEGAL_ZONE)
    return [
        recorded(
            fact if fact.id else fact.model_copy(update={"id": f"on-record-{position}"}),
            position=position,
            recorded_at=RECORDED_AT,
            zone=zone,
        )
        for position, fact in enumerate(facts, 1)
    ]


def planned(
    table: Table,
    *facts: Fact,
    mapping: TableMapping | None = None,
    on: str | None = None,
    sort: Sort | None = None,
    files: Mapping[str, Seen | str] = NO_FILES,
) -> Plan:
    """Return what a table comes to on TODAY; `on` is the day of --effective-on."""
    mapping = mapping or a_mapping()
    day = date.fromisoformat(on) if on else None
    return plan_of(table, mapping, facts, Days(TODAY, day, day), sort, files=files)


@dataclass(frozen=True)
class Found:
    """The files that a list names, by these names."""

    files: Mapping[str, Seen | str]

    def seen(self, named: str) -> Seen | str:
        return self.files.get(named, f"file '{named}' cannot be taken: it is not there")


def imported(plan: Plan) -> list[Any]:
    """Return the facts of a plan, as they would be on record."""
    return [each.fact for each in plan.facts]


class InMemory:
    """A record that is kept in a list, and gives all of it whatever it is asked."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.everything = on_record(facts)

    def facts(self, *, voidings: bool = False) -> list[Recorded]:
        seen, voided = visible(self.everything), voided_in(self.everything)
        more = [
            each
            for each in self.everything
            if voidings and isinstance(each.fact, FactVoided) and each.id not in voided
        ]
        return sorted(seen + more, key=lambda each: each.position)

    def about(self, asked: Asked) -> list[Recorded]:
        return self.everything


def plan_of(
    table: Table,
    mapping: TableMapping,
    facts: Iterable[Fact],
    days: Days,
    sort: Sort | None = None,
    ledger: Ledger | None = None,
    words: Vocabulary | None = None,
    parameters: Iterable[str] | None = None,
    files: Mapping[str, Seen | str] = NO_FILES,
) -> Plan:
    """Return what a table comes to beside facts on record, or in a ledger; all of it at hand."""
    words = words or some_words()
    known_parameters = words.parameters if parameters is None else parameters
    columns = columns_of(table.headings, mapping, known_parameters, sort)
    with DiskShelves() as shelves:
        record = LedgerRecord(ledger, shelves) if ledger else InMemory(facts)
        known = Known(place_of(table), shelves)
        for each in record.facts():
            known.note(each.fact)
        read = read_rows(table, columns, mapping, words, shelves)
        plan = plan_import(place_of(table), read, record, known, days, Found(files), shelves)
        return replace(
            plan,
            **{
                field.name: tuple(value)
                for field in fields(plan)
                if isinstance(value := getattr(plan, field.name), DiskShelf)
            },
        )


def undone(facts: Iterable[Fact], digest: str = DIGEST, ledger: Ledger | None = None) -> Undoing:
    """Return what undoes an import beside facts on record, or in a ledger; all of it at hand."""
    with DiskShelves() as shelves:
        record = LedgerRecord(ledger, shelves) if ledger else InMemory(facts)
        found = undoing(record, digest, shelves)
        return Undoing(tuple(found.undone), tuple(found.voidings), tuple(found.hanging))


def told(plan: Plan) -> list[dict[str, Any]]:
    """Return the facts of a plan as they are written, without ids and sources."""
    return [
        planned.fact.model_dump(mode="json", exclude={"id", "source"}, exclude_defaults=True)
        for planned in plan.facts
    ]


def the_license(**fields: Any) -> Fact:
    """Return the issue of license L, valid through 2025-06-30, for product P."""
    usual = {
        "kind": "license_issued",
        "id": "issue-of-L",
        "license": "L",
        "number": "N-1",
        "regime": "mps",
        "license_kind": "sales_permit",
        "holder": "Holder (invented)",
        "products": ["P"],
        "issued_on": "2023-07-01",
        "valid_until": "2025-06-30",
    }
    return a_fact(**(usual | fields))


def the_product(**fields: Any) -> Fact:
    """Return the registration of product P."""
    usual = {
        "kind": "product_registered",
        "id": "registration-of-P",
        "product": "P",
        "name": "Product (invented)",
        "vendor": "Vendor (invented)",
        "models": ["P-1"],
        "category": "firewall",
        "parameters": {"throughput": 20},
        "channels": ["general_sale"],
        "effective_on": "2023-01-01",
    }
    return a_fact(**(usual | fields))


def problems_of(plan: Plan) -> list[RowProblem]:
    """Return what is wrong with rows."""
    return [row_problem(each, en) for each in plan.problems]


def said_of(plan: Plan) -> list[str]:
    """Return what else is said of rows."""
    return [en.saying_text(each.saying) for each in plan.told]
