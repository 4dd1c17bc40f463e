"""How rows say that a license stands is compared with what the record says of that day."""

from __future__ import annotations

from typing import Any

import pytest
from support import a_fact
from tables import LICENSES, TODAY, a_mapping, a_table, planned, problems_of, said_of, the_license

from events.facts import Fact
from projections.imports.plan import Plan


def plan_of(
    standing: str,
    *facts: Fact,
    until: str | None = "2027-06-30",
    as_of: str | None = None,
    **more: Any,
) -> Plan:
    """Return what a row of license L comes to that says how it stands, today or on a day."""
    row = ("L", "N-1", "mps", "sales_permit", "Holder (invented)", "P", "2023-07-01", until)
    headings = (*LICENSES[:8], "证书状态", "as_of")
    return planned(a_table(headings, (*row, standing, as_of)), *facts, **more)


def of_license(kind: str, on: str = "2024-01-01", **fields: Any) -> Fact:
    return a_fact(kind=kind, license="L", effective_on=on, **fields)


RECORDED = the_license(valid_until="2027-06-30")


@pytest.mark.parametrize("standing", ["有效", "valid", "正常", "Active", "即将到期"])
def test_a_license_that_is_said_to_be_valid_is_issued(standing: str) -> None:
    plan = plan_of(standing)
    assert (len(plan.facts), plan.told) == (1, ())


@pytest.mark.parametrize(
    ("standing", "kind"),
    [
        ("暂停", "license_suspended"),
        ("revoked", "license_revoked"),
        ("撤销", "license_revoked"),
        ("注销", "license_expired"),
        ("作废", "license_revoked"),
        ("已过期", "license_expired"),
    ],
)
def test_one_that_is_said_to_have_ended_or_to_be_suspended_needs_the_fact_that_says_since_when(
    standing: str, kind: str
) -> None:
    for record in ((), (RECORDED,)):
        plan = plan_of(standing, *record)
        assert (list(plan.facts), plan.bad) == ([], {2})
        [problem] = problems_of(plan)
        assert f"'valid' on {TODAY} by the record, which does not say since" in problem.message
        assert kind in problem.message
        assert plan_of(standing, *record, of_license(kind)).is_good


@pytest.mark.parametrize(
    ("standing", "later"),
    [
        ("暂停", [of_license("license_suspended"), of_license("license_reinstated", "2024-02-01")]),
        ("暂停", [of_license("license_suspended", "2026-01-02")]),
        ("revoked", [of_license("license_suspended")]),
        (
            "注销",
            [
                of_license("license_expired"),
                of_license("license_renewed", "2024-02-01", valid_until="2027-06-30"),
            ],
        ),
    ],
)
def test_what_is_over_or_yet_to_come_explains_nothing(standing: str, later: list[Fact]) -> None:
    assert plan_of(standing, RECORDED, *later).bad == {2}


@pytest.mark.parametrize("kind", ["license_suspended", "license_revoked"])
def test_a_license_that_the_record_has_suspended_or_revoked_is_not_valid(kind: str) -> None:
    [problem] = problems_of(plan_of("有效", RECORDED, of_license(kind)))
    assert "its standing is 'valid' here, and " in problem.message
    assert "record first what has changed since" in problem.message


def test_how_a_license_stands_is_that_of_the_day_which_the_row_names() -> None:
    facts = (RECORDED, of_license("license_suspended"), of_license("license_revoked", "2025-01-01"))
    assert plan_of("suspended", *facts, as_of="2024-06-01").unchanged == (2,)
    assert plan_of("valid", *facts, as_of="2023-12-31").unchanged == (2,)
    assert plan_of("revoked", *facts).unchanged == (2,)
    assert plan_of("valid", *facts, as_of="2024-06-01").bad == {2}


def test_a_lapse_is_explained_by_a_last_day_that_is_past() -> None:
    assert len(plan_of("lapsed", until="2025-06-30").facts) == 1
    assert plan_of("lapsed", RECORDED).bad == {2}


def test_a_column_that_nobody_kept_up_to_the_day_is_told() -> None:
    plan = plan_of("有效", until="2025-06-30")
    assert len(plan.facts) == 1
    assert said_of(plan) == [
        f"license 'L': its standing is 'valid' here, and 'lapsed' on {TODAY} by its days, which "
        "count"
    ]


def test_a_lapse_without_a_last_day_is_explained_by_the_term_of_the_kind() -> None:
    [problem] = problems_of(plan_of("lapsed", until=None))
    assert "fill in the last day, or record a license_expired" in problem.message
    regime = {
        "kind": "regime_established",
        "regime": "mps",
        "name": "MPS",
        "license_kinds": [{"kind": "sales_permit", "term_months": 24}],
        "channels": [],
        "scope": {"by": "determination"},
        "effective_on": "2020-01-01",
    }
    words = {"title": "A (invented)", "published_on": "2020-01-01"}
    act = a_fact(kind="act_published", act="A", provisions=[regime], **words)
    plan = plan_of("lapsed", act, until=None)
    assert [each.fact.kind for each in plan.facts] == ["license_issued"]
    assert plan.facts[0].fact.model_dump()["valid_until"] is None


def test_a_renewal_in_the_same_row_counts() -> None:
    lapsed = the_license(valid_until="2025-06-30")
    plan = plan_of("valid", lapsed, on="2025-07-01")
    assert [each.fact.kind for each in plan.facts] == ["license_renewed"]
    assert plan.told == ()


def test_other_words_are_asked_about_and_the_column_may_be_ignored() -> None:
    [problem] = problems_of(plan_of("在用"))
    assert "no standing of a license is known by this name" in problem.message
    assert len(plan_of("revoked", mapping=a_mapping(ignore=["证书状态"])).facts) == 1
