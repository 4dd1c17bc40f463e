"""News of points of law reach the products that an answer lifts out, as those that it draws in."""

import pytest
from contract_cases import act, established, of_product, product, provision, question, settled
from support import case, ledger

from projections.notices import occasions_in
from projections.report.rows import lane

WAIVES = provision("obligation_waived", "2022-01-01")
EMPTIES = provision("catalogue_issued", "2022-01-01", edition="two", entries=[])
FULL = provision(
    "catalogue_issued",
    "2020-01-01",
    edition="one",
    entries=[{"code": "E", "name": "Entry", "categories": ["firewall"]}],
)


@pytest.mark.parametrize("reading", ["yes", "no"])
@pytest.mark.parametrize(
    ("law", "answer"),
    [(act(established()), WAIVES), (act(established(scope={"by": "catalogue"}), FULL), EMPTIES)],
)
def test_a_settlement_is_news_to_the_products_that_some_answer_would_lift_out(
    law: dict[str, object], answer: dict[str, object], reading: str
) -> None:
    raised = question("2021-01-01", {"yes": [answer], "no": []})
    facts = ledger(law, product(), raised, settled(reading, "2021-06-01"))
    told = {each.sort.value for each in occasions_in(facts)}
    assert {"question_raised", "question_settled"} <= told


def test_a_product_that_was_only_withdrawn_has_no_stretch_in_a_picture() -> None:
    gone = of_product("product_withdrawn", "2024-01-01", channel="shop")
    assert (
        list(lane(case(ledger(act(established()), product(channels=[]), gone), "P", "shop"))) == []
    )
