"""Judgment: what requirements and reviews come to, under one law."""

from typing import Any

import pytest
from contract_cases import act, established, license_issued, of_product, product, provision, review
from support import judgment, ledger

from projections.judging.judgment import Placement, Status, leans_on
from projections.judging.requirements import Requirement

ONE = established()
OTHER = established(regime="other")
UNKNOWN = established(regime="open", scope={"by": "determination", "in": [], "out": []})


def status(*facts: Any, law: Any = None, on: str = "2023-01-01") -> Status:
    law = [act(*law)] if law is not None else []
    return judgment(ledger(*law, product(), *facts), "P", "shop", on).status


def failed() -> list[Any]:
    return [
        review("R", "opened", "2021-01-01", channel="shop", products=["P"]),
        review("R", "concluded", "2022-01-01", outcome="failed"),
    ]


def pending() -> Any:
    return review("R", "opened", "2021-01-01", channel="shop", products=["P"])


LICENSED = license_issued("2022-01-01")


@pytest.mark.parametrize(
    ("law", "facts", "expected"),
    [
        ([], [], Status.NOT_REGULATED),
        ([ONE], [], Status.NON_COMPLIANT),
        ([ONE], [LICENSED], Status.COMPLIANT),
        ([ONE, OTHER], [LICENSED], Status.NON_COMPLIANT),
        ([UNKNOWN], [], Status.INDETERMINATE),
        ([ONE, UNKNOWN], [LICENSED], Status.INDETERMINATE),
        ([ONE, UNKNOWN], [], Status.NON_COMPLIANT),
        ([], [pending()], Status.INDETERMINATE),
        ([ONE], [LICENSED, pending()], Status.INDETERMINATE),
        ([ONE], [pending()], Status.NON_COMPLIANT),
        ([ONE], [LICENSED, *failed()], Status.BARRED),
        ([ONE], failed(), Status.BARRED),
    ],
)
def test_the_worst_that_is_certain_decides_before_what_is_unknown_and_that_before_what_is_met(
    law: list[Any], facts: list[Any], expected: Status
) -> None:
    assert status(*facts, law=law) is expected


def test_a_license_for_a_regime_whose_scope_is_unknown_is_enough() -> None:
    assert status(license_issued("2022-01-01", regime="open"), law=[UNKNOWN]) is Status.COMPLIANT


def test_a_product_that_is_not_in_the_channel_is_not_marketed_whatever_else_holds() -> None:
    gone = of_product("product_withdrawn", "2022-06-01", channel="shop")
    for facts in ([], failed()):
        judged = judgment(ledger(act(ONE), product(), *facts, gone), "P", "shop", "2023-01-01")
        assert judged.status is Status.NOT_MARKETED
        assert [type(reason) for reason in judged.reasons] == [Placement]


def test_a_requirement_leans_on_every_provision_without_which_it_would_read_otherwise() -> None:
    entry = {"code": "E", "name": "E", "categories": ["firewall"], "criteria": []}
    law = [
        established(scope={"by": "catalogue"}),
        provision("catalogue_issued", "2020-01-02", edition="1", entries=[entry]),
        provision("recognition_granted", "2020-01-03", accepts="cert"),
        established(
            "2020-01-04",
            regime="cert",
            channels=["elsewhere"],
            license_kinds=[{"kind": "certificate", "term_months": 60}],
        ),
    ]
    facts = ledger(act(*law), product(), license_issued("2022-01-01", regime="cert"))
    (reason,) = judgment(facts, "P", "shop", "2023-01-01").reasons
    assert isinstance(reason, Requirement)
    days = sorted(str(item.provision.effective_on) for item in leans_on(reason))
    assert days == ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04"]
