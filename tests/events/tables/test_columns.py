"""Columns are found by headings in both languages; what could be two things is asked for."""

import pytest
from tables import a_mapping, a_table

from events.tables.column_search import columns_of
from events.tables.columns import Columns, HeadingsRefused
from events.tables.field_lookup import fields_of
from events.tables.fields import SORTS
from events.tables.headings import normalized
from events.tables.mappings import TableMapping
from events.tables.table import Cell


def found(*headings: Cell, mapping: TableMapping | None = None) -> Columns:
    table = a_table(headings)
    return columns_of(table.headings, mapping or a_mapping(), {"throughput"})


def refused(*headings: Cell, mapping: TableMapping | None = None) -> str:
    with pytest.raises(HeadingsRefused) as refusal:
        found(*headings, mapping=mapping)
    return "; ".join(refusal.value.problems)


def test_chinese_and_english_headings_mean_the_same_fields() -> None:
    chinese = found("证书编号", "证书制度", "证书类型", "产品编号", "发证日期", "有效期至")
    english = found(
        "Certificate No.", "Regime", "License type", "Product code", "Issue date", "Valid until"
    )
    assert chinese.sort == english.sort == "licenses"
    assert list(chinese.fields) == list(english.fields)


def test_no_heading_means_two_fields_of_one_sort() -> None:
    for sort in SORTS:
        seen: dict[str, str] = {}
        for field in fields_of(sort).values():
            for heading in (field.name, *field.headings):
                assert seen.setdefault(normalized(heading), field.name) == field.name, heading


@pytest.mark.parametrize(
    "heading",
    ["有效期至（年月日）", "有效期至\n*", " 有 效 期 至 ", "ＶＡＬＩＤ　ＵＮＴＩＬ", "valid_until"],
)
def test_blanks_marks_width_and_remarks_do_not_count_in_headings(heading: str) -> None:
    assert list(found("证书编号", heading).fields) == ["number", "valid_until"]


def test_two_columns_of_one_meaning_are_refused_with_both_named() -> None:
    message = refused("证书编号", "发证日期", "签发日期")
    assert "B (发证日期) and C (签发日期) all mean issued_on" in message


def test_two_columns_of_one_meaning_are_told_apart_by_the_mapping() -> None:
    mapping = a_mapping(columns={"issued_on": "签发日期"}, ignore=["发证日期"])
    columns = found("证书编号", "发证日期", "签发日期", mapping=mapping)
    assert columns.fields["issued_on"].index == 2
    assert not columns.left_out


def test_a_heading_that_may_mean_several_fields_is_asked_for() -> None:
    message = refused("证书编号", "有效期至", "日期")
    assert "column C (日期) may mean issued_on, valid_from or valid_until" in message


def test_columns_that_are_not_read_are_told_and_refused_by_a_strict_mapping() -> None:
    assert [str(each) for each in found("证书编号", "持证单位", "备注").left_out] == ["C (备注)"]
    strict = a_mapping(strict=True)
    assert "C (备注) is not read" in refused("证书编号", "持证单位", "备注", mapping=strict)


def test_the_sort_is_told_by_headings_and_asked_for_where_both_fit() -> None:
    assert found("产品编号", "产品名称", "型号").sort == "products"
    assert found("证书编号", "发证日期", "产品名称", "型号").sort == "licenses"
    assert found("kind", "product", "channel", "effective_on").sort == "events"
    assert "say it with --as" in refused("产品编号", "产品名称", "证书编号", "有效期至")
    assert "say it with --as" in refused("颜色", "重量")


def test_a_table_without_a_column_of_names_is_refused() -> None:
    message = refused("产品名称", "型号", mapping=a_mapping(sort="products"))
    assert "no column says which of the products a row is about" in message


def test_a_mapping_that_names_a_heading_that_is_not_there_is_refused_with_the_nearest() -> None:
    message = refused("证书编号", "发证日期", mapping=a_mapping(columns={"issued_on": "发证日朝"}))
    assert "no column has the heading '发证日朝'" in message
    assert "Did you mean '发证日期'?" in message


def test_a_mapping_may_name_several_headings_of_which_a_table_has_one() -> None:
    mapping = a_mapping(**{"as": "products"}, columns={"product": ["Type", "device_type", "类型"]})
    for heading in ("Type", "device_type", "Device Type", "类型"):
        assert found("Site", heading, mapping=mapping).fields["product"].index == 1
    either = (
        "the heading 'Type', 'device_type' or '类型' that the mapping names for field 'product'"
    )
    assert f"columns A (类型) and B (Type) both have {either}" in refused(
        "类型", "Type", mapping=mapping
    )
    assert f"no column has {either}" in refused("Site", mapping=mapping)


def test_a_parameter_is_found_by_its_name_with_the_unit_of_its_heading() -> None:
    columns = found("产品编号", "产品名称", "throughput [Gbps]", "参数：时延（ms）", "颜色")
    assert [(each.name, each.unit) for each in columns.parameters] == [
        ("throughput", "Gbps"),
        ("时延", "ms"),
    ]
    assert [str(each) for each in columns.left_out] == ["E (颜色)"]


def test_one_parameter_may_stand_in_two_units_and_not_twice_in_one() -> None:
    headings = ("product", "name", "throughput", "throughput [Gbps]")
    assert len(found(*headings).parameters) == 2
    assert "both mean parameter 'throughput'" in refused(*headings, "Throughput [Gbps]")


def parameters_of(*headings: str, known: tuple[str, ...]) -> list[tuple[str, str | None]]:
    table = a_table(("product", "name", *headings))
    columns = columns_of(table.headings, a_mapping(), known)
    return [(source.name, source.unit) for source in columns.parameters]


def test_parameters_that_differ_in_case_alone_are_told_apart_by_their_exact_names() -> None:
    headings = ("parameter: Memory", "parameter: memory [GB]")
    assert parameters_of(*headings, known=("memory", "Memory")) == [
        ("Memory", None),
        ("memory", "GB"),
    ]


def test_a_heading_that_is_near_to_two_parameters_is_asked_for() -> None:
    with pytest.raises(HeadingsRefused, match=r"C \(MEMORY\) may mean parameter Memory or memory"):
        parameters_of("MEMORY", known=("memory", "Memory"))


def test_a_parameter_called_by_marks_alone_is_meant_by_no_other_heading() -> None:
    assert parameters_of("***", known=("++",)) == []
    assert parameters_of("parameter: ++", known=("++",)) == [("++", None)]
