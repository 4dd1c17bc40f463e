"""Which two points `tracker diff` compares, for every combination of what is named for them.

The ledger was filled, and questions are put, at noon of 2026-11-23.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from console import empty_folder, run

FIRST = {"as_of": "2023-05-01", "known_at": "2023-05-02", "recorded_by": "2026-11-23"}
SECOND = {"as_of": "2023-07-03", "known_at": "2023-07-04", "recorded_by": "2026-11-24"}
TODAY = "2026-11-23"


@pytest.fixture(scope="module", autouse=True)
def a_ledger() -> Iterator[None]:
    with empty_folder():
        list(run("tracker init"))
        Path("p.jsonl").write_text(
            json.dumps(
                {
                    "kind": "product_registered",
                    "product": "P",
                    "name": "Invented",
                    "category": "firewall",
                    "channels": ["general_sale"],
                    "effective_on": "2020-01-01",
                }
            )
        )
        list(run("tracker record p.jsonl"))
        yield


def compared(first: dict[str, str], second: dict[str, str]) -> list[dict[str, Any]]:
    """Return both points, days of recording cut to their day."""
    options = [f"--{name.replace('_', '-')} {value}" for name, value in first.items()]
    options += [f"--to-{name.replace('_', '-')} {value}" for name, value in second.items()]
    told = json.loads("\n".join(run(f"tracker diff P --json {' '.join(options)}")))
    return [
        {name: value[:10] if value else None for name, value in told[side].items()}
        for side in ("from", "to")
    ]


def point(**named: str) -> dict[str, str | None]:
    return {"as_of": TODAY, "known_at": None, "recorded_by": None, **named}


def combinations(names: dict[str, str]) -> list[dict[str, str]]:
    chosen = product([False, True], repeat=len(names))
    return [
        {
            name: value
            for (name, value), is_named in zip(names.items(), each, strict=True)
            if is_named
        }
        for each in chosen
    ]


@pytest.mark.parametrize("first", combinations(FIRST), ids=lambda named: "+".join(named) or "none")
def test_with_one_side_named_what_was_named_is_varied_and_the_day_is_kept(
    first: dict[str, str],
) -> None:
    limits = {"known_at", "recorded_by"} & first.keys()
    day = first.get("as_of", TODAY) if limits else TODAY

    assert compared(first, {}) == [point(**first), point(as_of=day)]


@pytest.mark.parametrize("first", combinations(FIRST), ids=lambda named: "+".join(named) or "none")
@pytest.mark.parametrize(
    "second",
    [each for each in combinations(SECOND) if each],
    ids=lambda named: "to " + "+".join(named),
)
def test_with_both_sides_named_the_second_is_the_first_with_what_is_named_for_it(
    first: dict[str, str], second: dict[str, str]
) -> None:
    assert compared(first, second) == [point(**first), point(**{**first, **second})]


@pytest.mark.parametrize("limit", ["known_at", "recorded_by"])
@pytest.mark.parametrize("first", combinations(FIRST), ids=lambda named: "+".join(named) or "none")
def test_all_lifts_one_limit_and_keeps_the_rest(first: dict[str, str], limit: str) -> None:
    kept = {name: value for name, value in first.items() if name != limit}

    assert compared(first, {limit: "all"}) == [point(**first), point(**kept)]


def test_both_points_are_printed_and_the_day_asked_for_stands_in_both() -> None:
    printed = list(run("tracker diff P --as-of 2023-05-01 --recorded-by 2026-11-23"))

    assert printed[0].startswith("From: As of 2023-05-01, with everything known recorded by")
    assert "To:   As of 2023-05-01, with everything known and recorded." in printed
