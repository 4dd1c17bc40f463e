"""Rows say what their cells say, all that is wrong is told in one pass, with its place."""

from datetime import date

import pytest
from tables import a_mapping, a_table, license_table, product_table, read, said_wrong

from events.tables.rows import FactRow, LicenseRow, ProductRow
from events.tables.table import Unreadable

LICENSES = ("证书编号", "证书制度", "证书类型", "产品编号", "发证日期", "有效期至")


def test_a_row_says_what_its_cells_say() -> None:
    table = a_table(LICENSES, ("N-1", "mps", "销售许可证", "A；B", "2023/7/1", date(2025, 6, 30)))
    [said] = read(table).said
    assert said == LicenseRow(
        rows=(2,),
        number="N-1",
        regime="mps",
        license_kind="sales_permit",
        products=("A", "B"),
        issued_on=date(2023, 7, 1),
        valid_until=date(2025, 6, 30),
    )


def test_all_problems_are_told_in_one_pass_with_column_heading_and_value() -> None:
    table = a_table(
        LICENSES,
        ("N-1", "mpx", "销售许可证", "A", "03/04/2023", "2025-06-30"),
        (1e16, "mps", "销售许可证", "A", "2023-07-01", "长期"),
    )
    wrong = said_wrong(table)
    assert len(wrong) == 4
    assert wrong[0].startswith("row 2, column B (证书制度): holds 'mpx': no regime is known")
    assert wrong[1].startswith("row 2, column E (发证日期): holds '03/04/2023': it may be")
    assert wrong[2].startswith("row 3, column A (证书编号): holds '10000000000000000'")
    assert wrong[3].startswith("row 3, column F (有效期至): holds '长期'")


def test_rows_of_one_license_are_one_with_all_of_their_products() -> None:
    row = ("N-1", "mps", "sales_permit", "A", "2023-07-01", "2025-06-30")
    [said] = read(a_table(LICENSES, row, (*row[:3], "B", *row[4:]))).said
    assert isinstance(said, LicenseRow)
    assert (said.rows, said.products) == ((2, 3), ("A", "B"))


def test_rows_of_one_license_that_differ_are_none_of_them_good() -> None:
    row = ("N-1", "mps", "sales_permit", "A", "2023-07-01", "2025-06-30")
    found = read(a_table(LICENSES, row, (*row[:5], "2026-06-30")))
    assert not found.said
    assert found.bad == {2, 3}
    assert "rows 2 and 3 both speak of license number 'N-1'" in found.problems[0].message


def test_a_wrong_row_takes_the_other_rows_of_its_license_with_it() -> None:
    row = ("N-1", "mps", "sales_permit", "A", "2023-07-01", "2025-06-30")
    other = ("N-2", *row[1:])
    found = read(a_table(LICENSES, row, (*row[:4], "soon", row[5]), other))
    assert [each.rows for each in found.said] == [(4,)]
    assert found.bad == {2, 3}


def test_a_product_named_twice_is_one_if_nothing_differs_and_a_problem_otherwise() -> None:
    headings = ("product", "name", "category")
    [said] = read(a_table(headings, ("P", "Name", "防火墙"), ("P", "Name", None))).said
    assert said == ProductRow((2, 3), "P", name="Name", category="firewall")
    found = read(a_table(headings, ("P", "Name", "防火墙"), ("P", "Other", "防火墙")))
    assert (found.said, found.bad) == ((), {2, 3})


def test_an_empty_cell_says_nothing() -> None:
    table = a_table(("product", "name", "vendor"), ("P", " ", None))
    assert read(table).said == (ProductRow((2,), "P"),)


def test_a_row_of_which_no_column_that_is_read_says_anything_is_no_row() -> None:
    headings = ("序号", *LICENSES, "备注")
    good = (1, "N-1", "mps", "销售许可证", "A", "2023-07-01", "2025-06-30", None)
    numbered, note = (2, *[None] * 7), (*[" "] * 7, "注：以上为全部证书")
    found = read(a_table(headings, good, numbered, note))
    assert [each.rows for each in found.said] == [(2,)]
    assert (found.problems, found.count) == ((), 1)


def test_a_row_of_constants_and_of_what_the_mapping_takes_for_nothing_is_no_row() -> None:
    mapping = a_mapping(
        sort="licenses",
        constants={"regime": "mps"},
        values={"license_kind": {"-": None}},
    )
    table = a_table(("number", "license_kind", "memo"), ("N-1", "-", 1), (None, "-", 2))
    found = read(table, mapping)
    assert [each.rows for each in found.said] == [(2,)]
    assert (found.problems, found.count) == ((), 1)


def test_a_row_that_says_anything_that_is_read_is_a_row() -> None:
    table = a_table(
        ("序号", "number", "issued_on", "holder"),
        (1, None, "2023-07-01", None),
        (2, None, None, Unreadable("it is an error", "#REF!")),
        (3, "-", None, None),
    )
    found = read(table)
    assert (found.bad, found.count) == ({2, 3, 4}, 3)


def test_a_row_without_a_name_is_a_problem() -> None:
    table = a_table(("product", "name", "vendor"), (None, "Name", "Vendor"))
    assert said_wrong(table) == ["row 2, column A (product): the product is not given; fill it in"]


def test_what_cells_mean_is_taken_from_the_mapping() -> None:
    mapping = a_mapping(
        sort="licenses",
        constants={"license_kind": "sales_permit"},
        values={"regime": {"许可证": "mps", "-": None}},
        dates="dmy",
    )
    table = a_table(("number", "regime", "issued_on"), ("N-1", "许可证", "03/04/2023"))
    [said] = read(table, mapping).said
    assert isinstance(said, LicenseRow)
    assert (said.regime, said.license_kind) == ("mps", "sales_permit")
    assert said.issued_on == date(2023, 4, 3)
    [said] = read(a_table(("number", "regime"), ("N-1", "-")), mapping).said
    assert said.regime is None


def test_rows_that_the_mapping_does_not_list_are_left_out_and_counted() -> None:
    mapping = a_mapping(
        sort="products", values={"category": {"FW": "firewall"}}, only_listed=["category"]
    )
    found = read(a_table(("product", "category"), ("P", "FW"), ("Q", "Laptop")), mapping)
    assert found.said == (ProductRow((2,), "P", category="firewall"),)
    assert (found.left_out, found.count) == ((3,), 2)


def test_a_unit_in_a_cell_counts_only_if_it_is_that_of_the_heading() -> None:
    headings = ("product", "name", "throughput [Gbps]")
    [said] = read(a_table(headings, ("P", "N", "20 Gbps"))).said
    assert isinstance(said, ProductRow)
    assert said.parameters["throughput"].model_dump() == {"value": 20, "unit": "Gbps"}  # type: ignore[union-attr]
    assert "begins like a number" in said_wrong(a_table(headings, ("P", "N", "20 Tbps")))[0]


def test_a_row_can_be_any_fact_and_is_refused_in_the_words_of_facts() -> None:
    headings = ("kind", "product", "channel", "effective_on", "provisions", "act", "title")
    table = a_table(headings, ("product_placed", "P", "general_sale", "2023/7/1"))
    [said] = read(table).said
    assert isinstance(said, FactRow)
    assert said.fact.model_dump(exclude_defaults=True, mode="json") == {
        "kind": "product_placed",
        "product": "P",
        "channel": "general_sale",
        "effective_on": "2023-07-01",
    }
    wrong = a_table(headings, ("product_placd", "P"), ("product_placed", "P", None, "2023-07-01"))
    assert said_wrong(wrong) == [
        "row 2, column A (kind): 'product_placd' is not a kind of fact. "
        "Did you mean 'product_placed'?",
        "row 3, column C (channel): 'channel' is missing",
    ]


def test_a_fact_that_has_a_field_of_another_kind_is_refused() -> None:
    headings = ("kind", "product", "channel", "effective_on", "reason")
    table = a_table(headings, ("product_placed", "P", "general_sale", "2023-07-01", "because"))
    assert "unknown field 'reason'" in said_wrong(table)[0]


def test_an_apostrophe_that_keeps_a_text_from_running_is_no_part_of_it() -> None:
    table = a_table(("product", "name"), ("P", "'=1+1"), sheet=None)
    assert read(table).said == (ProductRow((2,), "P", name="=1+1"),)
    in_workbook = a_table(("product", "name"), ("P", "'=1+1"))
    assert read(in_workbook).said == (ProductRow((2,), "P", name="'=1+1"),)


def test_null_is_written_where_a_fact_says_null_and_an_empty_cell_says_nothing() -> None:
    headings = ("kind", "product", "regime", "in_scope", "basis", "effective_on")
    row = ("scope_determined", "P", "mps", "null", "A letter (invented)", "2023-07-01")
    [said] = read(a_table(headings, row)).said
    assert isinstance(said, FactRow)
    assert said.fact.in_scope is None  # type: ignore[union-attr]
    empty = a_table(headings, (*row[:3], None, *row[4:]))
    assert said_wrong(empty) == ["row 2, column D (in_scope): 'in_scope' is missing"]


def test_parameters_without_a_column_of_their_own_are_read_as_json() -> None:
    headings = ("product", "name", "other_parameters", "memory")
    table = a_table(headings, ("P", "N", '{"text": "20", "rate": {"value": 2, "unit": "x"}}', 8))
    [said] = read(table).said
    assert isinstance(said, ProductRow)
    assert {name: str(value) for name, value in said.parameters.items()} == {
        "text": "20",
        "rate": "value=2 unit='x'",
        "memory": "8",
    }
    assert "these are no parameters" in said_wrong(a_table(headings, ("P", "N", "[1]", None)))[0]
    twice = a_table(headings, ("P", "N", '{"memory": 4}', 8))
    assert "given in two columns" in said_wrong(twice)[0]


def test_true_and_one_in_a_column_are_read_each_for_itself() -> None:
    table = a_table(("product", "name", "memory"), ("P", "N", 1), ("Q", "N", True), ("R", "N", 1.0))
    found = [said.parameters["memory"] for said in read(table).said if isinstance(said, ProductRow)]
    assert [repr(value) for value in found] == ["1", "True", "1"]


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060", "\ufeff", "\u00ad"])
def test_a_name_with_a_character_that_nobody_sees_is_refused(unseen: str) -> None:
    number = said_wrong(license_table(number=f"N-1{unseen}"))
    products = said_wrong(license_table(products=f"P; Q{unseen}R"))
    for [problem], column in ((number, "column B"), (products, "column F")):
        assert column in problem
        assert f"U+{ord(unseen):04X}), which nobody sees; write it without" in problem


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("防火墙\ufffd", "'\ufffd' stands for what some program could not read"),
        ("锟斤拷锟斤拷", "'锟斤拷' stands for what some program could not read"),
        ("N-\ue000", "U+E000 in it has no meaning"),
        ("N-\ufdd0", "U+FDD0 in it has no meaning"),
        ("N-\u0378", "U+0378 in it has no meaning"),
        ("N-\U0003fffe", "U+3FFFE in it has no meaning"),
        ("é˜²ç«å¢™", "it is '防\ufffd墙' in UTF-8 that another program read in cp1252"),
        ("SociÃ©tÃ©", "it is 'Société' in UTF-8 that another program read in cp1252"),
        ("ÐœÐ¾Ð´ÐµÐ»", "it is 'Модел' in UTF-8 that another program read in cp1252"),
        ("浜у搧鍚嶇О", "it is '产品名称' in UTF-8 that another program read in GB18030"),
    ],
)
def test_a_name_that_was_read_wrongly_before_is_refused_with_its_cell(name: str, why: str) -> None:
    headings = ("product", "name", "models", "effective_on")
    for column, cells in zip(
        "ABC", ((name, "N", "M"), ("P", name, "M"), ("P", "N", f"M; {name}")), strict=True
    ):
        [problem] = said_wrong(a_table(headings, (*cells, "2023-01-01")))
        assert f"row 2, column {column}" in problem
        assert f"the name is damaged: {why}" in problem


@pytest.mark.parametrize(
    "name",
    ["Müller GmbH", "CAFÉ®", "“École”…", "𠮷野家", "镕喆堃", "㈜", "①", "N°1 – é", "\U0003134a"],
)
def test_a_name_in_uncommon_characters_is_not_damaged(name: str) -> None:
    assert not said_wrong(product_table(product=name))


def test_what_is_no_name_may_hold_characters_that_nobody_sees() -> None:
    table = a_table(("product", "name", "effective_on"), ("P", "Fire\u00adwall", "2023-01-01"))
    assert not said_wrong(table)


def test_a_text_that_is_too_long_or_has_what_nobody_sees_is_told_which() -> None:
    assert said_wrong(a_table(("product", "name"), ("P", "x" * 20_001)))[0].endswith(
        ": it has 20,001 characters, and 20,000 are the most"
    )
    assert said_wrong(a_table(("product", "name"), ("P", "a\x07b")))[0].endswith(
        "it has control characters, which nobody sees; take them out"
    )
