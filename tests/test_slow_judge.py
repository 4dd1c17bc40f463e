"""The slow judge answers the conformance vectors, and the rules that these do not reach."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from contract_cases import (
    EVERY_RULE,
    STOPPED,
    TERM,
    act,
    established,
    license_issued,
    name_of,
    on_record,
    product,
    question,
    vector_files,
    voided,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgers import (
    FACTS,
    PROVISIONS,
    Json,
    boundaries,
    day_after,
    known_boundaries,
    ledgers,
    opened_names,
    random_ledger,
)
from slow_judge import (
    OPENINGS,
    Entry,
    causes,
    day_of_recording,
    known_on,
    merged,
    status,
    statuses,
    statuses_by_reading,
)


@pytest.mark.parametrize("file", vector_files(), ids=name_of)
def test_a_vector_is_answered_as_prescribed(file: Path) -> None:
    vector = json.loads(file.read_text(encoding="utf-8"))
    entries = on_record(vector["facts"])

    for asked in vector["questions"]:
        known_at = asked["known_at"] and date.fromisoformat(asked["known_at"])
        as_of = date.fromisoformat(asked["as_of"])
        found = statuses(entries, as_of=as_of, known_at=known_at)

        wanted = {(product, channel): says for product, channel, says in asked["statuses"]}
        told = {subject: found.get(subject, "not_marketed") for subject in wanted}
        assert told == wanted, f"as of {as_of}, known at {known_at}"
        others = {found[subject] for subject in found.keys() - wanted.keys()}
        assert others <= {"not_marketed"}, "a subject the vector leaves out was only withdrawn"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [pytest.param(facts, expected, id=claim) for claim, facts, expected in EVERY_RULE],
)
def test_a_rule(facts: list[Json], expected: dict[str, str]) -> None:
    entries = on_record(facts)

    found = {day: status(entries, "P", "shop", as_of=date.fromisoformat(day)) for day in expected}

    assert found == expected


def test_looking_back_by_either_date_sees_what_was_voided_later() -> None:
    early, late = datetime(2020, 6, 1, 15, 59, tzinfo=UTC), datetime(2021, 6, 1, 16, tzinfo=UTC)
    entries = [
        Entry(1, early, act(established(), id="act")),
        Entry(2, early, product()),
        Entry(3, late, voided("act")),
    ]
    told = partial(status, entries, "P", "shop", as_of=date(2030, 1, 1))

    assert known_on(entries[2]) == "2021-06-02"
    assert told() == "not_regulated"
    assert told(known_at=date(2021, 6, 1)) == "non_compliant"
    assert told(known_at=date(2021, 6, 2)) == "not_regulated"
    assert told(recorded_by=early) == "non_compliant"
    assert told(recorded_by=late) == "not_regulated"


def test_a_default_of_known_on_is_never_after_the_day_of_recording() -> None:
    recorded_at = datetime(2020, 6, 1, 16, tzinfo=UTC)

    assert known_on(Entry(1, recorded_at, product("2021-01-01"))) == "2020-06-02"
    assert known_on(Entry(1, recorded_at, license_issued("2020-05-05"))) == "2020-05-05"
    assert known_on(Entry(1, recorded_at, act(published_on="2020-05-06"))) == "2020-05-06"


def test_each_reading_has_its_status_and_causes_are_named() -> None:
    other = question("2020-01-01", {"a": [], "b": []}) | {"question": "R"}
    facts = [act(established()), product(), question("2020-01-01", {"y": [], "n": [STOPPED]})]

    under = statuses_by_reading(on_record([*facts, other]), "P", "shop", as_of=date(2021, 1, 1))

    assert under == {
        (("Q", "y"), ("R", "a")): "non_compliant",
        (("Q", "y"), ("R", "b")): "non_compliant",
        (("Q", "n"), ("R", "a")): "not_regulated",
        (("Q", "n"), ("R", "b")): "not_regulated",
    }
    assert causes(under) == {"Q"}
    assert merged(under.values()) == "indeterminate"


# -- The random ledgers ------------------------------------------------------------------------


PATIENTLY = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def provisions_in(fact: Mapping[str, Any]) -> list[Json]:
    readings = [reading["provisions"] for reading in fact.get("readings", {}).values()]
    return [each for part in (fact.get("provisions", []), *readings) for each in part]


def test_random_ledgers_have_every_kind_of_fact_and_provision() -> None:
    facts = [entry.fact for entry in random_ledger(seed=1, size=1000)]

    assert {fact["kind"] for fact in facts} == set(FACTS)
    assert {p["kind"] for fact in facts for p in provisions_in(fact)} == set(PROVISIONS)


@pytest.mark.parametrize("seed", range(5))
def test_a_random_ledger_has_its_size_and_is_the_same_again(seed: int) -> None:
    ledger = random_ledger(seed, size=60)

    assert [entry.position for entry in ledger] == list(range(1, 61))
    assert ledger == random_ledger(seed, size=60)


def test_random_ledgers_come_to_every_status_and_see_two_openings_of_a_name() -> None:
    found: set[str] = set()
    twice = 0
    for seed in range(20):
        ledger = random_ledger(seed, size=60)
        opened = list(opened_names(ledger))
        twice += len(opened) - len(set(opened))
        for day in boundaries(ledger)[::10]:
            found |= set(statuses(ledger, as_of=day).values())

    assert found == {
        "not_marketed",
        "barred",
        "non_compliant",
        "indeterminate",
        "compliant",
        "not_regulated",
    }
    assert twice > 0


@settings(PATIENTLY, max_examples=60)
@given(entries=ledgers())
def test_a_ledger_is_one_that_the_contract_accepts(entries: list[Entry]) -> None:
    ids = [entry.fact["id"] for entry in entries if "id" in entry.fact]
    assert len(ids) == len(set(ids))
    for number, entry in enumerate(entries):
        before, fact = entries[:number], entry.fact
        assert entry.position == number + 1
        assert not before or before[-1].recorded_at <= entry.recorded_at
        assert known_on(entry) <= day_of_recording(entry)
        if fact["kind"] in OPENINGS:
            opened = (fact["kind"], fact[OPENINGS[fact["kind"]]])
            assert opened not in set(opened_names(before)), "refused: opened and not voided"
        if fact["kind"] == "fact_voided":
            assert fact["fact"] in {each.fact.get("id") for each in before}
        if "valid_until" in fact:
            first = fact.get("valid_from") or fact.get("issued_on") or fact["effective_on"]
            assert first <= fact["valid_until"]
        assert fact.get("deadline", "9999") >= fact.get("effective_on", "")
        for says in provisions_in(fact):
            assert says["effective_on"] <= says.get("until", "9999")
            assert says.get("accepts") != says.get("regime", "none")


@settings(PATIENTLY, max_examples=30)
@given(entries=ledgers(), data=st.data())
def test_all_subjects_at_once_are_judged_as_one_by_one(
    entries: list[Entry], data: st.DataObject
) -> None:
    days = boundaries(entries) or [date(2020, 1, 1)]
    as_of = data.draw(st.sampled_from(days))
    known_at = data.draw(st.none() | st.sampled_from(known_boundaries(entries) or days))

    found = statuses(entries, as_of=as_of, known_at=known_at)

    assert found == {
        (name, channel): status(entries, name, channel, as_of=as_of, known_at=known_at)
        for name, channel in found
    }


def test_boundaries_are_days_of_the_facts_ends_of_terms_and_the_days_after() -> None:
    facts = [act(established("2020-01-01", license_kinds=TERM)), license_issued("2021-01-31")]

    found = [day.isoformat() for day in boundaries(on_record(facts))]

    days = ["2020-01-01", "2021-01-31", "2021-02-28"]
    assert found == sorted([*days, *map(day_after, days)])
