"""Every kind of finding is a value, and reads well in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from support import a_fact, a_license, a_product, an_act, with_gazette

from events.facts import Fact
from events.provisions import Provision
from projections.findings.finding import Finding
from projections.findings.flaws import Defective, Flaw, Unknown, UnknownEntry
from projections.findings.gathering import findings
from projections.judging.bench import Bench
from projections.judging.satisfaction import Defect
from projections.judging.scope import (
    CriterionProblem,
    NoOrder,
    OtherType,
    OtherUnit,
    Unrecorded,
)
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible
from projections.what_if.weighing import (
    Hindrance,
    NoQuestion,
    NoReading,
    OpenedTwice,
    Taken,
    VoidsNothing,
)
from projections.wording import LANGUAGES, Language, Words, words_of
from tracker.gazette.vocabulary import gazette_vocabulary

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).parent / "finding_words"
SENTENCE = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z]{2,}")
DAY = "2023-05-01"
BOTH = tuple(map(words_of, LANGUAGES))
ZH = words_of("zh")


def happened(kind: str, **said: Any) -> Fact:
    return a_fact(kind=kind, **{"effective_on": DAY} | said)


def provision(kind: str, **said: Any) -> dict[str, Any]:
    return {"kind": kind, "effective_on": DAY, **said}


def an_entry(code: str, category: str, **criterion: Any) -> dict[str, Any]:
    criteria = [{"op": ">=", "value": 1, **criterion}] if criterion else []
    return {"code": code, "name": code, "categories": [category], "criteria": criteria}


def products() -> Iterator[Fact]:
    yield happened("product_placed", product="UNREGISTERED", channel="bazaar")
    yield happened("product_withdrawn", product="UNREGISTERED", channel="market")
    yield happened("removal_completed", product="UNREGISTERED", channel="markett", review="R-3")
    yield a_product("UNPLACED", channels=[], category="firewal")
    yield a_product("UNSPOKEN", category="umbrella")
    yield a_product("UNCLASSIFIED", category=None, vendor="ACME")
    yield happened("product_withdrawn", product="UNPLACED", channel="government_procurement")
    yield happened(
        "scope_determined", product="UNSPOKEN", regime="cslx", in_scope=True, basis="A letter"
    )
    yield a_product(
        "MEASURED",
        parameters={
            "throughput": {"value": 20, "unit": "Mbps"},
            "max_concurrent_connections": "many",
            "new_connections_per_secnd": 1,
        },
    )


def licenses() -> Iterator[Fact]:
    dated = {"valid_until": "2023-12-31"}
    yield happened("license_revoked", license="NEVER-ISSUED")
    yield happened("license_renewed", license="NEVER-ISSUED", valid_until="2030-01-01")
    yield a_license("OF-A-GHOST", product="GHOST", **dated)
    yield a_license("OF-NOTHING", products=[], **dated)
    yield a_license("OF-NO-REGIME", product="UNSPOKEN", regime="cslx", **dated)
    yield a_license("TOO-EARLY", product="UNSPOKEN", issued_on="1990-01-01", **dated)
    yield a_license("TOO-LATE", product="UNSPOKEN", issued_on="2023-07-02", **dated)
    yield a_license("OF-ANOTHER-KIND", product="UNSPOKEN", license_kind="sales_permits", **dated)
    yield a_license("ASSUMED", product="UNSPOKEN")
    yield a_license("ENDLESS", product="UNSPOKEN", regime="csl", license_kind="test_report")
    yield a_license("LAPSED", product="UNSPOKEN", valid_until="2023-05-31")
    yield happened(
        "license_renewed", license="LAPSED", effective_on="2023-08-01", valid_until="2024-01-01"
    )
    yield happened("license_scope_changed", license="LAPSED", remove=["UNSPOKE", "ELSE"])


def reviews() -> Iterator[Fact]:
    yield happened(
        "review_opened", review="R-1", channel="bazaar", products=["GHOST"], vendor="Acme"
    )
    yield happened("review_concluded", review="R-2", outcome="passed")


def law() -> Iterator[Fact]:
    yield an_act(
        provision("obligation_waived", regime="cslx", channels=["general_sales"]),
        provision("obligation_waived", regime="csl", channels=["market"], categories=["firewal"]),
        provision("channel_established", channel="market", name="Market"),
        provision("recognition_granted", regime="csl", accepts="mpss"),
        provision("recognition_ended", regime="mps", accepts="csl"),
        provision("enforcement_stopped", regime="cslx"),
        provision("issuance_resumed", regime="mps", effective_on="1990-01-01"),
        provision(
            "catalogue_amended",
            regime="csl",
            remove=["GONE"],
            add=[
                an_entry("X-1", "firewall", parameter="throughputt"),
                an_entry("X-2", "firewall", parameter="throughput", unit="Gpbs"),
            ],
        ),
    )
    read = {
        "yes": {"text": "It does.", "provisions": [provision("regime_repealed", regime="cslx")]},
        "no": {"text": "It does not.", "provisions": []},
    }
    yield happened("question_raised", question="Q", text="Invented?", readings=read)
    yield happened("question_settled", question="Q", reading="perhaps")
    yield happened("question_settled", question="OQ1", reading="yes")


@cache
def found() -> tuple[Finding, ...]:
    seen = visible(with_gazette(*products(), *licenses(), *reviews(), *law()))
    told = findings(seen, Portfolio(seen), Bench(law_book(seen)), gazette_vocabulary())
    return tuple(told)


# -- Values ----------------------------------------------------------------------------------------


def test_every_kind_of_flaw_is_found_somewhere() -> None:
    assert {type(each.flaw) for each in found()} == set(get_args(Flaw))
    assert {each.flaw.defect for each in found() if isinstance(each.flaw, Defective)} == {*Defect}


def test_a_finding_is_compared_and_sorted_by_its_values() -> None:
    assert len({*found(), *map(replace, found())}) == len(found())
    first, *others = found()
    assert all(replace(first, flaw=other.flaw) != first for other in others)
    assert sorted(set(found()), key=lambda each: each.order) == list(found())


def test_a_finding_holds_names_days_and_numbers_but_no_sentence() -> None:
    for each in found():
        for value in leaves(each.flaw):
            assert value is None or not SENTENCE.search(str(value)), each


def test_a_name_is_never_offered_in_place_of_itself() -> None:
    for each in found():
        values = [getattr(each.flaw, field.name) for field in fields(each.flaw)]
        assert len(set(values)) == len(values), each


def leaves(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        yield from (leaf for each in fields(value) for leaf in leaves(getattr(value, each.name)))
    elif isinstance(value, tuple):
        yield from (leaf for each in value for leaf in leaves(each))
    else:
        yield value


def test_what_finds_knows_no_language() -> None:
    for path in (ROOT / "projections/findings").glob("*.py"):
        assert "wording import" not in path.read_text(encoding="utf-8"), path
        assert "projections.wording." not in path.read_text(encoding="utf-8"), path


# -- Words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_reads_as_it_is_kept(language: Language) -> None:
    words = words_of(language)
    page = "".join(f"{each.code}\n{words.finding_sentence(each)}\n\n" for each in found())
    assert page == (KEPT / f"{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_that_differ_read_differently(language: Language) -> None:
    words = words_of(language)
    assert len(set(map(words.finding_sentence, found()))) == len(found())
    assert not [each for each in found() if "None" in words.finding_text(each)]


def test_a_chinese_finding_has_no_english_sentence() -> None:
    words = words_of("zh")
    assert not [each for each in found() if SENTENCE.search(words.finding_sentence(each))]
    assert all(words.finding_sentence(each).endswith(("。", "？")) for each in found())


PROBLEMS: tuple[CriterionProblem, ...] = (
    Unrecorded(),
    OtherUnit("Gbps"),
    OtherUnit(None),
    OtherType("number", "text"),
    OtherType("boolean", "number"),
    NoOrder("text"),
    NoOrder("boolean"),
)
HINDRANCES: tuple[Hindrance, ...] = (
    VoidsNothing("a", None),
    VoidsNothing("a", "b"),
    NoQuestion("Q", None),
    NoReading("Q", "x", ("yes", "no"), None),
    NoReading("Q", "ye", ("yes", "no"), "yes"),
    *(OpenedTwice(what, "N", "a") for what in ("act", "license", "product", "question", "review")),
    Taken("a", voided=True),
    Taken("a", voided=False),
    Unknown("license_issued", "regime", "cslx", "csl"),
    Unknown("obligation_waived", "channel", "bazaar", None),
    UnknownEntry("GONE", date(2023, 5, 1)),
)


def test_why_a_value_cannot_be_compared_reads_in_both_languages() -> None:
    assert {type(each) for each in PROBLEMS} == set(get_args(CriterionProblem))
    assert_said([(words.problem_words(each), words) for words in BOTH for each in PROBLEMS])


def test_why_a_scenario_cannot_stand_reads_in_both_languages() -> None:
    assert {type(each) for each in HINDRANCES} >= set(get_args(Hindrance)) - set(get_args(Flaw))
    assert_said([(words.hindrance_text(each), words) for words in BOTH for each in HINDRANCES])


def assert_said(told: list[tuple[str, Words]]) -> None:
    """Assert that texts are there, that all differ, and that the Chinese ones are Chinese."""
    texts = [text for text, _ in told]
    assert all(texts)
    assert len(set(texts)) == len(texts)
    assert not [text for text, words in told if words is ZH and SENTENCE.search(text)]


def test_every_kind_of_fact_and_provision_has_a_chinese_name() -> None:
    kinds = {*kinds_in(Fact), *kinds_in(Provision)}
    named = {kind: ZH.fact_kind(kind) for kind in kinds}
    assert not [kind for kind, name in named.items() if name == kind]
    assert len(set(named.values())) == len(kinds)


def kinds_in(union: Any) -> Iterator[str]:
    for each in get_args(union):
        if hasattr(each, "model_fields"):
            yield from get_args(each.model_fields["kind"].annotation)
        else:
            yield from kinds_in(each)
