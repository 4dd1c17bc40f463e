"""The contract's vectors and rules, answered by the judge that the program uses."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from contract_cases import EVERY_RULE, name_of, on_record, vector_files
from judging import as_recorded, bench_and_portfolio
from ledgers import Json
from slow_judge import Entry


def statuses_on(
    entries: Sequence[Entry], as_of: date, known_at: date | None, subjects: Sequence[list[str]]
) -> dict[tuple[str, str], str]:
    bench, portfolio = bench_and_portfolio(as_recorded(entries), known_at=known_at)
    return {
        (product, channel): bench.case(portfolio.dossier(product), channel).judgment(as_of).status
        for product, channel, _ in subjects
    }


@pytest.mark.parametrize("file", vector_files(), ids=name_of)
def test_a_vector_is_answered_as_prescribed(file: Path) -> None:
    vector = json.loads(file.read_text(encoding="utf-8"))
    entries = on_record(vector["facts"])
    for question in vector["questions"]:
        known_at = question["known_at"] and date.fromisoformat(question["known_at"])
        as_of, prescribed = date.fromisoformat(question["as_of"]), question["statuses"]
        found = statuses_on(entries, as_of, known_at, prescribed)
        assert [[*subject, status] for subject, status in found.items()] == prescribed


@pytest.mark.parametrize(
    ("facts", "expected"), [pytest.param(*rest, id=claim) for claim, *rest in EVERY_RULE]
)
def test_a_rule_of_the_contract(facts: list[Json], expected: dict[str, str]) -> None:
    bench, portfolio = bench_and_portfolio(as_recorded(on_record(facts)))
    case = bench.case(portfolio.dossier("P"), "shop")
    assert {day: case.judgment(date.fromisoformat(day)).status for day in expected} == expected
