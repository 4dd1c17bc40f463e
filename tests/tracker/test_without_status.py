"""A product without a status is named beside every answer on a portfolio, not passed over."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from console import NOON, empty_folder

from tracker.cli import Session, tracker

FACTS = [
    {
        "kind": "product_registered",
        "product": "P",
        "name": "Invented",
        "category": "firewall",
        "channels": ["general_sale"],
        "effective_on": "2015-01-01",
    },
    {
        "kind": "product_registered",
        "product": "SPARE",
        "name": "Invented",
        "category": "firewall",
        "effective_on": "2015-01-01",
    },
]
DAY = "2023-07-03"
SAID = "1 product is in no channel and has no status: SPARE."

ON_A_PORTFOLIO = [
    f"status --as-of {DAY}",
    f"diff --as-of {DAY} --to-as-of 2026-01-01",
    "late",
    "products",
    "remind preview",
    "what-if scenario.yaml",
    f"what-if scenario.yaml --against {DAY}",
]


@pytest.fixture(autouse=True)
def folder() -> Iterator[None]:
    with empty_folder():
        Path("facts.jsonl").write_text("\n".join(map(json.dumps, FACTS)))
        Path("scenario.yaml").write_text("name: Nothing\nfacts: []\n")
        yield


def run(command: str) -> Result:
    done = CliRunner().invoke(tracker, command.split(), obj=Session(clock=lambda: NOON))
    assert done.exit_code == 0, done.output
    return done


def text_of(command: str) -> str:
    return " ".join(run(command).stdout.split())


@pytest.mark.parametrize("command", ON_A_PORTFOLIO)
def test_an_answer_on_a_portfolio_names_the_product_that_has_no_status(command: str) -> None:
    run("init")
    run("record facts.jsonl")
    assert SAID in text_of(command)
    assert json.loads(run(f"{command} --json").stdout)["in_no_channel"] == ["SPARE"]


def test_an_update_of_the_gazette_names_it_and_shows_which_changes_are_in_doubt() -> None:
    run("init --no-gazette")
    run("record facts.jsonl")
    told = json.loads(run("gazette update --dry-run --json").stdout)
    assert told["in_no_channel"] == ["SPARE"]
    assert any(each["marks"]["after"]["not_verified"] for each in told["changed"])
    text = text_of("gazette update")
    assert SAID in text
    assert "non_compliant*" in text
    assert "* rests on law that nobody has verified" in text
