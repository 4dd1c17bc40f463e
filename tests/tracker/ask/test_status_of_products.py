"""Status, timeline and explanation without the command line: a question in, a value out."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import RECORDED_AT, a_license, a_product, day, gazette_facts

from projections.findings.placing import Whereabouts
from projections.judging.judgment import Status
from projections.record.visible import Viewpoint
from projections.wording import LANGUAGES, words_of
from tracker.ask import explanation as explaining
from tracker.ask import placing
from tracker.ask import status as stating
from tracker.ask import timeline as telling
from tracker.ask.explanation import ExplanationQuestion, explanation
from tracker.ask.placing import ChannelNotFound, NotPlaced
from tracker.ask.status import statuses
from tracker.ask.status_rows import StatusQuestion
from tracker.ask.timeline import TimelineQuestion, timelines
from tracker.ledger import Ledger, create_ledger
from tracker.live.live import Live
from tracker.live.snapshot import ProductNotFound

NOW = Viewpoint(day("2026-11-23"))
PERMIT = {"issued_on": "2022-01-10", "valid_until": "2026-12-31"}

ASKED: dict[str, Callable[[Live], Any]] = {
    "status": lambda live: statuses(live, StatusQuestion(Viewpoint(day("2026-11-23")))),
    "several days": lambda live: statuses(
        live, StatusQuestion(NOW, days=(day("2023-06-30"), day("2023-07-03")))
    ),
    "timeline": lambda live: timelines(live, TimelineQuestion(Viewpoint(day("2026-11-23")), "P")),
    "explanation": lambda live: explanation(
        live, ExplanationQuestion(Viewpoint(day("2026-11-23")), "P", "general_sale")
    ),
}
"""Each question, made anew whenever it is asked."""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    placed_nowhere = a_product("NOWHERE", channels=[])
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as ledger:
        ledger.record(gazette_facts(), at=RECORDED_AT)
        facts = [a_product("P"), a_license("L", product="P", **PERMIT), placed_nowhere]
        ledger.record([*facts, a_license("M", product="NAMED")], at=RECORDED_AT)
        yield ledger


@pytest.fixture
def live(kept: Ledger) -> Live:
    return Live(kept)


@pytest.mark.parametrize("name", ASKED)
def test_the_same_question_gets_equal_answers(kept: Ledger, name: str) -> None:
    ask = ASKED[name]
    assert ask(Live(kept)) == ask(Live(kept))


@pytest.mark.parametrize("name", ASKED)
def test_another_state_of_the_record_gets_another_answer(kept: Ledger, name: str) -> None:
    before = ASKED[name](Live(kept))
    kept.record([a_license("L2", product="P", issued_on="2022-01-11")], at=RECORDED_AT)
    assert ASKED[name](Live(kept)) != before


@pytest.mark.parametrize("name", ASKED)
def test_in_every_language_a_document_has_the_same_codes(live: Live, name: str) -> None:
    answer = ASKED[name](live)
    documents = [_without_texts(answer.document(words_of(language))) for language in LANGUAGES]
    assert documents[0] == documents[1]


def test_only_subjects_with_a_status_asked_for_are_shown_of_all_that_are_found(live: Live) -> None:
    compliant = statuses(live, StatusQuestion(NOW, statuses=frozenset({Status.COMPLIANT})))
    barred = statuses(live, StatusQuestion(NOW, statuses=frozenset({Status.BARRED})))
    assert [row.product for row in compliant.rows] == ["P"]
    assert (barred.rows, barred.rest.totals.found) == ((), 1)


def test_products_asked_for_that_are_not_there_are_values_of_the_answer(live: Live) -> None:
    answer = statuses(live, StatusQuestion(NOW, ("P", "NOWHERE"), "government_procurement"))
    assert [(each.product, each.whereabouts) for each in answer.rest.missing] == [
        ("P", Whereabouts.NOT_THERE)
    ]
    assert answer.rest.asides.unplaced.in_no_channel == ("NOWHERE",)


@pytest.mark.parametrize(
    ("product", "whereabouts"),
    [
        ("P", Whereabouts.NOT_THERE),
        ("NOWHERE", Whereabouts.IN_NO_CHANNEL),
        ("NAMED", Whereabouts.ONLY_NAMED),
    ],
)
def test_a_product_that_is_not_in_the_channel_is_refused_with_where_it_is(
    live: Live, product: str, whereabouts: Whereabouts
) -> None:
    for refused in (
        lambda: timelines(live, TimelineQuestion(NOW, product, "government_procurement")),
        lambda: explanation(live, ExplanationQuestion(NOW, product, "government_procurement")),
    ):
        with pytest.raises(NotPlaced) as refusal:
            refused()
        assert refusal.value.missing.whereabouts is whereabouts


def test_a_product_that_nothing_names_and_a_channel_that_no_act_knows_are_refused(
    live: Live,
) -> None:
    with pytest.raises(ProductNotFound, match="'Q'"):
        timelines(live, TimelineQuestion(NOW, "Q"))
    with pytest.raises(ChannelNotFound, match="Did you mean 'general_sale'"):
        statuses(live, StatusQuestion(NOW, channel="general_sales"))


def test_what_answers_knows_neither_the_command_line_nor_a_language() -> None:
    for module in (stating, telling, explaining, placing):
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        named |= {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert not [
            name
            for name in named
            if name
            and (name == "click" or name.startswith(("tracker.cli", "projections.wording.")))
        ]


def _without_texts(document: Any) -> Any:
    """Return a document without the sentences in it and the marks, whose reasons are words."""
    if isinstance(document, dict):
        return {
            key: _without_texts(value)
            for key, value in document.items()
            if key not in {"text", "marks", "on_record", "problem", "sentence"}
        }
    return [_without_texts(each) for each in document] if isinstance(document, list) else document
