"""Whatever is on record, its table says exactly that: its import records nothing, or all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from exports import facts_on, licenses_on, products_on, write_sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from support import a_fact
from tables import TODAY, a_mapping, on_record, plan_of

from events.base import Name, Text
from events.facts import Fact, fact_to_dict
from events.tables.damaged import damage_in
from events.tables.fields.fields import Sort
from events.tables.fields.vocabulary import vocabulary
from events.tables.values.unseen import unseen_in
from projections.imports.plan import Days, Plan
from tracker.show.sheets.sheets import Sheet
from tracker.tables.reading import open_table

DAY = date(2026, 1, 1)
FORMS = st.sampled_from(["list.csv", "list.xlsx"])

DOUBTFUL = (
    *("null", "N/A", "-", "--", "无", "TBD", "?", "none", "1E5", "-1.2E+15", "#N/A", "###"),
    *("'", "''", "'-", "''N/A", "'null", "'x", "'s-Gravenhage", "'x'", "=1+1", "'=1+1", "＝x"),
    *("10", "0.5", "-5", "+5GB", "5GB", "1,5", "1,200,000", "true", "FALSE", "１０", "2023-07-01"),
    *('5" rack', "A; B", "A, B、C", '"x"', "{}", "长期", "是", "GB", "firewall 防火墙"),
)
PADDED = (" x", "x ", " - ", "' x'", "line\n", "a\r\nb", "\t=1", "' '", " '", "'x' ", " 10 ")


def fitting(kind: Any) -> Any:
    """Return whether a text can stand where facts ask for a kind of text."""
    adapter: TypeAdapter[str] = TypeAdapter(kind)

    def fits(text: str) -> bool:
        try:
            return adapter.validate_python(text, strict=True) == text
        except ValidationError:
            return False

    return fits


ASSIGNED = st.characters(codec="utf-8", exclude_categories=("Co", "Cn"))
ANY = st.sampled_from([*DOUBTFUL, *PADDED]) | st.text(ASSIGNED, max_size=8)
ANY |= st.builds(lambda start, text: start + text, st.sampled_from("'-= \n\""), ANY)
SOUND = ANY.filter(lambda text: damage_in(text) is None)
NAMES = SOUND.filter(fitting(Name)).filter(lambda name: unseen_in(name) is None)
TEXTS = ANY.filter(fitting(Text))
TITLES = SOUND.filter(fitting(Text))
NUMBERS_OF_LICENSES = TITLES.filter(lambda number: unseen_in(number) is None)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-(2**53) + 1, 2**53 - 1)
PLAIN = NUMBERS | st.booleans() | TEXTS
PARAMETERS = st.dictionaries(
    st.sampled_from(["memory", "Memory", "#", "端口（个）", "a  b", "model", "parameter: x"])
    | NAMES,
    PLAIN | st.fixed_dictionaries({"value": PLAIN, "unit": st.sampled_from(["GB", "5"]) | NAMES}),
    max_size=3,
)


def some(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(values, max_size=3, unique=True)


def named_once(rows: Sequence[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return list({row[name]: row for row in rows}.values())


PRODUCTS = st.lists(
    st.fixed_dictionaries(
        {"product": NAMES, "name": TITLES, "effective_on": st.dates(date(1900, 1, 1), DAY)},
        optional={
            "vendor": NAMES,
            "models": some(TITLES),
            "category": NAMES,
            "channels": some(NAMES),
            "parameters": PARAMETERS,
        },
    ),
    max_size=4,
).map(lambda rows: [a_fact(kind="product_registered", **r) for r in named_once(rows, "product")])

LICENSES = st.lists(
    st.fixed_dictionaries(
        {
            "license": NAMES,
            "number": NUMBERS_OF_LICENSES,
            "regime": NAMES,
            "license_kind": NAMES,
            "products": st.lists(NAMES, min_size=1, max_size=3, unique=True),
            "issued_on": st.dates(date(2000, 1, 1), DAY),
        },
        optional={"holder": NAMES, "valid_until": st.dates(DAY, date(2200, 12, 31))},
    ),
    max_size=4,
).map(
    lambda rows: [
        a_fact(kind="license_issued", **row)
        for row in named_once(named_once(rows, "license"), "number")
    ]
)

FACTS = st.lists(
    st.fixed_dictionaries(
        {"id": NAMES, "kind": st.just("product_registered"), "product": NAMES, "name": TEXTS},
        optional={"note": TEXTS, "models": some(TEXTS), "parameters": PARAMETERS},
    )
    | st.fixed_dictionaries(
        {"id": NAMES, "kind": st.just("license_revoked"), "license": NAMES},
        optional={"note": TEXTS},
    )
    | st.fixed_dictionaries(
        {"id": NAMES, "kind": st.just("product_reclassified"), "product": NAMES}
        | {"category": NAMES | st.none()}
    )
    | st.fixed_dictionaries(
        {"id": NAMES, "kind": st.just("scope_determined"), "product": NAMES, "regime": NAMES}
        | {"in_scope": st.booleans() | st.none(), "basis": TEXTS}
    )
    | st.fixed_dictionaries(
        {"id": NAMES, "kind": st.just("review_opened"), "review": NAMES, "channel": NAMES}
        | {"products": st.lists(NAMES, min_size=1, max_size=3, unique=True)},
        optional={"vendor": NAMES, "source": st.lists(st.fixed_dictionaries({"title": TEXTS}))},
    ),
    max_size=4,
).map(lambda rows: [a_fact(effective_on=DAY, **row) for row in named_once(rows, "id")])


def imported(
    sheet: Sheet, name: str, sort: Sort, facts: Iterable[Fact], *, anew: bool = False
) -> Plan:
    """Return what a table of facts comes to beside them, or `anew` beside an empty record."""
    words = vocabulary([], facts)
    mapping = a_mapping(sort=sort)
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        write_sheet(path, sheet)
        with open_table(path) as table:
            plan = plan_of(
                table,
                mapping,
                () if anew else facts,
                Days(TODAY),
                words=words,
                parameters=() if anew else None,
            )
    assert (plan.problems, plan.contradictions, plan.bad) == ((), (), frozenset())
    return plan


def contents(facts: Iterable[Fact]) -> list[Any]:
    """Return what facts say beside their ids and sources, in some order that is always the same."""
    found = [fact_to_dict(fact) | {"id": None, "source": None} for fact in facts]
    sets = [{name: _sorted(each[name]) for name in sorted(each)} for each in found]
    return sorted(sets, key=str)


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    return sorted(value) if isinstance(value, list) else value


RANDOM = settings(max_examples=100)


@RANDOM
@given(PRODUCTS, FORMS)
def test_a_table_of_any_products_says_what_is_on_record(facts: list[Fact], name: str) -> None:
    record = on_record(facts)
    assert not imported(products_on(record, DAY), name, "products", facts).facts
    anew = imported(products_on(record, DAY), name, "products", facts, anew=True).facts
    assert contents(each.fact for each in anew) == contents(facts)


@RANDOM
@given(LICENSES, FORMS)
def test_a_table_of_any_licenses_says_what_is_on_record(facts: list[Fact], name: str) -> None:
    record = on_record(facts)
    assert not imported(licenses_on(record, DAY), name, "licenses", facts).facts
    anew = imported(licenses_on(record, DAY), name, "licenses", facts, anew=True).facts
    assert contents(each.fact for each in anew) == contents(facts)


@RANDOM
@given(FACTS, FORMS)
def test_a_table_of_any_facts_says_what_is_on_record(facts: list[Fact], name: str) -> None:
    record = on_record(facts)
    assert not imported(facts_on(record), name, "events", facts).facts
    anew = imported(facts_on(record), name, "events", facts, anew=True).facts
    assert contents(each.fact for each in anew) == contents(facts)
    assert [each.fact.id for each in anew] == [fact.id for fact in facts]


CHANGES_OF_PRODUCTS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.just("product_specified"),
            "parameters": st.dictionaries(NAMES, PLAIN | st.none(), min_size=1, max_size=2),
        }
    )
    | st.fixed_dictionaries(
        {"kind": st.just("product_reclassified"), "category": NAMES | st.none()}
    )
    | st.fixed_dictionaries(
        {"kind": st.sampled_from(["product_placed", "product_withdrawn"]), "channel": NAMES}
    ),
    max_size=5,
)


def changed(
    opened: list[Fact], what: str, changes: list[dict[str, Any]], data: st.DataObject, since: date
) -> list[Fact]:
    """Return facts and changes of what they open, from days between `since` and DAY."""
    names, days = [getattr(fact, what) for fact in opened], st.dates(since, DAY)
    return opened + [
        a_fact(**{what: data.draw(st.sampled_from(names)), "effective_on": data.draw(days)}, **each)
        for each in changes
        if names
    ]


@RANDOM
@given(PRODUCTS, CHANGES_OF_PRODUCTS, st.data(), FORMS)
def test_a_table_of_products_that_changed_imports_to_nothing_new(
    registered: list[Fact], changes: list[dict[str, Any]], data: st.DataObject, name: str
) -> None:
    facts = changed(registered, "product", changes, data, since=date(1990, 1, 1))
    assert not imported(products_on(on_record(facts), DAY), name, "products", facts).facts


CHANGES_OF_LICENSES = st.lists(
    st.fixed_dictionaries(
        {"kind": st.just("license_renewed"), "valid_until": st.dates(DAY, date(2200, 12, 31))}
    )
    | st.fixed_dictionaries(
        {"kind": st.just("license_scope_changed"), "add": st.lists(NAMES, min_size=1, max_size=2)}
    )
    | st.fixed_dictionaries({"kind": st.sampled_from(["license_suspended", "license_revoked"])}),
    max_size=5,
)


@RANDOM
@given(LICENSES, CHANGES_OF_LICENSES, st.data(), FORMS)
def test_a_table_of_licenses_that_changed_imports_to_nothing_new(
    issued: list[Fact], changes: list[dict[str, Any]], data: st.DataObject, name: str
) -> None:
    facts = changed(issued, "license", changes, data, since=date(2010, 1, 1))
    assert not imported(licenses_on(on_record(facts), DAY), name, "licenses", facts).facts
