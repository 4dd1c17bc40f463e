"""A ledger made by the program before the second reading of the law is brought up to this one's.

The kept file is the gazette of that program, one fact a line in the order in which it recorded
them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from console import empty_folder, run
from support import SAMPLE, gazette_facts, ledger, sample, with_gazette

from events.facts import fact_from_json
from events.recorded import LEGAL_ZONE, Recorded, recorded
from projections.judging.bench import Bench
from projections.judging.timeline import statuses
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible
from tracker.gazette.update import plan_update

EARLIER_GAZETTE = Path(__file__).parent / "gazette_before_the_second_reading.jsonl.gz"
LATER = datetime(2026, 12, 2, tzinfo=UTC)

REWORDED = {
    "act/LABEL-2026-4": {
        "authorities",
        "signed_on",
        "published_on",
        "note",
        "source",
        "provisions",
    },
    "act/CRYPTO-REG-2023": {"published_on", "note", "source", "provisions"},
    "act/CNCA-2023-14": {"note", "source", "provisions"},
    "act/CRM-2021": {"title_zh", "note", "source"},
    "act/MPS-32-1997": {"source", "provisions"},
    "act/AQSIQ-2008-7": {"source", "provisions"},
    "question/OQ11": {"note", "source"},
    "act/CAT-2017-1": {"source", "provisions"},
    "act/CIRC-2023-1": {"note"},
}
"""The fields in which the two gazettes differ."""

BEHIND = {f"question/{name}" for name in ("OQ01", "OQ02", "OQ05", "OQ06", "OQ09")}
"""Raised on the day on which a reworded act was published, and after it."""


def as_left() -> list[Recorded]:
    """Return the ledger as the older program left it, with the sample portfolio."""
    lines = gzip.decompress(EARLIER_GAZETTE.read_bytes()).splitlines()
    return ledger(*map(fact_from_json, lines), *sample())


@cache
def brought_up() -> list[Recorded]:
    """Return that ledger after the update."""
    before = as_left()
    facts = plan_update(gazette_facts(), before).facts
    return [
        *before,
        *(
            recorded(fact, position=position, recorded_at=LATER, zone=ZoneInfo(LEGAL_ZONE))
            for position, fact in enumerate(facts, len(before) + 1)
        ),
    ]


@contextmanager
def a_ledger_of_that_program() -> Iterator[None]:
    with empty_folder():
        Path("gazette.jsonl").write_bytes(gzip.decompress(EARLIER_GAZETTE.read_bytes()))
        for command in ("init --no-gazette", "record gazette.jsonl", f"record {SAMPLE}"):
            assert not any("Error" in line for line in run(f"tracker {command}"))
        yield


def told(command: str) -> Any:
    return json.loads("\n".join(run(f"tracker gazette update {command} --json")))


def bare(id: str) -> str:
    return id.partition("~")[0]


def test_the_update_tells_which_fields_of_which_facts_differ() -> None:
    plan = plan_update(gazette_facts(), as_left())

    assert {bare(str(each.fact.id)): {*each.changed} for each in plan.reworded} == REWORDED
    assert {bare(str(each.fact.id)) for each in plan.moved} == BEHIND
    assert plan.unchanged == len(gazette_facts()) - len(REWORDED) - len(BEHIND)
    assert not plan.new


def test_the_update_tells_for_which_subjects_an_answer_rests_on_a_new_wording() -> None:
    with a_ledger_of_that_program():
        document = told("--dry-run")
    subjects = {
        bare(each["id"]): {subject["product"] for subject in each["subjects"]}
        for each in document["wordings"]
    }

    assert subjects["act/CNCA-2023-14"] == {"SMP-1"}
    assert subjects["act/AQSIQ-2008-7"] == {"BK-1", "BKS-1", "CARD-1", "SDB-1", "SR-1"}
    assert subjects["act/LABEL-2026-4"] == set()
    assert document["changed"] == []


def test_the_update_does_what_it_told_and_once_is_enough() -> None:
    with a_ledger_of_that_program():
        planned = told("--dry-run")
        done = told("")
        again = told("")

    assert done == {**planned, "dry_run": False}
    assert (again["reworded"], again["recorded_again"]) == ([], [])
    assert again["unchanged"] == len(gazette_facts())


def test_the_update_in_words_names_fields_and_products() -> None:
    with a_ledger_of_that_program():
        printed = re.sub(r"\s+", " ", "\n".join(run("tracker gazette update --dry-run")))

    assert "0 new facts and 9 new wordings, and 5 again as they were; 36 unchanged." in printed
    assert re.search(
        r"act/CNCA-2023-14~\w{8} \(source, note, provisions\); bears on 1 product: SMP-1", printed
    )
    assert re.search(r"= question/OQ06~\w{8}", printed)


@pytest.mark.parametrize("known_at", [None, "2023-05-01", "2023-07-02"])
def test_a_ledger_brought_up_answers_like_a_new_one(known_at: str | None) -> None:
    """Points of law stay behind the acts on which they turn; else OQ06 would decide nothing."""
    when = datetime.fromisoformat(known_at).date() if known_at else None

    def answers(records: list[Recorded]) -> dict[tuple[str, str], Any]:
        seen = visible(records, known_at=when)
        bench, portfolio = Bench(law_book(seen)), Portfolio(seen)
        return {
            (product, case.channel): statuses(case).steps
            for product in portfolio.products
            for case in bench.cases(portfolio.dossier(product))
        }

    assert answers(brought_up()) == answers(with_gazette(*sample()))


def test_what_the_older_wordings_said_is_seen_by_who_looks_back_to_before_the_update() -> None:
    before = as_left()
    seen = visible(brought_up(), recorded_by=before[-1].recorded_at)

    assert [record.id for record in seen] == [record.id for record in visible(before)]
