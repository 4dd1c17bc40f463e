"""Requirements: which regimes reach a subject, through which channel, and what sets them aside."""

from typing import Any

import pytest
from contract_cases import act, established, of_product, product, provision
from support import judgment, ledger

from projections.judging.requirements import PendingAmendment, Requirement, Standing

FAR = {
    "kind": "channel_established",
    "effective_on": "2020-01-01",
    "channel": "shop",
    "name": "Shop",
    "includes": ["far"],
}
WAIVED = provision("obligation_waived", "2021-01-01")


def asked(*provisions: Any, on: str = "2022-01-01", **product_says: Any) -> list[Requirement]:
    facts = ledger(act(*provisions), product(**product_says))
    reasons = judgment(facts, "P", "shop", on).reasons
    return [reason for reason in reasons if isinstance(reason, Requirement)]


def standing(*provisions: Any, on: str = "2022-01-01", **product_says: Any) -> Standing:
    (found,) = asked(*provisions, on=on, **product_says)
    return found.standing


def test_a_regime_reaches_the_channels_it_names_and_those_that_include_them() -> None:
    assert asked(established(channels=["far"])) == []
    (found,) = asked(established(channels=["far"]), FAR)
    assert (found.standing, found.channel) == (Standing.APPLIES, "far")


@pytest.mark.parametrize(
    ("beside", "day_before", "from_the_day"),
    [
        (provision("enforcement_stopped", "2021-01-01"), Standing.APPLIES, Standing.NOT_ENFORCED),
        (provision("regime_repealed", "2021-01-01"), Standing.APPLIES, Standing.REPEALED),
        (WAIVED, Standing.APPLIES, Standing.WAIVED),
    ],
)
def test_what_sets_a_requirement_aside_does_so_from_its_day(
    beside: Any, day_before: Standing, from_the_day: Standing
) -> None:
    law = established(), beside
    assert standing(*law, on="2020-12-31") is day_before
    assert standing(*law, on="2021-01-01") is from_the_day


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, Standing.WAIVED),
        ({"channels": ["shop"]}, Standing.WAIVED),
        ({"channels": ["other"]}, Standing.APPLIES),
        ({"categories": ["firewall"]}, Standing.WAIVED),
        ({"categories": ["router"]}, Standing.APPLIES),
        ({"until": "2022-01-01"}, Standing.WAIVED),
        ({"until": "2021-12-31"}, Standing.APPLIES),
    ],
)
def test_a_waiver_holds_within_its_limits(limits: dict[str, Any], expected: Standing) -> None:
    assert standing(established(), {**WAIVED, **limits}) is expected


def test_a_product_without_a_category_is_in_the_list_of_no_waiver() -> None:
    law = established(), {**WAIVED, "categories": ["firewall"]}
    assert standing(*law, category=None) is Standing.APPLIES


def test_one_channel_that_is_not_waived_is_enough() -> None:
    law = established(channels=["far", "shop"]), FAR, {**WAIVED, "channels": ["far"]}
    (found,) = asked(*law)
    assert (found.standing, found.channel) == (Standing.APPLIES, "shop")


def test_what_is_set_aside_and_out_of_scope_is_not_told_at_all() -> None:
    scope = {"by": "determination", "in": [], "out": ["firewall"]}
    assert asked(established(scope=scope), WAIVED) == []
    assert [each.scope.in_scope for each in asked(established(scope=scope))] == [False]


def test_a_requirement_rests_on_the_provision_since_which_it_is_asked() -> None:
    again = established("2021-01-01", license_kinds=[{"kind": "report"}])
    (found,) = asked(established(), again)
    assert str(found.ground.provision.effective_on) == "2020-01-01"
    wider = established("2021-01-01", channels=["shop", "fair"])
    (found,) = asked(established(), wider)
    assert str(found.ground.provision.effective_on) == "2021-01-01"


def test_an_amendment_is_pending_from_its_announcement_until_it_lands() -> None:
    law = [
        established(scope={"by": "catalogue"}),
        provision("amendment_announced", "2021-01-01", summary="More."),
        provision("catalogue_amended", "2022-01-01", add=[], remove=[]),
    ]
    facts = ledger(act(*law), product())

    def pending(on: str) -> int:
        reasons = judgment(facts, "P", "shop", on).reasons
        return sum(isinstance(reason, PendingAmendment) for reason in reasons)

    days = "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01"
    assert [pending(day) for day in days] == [0, 1, 1, 0]


def test_only_a_product_that_is_in_the_channel_is_asked_for_anything() -> None:
    gone = of_product("product_withdrawn", "2021-01-01", channel="shop")
    facts = ledger(act(established()), product(), gone)
    reasons = judgment(facts, "P", "shop", "2021-01-01").reasons
    assert not any(isinstance(reason, Requirement) for reason in reasons)
