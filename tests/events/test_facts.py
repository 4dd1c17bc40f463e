"""Facts keep their form: what was written once can be read for ever, and nothing changes it."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from events.facts import FACTS, canonical_json, fact_from_json, fact_to_dict, json_schema
from events.provisions import Provision

HERE = Path(__file__).parent
GOLDEN = sorted((HERE / "golden").glob("*.json"))


def golden(kind: str) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((HERE / "golden" / f"{kind}.json").read_text("utf-8"))
    return fields


def a_fact(kind: str, **changes: Any) -> bytes:
    return json.dumps({**golden(kind), **changes}).encode()


def test_each_kind_of_fact_has_a_golden_file() -> None:
    assert {path.stem for path in GOLDEN} == set(FACTS)


def test_the_golden_act_holds_each_kind_of_provision() -> None:
    models = get_args(get_args(Provision)[0])
    kinds = {get_args(model.model_fields["kind"].annotation)[0] for model in models}
    assert {provision["kind"] for provision in golden("act_published")["provisions"]} == kinds


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_fact_is_read_and_written_as_it_stands(path: Path) -> None:
    written = json.loads(path.read_text("utf-8"))
    fact = fact_from_json(path.read_bytes())
    assert fact.kind == path.stem
    assert fact_to_dict(fact) == _without_defaults(written)
    assert fact_from_json(canonical_json(fact)) == fact


def _without_defaults(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out the one field of the golden files that stands at its default."""
    readings = fields.get("readings")
    if readings:
        readings["narrow"].pop("provisions")
    return fields


def test_equal_facts_have_the_same_bytes_however_they_were_written() -> None:
    fields = golden("license_issued")
    turned = dict(reversed(fields.items()))
    assert canonical_json(fact_from_json(json.dumps(fields))) == canonical_json(
        fact_from_json(json.dumps(turned, indent=4))
    )


def test_the_printed_schema_is_current() -> None:
    kept = json.loads((HERE / "fact.schema.json").read_text("utf-8"))
    assert kept == json_schema(), "run: tracker schema > tests/events/fact.schema.json"


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_fact_never_changes(kind: str) -> None:
    fact = fact_from_json(a_fact(kind))
    with pytest.raises(ValidationError, match="frozen"):
        fact.note = "changed"


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_fact_refuses_fields_that_it_does_not_know(kind: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        fact_from_json(a_fact(kind, recorded_at="2024-01-01T00:00:00Z"))


@pytest.mark.parametrize(
    "day",
    ["1735689600", 1735689600, "2024-1-2", "20240102", "2024-01-02T00:00:00", "2024-02-30", ""],
)
def test_a_day_is_written_in_one_way(day: object) -> None:
    with pytest.raises(ValidationError):
        fact_from_json(a_fact("license_suspended", effective_on=day))


@pytest.mark.parametrize("day", ["1899-12-31", "2201-01-01"])
def test_a_day_outside_three_centuries_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        fact_from_json(a_fact("license_suspended", effective_on=day))


@pytest.mark.parametrize(
    ("kind", "changes", "why"),
    [
        ("license_issued", {"valid_until": "2024-01-02"}, "lies before valid_from"),
        ("license_renewed", {"valid_until": "2026-01-02"}, "lies before effective_on"),
        ("removal_ordered", {"deadline": "2024-01-01"}, "lies before effective_on"),
        ("review_opened", {"products": [], "vendor": None}, "concerns somebody"),
        ("license_scope_changed", {"add": [], "remove": []}, "no product to add or remove"),
        ("question_raised", {"readings": {"only": {"text": "One."}}}, "at least 2 items"),
        ("act_published", {"title": " "}, "match pattern"),
        ("product_registered", {"name": "a\x1b[31mred"}, "match pattern"),
        ("product_registered", {"product": "a\u202eb"}, "match pattern"),
    ],
)
def test_what_cannot_be_true_of_one_fact_is_refused(
    kind: str, changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        fact_from_json(a_fact(kind, **changes))


@pytest.mark.parametrize(
    ("provision", "why"),
    [
        ({"kind": "obligation_waived", "regime": "r", "until": "2024-02-29"}, "last day"),
        (
            {
                "kind": "regime_established",
                "regime": "r",
                "name": "R",
                "license_kinds": [],
                "channels": [],
                "scope": {"by": "determination", "in": ["a", "b"], "out": ["b"]},
            },
            "presumed both in and out of scope: b",
        ),
        (
            {
                "kind": "catalogue_issued",
                "regime": "r",
                "edition": "1",
                "entries": [{"code": "E", "name": "E", "categories": []}] * 2,
            },
            "entry code given twice: E",
        ),
    ],
)
def test_what_cannot_be_provided_is_refused(provision: dict[str, Any], why: str) -> None:
    fields = {**provision, "effective_on": "2024-03-01"}
    with pytest.raises(ValidationError, match=why):
        fact_from_json(a_fact("act_published", provisions=[fields]))
