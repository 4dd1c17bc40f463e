"""Rows beside the record come to the right facts, or to none; nothing is ever taken away."""

from __future__ import annotations

from typing import Any

import pytest
from support import a_fact, a_product
from tables import (
    LICENSES,
    PRODUCTS,
    a_mapping,
    a_table,
    imported,
    license_table,
    on_record,
    planned,
    problems_of,
    product_table,
    said_of,
    the_license,
    the_product,
    told,
    undone,
)

from projections.imports.plan import Plan
from projections.imports.record import OnRecord
from projections.wording.en import contradiction_text


def comes_to_nothing(plan: Plan) -> bool:
    return not plan.facts and plan.is_good and plan.unchanged == (2,)


def test_a_new_license_is_issued_and_one_on_record_is_unchanged() -> None:
    issued = the_license().model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    assert told(planned(license_table())) == [issued]
    assert comes_to_nothing(planned(license_table(), the_license()))


def test_each_fact_names_the_file_its_digest_and_its_row() -> None:
    [fact] = planned(license_table()).facts
    [source] = fact.fact.source
    assert (source.title, source.sha256) == ("list.xlsx, sheet 'Sheet1', row 2", "a1" * 32)


def test_a_later_last_day_is_a_renewal_from_the_day_of_the_row() -> None:
    table = license_table(valid_until="2027-06-30", renewed_on="2025-05-01")
    assert told(planned(table, the_license())) == [
        {
            "kind": "license_renewed",
            "license": "L",
            "valid_until": "2027-06-30",
            "effective_on": "2025-05-01",
        }
    ]


def test_a_renewal_without_a_day_is_a_problem_and_never_dated_today() -> None:
    plan = planned(license_table(valid_until="2027-06-30"), the_license())
    assert not plan.facts
    assert "fill in renewed_on, or give --effective-on" in problems_of(plan)[0].message
    plan = planned(license_table(valid_until="2027-06-30"), the_license(), on="2025-06-01")
    assert told(plan)[0]["effective_on"] == "2025-06-01"


def test_an_earlier_last_day_contradicts_the_record_and_names_the_fact_to_void() -> None:
    plan = planned(license_table(valid_until="2024-06-30"), the_license(), on="2024-01-01")
    [contradiction] = plan.contradictions
    assert (contradiction.field, contradiction.fact) == ("valid_until", "issue-of-L")
    assert plan.bad == {2}
    assert not plan.facts


def test_a_last_day_is_compared_with_the_latest_renewal() -> None:
    renewal = a_fact(
        kind="license_renewed",
        id="renewal",
        license="L",
        valid_until="2027-06-30",
        effective_on="2025-05-01",
    )
    assert comes_to_nothing(
        planned(license_table(valid_until="2027-06-30"), the_license(), renewal)
    )
    [contradiction] = planned(license_table(), the_license(), renewal).contradictions
    assert contradiction.fact == "renewal"


def test_no_renewal_is_recorded_of_a_license_that_was_revoked() -> None:
    revoked = a_fact(kind="license_revoked", id="end", license="L", effective_on="2024-01-01")
    plan = planned(license_table(valid_until="2027-06-30"), the_license(), revoked, on="2025-06-01")
    assert [each.fact for each in plan.contradictions] == ["end"]
    assert not plan.facts


def test_what_only_the_issue_says_contradicts_where_it_differs() -> None:
    other = {
        "regime": "csl",
        "license_kind": "certificate",
        "number": "N-2",
        "holder": "Another (invented)",
        "issued_on": "2023-07-02",
    }
    for field, value in other.items():
        plan = planned(license_table(**{field: value}), the_license(), on="2024-01-01")
        assert [each.field for each in plan.contradictions] == [field]
        assert plan.contradictions[0].fact == "issue-of-L"
        assert not plan.facts


def test_an_empty_cell_changes_nothing() -> None:
    empty = dict.fromkeys((*LICENSES[1:],))
    assert comes_to_nothing(planned(license_table(**empty), the_license()))
    empty = dict.fromkeys((*PRODUCTS[1:],))
    assert comes_to_nothing(planned(product_table(**empty), the_product()))


def test_more_products_join_the_license_and_fewer_are_told_and_stay() -> None:
    plan = planned(license_table(products="P; Q"), the_license(), on="2024-01-01")
    assert told(plan) == [
        {
            "kind": "license_scope_changed",
            "license": "L",
            "add": ["Q"],
            "effective_on": "2024-01-01",
        }
    ]
    plan = planned(license_table(products="Q"), the_license(), on="2024-01-01")
    assert told(plan)[0]["add"] == ["Q"]
    assert "remove" not in told(plan)[0]
    assert "lists 'P' on record" in said_of(plan)[0]


def test_a_product_that_left_a_license_does_not_join_again_by_an_old_table() -> None:
    left = a_fact(
        kind="license_scope_changed",
        id="left",
        license="L",
        remove=["P"],
        effective_on="2024-01-01",
    )
    plan = planned(license_table(), the_license(), left, on="2024-06-01")
    assert [(each.field, each.fact) for each in plan.contradictions] == [("products", "left")]


def test_a_number_finds_its_license_whatever_its_name() -> None:
    assert comes_to_nothing(planned(license_table(license=None), the_license()))
    plan = planned(license_table(license="M"), the_license())
    assert "that of license 'L'" in contradiction_text(plan.contradictions[0])


def test_a_number_of_two_licenses_is_asked_about() -> None:
    twin = the_license(id="issue-of-M", license="M")
    plan = planned(license_table(license=None), the_license(), twin)
    assert "number 'N-1' is on record for licenses 'L', 'M'" in problems_of(plan)[0].message


def test_a_new_license_that_was_renewed_is_not_recorded_with_a_last_day_it_never_had() -> None:
    plan = planned(license_table(renewed_on="2024-01-01"))
    assert "the last day that it had at first is not told" in problems_of(plan)[0].message
    assert not plan.facts


def test_what_a_new_license_needs_is_named() -> None:
    plan = planned(license_table(regime=None, issued_on=None))
    assert "fill in regime and issued_on" in problems_of(plan)[0].message


def test_a_license_that_would_end_before_it_begins_is_a_problem() -> None:
    plan = planned(license_table(valid_until="2023-06-30"))
    assert "valid_until 2023-06-30 lies before issued_on 2023-07-01" in problems_of(plan)[0].message


def test_a_new_product_is_registered_from_its_day_or_that_of_the_option() -> None:
    registered = the_product().model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    assert told(planned(product_table())) == [registered]
    plan = planned(product_table(effective_on=None), on="2026-11-01")
    assert told(plan)[0]["effective_on"] == "2026-11-01"
    plan = planned(product_table(effective_on=None))
    assert "the day from which it counts is not given" in problems_of(plan)[0].message


def test_the_day_of_the_option_says_nothing_of_products_on_record() -> None:
    table = product_table(effective_on=None)
    assert comes_to_nothing(planned(table, the_product(), on="2026-11-01"))


def test_changes_of_a_product_become_the_facts_that_say_them() -> None:
    table = product_table(
        category="router", throughput=40, channels="general_sale; government_procurement"
    )
    assert told(planned(table, the_product(), on="2026-11-01")) == [
        {
            "kind": "product_reclassified",
            "product": "P",
            "category": "router",
            "effective_on": "2026-11-01",
        },
        {
            "kind": "product_specified",
            "product": "P",
            "parameters": {"throughput": 40},
            "effective_on": "2026-11-01",
        },
        {
            "kind": "product_placed",
            "product": "P",
            "channel": "government_procurement",
            "effective_on": "2026-11-01",
        },
    ]
    assert len(planned(table, the_product()).problems) == 3


def test_a_change_that_would_lie_before_what_is_on_record_is_a_problem() -> None:
    plan = planned(product_table(category="router"), the_product(), on="2022-01-01")
    assert "counts from 2023-01-01, later than 2022-01-01" in problems_of(plan)[0].message
    assert not plan.facts


def test_a_channel_no_longer_named_is_told_and_never_a_withdrawal() -> None:
    plan = planned(product_table(channels="government_procurement"), the_product(), on="2026-11-01")
    assert [each["kind"] for each in told(plan)] == ["product_placed"]
    assert "placed in 'general_sale' on record" in said_of(plan)[0]


def test_a_withdrawn_product_is_not_placed_again_by_an_old_table() -> None:
    withdrawn = a_fact(
        kind="product_withdrawn",
        id="withdrawal",
        product="P",
        channel="general_sale",
        effective_on="2025-01-01",
    )
    plan = planned(product_table(), the_product(), withdrawn, on="2026-11-01")
    assert [(each.field, each.fact) for each in plan.contradictions] == [("channels", "withdrawal")]


def test_what_only_a_registration_says_contradicts_where_it_differs() -> None:
    other = {"name": "Other", "vendor": "Other", "models": "P-2", "effective_on": "2023-01-02"}
    for field, value in other.items():
        plan = planned(product_table(**{field: value}), the_product(), on="2026-11-01")
        assert [(each.field, each.fact) for each in plan.contradictions] == [
            (field, "registration-of-P")
        ]


def test_true_and_one_are_two_values_of_a_parameter() -> None:
    plan = planned(product_table(throughput=True), the_product(parameters={"throughput": 1}))
    assert plan.problems
    assert comes_to_nothing(
        planned(product_table(throughput=1.0), the_product(parameters={"throughput": 1}))
    )


def test_importing_again_records_nothing_and_after_an_undoing_everything() -> None:
    facts = imported(planned(license_table()))
    assert not planned(license_table(), *facts).facts
    voidings = undone(facts).voidings
    again = imported(planned(license_table(), *facts, *voidings))
    assert [fact.license for fact in again] == ["L"]
    assert again[0].id != facts[0].id
    assert not planned(license_table(), *facts, *voidings, *again).facts


def test_an_undoing_voids_what_the_import_recorded_and_tells_what_hangs_on_it() -> None:
    facts = imported(planned(license_table()))
    later = a_fact(kind="license_suspended", id="later", license="L", effective_on="2024-01-01")
    found = undone([the_product(), *facts, later])
    assert [voiding.fact for voiding in found.voidings] == [facts[0].id]  # type: ignore[union-attr]
    assert [each.id for each in found.hanging] == ["later"]
    assert not undone(facts, "b2" * 32).voidings


def test_what_an_earlier_import_recorded_and_the_table_lacks_is_told_and_stands() -> None:
    row = ("mps", "sales_permit", "Holder (invented)", "P", "2023-07-01")
    rows = [(name, f"N-{name}", *row) for name in ("L", "M")]
    facts = imported(planned(a_table(LICENSES[:7], *rows)))
    later = a_table(LICENSES[:7], rows[0], ("K", "N-K", *row), digest="b2" * 32)
    plan = planned(later, *facts, the_license(license="X", number="N-X"))
    assert (plan.missing, plan.apart) == (("M",), ())
    assert [each["license"] for each in told(plan)] == ["K"]


def test_of_an_import_that_has_nothing_in_common_with_a_table_only_that_is_told() -> None:
    row = ("mps", "sales_permit", "Holder (invented)", "P", "2023-07-01")
    facts = imported(planned(a_table(LICENSES[:7], ("L", "N-1", *row), ("M", "N-2", *row))))
    plan = planned(a_table(LICENSES[:7], ("K", "N-K", *row), digest="b2" * 32), *facts)
    assert (plan.missing, plan.apart) == ((), (("list.xlsx, sheet 'Sheet1'", 2),))


def test_a_fact_on_record_is_unchanged_under_its_id_or_without_one() -> None:
    headings = ("kind", "id", "product", "channel", "effective_on")
    row = ("product_placed", "x", "P", "general_sale", "2023-07-01")
    fact = a_fact(**dict(zip(headings, row, strict=True)))
    assert comes_to_nothing(planned(a_table(headings, row), fact))
    assert comes_to_nothing(planned(a_table(headings, (row[0], None, *row[2:])), fact))
    other = planned(a_table(headings, (*row[:4], "2023-07-02")), fact)
    assert other.contradictions[0].fact == "x"


def test_a_fact_that_two_rows_say_is_recorded_once() -> None:
    headings = ("kind", "product", "channel", "effective_on")
    row = ("product_placed", "P", "general_sale", "2023-07-01")
    assert len(planned(a_table(headings, row, row)).facts) == 1


def test_a_mapping_can_call_licenses_by_another_column() -> None:
    mapping = a_mapping(sort="licenses", columns={"license": "备注"})
    table = a_table(("备注", "发证日期"), ("L", "2023-07-01"))
    assert comes_to_nothing(planned(table, the_license(), mapping=mapping))


def test_a_row_that_is_wrong_is_not_told_as_missing() -> None:
    facts = imported(planned(license_table()))
    assert planned(license_table(issued_on="soon"), *facts).missing == ()
    assert planned(license_table(license=None, issued_on="soon"), *facts).missing == ()
    nameless = license_table(license=None, number=None, issued_on="soon")
    assert planned(nameless, *facts).missing == ()


def test_a_voided_fact_is_told_to_be_so_and_not_recorded_again_under_its_id() -> None:
    headings = ("kind", "id", "product", "channel", "effective_on")
    row = ("product_placed", "x", "P", "general_sale", "2023-07-01")
    fact = a_fact(**dict(zip(headings, row, strict=True)))
    voiding = a_fact(kind="fact_voided", id="v", fact="x", reason="A mistake")
    plan = planned(a_table(headings, row), fact, voiding)
    assert comes_to_nothing(plan)
    assert "'x' is on record and voided by 'v'" in said_of(plan)[0]
    assert len(planned(a_table(headings, (row[0], None, *row[2:])), fact, voiding).facts) == 1


def test_a_name_that_only_looks_like_another_is_taken_for_its_own_and_told() -> None:
    plan = planned(product_table(product="ｐ"), the_product())
    assert [fact["product"] for fact in told(plan)] == ["ｐ"]
    assert "product 'ｐ' is named here, and 'P' is known" in said_of(plan)[0]
    plan = planned(license_table(products="P ; p"), the_product())
    assert "product 'p' is named here" in said_of(plan)[0]
    assert not planned(license_table(), the_product()).told


def test_an_old_file_imported_again_does_not_take_back_what_came_since() -> None:
    first = imported(planned(product_table()))
    newer = a_table(PRODUCTS, [*product_row(category="router")], digest="b2" * 32)
    since = imported(planned(newer, *first, on="2026-11-01"))
    assert [fact.kind for fact in since] == ["product_reclassified"]
    again = planned(product_table(), *first, *since, on="2026-12-01")
    assert comes_to_nothing(again)
    assert "the record has changed since; it stands" in said_of(again)[0]
    elsewhere = a_table(PRODUCTS, [*product_row()], digest="c3" * 32)
    assert planned(elsewhere, *first, *since, on="2026-12-01").facts


def product_row(**fields: Any) -> tuple[Any, ...]:
    return tuple(next(iter(product_table(**fields).rows)).cells)


def test_facts_with_ids_of_their_own_count_again_when_an_undone_file_is_imported_again() -> None:
    headings = ("kind", "id", "product", "channel", "effective_on")
    table = a_table(headings, ("product_placed", "x", "P", "general_sale", "2023-07-01"))
    record = imported(planned(table))
    for _ in range(2):
        record += undone(record).voidings
        assert "P" not in OnRecord(on_record(record)).products
        record += imported(planned(table, *record))
        assert "P" in OnRecord(on_record(record)).products
        assert not planned(table, *record).facts
    assert len({fact.id for fact in record}) == len(record) == 5


def test_voidings_are_undone_and_imported_again_and_recorded_once_like_any_fact() -> None:
    headings = ("kind", "id", "fact", "reason")
    for id in ("v", None):
        table = a_table(headings, ("fact_voided", id, "issue-of-L", "Wrong."))
        record = [the_license(), *imported(planned(table, the_license()))]
        for _ in range(2):
            assert not OnRecord(on_record(record)).licenses
            assert not planned(table, *record).facts
            record += undone(record).voidings
            assert OnRecord(on_record(record)).licenses == {"L"}
            record += imported(planned(table, *record))
        assert len({fact.id for fact in record}) == len(record)


def test_one_number_is_given_to_one_license() -> None:
    headings = ("license", *LICENSES[1:7])
    row = ("N-1", "mps", "sales_permit", "Holder (invented)", "P", "2023-07-01")
    plan = planned(
        a_table(headings, ("L", *row), ("M", *row), (None, *row), ("N", "N-2", *row[1:]))
    )
    assert [each["license"] for each in told(plan)] == ["N"]
    assert plan.bad == {2, 3, 4}
    said = str(problems_of(plan)[0])
    assert "that of license 'L' here, and of license 'M' and a license without a name" in said
    assert "in rows 3-4: one certificate is one license" in said


def test_rows_of_a_license_that_does_not_come_to_agree_are_all_to_mend() -> None:
    row = ("L", "N-1", "mps", "sales_permit", "Holder (invented)", "P", "2023-07-01")
    table = a_table(LICENSES[:7], row, (*row[:6], "2023-07-02"), row)
    plan = planned(table)
    assert plan.bad == {2, 3, 4}
    assert [problem.row for problem in plan.problems] == [2, 3]


def test_a_number_written_otherwise_is_told() -> None:
    plan = planned(license_table(license=None, number="n - 1"), the_license())
    assert "license 'n - 1' is named here, and 'L' is known" in said_of(plan)[0]


def test_a_name_that_is_known_itself_is_not_told_of_another_that_looks_like_it() -> None:
    both = (the_product(), a_product("ｐ"))
    assert not planned(license_table(), *both).told
    assert not planned(license_table(products="ｐ"), *both).told


def test_one_number_in_two_regimes_names_two_licenses_that_need_names() -> None:
    of_one = ("sales_permit", None, "P", "2023-07-01")
    rows = [(None, "N-1", regime, *of_one) for regime in ("mps", "csl")]
    plan = planned(a_table(LICENSES[:7], *rows))
    assert (plan.bad, list(plan.facts)) == ({2, 3}, [])
    for problem, other in zip(problems_of(plan), ("row 3", "row 2"), strict=True):
        assert f"also that of a license in another regime, in {other}" in problem.message
    named = [("L", *rows[0][1:]), ("M", *rows[1][1:])]
    assert [each["license"] for each in told(planned(a_table(LICENSES[:7], *named)))] == ["L", "M"]


@pytest.mark.parametrize("number", ["n\n3", "N" * 201])
def test_a_number_that_is_no_name_cannot_name_a_license(number: str) -> None:
    plan = planned(license_table(license=None, number=number))
    assert (plan.bad, list(plan.facts)) == ({2}, [])
    [problem] = problems_of(plan)
    assert "a license without a name goes by its number, and this is no name" in problem.message
    assert problem.column == "B"


@pytest.mark.parametrize(("day", "by"), [("2023-06-30", "row"), ("2027-07-01", "option")])
def test_a_renewal_counts_from_a_day_of_the_license(day: str, by: str) -> None:
    of_row = {"renewed_on": day} if by == "row" else {}
    table = license_table(valid_until="2027-06-30", **of_row)
    plan = planned(table, the_license(), on=None if of_row else day)
    [problem] = problems_of(plan)
    said_by = "renewed_on" if of_row else "--effective-on, or the mapping,"
    assert (
        f"{said_by} has it renewed from {day}, and it is valid from 2023-07-01" in problem.message
    )
    assert "fill in renewed_on in this row" in problem.message
    assert not plan.facts


def test_the_issue_of_a_renewed_license_is_recorded_again_with_the_last_day_it_had() -> None:
    renewal = a_fact(
        kind="license_renewed", license="L", valid_until="2027-06-30", effective_on="2025-07-01"
    )
    assert [each["kind"] for each in told(planned(license_table(), renewal))] == ["license_issued"]
    for last in ("2027-06-30", None):
        [problem] = problems_of(planned(license_table(valid_until=last), renewal))
        assert "the last day that it had at first is not told" in problem.message


def test_a_wrong_issue_of_a_renewed_license_is_not_imported_again() -> None:
    renewal = a_fact(
        kind="license_renewed", license="L", valid_until="2027-06-30", effective_on="2025-07-01"
    )
    table = license_table(holder="Other (invented)", valid_until="2027-06-30")
    [found] = planned(table, the_license(), renewal).contradictions
    assert (
        "record a license_issued that says it right, with the last day it had"
        in contradiction_text(found)
    )
    assert "import again" not in contradiction_text(found)
