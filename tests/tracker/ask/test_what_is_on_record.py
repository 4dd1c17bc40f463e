"""What is on record, asked for without the command line: a question in, a value out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support import RECORDED_AT, a_license, a_product, day

from projections.record.visible import Viewpoint
from projections.wording import ENGLISH
from tracker.ask.record.facts import FactsQuestion, KindNotFound, facts
from tracker.ask.record.products import ProductsQuestion, products
from tracker.gazette.files import ActNotInGazette, read_gazette
from tracker.ledger import create_ledger
from tracker.live.live import Live

NOW = Viewpoint(day("2026-11-23"))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as ledger:
        ledger.record([a_product("P"), a_license("L", product="Q")], at=RECORDED_AT)
        yield Live(ledger)


def test_a_product_is_told_with_its_channels_and_one_only_named_stands_beside(live: Live) -> None:
    answer = products(live, ProductsQuestion(NOW))
    assert [told["channels"] for told in answer.document(ENGLISH)["products"]] == [["general_sale"]]
    assert answer.asides.unplaced.only_named == ("Q",)


def test_the_log_is_seen_through_the_position_that_the_answer_names(live: Live) -> None:
    answer = facts(live, FactsQuestion(NOW))
    assert answer.asked.position == max(each.record.position for each in answer.facts) == 2


def test_facts_of_a_kind_that_there_is_not_are_refused_with_the_nearest_kind(live: Live) -> None:
    with pytest.raises(KindNotFound, match="Did you mean 'license_issued'"):
        facts(live, FactsQuestion(NOW, kinds=("license_isued",)))


def test_an_act_that_the_gazette_has_not_is_refused_with_the_nearest_act() -> None:
    with pytest.raises(ActNotInGazette, match="Did you mean 'CIRC-2023-1'"):
        read_gazette().act("CIRC-2032-1")
