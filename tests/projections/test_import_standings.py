"""That a license has ended or is suspended, no row explains: a fact with the day has to."""

from __future__ import annotations

from typing import Any

import pytest
from support import a_fact
from tables import LICENSES, a_mapping, a_table, planned, the_license

from events.facts import Fact
from projections.imports import Plan


def plan_of(standing: str, *facts: Fact, until: str = "2027-06-30", **options: Any) -> Plan:
    row = ("L", "N-1", "mps", "sales_permit", "Holder (invented)", "P", "2023-07-01", until)
    return planned(a_table((*LICENSES[:8], "证书状态"), (*row, standing)), *facts, **options)


def ended(kind: str) -> Fact:
    return a_fact(kind=kind, license="L", effective_on="2024-01-01")


@pytest.mark.parametrize("standing", ["有效", "valid", "Not yet valid"])
def test_a_license_that_is_said_to_be_valid_is_issued(standing: str) -> None:
    assert len(plan_of(standing).facts) == 1


@pytest.mark.parametrize(
    ("standing", "kind"),
    [
        ("暂停", "license_suspended"),
        ("revoked", "license_revoked"),
        ("撤销", "license_revoked"),
        ("注销", "license_expired"),
        ("已过期", "license_expired"),
    ],
)
def test_one_that_is_said_to_have_ended_or_to_be_suspended_needs_the_fact_that_says_since_when(
    standing: str, kind: str
) -> None:
    plan = plan_of(standing)
    assert (list(plan.facts), plan.bad) == ([], {2})
    [problem] = plan.problems
    assert "no fact on record says since when" in problem.message
    assert kind in problem.message
    assert len(plan_of(standing, ended(kind)).facts) == 1


def test_a_suspension_on_record_does_not_explain_a_revocation() -> None:
    assert plan_of("revoked", ended("license_suspended")).bad == {2}


def test_a_lapse_is_explained_by_a_last_day_that_is_past_or_by_the_record() -> None:
    assert len(plan_of("lapsed", until="2025-06-30").facts) == 1
    on_record = the_license(valid_until="2027-06-30")
    assert plan_of("lapsed", on_record).unchanged == (2,)


def test_other_words_are_asked_about_and_the_column_may_be_ignored() -> None:
    [problem] = plan_of("在用").problems
    assert "no standing of a license is known by this name" in problem.message
    assert len(plan_of("revoked", mapping=a_mapping(ignore=["证书状态"])).facts) == 1
