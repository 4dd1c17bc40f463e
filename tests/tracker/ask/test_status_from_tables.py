"""What live tables answer is what folding answers, to the last count and remark."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from ledger_places import STORAGES, a_place
from ledgers import CHANNELS, boundaries, random_ledger
from support import RECORDED_AT, SAMPLE, day, gazette_facts

from events.facts import fact_from_json
from projections.judging.judgment import Status
from projections.record.visible import Viewpoint
from tracker.ask.status import StatusPass
from tracker.ask.status_rows import Page, Reasons, StatusQuestion
from tracker.ask.status_tabled import suits_tables
from tracker.ledger import Ledger, create_ledger
from tracker.live.live import Live
from tracker.live.tables.keeping import LiveTables, Use


def answer(ledger: Ledger, question: StatusQuestion, use: Use) -> tuple[object, ...]:
    tables = LiveTables(ledger, use)
    passing = StatusPass(Live(ledger, tables), question)
    rows = list(passing.rows)
    tables.close()
    assert tables.left_aside is None
    return passing.asked, passing.no_act, rows, passing.rest


def questions(chance: Random, days: list[object]) -> Iterator[StatusQuestion]:
    for _ in range(6):
        asked = tuple(chance.sample(days, chance.choice([1, 1, 3])))
        yield StatusQuestion(
            Viewpoint(asked[0]),
            channel=chance.choice([None, None, *CHANNELS]),
            statuses=frozenset(chance.sample(list(Status), chance.choice([0, 0, 1, 3]))),
            days=asked,
            reasons=chance.choice(list(Reasons)),
            page=chance.choice([None, Page(1), Page(3), Page(3, 2), Page(500)]),
        )


@pytest.mark.parametrize("storage", STORAGES)
@pytest.mark.parametrize("seed", range(10))
def test_tables_answer_as_folding_does(seed: int, storage: str, tmp_path: Path) -> None:
    chance, entries = Random(seed), random_ledger(seed + 5000, 80)
    with (
        a_place(storage, tmp_path) as place,
        create_ledger(place.location, at=entries[0].recorded_at) as ledger,
    ):
        for entry in entries:
            ledger.record([fact_from_json(json.dumps(entry.fact))], at=entry.recorded_at)
        for question in questions(chance, boundaries(entries)):
            try:
                folded = answer(ledger, question, Use.NEVER)
            except Exception as refusal:
                with pytest.raises(type(refusal)):
                    answer(ledger, question, Use.ALWAYS)
            else:
                assert answer(ledger, question, Use.ALWAYS) == folded
        ledger.tables().discard()


def test_the_sample_is_answered_alike_with_and_without_tables(tmp_path: Path) -> None:
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as ledger:
        lines = SAMPLE.read_text(encoding="utf-8").splitlines()
        ledger.record(
            [*gazette_facts(), *(fact_from_json(line) for line in lines if line)], at=RECORDED_AT
        )
        for reasons in Reasons:
            question = StatusQuestion(Viewpoint(day("2023-07-03")), reasons=reasons, page=Page(20))
            assert answer(ledger, question, Use.ALWAYS) == answer(ledger, question, Use.NEVER)


@pytest.mark.parametrize(
    "question",
    [
        StatusQuestion(Viewpoint(day("2023-07-03"))),
        StatusQuestion(Viewpoint(day("2023-07-03")), ("P-1",), reasons=Reasons.NONE),
        StatusQuestion(Viewpoint(day("2023-07-03"), known_at=day("2023-07-03")), page=Page(1)),
        StatusQuestion(Viewpoint(day("2023-07-03"), recorded_by=RECORDED_AT), page=Page(1)),
    ],
)
def test_tables_know_no_reasons_no_past_and_need_not_be_asked_of_few(
    question: StatusQuestion,
) -> None:
    assert not suits_tables(question)
