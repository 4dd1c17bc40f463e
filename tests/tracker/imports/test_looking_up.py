"""A plan made of what is looked up of a ledger is the one that all of its facts would give."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import tables
from hypothesis import given, settings
from hypothesis import strategies as st
from support import RECORDED_AT
from tables import a_mapping, a_table, on_record

from events.facts import Fact, canonical_json
from events.remarks import FactVoided
from events.tables.fields.fields import Sort
from events.tables.table import Table
from projections.imports.plan import Days
from projections.imports.record import OnRecord
from projections.imports.rows.evidence import Seen
from tracker.ledger import Ledger, create_ledger
from tracker.ledger.errors import BatchRefused

DAYS = st.sampled_from(["2020-01-01", "2021-06-30", "2023-07-01"])
PRODUCTS = st.sampled_from(["P", "p", "Q", "R"])
LICENSES = st.sampled_from(["L", "M", "ｌ"])
NUMBERS = st.sampled_from(["N-1", "N-1", "L"])
STEPS = st.sampled_from(["import", "import", "import", "undo", "void"])

HEADINGS: dict[Sort, tuple[str, ...]] = {
    "products": ("product", "name", "category", "channels", "effective_on"),
    "licenses": (
        *("license", "number", "regime", "license_kind", "products", "issued_on"),
        *("valid_until", "renewed_on"),
    ),
    "events": ("id", "kind", "product", "channel", "effective_on", "fact", "reason"),
    "evidence": ("file", "fact", "license", "number", "note"),
}
FILES = {
    name: Seen(name, digit * 64, 1000, "application/pdf")
    for name, digit in (("a.pdf", "a"), ("b.pdf", "b"))
}
ROWS: dict[Sort, st.SearchStrategy[tuple[Any, ...]]] = {
    "products": st.tuples(
        PRODUCTS,
        st.sampled_from(["One (invented)", "Other (invented)"]),
        st.sampled_from(["firewall", "router", None]),
        st.sampled_from(["general_sale", "general_sale; critical_infrastructure", None]),
        DAYS,
    ),
    "licenses": st.tuples(
        LICENSES | st.none(),
        NUMBERS | st.none(),
        st.sampled_from(["mps", "mps", "csl"]),
        st.just("certificate"),
        st.sampled_from(["P", "P; Q"]),
        st.just("2020-01-01"),
        st.sampled_from(["2025-06-30", "2026-06-30", None]),
        st.sampled_from([None, None, None, "2023-07-01"]),
    ),
    "events": st.tuples(
        st.sampled_from(["a", "b", None]),
        st.just("product_placed"),
        PRODUCTS,
        st.sampled_from(["general_sale", "critical_infrastructure"]),
        DAYS,
        st.none(),
        st.none(),
    )
    | st.tuples(
        st.sampled_from(["v", "w", None]),
        st.just("fact_voided"),
        *(st.none(),) * 3,
        st.sampled_from(["a", "b", "v"]),
        st.just("Mistaken."),
    ),
    "evidence": st.tuples(
        st.sampled_from(["a.pdf", "a.pdf", "b.pdf", "none.pdf"]),
        st.sampled_from(["a", "v", None, None]),
        LICENSES | st.none(),
        NUMBERS | st.none(),
        st.sampled_from(["Kept in the safe.", None]),
    ),
}


@st.composite
def some_tables(draw: st.DrawFn) -> tuple[Sort, Table]:
    sort = draw(st.sampled_from([*HEADINGS]))
    rows = draw(st.lists(ROWS[sort], min_size=1, max_size=3))
    digest = draw(st.sampled_from(["a1", "b2"])) * 32
    return sort, a_table(HEADINGS[sort], *rows, digest=digest)


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Return facts that imports, undone imports and voidings left on record."""
    facts: list[Fact] = []
    for step in draw(st.lists(STEPS, min_size=1, max_size=6)):
        if step == "import":
            sort, table = draw(some_tables())
            facts += [each.fact for each in plan(sort, table, facts).facts]
        elif step == "undo":
            digest = draw(st.sampled_from(["a1", "b2"])) * 32
            facts += tables.undone(facts, digest).voidings
        elif facts:
            voided = draw(st.sampled_from(facts))
            fact = FactVoided(kind="fact_voided", fact=voided.id or "", reason="Wrong.")
            facts.append(OnRecord(on_record(facts)).named(fact))
    return facts


def plan(sort: Sort, table: Table, facts: list[Fact], ledger: Ledger | None = None) -> Any:
    days = Days(tables.TODAY, date(2023, 1, 1), date(2024, 1, 1))
    return tables.plan_of(table, a_mapping(), facts, days, sort, ledger, files=FILES)


@contextmanager
def holding(facts: list[Fact]) -> Iterator[tuple[Ledger, list[Fact]]]:
    """Yield a ledger with those of some facts that it takes, one by one, and these facts."""
    with (
        TemporaryDirectory() as folder,
        create_ledger(str(Path(folder, "tracker.db")), at=RECORDED_AT) as ledger,
    ):
        for fact in facts:
            with suppress(BatchRefused):
                ledger.record([fact], at=RECORDED_AT)
        yield ledger, [each.fact for each in ledger.facts()]


@settings(max_examples=200)
@given(histories(), some_tables(), st.integers(1, 3))
def test_looking_up_is_as_good_as_knowing_everything(
    facts: list[Fact], imported: tuple[Sort, Table], portion: int
) -> None:
    sort, table = imported
    with (
        holding(facts) as (ledger, taken),
        mock.patch("projections.imports.planning.PORTION", portion),
    ):
        looked_up, knowing = plan(sort, table, taken, ledger), plan(sort, table, taken)
        assert looked_up == knowing
        assert [canonical_json(each.fact) for each in looked_up.facts] == [
            canonical_json(each.fact) for each in knowing.facts
        ]


@settings(max_examples=60)
@given(histories(), st.integers(1, 3))
def test_an_undoing_looked_up_is_as_good_as_one_that_knows_everything(
    facts: list[Fact], portion: int
) -> None:
    with (
        holding(facts) as (ledger, taken),
        mock.patch("projections.imports.undoing.PORTION", portion),
    ):
        looked_up, knowing = tables.undone(taken, ledger=ledger), tables.undone(taken)
        assert looked_up.voidings == knowing.voidings
        for found, expected in (
            (looked_up.undone, knowing.undone),
            (looked_up.hanging, knowing.hanging),
        ):
            assert [each.position for each in found] == [each.position for each in expected]
