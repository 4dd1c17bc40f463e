"""The built-in record of law is complete, says where it can be checked, and agrees with itself."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from support import (
    CATEGORIES_FILE,
    GAZETTE,
    a_fact,
    day,
    facts_in,
    gazette,
    gazette_facts,
    gazette_files,
    law,
    with_gazette,
)

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.categories import CATEGORIES, Category
from events.facts import Fact
from events.provisions import (
    CatalogueAmended,
    CatalogueEntry,
    CatalogueIssued,
    DeterminationScope,
    GuidanceGiven,
    ObligationWaived,
    Provision,
    RecognitionGranted,
    RegimeEstablished,
)
from events.reading.documents import read_document
from events.reading.problems import Problems
from projections.findings.gathering import findings
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible
from tracker.gazette.files import read_gazette
from tracker.gazette.vocabulary import gazette_vocabulary

ACTS = {
    "AQSIQ-2008-7",
    "AQSIQ-2009-33",
    "CAC-QA-2023",
    "CAT-2017-1",
    "CAT-2023-2",
    "CIIR-2021",
    "CIRC-2023-1",
    "CK-2010-48",
    "CNCA-2016-15",
    "CNCA-2018-28",
    "CNCA-2023-14",
    "CRM-2020",
    "CRM-2021",
    "CRYPTO-2019",
    "CRYPTO-REG-2023",
    "CSL-2016",
    "CSL-2025",
    "GB-40050-2021",
    "GB-42250-2022",
    "GRZL-2004-57",
    "INST-2018-12",
    "LABEL-2026-4",
    "MOT-CII-2023",
    "MPS-32-1997",
    "NCSNC-2023-06",
    "SC-147-1994",
    "TC260-2024-119",
    "UNIFY-2022-1",
}

RESTS_ON = {
    "OQ01": "CIRC-2023-1",
    "OQ02": "CIRC-2023-1",
    "OQ03": "CIRC-2023-1",
    "OQ04": "CSL-2016",
    "OQ05": "CIRC-2023-1",
    "OQ06": "CAT-2017-1",
    "OQ06-2023": "CAT-2023-2",
    "OQ07": "CIRC-2023-1",
    "OQ08": "CIRC-2023-1",
    "OQ09": "MPS-32-1997",
    "OQ10": "CSL-2016",
    "OQ11": "CAT-2023-2",
    "OQ12": "CSL-2016",
    "OQ13": "CIRC-2023-1",
    "OQ14": "CRM-2020",
    "OQ15": "CIRC-2023-1",
}
"""The act whose text raises each question."""

ANSWERED_BY = {
    "OQ01": ("permit_suffices", "CIRC-2023-1"),
    "OQ02": ("at_another_date", "CAT-2023-2"),
    "OQ04": ("penalty_by_amendment", "CSL-2025"),
    "OQ13": ("accepted_while_in_date", "CIRC-2023-1"),
}
"""The reading by which each settled question is settled, and the act that gives it."""

REVIEWS = {"review/REV-MICRON-2023/opened", "review/REV-MICRON-2023/concluded"}


def acts() -> dict[str, ActPublished]:
    return {fact.act: fact for fact in gazette_facts() if isinstance(fact, ActPublished)}


def questions() -> dict[str, QuestionRaised]:
    return {fact.question: fact for fact in gazette_facts() if isinstance(fact, QuestionRaised)}


def settlements() -> dict[str, QuestionSettled]:
    return {fact.question: fact for fact in gazette_facts() if isinstance(fact, QuestionSettled)}


def provisions() -> Iterator[tuple[str, Provision]]:
    """Yield every provision of every act and of every reading, with the fact that has it."""
    for act in acts().values():
        yield from ((act.act, provision) for provision in act.provisions)
    for question in questions().values():
        for name, reading in question.readings.items():
            for provision in reading.provisions:
                yield f"{question.question} read as {name}", provision


def catalogue(edition: str) -> dict[str, CatalogueEntry]:
    """Return the entries of an edition by code, as acts provide them."""
    return {
        entry.code: entry
        for act in acts().values()
        for provision in act.provisions
        if isinstance(provision, CatalogueIssued | CatalogueAmended)
        and provision.edition == edition
        for entry in _entries(provision)
    }


def _entries(provision: CatalogueIssued | CatalogueAmended) -> tuple[CatalogueEntry, ...]:
    return provision.entries if isinstance(provision, CatalogueIssued) else provision.add


def group(edition: str, name: str) -> list[CatalogueEntry]:
    return [entry for entry in catalogue(edition).values() if entry.group == name]


@cache
def categories() -> dict[str, Category]:
    read = read_document((GAZETTE / CATEGORIES_FILE).read_bytes(), CATEGORIES, name=CATEGORIES_FILE)
    assert not isinstance(read, Problems), str(read)
    return {category.code: category for category in read.categories}


# -- Completeness ----------------------------------------------------------------------------------


def test_every_act_of_the_reference_is_in_the_gazette_and_no_other() -> None:
    assert acts().keys() == ACTS


def test_every_question_of_the_reference_is_raised() -> None:
    assert questions().keys() == RESTS_ON.keys()


def test_the_first_catalogue_has_4_kinds_of_equipment_and_11_products() -> None:
    """CAT-2017-1."""
    assert len(catalogue("2017")) == 15
    assert len(group("2017", "CNE")) == 4
    assert len(group("2017", "SNSP")) == 11


def test_every_row_of_the_first_catalogue_has_a_threshold() -> None:
    """CAT-2017-1: all with technical thresholds."""
    assert all(entry.criteria for entry in catalogue("2017").values())


@pytest.mark.parametrize(
    ("code", "thresholds"),
    [
        (
            "CNE-01",
            "system_throughput_bidirectional >= 12 Tbps; routing_table_capacity >= 550000 entries",
        ),
        ("CNE-02", "system_throughput_bidirectional >= 30 Tbps; packet_forwarding_rate >= 10 Gpps"),
        ("CNE-03", "cpu_count >= 8 pcs; cores_per_cpu >= 14 cores; memory >= 256 GB"),
        ("CNE-04", "instruction_execution_time <= 0.08 us"),
        ("SNSP-05", "backup_capacity >= 20 TB; backup_speed >= 60 MB/s; backup_interval <= 1 hour"),
        (
            "SNSP-06",
            "throughput >= 80 Gbps; "
            "max_concurrent_connections >= 3000000 connections; "
            "new_connections_per_second >= 250000 connections/s",
        ),
        (
            "SNSP-07",
            "application_throughput >= 6 Gbps; "
            "max_http_concurrent_connections >= 2000000 connections",
        ),
        (
            "SNSP-08",
            "full_inspection_rate >= 15 Gbps; max_concurrent_connections >= 5000000 connections",
        ),
        (
            "SNSP-09",
            "full_inspection_rate >= 20 Gbps; max_concurrent_connections >= 5000000 connections",
        ),
        ("SNSP-10", "throughput >= 1 Gbps; system_latency <= 5 ms"),
        ("SNSP-11", "connection_processing_rate > 100 connections/s; average_delay < 100 ms"),
        ("SNSP-12", "packet_capture_speed >= 5 Gbps; event_recording >= 50000 events/s"),
        ("SNSP-13", "max_parallel_scanned_ips >= 60 IPs"),
        ("SNSP-14", "tpc_e_tpsE >= 4500 transactions/s"),
        ("SNSP-15", "recovery_time <= 2 ms; longest_site_path >= 10 levels"),
    ],
)
def test_the_first_catalogue_has_these_thresholds(code: str, thresholds: str) -> None:
    """CAT-2017-1; rows 7 to 15 are not verified."""
    entry = catalogue("2017")[code]

    written = [f"{c.parameter} {c.op} {c.value} {c.unit}" for c in entry.criteria]
    assert "; ".join(written) == thresholds
    assert entry.match == "all"


def test_the_second_catalogue_has_4_kinds_of_equipment_and_34_classes() -> None:
    """CAT-2023-2."""
    assert len(catalogue("2023")) == 38
    assert len(group("2023", "CNE")) == 4
    assert len(group("2023", "SNSP")) == 34


def test_10_classes_of_2023_go_on_from_2017_and_24_are_new() -> None:
    """Derived; a consultant's page speaks of 20 new ones."""
    of_2017 = {category for entry in catalogue("2017").values() for category in entry.categories}
    new = [entry for entry in group("2023", "SNSP") if not of_2017 & {*entry.categories}]

    assert len(new) == 24


def test_compulsory_certification_has_13_types_in_8_groups() -> None:
    """2008 No. 7."""
    types = catalogue("2008")

    assert sorted(types) == [f"CCCi-{number:02}" for number in range(1, 14)]
    assert len({entry.group for entry in types.values()}) == 8


@pytest.mark.parametrize(("on", "count"), [("2017-06-01", 15), ("2023-07-03", 38)])
def test_as_many_rows_are_in_force_as_were_printed(on: str, count: int) -> None:
    """The rows that nobody could read are kept in a provision of their own, of the same day."""
    assert len(law().regime("csl", day(on)).catalogue.entries) == count


# -- Categories ------------------------------------------------------------------------------------


def test_the_permit_regime_presumes_of_each_category_what_the_list_of_categories_says() -> None:
    """MPS-32-1997; Decree 147 art. 28."""
    as_read, with_the_list = (
        provision
        for provision in acts()["MPS-32-1997"].provisions
        if isinstance(provision, RegimeEstablished)
    )
    assert (as_read.verified, with_the_list.verified) == (True, False)
    scope = with_the_list.scope
    assert isinstance(scope, DeterminationScope)

    presumed = {code: category.regimes["mps"] for code, category in categories().items()}
    assert presumed == dict.fromkeys(scope.in_, "presumed_in") | dict.fromkeys(
        scope.out, "presumed_out"
    )


def test_each_category_names_the_type_of_compulsory_certification_that_lists_it() -> None:
    """2008 No. 7, in both directions."""
    said = {
        (f"CCCi-{category.regimes['ccci']:02}", code)
        for code, category in categories().items()
        if "ccci" in category.regimes
    }

    assert said == _listings("2008")


def test_each_category_names_the_rows_of_both_catalogues_that_list_it() -> None:
    """CAT-2017-1 and CAT-2023-2, in both directions."""
    said = {(row, code) for code, category in categories().items() for row in _rows(category)}
    listed = {
        (f"{edition}/{row}", code)
        for edition in ("2017", "2023")
        for row, code in _listings(edition)
    }

    assert said == listed


def _listings(edition: str) -> set[tuple[str, str]]:
    return {
        (entry.code, category)
        for entry in catalogue(edition).values()
        for category in entry.categories
    }


def _rows(category: Category) -> tuple[str, ...]:
    rows = category.regimes.get("csl", ())
    assert isinstance(rows, tuple)
    return rows


def test_every_category_that_a_provision_names_is_in_the_list_of_categories() -> None:
    unknown = [
        (where, category)
        for where, provision in provisions()
        for category in _categories_named(provision)
        if category not in categories()
    ]

    assert unknown == []


def _categories_named(provision: Provision) -> tuple[str, ...]:
    match provision:
        case RegimeEstablished(scope=DeterminationScope(in_=presumed_in, out=presumed_out)):
            return presumed_in + presumed_out
        case ObligationWaived(categories=named) | RecognitionGranted(categories=named):
            return named or ()
        case CatalogueIssued() | CatalogueAmended():
            return tuple(name for entry in _entries(provision) for name in entry.categories)
        case _:
            return ()


def test_permits_are_recognised_for_every_specialised_product_and_for_no_equipment() -> None:
    """Circular 2023 No. 1 art. 2; arts 1 to 3 do not speak of critical network equipment."""
    (grant,) = [
        provision
        for provision in acts()["CIRC-2023-1"].provisions
        if isinstance(provision, RecognitionGranted)
    ]
    specialised = {c.code for c in categories().values() if c.group == "security_product"}

    assert set(grant.categories or ()) == specialised


def test_every_category_says_of_each_of_its_regimes_whether_that_was_read() -> None:
    for category in categories().values():
        assert category.verified.keys() == {"name", "name_zh", *category.regimes}, category.code


# -- Sources and marks -----------------------------------------------------------------------------


@pytest.mark.parametrize("fact", gazette_facts(), ids=lambda fact: str(fact.id))
def test_every_fact_says_where_it_can_be_checked_and_whether_somebody_did(fact: Fact) -> None:
    assert fact.source
    assert all(source.title and source.verified is not None for source in fact.source)


def test_every_provision_says_whether_it_was_verified() -> None:
    assert [where for where, provision in provisions() if provision.verified is None] == []


def test_every_act_has_a_name_in_both_languages() -> None:
    assert [act.act for act in acts().values() if not act.title_zh] == []


@pytest.mark.parametrize(
    ("act", "first", "last", "others"),
    [("CAT-2017-1", 7, 15, {"CNE-04"}), ("CAT-2023-2", 6, 34, set())],
)
def test_rows_that_were_not_read_stand_in_a_provision_that_says_so(
    act: str, first: int, last: int, others: set[str]
) -> None:
    """CAT-2017-1 was read to row 6, but for the unit of row 4; CAT-2023-2 to class 5."""
    unread = {
        entry.code
        for provision in acts()[act].provisions
        if isinstance(provision, CatalogueAmended) and provision.verified is False
        for entry in provision.add
    }

    assert unread == {f"SNSP-{number:02}" for number in range(first, last + 1)} | others


def where_read(act: str) -> dict[str, str]:
    """Return what was read of an act, by the address at which it was."""
    return {
        source.url or "": source.article or "" for source in acts()[act].source if source.verified
    }


def not_read(act: str) -> str:
    """Return what of an act nobody has read in any source."""
    return "; ".join(
        source.article or "" for source in acts()[act].source if source.verified is False
    )


def guidance(act: str) -> dict[str, GuidanceGiven]:
    """Return the statements that an act is cited for, by their words."""
    found = (each for each in acts()[act].provisions if isinstance(each, GuidanceGiven))
    return {each.text: each for each in found}


def the_one_with(words: str, act: str) -> GuidanceGiven:
    (found,) = [each for text, each in guidance(act).items() if words in text]
    return found


def test_the_label_of_2026_was_issued_by_three_authorities_and_is_in_force_from_july() -> None:
    """sesec.eu, 2026-05-11."""
    label = acts()["LABEL-2026-4"]
    voluntary = the_one_with("voluntary label of one to three stars for connected", label.act)

    assert label.authorities == ("CAC", "MIIT", "MPS")
    assert (label.signed_on, label.published_on) == (day("2026-04-10"), day("2026-04-10"))
    assert {each.effective_on for each in label.provisions} == {day("2026-07-01")}
    assert voluntary.verified
    assert "https://sesec.eu/2026/05/11/" in where_read(label.act)
    assert "published on the day of issue" in not_read(label.act)


def test_the_cryptography_regulations_were_made_known_a_month_after_they_were_signed() -> None:
    """paper.ce.cn, 2023-05-25; in force from 2023-07-01."""
    regulations = acts()["CRYPTO-REG-2023"]

    assert regulations.signed_on == day("2023-04-27")
    assert regulations.published_on == day("2023-05-24")
    assert where_read(regulations.act)["http://paper.ce.cn"] == "published_on"
    assert "published_on" not in not_read(regulations.act)
    assert {each.article for each in regulations.provisions} == {"20-21", "12", "40, 61", "53"}


def test_the_rules_for_certification_of_2023_have_been_in_force_since_one_of_two_days() -> None:
    """CNCA 2023 No. 14 is in force from publication; dated 2023-08-08, announced 2023-08-10."""
    rules = acts()["CNCA-2023-14"]
    days = {(each.effective_on, each.perhaps_on) for each in rules.provisions}

    assert days == {(day("2023-08-08"), day("2023-08-10"))}
    assert "https://ultratech-labs.com" in where_read(rules.act)
    assert "published_on" in not_read(rules.act)


def test_the_review_measures_as_revised_keep_their_title_and_are_number_8() -> None:
    """appinchina.co; m.1887cq.com."""
    measures = acts()["CRM-2021"]

    assert measures.title_zh == acts()["CRM-2020"].title_zh == "网络安全审查办法"
    assert (measures.number or "").endswith("令第8号")
    assert where_read(measures.act)["https://appinchina.co"] == "number"
    assert "number" not in not_read(measures.act)


def test_that_a_permit_is_applied_for_within_three_months_stands_in_the_work_rules() -> None:
    """Work rules of the Ministry, 二(四)2(2), which also ask for the cryptography authority."""
    three_months = the_one_with("within three months of the test report", "MPS-32-1997")
    cryptography = the_one_with("approval of the authority for cryptography", "MPS-32-1997")

    assert "二(四)2(2)" in (three_months.note or "")
    assert "二(四)2(2)" in (cryptography.note or "")
    assert "https://m.chinastor.cn/netsafe/021I63212017.html" in where_read("MPS-32-1997")


def test_type_1_of_compulsory_certification_expressly_covers_firewalls_that_are_software() -> None:
    """isofans.com/thread-1093-1-1.html: software and modules, but no personal firewalls."""
    software = categories()["firewall_software"]

    assert software.regimes["ccci"] == 1
    assert software.verified["ccci"]
    assert "no personal firewall" in software.note
    assert where_read("AQSIQ-2008-7")["http://isofans.com/thread-1093-1-1.html"]
    assert [c.code for c in categories().values() if c.verified.get("ccci")] == [software.code]


def test_what_speaks_for_web_firewalls_in_the_class_firewall_is_told_and_is_not_official() -> None:
    """OQ11: pswp.cn/diannao/96511.shtml; ahfazhi.com, id 180123."""
    evidence = [s for s in questions()["OQ11"].source if s.article == "reading included"]

    assert len(evidence) == 2
    assert all("not official" in (source.title or "") for source in evidence)
    assert not any(source.verified for source in evidence)


def test_the_unit_of_a_controllers_threshold_of_2017_is_in_conflict_and_not_verified() -> None:
    """CAT-2017-1 row 4: "ms" on English pages, 微秒 in the Chinese text of 2023."""
    (row,) = [
        each
        for each in acts()["CAT-2017-1"].provisions
        if isinstance(each, CatalogueAmended) and each.add[0].code == "CNE-04"
    ]

    assert row.verified is False
    assert {"ms", "微秒"} <= set(re.findall(r"\bms\b|微秒", row.note or ""))
    assert "the unit of row 4" in not_read("CAT-2017-1")


def test_execution_of_compulsory_certification_stopped_and_nothing_calls_it_repealed() -> None:
    """Circular art. 3: 停止执行; a law firm's note of April 2023 says "repealed"."""
    circular = acts()["CIRC-2023-1"]
    on_ccci = {each.kind for each in circular.provisions if getattr(each, "regime", "") == "ccci"}

    assert on_ccci == {"enforcement_stopped"}
    assert "that is imprecise, their execution stops" in (circular.note or "")


# -- Names and order -------------------------------------------------------------------------------


def test_the_id_of_every_fact_follows_from_its_name() -> None:
    """A ledger that holds an earlier gazette recognises a fact by its id."""
    expected = {f"act/{act}" for act in ACTS} | {f"question/{name}" for name in RESTS_ON}
    expected |= {f"question/{name}/settled" for name in ANSWERED_BY} | REVIEWS

    assert {fact.id for fact in gazette_facts()} == expected


def test_no_id_is_used_twice() -> None:
    ids = [fact.id for fact in gazette_facts()]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("file", gazette_files(), ids=lambda file: file.name)
def test_every_file_is_named_after_the_act_or_question_in_it(file: Path) -> None:
    names = {str(fact.id).split("/")[1].lower() for fact in facts_in(file)}

    assert names == {file.stem}


@pytest.mark.parametrize(
    "file", [*gazette_files(), GAZETTE / CATEGORIES_FILE], ids=lambda file: file.name
)
def test_no_file_uses_anchors_aliases_or_tags(file: Path) -> None:
    """What a line says can be read off that line."""
    tokens = yaml.scan(file.read_text(encoding="utf-8"))

    clever = yaml.AnchorToken | yaml.AliasToken | yaml.TagToken
    assert [token for token in tokens if isinstance(token, clever)] == []


def test_the_program_records_the_gazette_in_the_order_in_which_it_became_known() -> None:
    days = [known(fact) for fact in gazette_facts()]

    assert days == sorted(days)
    assert read_gazette().facts == [*gazette_facts()]


def test_the_gazette_in_the_interchange_form_is_the_same() -> None:
    assert [a_fact(**fact) for fact in gazette()] == [*gazette_facts()]


def known(fact: Fact) -> date:
    found = fact.known_on or fact.knowable_from
    assert found is not None
    return found


# -- Questions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "act"), RESTS_ON.items())
def test_an_act_is_published_before_a_question_rests_on_it(question: str, act: str) -> None:
    assert acts()[act].published_on <= questions()[question].effective_on


@pytest.mark.parametrize("question", ANSWERED_BY)
def test_a_question_is_settled_by_a_reading_it_has_and_an_act_already_published(
    question: str,
) -> None:
    reading, act = ANSWERED_BY[question]
    settled = settlements()[question]

    assert settled.reading == reading
    assert reading in questions()[question].readings
    assert acts()[act].published_on <= settled.effective_on
    assert questions()[question].effective_on <= settled.effective_on


def test_no_other_question_is_settled() -> None:
    assert settlements().keys() == ANSWERED_BY.keys()


@pytest.mark.parametrize("question", ["OQ02", "OQ04", "OQ07", "OQ08", "OQ09", "OQ10", "OQ12"])
def test_a_question_on_which_no_status_turns_provides_guidance_only(question: str) -> None:
    readings = questions()[question].readings.values()

    kinds = {provision.kind for reading in readings for provision in reading.provisions}
    assert kinds == {"guidance_given"}


def test_nothing_in_the_gazette_is_without_effect_or_out_of_place() -> None:
    seen = visible(with_gazette())

    assert findings(seen, Portfolio(seen), Bench(law_book(seen)), gazette_vocabulary()) == []
