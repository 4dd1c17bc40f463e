"""A question that sees no act says so beside every status, wherever it is told."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from console import NOON, empty_folder
from openpyxl import load_workbook
from pypdf import PdfReader

from projections.wording import ENGLISH
from projections.wording import zh as chinese
from tracker.cli import Session, tracker

NO_ACT = ENGLISH.no_act_words()

PRODUCT = (
    '{"kind": "product_registered", "product": "P", "name": "Invented", "category": "firewall", '
    '"channels": ["general_sale"], "effective_on": "2015-01-01", "known_on": "1989-01-01"}'
)
SCENARIO = "name: Nothing\nfacts: []\n"
POLICY = "people: {li: {name: Li, ways: [{log: sent.jsonl}]}}\ntell: [{owner: li}]\n"
DAY = "2023-07-03"
EARLY = ["--known-at", "1990-01-01"]

TELLING = [
    "status",
    f"status P --as-of {DAY}",
    f"status --as-of {DAY} --as-of 2026-01-01",
    "timeline P",
    "explain P",
    "findings",
    "licenses",
    "late",
    "what-if scenario.yaml",
    f"what-if scenario.yaml --against {DAY}",
    "remind preview",
    "remind calendar -o reminders.ics",
    "attestations",
    f"attest P --by somebody --note X --as-of {DAY}",
    f"report P --as-of {DAY} -o report.html",
    f"report P --as-of {DAY} -o report.pdf",
    f"pack --product P --as-of {DAY} -o pack.zip",
    f"diff --as-of {DAY} --to-as-of 2026-01-01",
]
LOOKING_BACK = [
    f"status --as-of {DAY}",
    "timeline P",
    "explain P",
    "findings",
    "what-if scenario.yaml",
    "remind preview",
    f"attest P --by somebody --note X --as-of {DAY}",
    f"report P --as-of {DAY} -o report.html",
    f"pack --product P --as-of {DAY} -o pack.zip",
]
AS_JSON = ["status", "timeline P", "explain P", "findings", "licenses", "late", "remind preview"]
TABLES = ["status", "timeline P", "findings", "what-if scenario.yaml", "remind preview"]


@pytest.fixture(autouse=True)
def folder() -> Iterator[None]:
    with empty_folder():
        Path("facts.jsonl").write_text(PRODUCT)
        Path("scenario.yaml").write_text(SCENARIO)
        Path("policy.yaml").write_text(POLICY)
        yield


@pytest.fixture
def lawless() -> None:
    assert run("init --no-gazette").exit_code == 0
    assert run("record facts.jsonl").exit_code == 0


@pytest.fixture
def lawful() -> None:
    assert run("init").exit_code == 0
    assert run("record facts.jsonl").exit_code == 0


def run(command: str, *more: str) -> Result:
    session = Session(clock=lambda: NOON)
    return CliRunner().invoke(tracker, [*command.split(), *more], obj=session)


@pytest.mark.usefixtures("lawless")
@pytest.mark.parametrize("command", TELLING)
def test_of_a_ledger_without_an_act_it_is_told_on_standard_error(command: str) -> None:
    done = run(command)

    assert done.exit_code == 0, done.output
    assert NO_ACT in done.stderr


@pytest.mark.usefixtures("lawless")
@pytest.mark.parametrize("command", ["status", "timeline P", "explain P", "findings"])
def test_in_chinese_it_is_told_in_chinese(command: str) -> None:
    said = chinese.no_act_words()
    assert f"说明：{said}" in run(f"{command} --language zh").stderr
    assert json.loads(run(f"{command} --language zh --json").stdout)["notes"] == [said]


@pytest.mark.usefixtures("lawful")
@pytest.mark.parametrize("command", LOOKING_BACK)
def test_of_a_question_that_looks_back_before_every_act_it_is_told(command: str) -> None:
    assert NO_ACT in run(command, *EARLY).stderr
    assert NO_ACT not in run(command).stderr


def test_of_a_question_that_looks_back_before_the_gazette_was_recorded_it_is_told(
    lawless: None,
) -> None:
    later = NOON.replace(hour=9).isoformat()
    done = CliRunner().invoke(
        tracker, ["gazette", "update"], obj=Session(clock=lambda: NOON.replace(hour=10))
    )
    assert done.exit_code == 0, done.output

    assert NO_ACT in run(f"status --as-of {DAY} --recorded-by {later}").stderr
    assert NO_ACT not in run(f"status --as-of {DAY}").stderr


@pytest.mark.usefixtures("lawless")
@pytest.mark.parametrize("command", AS_JSON)
def test_a_document_has_it_too(command: str) -> None:
    assert json.loads(run(command, "--json").stdout)["notes"] == [NO_ACT]


@pytest.mark.usefixtures("lawless")
def test_a_comparison_tells_it_of_each_of_its_points() -> None:
    later = Session(clock=lambda: NOON.replace(hour=10))
    CliRunner().invoke(tracker, ["gazette", "update"], obj=later)
    before = ["--as-of", DAY, "--recorded-by", NOON.replace(hour=9).isoformat()]

    done = run("diff --to-recorded-by all --json", *before)

    assert f"At the first point: {NO_ACT}" in done.stderr
    assert "second point" not in done.stderr
    document = json.loads(done.stdout)
    assert (document["from"]["notes"], "notes" in document["to"]) == ([NO_ACT], False)


@pytest.mark.usefixtures("lawless")
def test_a_scenario_has_it_of_its_base() -> None:
    told = json.loads(run("what-if scenario.yaml --json").stdout)
    scored = json.loads(run(f"what-if scenario.yaml --against {DAY} --json").stdout)

    assert told["base"]["notes"] == scored["base"]["notes"] == [NO_ACT]
    run("what-if scenario.yaml --html page.html")
    assert NO_ACT in Path("page.html").read_text()


@pytest.mark.usefixtures("lawless")
@pytest.mark.parametrize("command", TABLES)
def test_a_table_has_it_in_every_row_and_beside_the_question(command: str) -> None:
    run(command, "--csv", "answer.csv", "--xlsx", "answer.xlsx")

    heading, *rows = Path("answer.csv").read_text("utf-8-sig").splitlines()
    assert heading.endswith(",note")
    assert all(row.endswith((NO_ACT, f'"{NO_ACT}"')) for row in rows)
    book = load_workbook("answer.xlsx")
    for sheet in book:
        assert NO_ACT in {cell for row in sheet.iter_rows(values_only=True) for cell in row}


@pytest.mark.usefixtures("lawless")
def test_a_report_has_it_below_the_answer() -> None:
    run(f"report P --as-of {DAY} -o report.html")
    run(f"report P --as-of {DAY} -o report.pdf")
    pages = PdfReader("report.pdf").pages

    assert NO_ACT in Path("report.html").read_text()
    assert NO_ACT.replace(" ", "") in "".join(
        "".join(page.extract_text().split()) for page in pages
    )


@pytest.mark.usefixtures("lawless")
def test_a_pack_has_it_and_can_be_checked() -> None:
    run(f"pack --product P --as-of {DAY} -o pack.zip")

    with zipfile.ZipFile("pack.zip") as pack:
        assert json.loads(pack.read("answer.json"))["notes"] == [NO_ACT]
        assert NO_ACT in pack.read("report.html").decode()
    assert run("pack check pack.zip").exit_code == 0


@pytest.mark.usefixtures("lawless")
def test_those_who_send_reminders_are_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tracker.scheduler.every_hour", lambda *_, **__: None)

    assert NO_ACT in run("remind run --policy policy.yaml").stderr
    assert run("schedule --policy policy.yaml").exit_code == 0
    assert NO_ACT in caplog.text


@pytest.mark.usefixtures("lawful")
def test_where_an_act_is_seen_nothing_is_told() -> None:
    for command in TELLING:
        assert NO_ACT not in run(command).output
    assert "notes" not in json.loads(run("status --json").stdout)
    run("status --csv answer.csv")
    assert "note" not in Path("answer.csv").read_text().splitlines()[0].split(",")
