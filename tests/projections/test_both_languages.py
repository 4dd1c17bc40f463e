"""Both languages mirror each other, and have words for every kind of thing that there is to say."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from support import (
    GENERAL_SALE,
    INFRASTRUCTURE,
    a_fact,
    case,
    ledger,
    sample,
    with_gazette,
)

from events.acts import ActPublished
from events.facts import FACTS, Fact, fact_from_json
from events.mentions import SAID_ELSEWHERE
from events.provisions import GuidanceGiven, Provision, RecognitionGranted
from projections.findings.asides import Asides, Stray, Unplaced
from projections.findings.placing import Missing, Whereabouts
from projections.judging.bench import OpenPoint
from projections.judging.grounds import Ground, NothingReaches, SingleReading
from projections.judging.judgment import Placement, Reason, Status
from projections.judging.marks import SIGNS, AssumedDay, Marks
from projections.judging.requirements import PendingAmendment, Requirement, Standing
from projections.judging.reviews import ReviewFinding, ReviewStanding
from projections.judging.satisfaction import Defect, LicenseFinding, Outcome
from projections.judging.scope import ScopeGround
from projections.notices import Occasion, Sort, occasions_in
from projections.notices.occasions.occasion import Matter
from projections.record import licenses
from projections.record.absence import Absence, Why
from projections.record.asked import Asked
from projections.record.law import Provided
from projections.record.visible import Viewpoint
from projections.wording import LANGUAGES, Language, Words, notice_words_of, words_of
from projections.wording.zh import terms

ROOT = Path(__file__).parents[2]
WORDING = ROOT / "projections" / "wording"
GOLDEN = ROOT / "tests" / "events" / "golden"
SENTENCE = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z]{2,}")
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
DAY = date(2024, 2, 29)
EN, ZH = (words_of(language) for language in LANGUAGES)

OWN: dict[Language, set[str]] = {
    "en": {"citing.titles", "days.written_out"},
    "zh": {
        "citing.articles",
        "citing.in_chinese",
        "citing.in_title_marks",
        "citing.title",
        "notices.licenses.covered_and",
    },
}
"""What only one language needs: its own way with titles, days, names, and texts in the other."""


# -- The mirror ------------------------------------------------------------------------------------


def modules(language: Language) -> dict[str, ModuleType]:
    """Return the modules of a language by their names within it."""
    folder = WORDING / language
    names = [
        ".".join(path.relative_to(folder).with_suffix("").parts) for path in folder.rglob("*.py")
    ]
    package = f"projections.wording.{language}"
    return {name: import_module(f"{package}.{name}".removesuffix(".__init__")) for name in names}


def public(language: Language) -> dict[str, list[object]]:
    """Return the types of what each public function of a language takes and gives."""
    return {
        f"{name}.{function.__name__}": types(function)
        for name, module in modules(language).items()
        for function in vars(module).values()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not function.__name__.startswith("_")
    }


def types(function: Any) -> list[object]:
    found = inspect.signature(function)
    taken = [(each.kind, each.annotation, each.default) for each in found.parameters.values()]
    return [*taken, found.return_annotation]


def test_both_languages_have_the_same_modules() -> None:
    english, chinese = (set(modules(language)) for language in LANGUAGES)
    assert english == chinese


def test_both_languages_have_the_same_functions_of_the_same_types() -> None:
    english, chinese = (
        {name: types for name, types in public(each).items() if name not in OWN[each]}
        for each in LANGUAGES
    )
    assert english == chinese


def test_what_a_language_has_for_itself_is_there_and_not_in_the_other() -> None:
    english, chinese = (set(public(language)) for language in LANGUAGES)
    assert (english - chinese, chinese - english) == (OWN["en"], OWN["zh"])


def imported(path: Path) -> set[str]:
    """Return what a module imports when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node for each in tree.body if not is_for_types(each) for node in ast.walk(each))
    return {node.module for node in found if isinstance(node, ast.ImportFrom) and node.module}


def is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh", "en")])
def test_no_language_imports_the_other(language: str, other: str) -> None:
    for path in (WORDING / language).rglob("*.py"):
        assert not [name for name in imported(path) if f".wording.{other}" in name], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_that_tells_of_no_notice_imports_no_words_for_notices(language: str) -> None:
    folder = WORDING / language
    for path in [*folder.glob("*.py"), *(folder / "answers").glob("*.py")]:
        assert not [name for name in imported(path) if re.search(r"^projections.*\.notices", name)]


def test_only_what_is_shown_or_sent_knows_a_language() -> None:
    """Answers and projections take the words that they are given."""
    speaking = ("tracker/cli/", "tracker/show/", "tracker/delivery/", "tracker/reminders/")
    for path in [*(ROOT / "tracker").rglob("*.py"), *(ROOT / "projections").rglob("*.py")]:
        place = path.relative_to(ROOT).as_posix()
        if not place.startswith((*speaking, "projections/wording/")):
            names = [
                each for each in imported(path) if re.match(r"projections.wording.(en|zh)", each)
            ]
            assert not names, place


# -- Every kind of thing ---------------------------------------------------------------------------


def assert_told(english: list[str], chinese: list[str]) -> None:
    """Assert that each thing is told in both languages, and that the Chinese is Chinese."""
    assert len(english) == len(chinese)
    for one, other in zip(english, chinese, strict=True):
        assert one.strip()
        assert other.strip()
        assert "None" not in one + other
        assert not SENTENCE.search(other), other
        assert not ISO_DAY.search(other), other


@cache
def reasons() -> tuple[Reason, ...]:
    """Return reasons of each type, with everything that they may say."""
    found = [*_requirements(), *_reviews(), *_pending(), Placement(None)]
    found += [Placement(ended) for ended in _ends()]
    return tuple(found)


def _requirements() -> Iterator[Reason]:
    records = with_gazette(*sample())
    lapsed = _requirement(records, "FW-100", "2025-01-01")
    determined = next(each for each in records if each.fact.kind == "scope_determined")
    for standing in Standing:
        aside = None if standing is Standing.APPLIES else lapsed.ground
        yield replace(lapsed, standing=standing, set_aside_by=aside)
    for ground, answer in product(ScopeGround, (True, False, None)):
        scope = replace(lapsed.scope, ground=ground, in_scope=answer, determination=determined)
        yield replace(lapsed, scope=replace(scope, rule=lapsed.ground))
    yield _requirement(records, "FW-240", "2022-10-01")
    yield _requirement(records, "PLC-1", "2021-01-01")
    yield replace(lapsed, license=None)
    yield from (replace(lapsed, license=found) for found in _licenses(lapsed))


def _requirement(records: list, product: str, day: str) -> Requirement:
    judged = case(records, product, GENERAL_SALE).judgment(date.fromisoformat(day))
    return next(each for each in judged.reasons if isinstance(each, Requirement))


def _licenses(requirement: Requirement) -> Iterator[LicenseFinding]:
    found = requirement.license
    assert found is not None
    day = date(2024, 2, 29)
    for outcome in Outcome:
        recognition = recognised(requirement) if outcome is Outcome.NOT_RECOGNISED else None
        each = replace(found, outcome=outcome, recognition=recognition)
        yield each
        state = replace(found.state, since=day, next_from=day, assumed=True)
        yield replace(each, state=state, term=requirement.ground)
    never = replace(found.state, since=None, last_day=None)
    yield replace(found, outcome=Outcome.NOT_YET_VALID, state=never)
    yield replace(found, outcome=Outcome.SATISFIES, state=replace(found.state, last_day=None))
    yield replace(found, recognition=recognised(requirement))
    for defect in Defect:
        yield replace(
            found, outcome=Outcome.DEFECTIVE, defect=defect, stopped_by=requirement.ground
        )
    yield replace(found, doubtful_renewal=day)


def recognised(requirement: Requirement) -> Provided:
    """Return a recognition with all of its limits."""
    provision = next(each for each in provisions() if isinstance(each, RecognitionGranted))
    return replace(requirement.ground, provision=provision)


def _reviews() -> Iterator[Reason]:
    opened = a_fact(
        kind="review_opened",
        review="R",
        channel=GENERAL_SALE,
        products=["P"],
        effective_on="2024-01-01",
    )
    for outcome, standing in product(("passed", "conditional", "failed"), ReviewStanding):
        concluded = a_fact(
            kind="review_concluded", review="R", outcome=outcome, effective_on="2024-02-01"
        )
        first, second = ledger(opened, concluded)
        record = first if standing is ReviewStanding.PENDING else second
        for deadline in (None, date(2024, 3, 1)):
            yield ReviewFinding(standing, INFRASTRUCTURE, "R", record, deadline)


def _pending() -> Iterator[Reason]:
    judged = case(with_gazette(*sample()), "FW-100", GENERAL_SALE).judgment(date(2023, 5, 1))
    yield from (each for each in judged.reasons if isinstance(each, PendingAmendment))


def _ends() -> Iterator:
    yield from ledger(
        a_fact(
            kind="product_withdrawn",
            product="P",
            channel=GENERAL_SALE,
            effective_on="2024-01-01",
        ),
        a_fact(
            kind="removal_completed",
            product="P",
            channel=GENERAL_SALE,
            review="R",
            effective_on="2024-01-01",
        ),
    )


@cache
def told() -> tuple[Occasion, ...]:
    """Return what there is to be reminded of in the sample."""
    return tuple(occasions_in(with_gazette(*sample())))


@cache
def golden() -> tuple[Fact, ...]:
    """Return a fact of each kind."""
    return tuple(fact_from_json(path.read_bytes()) for path in sorted(GOLDEN.glob("*.json")))


def provisions() -> list[Provision]:
    return [each for fact in golden() if isinstance(fact, ActPublished) for each in fact.provisions]


def test_every_status_has_a_word_and_a_meaning_in_both_languages() -> None:
    for say in ("status", "meaning"):
        english, chinese = ([getattr(words, say)(each) for each in Status] for words in (EN, ZH))
        assert_told(english, chinese)
        assert len(set(english)) == len(set(chinese)) == len(Status)


def test_every_type_of_reason_is_told_in_both_languages() -> None:
    assert {type(each) for each in reasons()} == set(get_args(Reason))
    for brief in (False, True):
        english, chinese = (
            [words.sentence(each, brief=brief) for each in reasons()] for words in (EN, ZH)
        )
        assert_told(english, chinese)
        assert all(text.endswith("。") for text in chinese)


def test_every_type_of_ground_is_told_in_both_languages() -> None:
    judged = case(with_gazette(*sample()), "RT-1", GENERAL_SALE)
    (point, *_) = judged.judgment(date(2024, 1, 1)).open_points
    reading = SingleReading("Q", "wide", Status.COMPLIANT)
    found = [point, replace(point, decisive=not point.decisive), reading, NothingReaches()]
    assert {type(each) for each in (*found, *reasons())} == set(get_args(Ground))
    assert OpenPoint in {type(each) for each in found}
    english, chinese = ([words.ground(each) for each in found] for words in (EN, ZH))
    assert_told(english, chinese)


def test_every_status_of_the_sample_has_its_grounds_told_in_both_languages() -> None:
    matters = [each.matter for each in told() if each.sort is Sort.STATUS_WORSENS]
    for matter in matters:
        assert_told(EN.grounds(matter.judgment), ZH.grounds(matter.judgment))


def test_every_kind_of_fact_is_told_in_both_languages() -> None:
    assert {fact.kind for fact in golden()} == set(FACTS)
    for say in ("about", "particulars"):
        english, chinese = ([getattr(words, say)(fact) for fact in golden()] for words in (EN, ZH))
        assert [bool(text) for text in english] == [bool(text) for text in chinese]
        assert not any("None" in text for text in (*english, *chinese))
    kinds = [fact.kind for fact in golden()]
    assert not [kind for kind in kinds if ZH.fact_kind(kind) == kind]


def test_every_field_of_a_fact_has_a_chinese_name() -> None:
    fields = {name for model in FACTS.values() for name in model.model_fields}
    assert fields - SAID_ELSEWHERE == set(terms.FIELDS)


def test_every_kind_of_provision_is_told_in_both_languages() -> None:
    models = get_args(get_args(Provision)[0])
    assert {type(each) for each in provisions()} == set(models)
    guidance = next(each.text for each in provisions() if isinstance(each, GuidanceGiven))
    english, chinese = (list(map(words.provision_words, provisions())) for words in (EN, ZH))
    assert_told(english, [text.replace(guidance, "") for text in chinese])


def test_every_reason_for_not_seeing_a_fact_is_told_in_both_languages() -> None:
    (record, by) = ledger(golden()[0], golden()[1])
    absences = [Absence(why, record, by) for why in Why]
    english, chinese = (list(map(words.absence_words, absences)) for words in (EN, ZH))
    assert_told(english, [text.replace(str(record.recorded_at.date()), "") for text in chinese])
    assert len(set(english)) == len(set(chinese)) == len(Why)


def test_every_mark_and_every_sign_is_told_in_both_languages() -> None:
    provided = next(each.ground for each in reasons() if isinstance(each, Requirement))
    days = (
        AssumedDay("L", DAY, provided),
        AssumedDay("L", DAY, None),
    )
    marks = [Marks(assumed=(day,)) for day in days] + [Marks(not_verified=(provided,))]
    english, chinese = (list(map(words.mark_words, marks)) for words in (EN, ZH))
    assert_told(english, chinese)
    english, chinese = (list(map(words.legend, SIGNS)) for words in (EN, ZH))
    assert_told(english, chinese)


def test_all_that_is_said_beside_statuses_is_told_in_both_languages() -> None:
    everything = Asides(
        True,
        Unplaced(("P",), ("G",)),
        tuple(
            Stray(what, "nam", ("P",), meant)
            for what in ("category", "channel")
            for meant in (None, "name")
        ),
    )
    assert_told(EN.aside_words(everything), ZH.aside_words(everything))
    assert len(EN.aside_words(everything)) == 2 + 4
    assert_told([EN.no_act_words()], [ZH.no_act_words()])


def test_wherever_a_product_is_instead_is_told_in_both_languages() -> None:
    asked = Asked(Viewpoint(DAY, DAY), 1)
    missing = [Missing("P", channel, each) for each in Whereabouts for channel in (None, "kiosk")]
    english, chinese = (
        [words.missing_words(each, asked) for each in missing] for words in (EN, ZH)
    )
    assert_told(english, chinese)


def test_every_standing_of_a_license_has_a_word_in_both_languages() -> None:
    standings = [*licenses.Standing, None]
    english, chinese = (list(map(words.standing, standings)) for words in (EN, ZH))
    assert_told(english, chinese)
    assert len(set(english)) == len(set(chinese)) == len(standings)


@pytest.mark.parametrize("say", ["title", "occasion_name", "occasion_words"])
def test_every_matter_of_an_occasion_is_told_in_both_languages(say: str) -> None:
    assert {type(each.matter) for each in told()} == set(get_args(Matter))
    english, chinese = (
        [getattr(notice_words_of(language), say)(each) for each in told()] for language in LANGUAGES
    )
    assert_told(english, chinese)


def test_every_sort_of_occasions_has_a_name_in_both_languages() -> None:
    english, chinese = (list(map(notice_words_of(each).sort_words, Sort)) for each in LANGUAGES)
    assert_told(english, chinese)
    assert len(set(english)) == len(set(chinese)) == len(Sort)


# -- Words by their codes --------------------------------------------------------------------------

CODED = {"heading", "column", "section", "diff_label", "what_if"}


def asked_for(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the words that a call asks for by a code that it names in place."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("words"), "counted"), [_, coded]):
            yield from (("counted", code) for code in constants(coded))
        case ast.Call(ast.Attribute(ast.Name("words"), say), [coded, *_]) if say in CODED:
            yield from ((say, code) for code in constants(coded))
        case ast.Call(ast.Name("map"), [ast.Attribute(ast.Name("words"), say), coded]) if (
            say in CODED
        ):
            yield from ((say, code) for code in constants(coded))


def constants(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


@pytest.mark.parametrize("words", [EN, ZH], ids=LANGUAGES)
def test_what_is_asked_for_by_a_code_is_there_in_both_languages(words: Words) -> None:
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "tracker").rglob("*.py"))
    asked = {each for tree in trees for node in ast.walk(tree) for each in asked_for(node)}
    assert len(asked) > 30
    assert [each for each in sorted(asked) if not is_there(words, *each)] == []


def is_there(words: Words, say: str, code: str) -> bool:
    try:
        if say == "counted":
            return bool(words.counted(2, code))
        return bool(getattr(words, say)(code, *((1, 2, 3) if say == "what_if" else ())))
    except KeyError:
        return False
