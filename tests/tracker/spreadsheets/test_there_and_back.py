"""What is written as a table to import says what is on record: importing it records nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from console import answered, empty_folder


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
