"""The status of a portfolio of any size: streamed, paged, and each source told once."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import boundaries, known_boundaries, random_ledger
from support import RECORDED_AT, a_product, day, gazette_facts, sample

from events.facts import fact_from_json
from projections.documents.citations import citation_key
from projections.documents.reasons import reasons_document
from projections.documents.streamed import whole
from projections.judging.grounds import grounds_of
from projections.judging.judgment import Course, Status
from projections.record.law import Provided
from projections.record.visible import Viewpoint
from projections.wording import ENGLISH, LANGUAGES, words_of
from tracker.ask.placing import ChannelNotFound
from tracker.ask.status import Statuses, StatusPass, chosen, statuses
from tracker.ask.status_rows import Page, Reasons, StatusQuestion, Totals
from tracker.ask.timeline import TimelineQuestion, timelines
from tracker.ledger import Ledger, create_ledger
from tracker.live import live as living
from tracker.live.live import Live
from tracker.shelves import DiskShelves

NOW = Viewpoint(day("2026-11-23"))
MIDSUMMER = Viewpoint(day("2023-07-03"))
DAYS = (day("2022-01-01"), day("2023-07-03"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the sample portfolio, a product in no channel, and two slips of the pen."""
    location = str(tmp_path_factory.mktemp("scale") / "tracker.db")
    slips = [
        a_product("NOWHERE", channels=[]),
        a_product("SLIP-1", category="firewal"),
        a_product("SLIP-2", category="firewal", channels=["genral_sale"]),
    ]
    with create_ledger(location, at=RECORDED_AT) as ledger:
        ledger.record([*gazette_facts(), *sample(), *slips], at=RECORDED_AT)
        yield ledger


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the facts of one product in memory at a time."""
    monkeypatch.setattr(living, "PORTION", 1)


QUESTIONS = {
    "a day": StatusQuestion(MIDSUMMER),
    "days": StatusQuestion(MIDSUMMER, days=DAYS),
    "one status": StatusQuestion(NOW, statuses=frozenset({Status.INDETERMINATE})),
    "one channel": StatusQuestion(NOW, channel="government_procurement"),
    "as known before": StatusQuestion(Viewpoint(day("2023-07-03"), day("2023-03-01"))),
    "products": StatusQuestion(NOW, ("FW-100", "NOWHERE", "GHOST-1", "SLIP-2"), "general_sale"),
    "grounds": StatusQuestion(NOW, reasons=Reasons.GROUNDS),
    "no reasons": StatusQuestion(NOW, reasons=Reasons.NONE),
    "a page": StatusQuestion(NOW, days=DAYS, page=Page(5, 3)),
    "a page past the end": StatusQuestion(NOW, page=Page(50, 3)),
}


def read_before(ledger: Ledger) -> Live:
    """Return a live view that has read everything, as that of a running service has."""
    live = Live(ledger)
    live.records()
    return live


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.usefixtures("one_by_one")
def test_products_judged_one_by_one_get_the_answer_of_all_at_once(
    ledger: Ledger, name: str
) -> None:
    question = QUESTIONS[name]
    assert statuses(Live(ledger), question) == statuses(read_before(ledger), question)


@pytest.mark.usefixtures("one_by_one")
def test_no_more_facts_are_in_memory_for_more_products(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    law = len(Live(ledger).snapshot(NOW, ["NOWHERE"]).seen) - 1
    portions = [seen for _, seen in Live(ledger).portions(Live(ledger).asked(NOW))]
    assert len(portions) > 50
    assert max(len(seen.seen) for seen in portions) < law + 30
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Live, "records", None)
        assert statuses(Live(ledger), StatusQuestion(NOW)).rest.totals.found > 50


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_streamed_document_is_that_of_the_frozen_answer(
    ledger: Ledger, name: str, language: Any
) -> None:
    question, words = QUESTIONS[name], words_of(language)
    with DiskShelves() as shelves:
        streamed = whole(StatusPass(Live(ledger), question).document(words, shelves))
    assert json.dumps(streamed) == json.dumps(statuses(Live(ledger), question).document(words))


# -- Sources ---------------------------------------------------------------------------------------


def put_back(value: Any, sources: dict[str, Any]) -> Any:
    """Return a part of a document with its sources in the place of their keys."""
    if isinstance(value, dict):
        return {name: put_back(member, sources) for name, member in value.items()}
    if isinstance(value, list):
        return [put_back(item, sources) for item in value]
    return sources.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", ["a day", "days"])
def test_with_its_sources_put_back_a_document_says_what_the_reasons_say(
    ledger: Ledger, name: str
) -> None:
    answer = statuses(Live(ledger), QUESTIONS[name])
    document = answer.document(ENGLISH)
    for number, each in enumerate(document.get("days", [document])):
        said = [put_back(s["reasons"], document["sources"]) for s in each["subjects"]]
        judged = [why.judgment for row in answer.rows if (why := row.on[number].why)]
        assert said == [reasons_document(ENGLISH, judgment) for judgment in judged]
        assert len(said) > 50


def test_a_source_is_told_once_whoever_refers_to_it(ledger: Ledger) -> None:
    document = statuses(Live(ledger), StatusQuestion(NOW, days=DAYS)).document(ENGLISH)
    sources = [json.dumps(each, sort_keys=True) for each in document["sources"].values()]
    text = json.dumps(document, sort_keys=True)
    assert len(sources) > 10
    assert [text.count(each) for each in sources] == [1] * len(sources)


def test_a_timeline_tells_each_source_once_too(ledger: Ledger) -> None:
    answer = timelines(Live(ledger), TimelineQuestion(NOW, "FW-100"))
    document = answer.document(ENGLISH)
    told = document.get("timelines", [document])
    for each, timeline in zip(told, answer.timelines, strict=True):
        said = [put_back(period["reasons"], document["sources"]) for period in each["periods"]]
        judged = [period.period.judgment for period in timeline.periods]
        assert said == [reasons_document(ENGLISH, judgment) for judgment in judged]


def a_provision(id: str, reading: str | None, place: int) -> Provided:
    return Provided(id, reading, place, None, None, day("2020-01-01"))  # type: ignore[arg-type]


PIECES = st.text("a#%:25 1/", min_size=1, max_size=6)
PROVISIONS = st.builds(a_provision, PIECES, st.none() | PIECES, st.integers(0, 30))


@given(PROVISIONS, PROVISIONS)
def test_two_provisions_never_share_a_key(one: Provided, other: Provided) -> None:
    assert (citation_key(one) == citation_key(other)) == (one == other)


# -- Lines -----------------------------------------------------------------------------------------


def lines(ledger: Ledger, question: StatusQuestion) -> list[dict[str, Any]]:
    return list(StatusPass(Live(ledger), question).lines(ENGLISH))


def keys_in(value: Any, known: set[str]) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(keys_in(member, known) for member in value.values()))
    if isinstance(value, list):
        return set().union(*(keys_in(item, known) for item in value))
    return {value} & known if isinstance(value, str) else set()


@pytest.mark.parametrize("reasons", [Reasons.FULL, Reasons.GROUNDS])
def test_whoever_reads_lines_has_met_every_source_before_a_subject_refers_to_it(
    ledger: Ledger, reasons: Reasons
) -> None:
    told = lines(ledger, StatusQuestion(NOW, days=DAYS, reasons=reasons))
    every = {each["key"] for each in told if each["kind"] == "source"}
    met: set[str] = set()
    for each in told:
        if each["kind"] == "source":
            assert each["key"] not in met
            met.add(each["key"])
        elif each["kind"] == "subject":
            assert keys_in(each, every) <= met
    assert len(met) > 10


@pytest.mark.parametrize("name", ["a day", "days", "one status", "grounds", "no reasons", "a page"])
def test_lines_tell_what_the_document_tells(ledger: Ledger, name: str) -> None:
    question = QUESTIONS[name]
    told = lines(ledger, question)
    document = statuses(Live(ledger), question).document(ENGLISH)
    days = document.get("days", [document])
    subjects = [
        {"as_of": each["as_of"], **subject} for each in days for subject in each["subjects"]
    ]
    as_lines = [{**each} for each in told if each["kind"] == "subject"]
    for each in as_lines:
        del each["kind"]
    by_day = sorted(as_lines, key=lambda each: str(each["as_of"]))
    assert by_day == sorted(subjects, key=lambda each: str(each["as_of"]))
    sources = {each["key"]: each for each in told if each["kind"] == "source"}
    for key, each in sources.items():
        assert {**document["sources"][key], "kind": "source", "key": key} == each
    assert sources.keys() == document.get("sources", {}).keys()
    assert told[0]["kind"], told[-1]["kind"] == ("asked", "end")


def test_a_subject_comes_before_the_next_product_is_read(ledger: Ledger) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(living, "PORTION", 1)
        done: list[int] = []
        passing = StatusPass(Live(ledger), StatusQuestion(NOW), lambda now, _: done.append(now))
        told = passing.lines(ENGLISH)
        while next(told)["kind"] != "subject":
            pass
        assert len(done) < 5


def test_the_end_counts_all_that_were_found_by_channel_and_status(ledger: Ledger) -> None:
    only = frozenset({Status.COMPLIANT})
    end = lines(ledger, StatusQuestion(NOW, statuses=only, page=Page(2)))[-1]
    everything = statuses(Live(ledger), StatusQuestion(NOW)).rows
    compliant = [row for row in everything if row.on[0].status is Status.COMPLIANT]
    assert end["matching"] == len(compliant) > 2
    assert end["page"] == {"first": 1, "last": 2, "of": len(compliant)}
    [counts] = end["counts"].values()
    for channel, count in counts.items():
        there = [row for row in everything if row.channel == channel]
        assert count.pop("subjects") == len(there) == sum(count.values())
        assert count.get("compliant", 0) == sum(row.channel == channel for row in compliant)
    assert end["in_no_channel"] == ["NOWHERE"]
    assert end["only_named"] == ["GHOST-1"]
    assert [each["products"] for each in end["unknown_names"]] == [["SLIP-1", "SLIP-2"], ["SLIP-2"]]


# -- Reasons ---------------------------------------------------------------------------------------


def bare(answer: Statuses) -> list[tuple[object, ...]]:
    return [(on.product, on.channel, on.day, on.stands) for row in answer.rows for on in row.on]


def test_without_reasons_statuses_and_days_are_the_same_and_no_reason_is_built(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = statuses(Live(ledger), StatusQuestion(NOW, days=DAYS))
    monkeypatch.delattr(Course, "verdict")
    none = statuses(Live(ledger), StatusQuestion(NOW, days=DAYS, reasons=Reasons.NONE))
    assert bare(none) == bare(full)
    assert all(on.why is None for row in none.rows for on in row.on)


def test_without_reasons_it_is_said_that_nothing_is_marked(ledger: Ledger) -> None:
    document = statuses(Live(ledger), StatusQuestion(NOW, reasons=Reasons.NONE)).document(ENGLISH)
    assert document["notes"] == [ENGLISH.without_reasons_words()]
    assert not {"marks", "reasons"} & document["subjects"][0].keys()


def test_a_ground_is_the_first_of_all_and_tells_how_many_there_are_beside_it(
    ledger: Ledger,
) -> None:
    answer = statuses(Live(ledger), StatusQuestion(NOW, reasons=Reasons.GROUNDS))
    others = 0
    told = answer.document(ENGLISH)["subjects"]
    for row, subject in zip(answer.rows, told, strict=True):
        assert row.on[0].why is not None
        grounds = grounds_of(row.on[0].why.judgment)
        assert subject["ground"]["text"] == ENGLISH.ground(grounds[0])
        assert subject["ground"]["others"] == len(grounds) - 1
        others += subject["ground"]["others"]
    assert others > 0


def test_marks_are_the_same_with_grounds_and_with_all_reasons(ledger: Ledger) -> None:
    full, grounds = (
        statuses(Live(ledger), StatusQuestion(NOW, reasons=reasons)).document(ENGLISH)
        for reasons in (Reasons.FULL, Reasons.GROUNDS)
    )
    marks = [[each["marks"] for each in document["subjects"]] for document in (full, grounds)]
    assert marks[0] == marks[1]


def test_only_subjects_that_are_shown_are_judged_with_reasons(ledger: Ledger) -> None:
    asked: list[str] = []
    question = StatusQuestion(NOW, page=Page(3, 2))
    found = [(row, row.product) for row in statuses(Live(ledger), QUESTIONS["no reasons"]).rows]

    def case(product: str) -> Any:
        asked.append(product)
        return next(iter(Live(ledger).snapshot(NOW, [product]).cases([product])))

    totals = Totals(1)
    rows = list(chosen(question, ((row, lambda p=p: case(p)) for row, p in found), totals))  # type: ignore[misc]
    assert asked == [row.product for row in rows] == [product for _, product in found[3:6]]
    assert totals.found == totals.matching == len(found)


# -- Pages -----------------------------------------------------------------------------------------


def test_pages_put_one_after_another_are_the_whole_list(ledger: Ledger) -> None:
    everything = statuses(Live(ledger), StatusQuestion(NOW))
    pages = [statuses(Live(ledger), StatusQuestion(NOW, page=Page(9, n))) for n in range(1, 9)]
    assert tuple(row for page in pages for row in page.rows) == everything.rows
    assert {len(page.rows) for page in pages[:6]} == {9}
    assert all(page.rest == everything.rest for page in pages)


def test_what_is_refused_is_refused_before_anything_is_told(ledger: Ledger) -> None:
    with pytest.raises(ChannelNotFound, match="Did you mean 'general_sale'"):
        StatusPass(Live(ledger), StatusQuestion(NOW, channel="general_sales"))


def test_an_empty_ledger_has_no_subjects_and_says_that_it_sees_no_act(tmp_path: Path) -> None:
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as ledger:
        passing = StatusPass(Live(ledger), StatusQuestion(NOW))
        assert passing.no_act
        assert list(passing.rows) == []
        with pytest.raises(ChannelNotFound):
            StatusPass(Live(ledger), StatusQuestion(NOW, channel="general_sale"))


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_on_record_products_judged_one_by_one_get_the_answer_of_all_at_once(
    seed: int, tmp_path: Path
) -> None:
    entries = random_ledger(seed + 400, 70)
    with create_ledger(str(tmp_path / "tracker.db"), at=entries[0].recorded_at) as ledger:
        for entry in entries:
            ledger.record([fact_from_json(json.dumps(entry.fact))], at=entry.recorded_at)
        whole_record, known = read_before(ledger), [None, *known_boundaries(entries)[::6]]
        for as_of, known_at in product(boundaries(entries)[::9], known):
            for recorded_by in (None, entries[len(entries) // 2].recorded_at):
                question = StatusQuestion(Viewpoint(as_of, known_at, recorded_by))
                assert statuses(Live(ledger), question) == statuses(whole_record, question)
