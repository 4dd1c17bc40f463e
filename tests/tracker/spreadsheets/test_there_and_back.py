"""What is written as a table to import says what is on record: importing it records nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from console import answered, empty_folder
from sheets import by_libreoffice, needs_libreoffice


@pytest.fixture(scope="module", autouse=True)
def portfolio() -> Iterator[None]:
    with empty_folder():
        assert answered("init")[1] == 0
        assert answered("record examples/portfolio.jsonl")[1] == 0
        yield


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("sort", "rows"), [("products", 50), ("licenses", 66)])
def test_a_table_of_the_portfolio_imports_to_nothing_new(sort: str, rows: int, form: str) -> None:
    assert answered(f"{sort} --{form} out.{form}")[1] == 0
    said, code = answered(f"import out.{form}")
    assert code == 0, said
    assert f"{rows} rows unchanged" in said
    assert "(position 195)" in answered("facts --kind license_renewed")[0]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_of_facts_imports_to_nothing_new(form: str) -> None:
    assert answered(f"facts --{form} out.{form}")[1] == 0
    said, code = answered(f"import out.{form} --as events")
    assert code == 0, said
    assert "(position 195)" in answered("facts --kind license_renewed")[0]


def test_a_table_of_facts_with_an_import_that_was_undone_imports_to_nothing_new() -> None:
    with empty_folder():
        assert answered("init")[1] == 0
        Path("one.csv").write_text(
            "number,regime,license_kind,products,issued_on,valid_until\n"
            "INV-1,mps,sales_permit,FW-1,2022-01-01,2024-01-01\n",
            encoding="utf-8",
        )
        assert answered("import one.csv")[1] == 0
        assert answered("import undo one.csv")[1] == 0
        assert answered("facts --csv facts.csv")[1] == 0
        said, code = answered("import facts.csv --as events")
        assert code == 0, said
        assert "0 facts to record" in said


@needs_libreoffice
@pytest.mark.parametrize("sort", ["products", "facts"])
def test_truth_values_import_to_nothing_new_after_libreoffice(sort: str) -> None:
    product = {"kind": "product_registered", "product": "P-1", "name": "Invented"}
    facts = [
        product | {"parameters": {"fast": True, "slow": False}, "effective_on": "2023-07-01"},
        {
            "kind": "scope_determined",
            "product": "P-1",
            "regime": "mps",
            "in_scope": False,
            "basis": "Invented.",
            "effective_on": "2023-07-01",
        },
    ]
    with empty_folder():
        assert answered("init")[1] == 0
        Path("two.jsonl").write_text("\n".join(map(json.dumps, facts)), encoding="utf-8")
        said, code = answered("record two.jsonl")
        assert code == 0, said
        assert answered(f"{sort} --xlsx out.xlsx")[1] == 0
        saved = by_libreoffice(Path("out.xlsx").absolute(), Path.cwd())
        said, code = answered(f"import {saved} --as {'events' if sort == 'facts' else sort}")
        assert code == 0, said
        assert "0 facts to record" in said


@needs_libreoffice
@pytest.mark.parametrize("sort", ["products", "facts"])
def test_texts_that_look_otherwise_import_to_nothing_new_after_libreoffice(sort: str) -> None:
    fact = {
        "kind": "product_registered",
        "product": "N/A",
        "name": "'-",
        "vendor": "无",
        "models": ["1E5", "TBD; '="],
        "parameters": {"cores": "10", "fast": "true", "ports": {"value": "-5 GB", "unit": "GB"}},
        "effective_on": "2023-07-01",
        "note": "Invented.\n",
    }
    with empty_folder():
        assert answered("init")[1] == 0
        Path("one.jsonl").write_text(json.dumps(fact), encoding="utf-8")
        assert answered("record one.jsonl")[1] == 0
        assert answered(f"{sort} --xlsx out.xlsx")[1] == 0
        saved = by_libreoffice(Path("out.xlsx").absolute(), Path.cwd())
        said, code = answered(f"import {saved} --as {'events' if sort == 'facts' else sort}")
        assert code == 0, said
        assert "0 facts to record" in said
