"""What users have done to a ledger, without a command line: planned as a value, then done."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support import RECORDED_AT, a_fact, a_product
from tables import a_mapping

from events.recorded import Recorded
from projections.record.visible import Viewpoint
from projections.wording import ENGLISH, en
from tracker.act.attesting import AttestationRefused, Reliance, attest
from tracker.act.attesting import plan as plan_attestation
from tracker.act.checkpointing import keep_checkpoint, make_checkpoint
from tracker.act.recording import FactsRefused, facts_of, record
from tracker.act.updating import plan_gazette_update, update_gazette
from tracker.ask.record.attestations import AttestationsQuestion, attestations
from tracker.imports.running import Imported, Request, run_import
from tracker.imports.undoing import undo_import
from tracker.integrity.errors import NotKeptEverywhere, SinkFailed, StampFailed
from tracker.ledger import Ledger, create_ledger
from tracker.live.live import Live
from tracker.shelves import DiskShelves

PLACED = '{"kind":"product_placed","product":"P","channel":"c","effective_on":"2023-01-01"}\n'
VOIDED = '{"kind":"fact_voided","fact":"none","reason":"a slip"}\n'
PRODUCTS = "product,name,channels\nP-1,First (invented),general_sale\nP-2,Second (invented),\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with create_ledger(str(tmp_path / "tracker.db"), at=RECORDED_AT) as ledger:
        yield ledger


def on_record(ledger: Ledger) -> list[Recorded]:
    return list(ledger.facts())


# -- Recording -------------------------------------------------------------------------------------


def test_the_problems_of_all_files_come_at_once_and_as_values() -> None:
    sources = [(name, io.BytesIO(b'{"kind":"act"}\n')) for name in ("a.jsonl", "b.jsonl")]
    with pytest.raises(FactsRefused) as refused:
        facts_of(sources)
    assert [(each.file, each.line) for each in refused.value.problems] == [
        ("a.jsonl", 1),
        ("b.jsonl", 1),
    ]
    assert refused.value.what == "Nothing was recorded: 2 problems to mend."


def test_what_the_record_holds_against_facts_names_the_line_of_each(ledger: Ledger) -> None:
    facts = facts_of([("v.jsonl", io.BytesIO(f"{PLACED}\n{VOIDED}".encode()))])
    with pytest.raises(FactsRefused) as refused:
        record(ledger, facts, at=RECORDED_AT, dry_run=False)
    [problem] = refused.value.problems
    assert (problem.file, problem.line, ledger.head()) == ("v.jsonl", 3, 0)
    assert refused.value.document(ENGLISH)["recorded"] == []


def test_a_rehearsed_recording_comes_to_what_the_real_one_does(ledger: Ledger) -> None:
    facts = facts_of([("p.jsonl", io.BytesIO(PLACED.encode()))])
    rehearsed = record(ledger, facts, at=RECORDED_AT, dry_run=True)
    assert ledger.head() == 0
    done = record(ledger, facts, at=RECORDED_AT, dry_run=False)
    assert rehearsed.batch.document() == done.batch.document()
    assert ledger.head() == 1


def test_facts_that_are_on_record_and_voided_are_told_by_line(ledger: Ledger) -> None:
    ledger.record([a_fact(id="p", **a_placing())], at=RECORDED_AT)
    voiding = a_fact(kind="fact_voided", id="v", fact="p", reason="a slip")
    ledger.record([voiding], at=RECORDED_AT)
    again = PLACED.replace("{", '{"id":"p",').encode()
    facts = facts_of([("again.jsonl", io.BytesIO(b"\n" + again))])
    [told] = record(ledger, facts, at=RECORDED_AT, dry_run=False).voided
    assert (told.line, "voided by 'v'" in ENGLISH.problem_text(told)) == (2, True)


def a_placing() -> dict[str, str]:
    return {
        "kind": "product_placed",
        "product": "P",
        "channel": "c",
        "effective_on": "2023-01-01",
    }


# -- The gazette -----------------------------------------------------------------------------------


def test_a_planned_update_of_the_gazette_records_nothing_until_it_is_done(ledger: Ledger) -> None:
    ledger.record([a_product("P", channels=["general_sale"])], at=RECORDED_AT)
    planned = plan_gazette_update(ledger, at=RECORDED_AT)
    assert ledger.head() == 1
    changed = [each.change for each in planned.changes]
    assert {(each.product, each.channel) for each in changed} == {("P", "general_sale")}
    update_gazette(ledger, planned, at=RECORDED_AT)
    assert ledger.head() == 1 + len(planned.document(ENGLISH)["new"])
    again = plan_gazette_update(ledger, at=RECORDED_AT)
    assert (again.update.facts, again.subjects) == ((), 0)


# -- Imports ---------------------------------------------------------------------------------------


class Nobody:
    """Follows an import and hears nothing."""

    watch = staticmethod(iter)

    def say(self, doing: str) -> None:
        pass


def imported(ledger: Ledger, file: Path, shelves: DiskShelves, **said: bool) -> Imported:
    mapping = a_mapping(constants={"effective_on": "2023-01-01"})
    request = replace(Request(file, mapping), **said)
    return run_import(ledger, request, shelves, at=RECORDED_AT, follower=Nobody())


@pytest.fixture
def products(tmp_path: Path) -> Path:
    path = tmp_path / "products.csv"
    path.write_text(PRODUCTS, encoding="utf-8")
    return path


def test_a_rehearsed_import_comes_to_what_the_real_one_does(ledger: Ledger, products: Path) -> None:
    with DiskShelves() as shelves:
        rehearsed = imported(ledger, products, shelves, dry_run=True).document(en)
        assert (ledger.head(), rehearsed["positions"]) == (0, [])
        done = imported(ledger, products, shelves).document(en)
    assert done["positions"] == list(range(1, ledger.head() + 1))
    own = {"dry_run", "positions"}
    assert {name for name in done if done[name] != rehearsed[name]} == own


def test_an_undone_import_voids_all_that_it_recorded(ledger: Ledger, products: Path) -> None:
    with DiskShelves() as shelves:
        count = len(imported(ledger, products, shelves).positions)
        rehearsed = undo_import(ledger, str(products), shelves, at=RECORDED_AT, dry_run=True)
        assert (ledger.head(), rehearsed.document()["positions"]) == (count, [])
        done = undo_import(ledger, str(products), shelves, at=RECORDED_AT, dry_run=False).document()
    assert len(done["voided"]) == len(done["positions"]) == count
    assert {each.fact.kind for each in on_record(ledger)[count:]} == {"fact_voided"}


# -- Checkpoints -----------------------------------------------------------------------------------


def test_a_place_that_fails_keeps_a_checkpoint_from_no_other(
    ledger: Ledger, tmp_path: Path
) -> None:
    made = make_checkpoint(ledger, None, at=RECORDED_AT)
    good, nowhere = tmp_path / "kept.json", str(tmp_path / "nowhere")
    kept = keep_checkpoint(made, [("rfc3161", "")], [nowhere, good])
    assert (kept.places, good.exists(), kept.stamps) == ((str(good),), True, ())
    assert [type(each) for each in kept.failures] == [StampFailed, SinkFailed]
    with pytest.raises(NotKeptEverywhere) as refused:
        kept.check()
    assert refused.value.failures == kept.failures


# -- Attesting -------------------------------------------------------------------------------------

POINT = Viewpoint(date(2026, 11, 23))
RELIED_ON = Reliance("Li Wei (invented)", "Tender 7", date(2026, 11, 23))


def test_an_attestation_is_planned_as_a_fact_for_each_channel_and_nothing_is_recorded(
    ledger: Ledger,
) -> None:
    ledger.record([a_product(channels=["general_sale", "shop"])], at=RECORDED_AT)
    planned = plan_attestation(Live(ledger), POINT, "P", None, RELIED_ON)
    assert [fact.channel for fact in planned.facts] == ["general_sale", "shop"]
    assert ledger.head() == 1


def test_what_was_planned_is_attested_once_and_reads_as_it_did(ledger: Ledger) -> None:
    ledger.record([a_product()], at=RECORDED_AT)
    planned = plan_attestation(Live(ledger), POINT, "P", None, RELIED_ON)
    [recorded] = attest(ledger, planned, RECORDED_AT).recorded
    [known] = attest(ledger, planned, RECORDED_AT).unchanged
    assert (recorded.position, known.position) == (2, 2)
    [each] = attestations(Live(ledger), AttestationsQuestion()).attestations
    assert (each.reproduced, each.attestation.stands) == (True, True)


def test_nobody_can_rely_on_an_answer_for_nothing(ledger: Ledger) -> None:
    ledger.record([a_product()], at=RECORDED_AT)
    for reliance in (replace(RELIED_ON, note=" "), replace(RELIED_ON, by="two\nlines")):
        with pytest.raises(AttestationRefused) as refused:
            plan_attestation(Live(ledger), POINT, "P", None, reliance)
        assert "--note is not blank" in refused.value.what
    assert ledger.head() == 1
