"""Columns are found by headings in both languages; what could be two things is asked for."""

import pytest
from tables import a_mapping, a_table

from events.tables.columns.column_search import columns_of
from events.tables.columns.columns import Columns, HeadingsRefused
from events.tables.fields.field_lookup import fields_of
from events.tables.fields.fields import SORTS
from events.tables.fields.headings import normalized
from events.tables.fields.mappings import TableMapping
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
    [
        *(
            "有效期至（年月日）",
            "有效期至\n*",
            " 有 效 期 至 ",
            "ＶＡＬＩＤ　ＵＮＴＩＬ",
            "valid_until",
        ),
        *("有效期至（必填）（YYYY-MM-DD）", "【选填】有效期至", "Valid until (required)"),
        *("有效期至（如：2026-01-31）", "Expiry date (e.g. 2026-01-31)", "有效期至（含当日）"),
        *("有效期至（必填，yyyy-mm-dd）", "有效期至（必填；年月日）", "有效期至（必填/日期）"),
        *("有效期至（必填项，格式：YYYY-MM-DD）", "有效期至（请填写）", "有效期至（精确到日）"),
        *("有效期至（注1）", "有效期至 (day)", "有效期至 *必填", "有效期至 必填", "7.有效期至"),
        *("⑦有效期至", "（7）有效期至", "7、有效期至（必填，如：2026/1/31）"),
    ],
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


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *(("有效期（起）", "valid_from"), ("有效期（起始日）", "valid_from")),
        *(("有效期 (from)", "valid_from"), ("Valid (from)", "valid_from")),
        *(("有效期（止）", "valid_until"), ("有效期（至）", "valid_until")),
        *(("有效期至 (valid until)", "valid_until"), ("Valid until（有效期至）", "valid_until")),
        *(("有效期（截止日期）", "valid_until"), ("发证日期 (date)", "issued_on")),
        *(("持证单位（全称）", "holder"), ("产品编号（多个用分号隔开）", "products")),
        *(("持证单位（必填，中文全称）", "holder"), ("产品编号（可填多个）", "products")),
        *(("产品编号 (one per line)", "products"), ("证书类型（选择）", "license_kind")),
        *(("颁证日", "issued_on"), ("Certificate type (choose)", "license_kind")),
    ],
)
def test_a_remark_that_names_the_field_again_or_tells_how_to_fill_it_in_does_not_count(
    heading: str, field: str
) -> None:
    assert list(found("证书编号", heading).fields) == ["number", field]


@pytest.mark.parametrize(
    ("heading", "may_be"),
    [
        *(("有效期 (Valid from)", "valid_until or valid_from"), ("发证日期（受理）", "issued_on")),
        *(
            ("有效期（不含）", "valid_until"),
            ("产品编号（旧）", "products"),
            ("日期（受理）", "issued_on"),
        ),
        *(("有效期至2", "valid_until"), ("Holder [formerly]", "holder")),
        *(("有效期（格式：YYYY-MM-DD，起）", "valid_until"),),
        *(("有效期至（必填，不含当日）", "valid_until"), ("有效期至（1）", "valid_until")),
        *(
            ("有效期至（如：2026-01-31，不含）", "valid_until"),
            ("有效期至（年/月）", "valid_until"),
        ),
    ],
)
def test_a_heading_with_a_remark_that_may_change_its_meaning_is_asked_about(
    heading: str, may_be: str
) -> None:
    said = " ".join(f"column B ({heading}) may mean {may_be}".split())
    assert said in refused("证书编号", heading, mapping=a_mapping(sort="licenses"))
    ignored = found("证书编号", heading, mapping=a_mapping(sort="licenses", ignore=[heading]))
    assert list(ignored.fields) == ["number"]


@pytest.mark.parametrize(
    "heading",
    [
        "1.证书编号",
        "①证书编号",
        "证书编号（必填，文本格式）",
        "Certificate #",
        "No. of certificate",
    ],
)
def test_a_number_is_found_under_a_heading_that_is_counted_or_abbreviated(heading: str) -> None:
    assert list(found(heading, "发证日期").fields) == ["number", "issued_on"]


def test_a_number_that_begins_a_name_is_no_count() -> None:
    assert normalized("2.4G throughput") == "24gthroughput"
    assert "both mean" in refused("product", "name", "throughput", "1.throughput")


def test_a_column_called_no_counts_rows_where_another_says_what_they_are_about() -> None:
    columns = found("No.", "证书编号", "发证日期")
    assert columns.fields["number"].index == 1
    assert [str(each) for each in columns.left_out] == ["A (No.)"]
    assert "column A (No.) may mean license, number" in refused("No.", "证书制度", "发证日期")
    assert "column A (No.) may mean fact, license or number" in refused("No.", "文件")


@pytest.mark.parametrize("heading", ["状态", "Status"])
def test_a_status_that_may_be_that_of_the_license_is_asked_about(heading: str) -> None:
    said = f"column C ({heading}) may mean standing or something else"
    assert said in refused("证书编号", "发证日期", heading)


def test_a_number_that_is_unclear_is_asked_about_and_not_the_sort() -> None:
    message = refused("证书编号（旧）", "证书制度", "发证日期（受理）")
    assert "column A (证书编号（旧）) may mean number or something else" in message
    assert "column C (发证日期（受理）) may mean issued_on or something else" in message
    assert "say it with --as" not in message


def test_an_old_number_beside_the_present_one_is_not_read_and_told() -> None:
    columns = found("证书编号", "证书编号（旧）", "发证日期")
    assert columns.fields["number"].index == 0
    assert [str(each) for each in columns.left_out] == ["B (证书编号（旧）)"]


def test_an_old_name_is_not_ignored_because_the_present_one_is() -> None:
    message = refused(
        *("产品编号", "产品名称", "厂商（旧）"), mapping=a_mapping(sort="products", ignore=["厂商"])
    )
    assert "column C (厂商(旧)) may mean vendor" in message.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize(
    "heading",
    [
        *("Expiry", "Expiration", "Valid till", "有效截止日期", "到期时间", "证书有效期至"),
        *("有效期截止日期", "Date of expiry"),
    ],
)
def test_the_last_day_is_known_by_its_usual_names(heading: str) -> None:
    assert list(found("证书编号", heading).fields) == ["number", "valid_until"]


@pytest.mark.parametrize(
    "heading", ["有效期限", "证书有效期", "有效日期", "终止日期", "End date", "Validity"]
)
def test_a_heading_that_may_be_the_last_day_or_a_term_is_asked_about(heading: str) -> None:
    message = refused("证书编号", "发证日期", heading)
    assert f"column C ({heading}) may mean" in message
    assert "valid_until" in message


def test_columns_that_are_not_read_are_told_and_refused_by_a_strict_mapping() -> None:
    assert [str(each) for each in found("证书编号", "持证单位", "备注").left_out] == ["C (备注)"]
    strict = a_mapping(strict=True)
    assert "C (备注) is not read" in refused("证书编号", "持证单位", "备注", mapping=strict)


def test_the_sort_is_told_by_headings_and_asked_for_where_both_fit() -> None:
    assert found("产品编号", "产品名称", "型号").sort == "products"
    assert found("证书编号", "发证日期", "产品名称", "型号").sort == "licenses"
    assert found("kind", "product", "channel", "effective_on").sort == "events"
    assert "say it with --as" in refused("产品编号", "产品名称", "证书编号", "有效期至")
    assert "'颜色', '重量' fit neither" in refused("颜色", "重量")
    assert "'2023年证书台账' fits neither" in refused("2023年证书台账")


def test_a_table_without_a_column_of_names_is_refused() -> None:
    message = refused("产品名称", "型号", mapping=a_mapping(sort="products"))
    assert "no column names the product of a row" in message


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


def test_a_remark_is_no_unit_and_a_mark_is() -> None:
    columns = found("产品编号", "产品名称", "throughput (required)", "参数：丢包率（%）（必填）")
    assert [(each.name, each.unit) for each in columns.parameters] == [
        ("throughput", None),
        ("丢包率", "%"),
    ]


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
