"""What commands answer, as tables: the same answer, with the question and every doubt in it."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from console import NOON, answered, empty_folder
from openpyxl.worksheet.worksheet import Worksheet

from projections.wording import ENGLISH
from tracker.cli import Session, tracker

COMMANDS = {
    "status": "status --as-of 2023-07-03",
    "timeline": "timeline BK-1",
    "findings": "findings",
    "facts": "facts",
    "products": "products",
    "licenses": "licenses",
    "preview": "remind preview --as-of 2023-07-03 --known-at 2023-07-03",
    "what-if": "what-if examples/scenarios/honoring-withdrawn.yaml",
}
SCENARIO = "examples/scenarios/honoring-withdrawn.yaml"


@pytest.fixture(scope="module", autouse=True)
def portfolio() -> Iterator[None]:
    """Work in a folder with a ledger of the sample portfolio."""
    with empty_folder():
        assert answered("init")[1] == 0
        assert answered("record examples/portfolio.jsonl")[1] == 0
        yield


def in_json(command: str) -> dict[str, object]:
    result = CliRunner().invoke(
        tracker, [*command.split(), "--json"], obj=Session(clock=lambda: NOON)
    )
    document: dict[str, object] = json.loads(result.stdout)
    return document


def in_csv(command: str, at: datetime = NOON) -> list[dict[str, str]]:
    said, code = answered(f"{command} --csv answer.csv", lambda: at)
    assert code == 0, said
    text = Path("answer.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def in_workbook(command: str, at: datetime = NOON) -> list[Worksheet]:
    said, code = answered(f"{command} --xlsx answer.xlsx", lambda: at)
    assert code == 0, said
    return openpyxl.load_workbook("answer.xlsx").worksheets


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows under the headings, which end what is frozen."""
    top = int(re.sub(r"\D", "", str(sheet.freeze_panes))) - 1
    headings, *below = sheet.iter_rows(min_row=top, values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in below]


def question(sheets: list[Worksheet]) -> dict[str, object]:
    return {str(row["Asked 所问"]): row["Answer 所答"] for row in rows(sheets[-1])}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_row_of_the_text_file_is_a_row_of_the_workbook(command: str) -> None:
    *answers, _ = in_workbook(command)
    if command == COMMANDS["what-if"]:
        answers = answers[:1]
    count = sum(len(rows(sheet)) for sheet in answers)
    assert count == len(in_csv(command)) > 0


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_both_files_asked_for_at_once_hold_what_each_holds_alone(command: str) -> None:
    alone = in_csv(command), [rows(sheet) for sheet in in_workbook(command)[:-1]]
    said, code = answered(f"{command} --csv both.csv --xlsx both.xlsx")
    assert code == 0, said
    assert Path("both.csv").read_bytes() == Path("answer.csv").read_bytes()
    both = openpyxl.load_workbook("both.xlsx").worksheets[:-1]
    assert (in_csv(command), [rows(sheet) for sheet in both]) == alone


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_cell_is_a_formula_or_a_link(command: str) -> None:
    for sheet in in_workbook(command):
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_same_question_gives_the_same_bytes(command: str) -> None:
    in_workbook(command)
    first = Path("answer.xlsx").read_bytes()
    in_workbook(command)
    assert Path("answer.xlsx").read_bytes() == first


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_workbook_tells_what_was_asked_of_which_ledger(command: str) -> None:
    told = question(in_workbook(command))
    assert command.startswith(str(told["command 命令"]).removeprefix("tracker "))
    assert re.fullmatch("[0-9a-f]{32}", str(told["ledger 账本"]))
    assert told["legal time zone 法定时区"] == "Asia/Shanghai"
    assert "195" in str(told.get("position 记录位置") or told["asked 所问"])


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_text_file_tells_in_each_row_at_which_points_it_was_asked(command: str) -> None:
    head = "asked_" if command == "facts" else ""
    for row in in_csv(command):
        assert row[f"{head}position"] == "195"
        assert row[f"{head}recorded_by"] == ""


def test_all_three_dates_are_told_as_they_were_asked() -> None:
    asked = "status --as-of 2023-07-03 --known-at 2023-06-01 --recorded-by 2026-11-24"
    later = NOON + timedelta(days=2)
    told = question(in_workbook(asked, later))
    assert told["as of 判断日期"] == datetime(2023, 7, 3)
    assert told["known at 所知截止"] == datetime(2023, 6, 1)
    assert str(told["recorded by 记录截止"]).startswith("2026-11-24T23:59:59")
    row = in_csv(asked, later)[0]
    assert row["as_of"], row["known_at"] == ("2023-07-03", "2023-06-01")
    assert row["recorded_by"].startswith("2026-11-24T23:59:59")


def test_statuses_are_those_of_the_answer_in_json() -> None:
    subjects = in_json(COMMANDS["status"])["subjects"]
    assert isinstance(subjects, list)
    expected = {(each["product"], each["channel"]): each["status"] for each in subjects}
    found = {(row["product"], row["channel"]): row["status"] for row in in_csv(COMMANDS["status"])}
    assert found == expected


def test_each_channel_has_a_sheet_with_its_counts() -> None:
    *channels, _ = in_workbook(COMMANDS["status"])
    assert [sheet.title for sheet in channels] == [
        "critical_infrastructure",
        "general_sale",
        "government_procurement",
    ]
    for sheet in channels:
        assert {row["channel"] for row in rows(sheet)} == {sheet.title}
        number = len(rows(sheet))
        assert str(sheet["A1"].value).startswith("As of 2023-07-03, with everything known")
        assert str(sheet["A2"].value).startswith(f"2023-07-03: {number} subject")


def test_a_filter_is_told_and_the_counts_say_of_how_many() -> None:
    sheets = in_workbook(f"{COMMANDS['status']} --status indeterminate --channel general_sale")
    assert question(sheets)["--status"] == "indeterminate"
    assert question(sheets)["--channel"] == "general_sale"
    assert str(sheets[0]["A2"].value) == "2023-07-03: 4 of 46 subjects: 4 indeterminate."


def test_an_indeterminate_status_never_stands_without_what_it_depends_on() -> None:
    found = [row for row in in_csv("status --as-of 2023-07-03") if row["status"] == "indeterminate"]
    assert found
    for row in found:
        assert row["grounds"]
        assert row["readings"] or "unknown" in row["grounds"] or "pending" in row["grounds"]
    by_reading = next(row for row in found if row["readings"])
    assert re.search(r"OQ\S+ \(decides\)", by_reading["open_questions"])
    assert len({part.rpartition(": ")[2] for part in by_reading["readings"].split("; ")}) > 1


def test_without_reasons_every_row_and_sheet_says_that_nothing_is_marked() -> None:
    plain, bare = in_csv(COMMANDS["status"]), in_csv(f"{COMMANDS['status']} --reasons none")
    kept = ["product", "channel", "status", "since", "through", "next_status"]
    assert [[row[name] for name in kept] for row in bare] == [
        [row[name] for name in kept] for row in plain
    ]
    assert not {"grounds", "assumed", "since_in_doubt"} & bare[0].keys()
    assert {row["note"] for row in bare} == {ENGLISH.without_reasons_words()}
    for sheet in in_workbook(f"{COMMANDS['status']} --reasons none")[:-1]:
        above = [cells[0].value for cells in sheet.iter_rows(max_row=6)]
        assert ENGLISH.without_reasons_words() in above


def test_with_grounds_alone_a_row_has_the_first_of_them_and_every_doubt() -> None:
    plain, short = in_csv(COMMANDS["status"]), in_csv(f"{COMMANDS['status']} --reasons grounds")
    doubts = ["assumed", "not_verified", "since_in_doubt", "through_in_doubt"]
    for full, row in zip(plain, short, strict=True):
        assert [row[name] for name in doubts] == [full[name] for name in doubts]
        assert full["grounds"].startswith(row["grounds"].rpartition(" (")[0])
    assert any(row["grounds"].endswith(" more.)") for row in short)


def test_what_is_assumed_or_not_verified_is_told_beside_the_status() -> None:
    [row] = [r for r in in_csv("status AV-1 --as-of 2023-06-30") if r["channel"] == "general_sale"]
    assert row["status"] == "compliant"
    assert row["assumed"].startswith("license MPS-0012 through 2023-07-01 (MPS-32-1997")
    assert "MPS-32-1997" in row["not_verified"]


def test_days_are_real_days_and_through_is_the_last() -> None:
    [subject] = in_json("status FW-100 --as-of 2023-06-30")["subjects"]  # type: ignore[misc]
    [row] = rows(in_workbook("status FW-100 --as-of 2023-06-30")[0])
    assert subject["until"] == "2023-07-01"  # type: ignore[index]
    assert row["through"] == datetime(2023, 6, 30)
    assert row["next_status"] == "not_regulated"


def test_an_assumed_last_day_never_comes_out_as_a_fact() -> None:
    licenses = {str(each["license"]): each for each in in_json("licenses")["licenses"]}  # type: ignore[attr-defined]
    for row in in_csv("licenses"):
        if licenses[row["license"]]["assumed"]:
            assert (row["valid_until"], row["last_day"]) == ("", "")
            assert row["assumed_until"] == licenses[row["license"]]["last_day"]
        else:
            assert row["assumed_until"] == ""


def test_a_renewed_license_comes_out_with_its_last_day_after_renewal() -> None:
    found = {row["license"]: row for row in in_csv("licenses --as-of 2023-01-01")}
    renewals = in_csv("facts --kind license_renewed")
    assert renewals
    for renewal in renewals:
        assert found[renewal["license"]]["valid_until"] >= renewal["valid_until"]


def test_a_license_that_was_never_issued_has_no_row_and_is_told() -> None:
    with empty_folder():
        lone = {"kind": "license_revoked", "license": "LONE-1", "effective_on": "2023-01-01"}
        Path("lone.jsonl").write_text(json.dumps(lone), encoding="utf-8")
        assert answered("init")[1] == answered("record lone.jsonl")[1] == 0
        said, code = answered("licenses --csv out.csv")
    assert code == 0
    assert "1 license on record was never issued and so not written: LONE-1." in said
    assert "Wrote out.csv: 0 of 1 license." in said


def test_the_fields_of_facts_stand_under_their_own_names() -> None:
    documents = in_json("facts")["facts"]
    assert isinstance(documents, list)
    written = {row["id"]: row for row in in_csv("facts")}
    for document in documents:
        fact = document["fact"]
        row = written[fact["id"]]
        for name, value in fact.items():
            if isinstance(value, str):
                assert row[name] == value
            elif isinstance(value, dict) or (isinstance(value, list) and not is_names(value)):
                assert json.loads(row[name]) == value
        assert {name for name, cell in row.items() if cell} >= set(fact)
        assert row["ledger_position"] == str(document["position"])


def is_names(value: list[object]) -> bool:
    return all(isinstance(each, str) for each in value)


def test_the_headings_of_tables_to_import_stand_in_the_first_row() -> None:
    for command, first in (("products", "product"), ("licenses", "license"), ("facts", "kind")):
        assert in_workbook(command)[0]["A1"].value == first


@pytest.mark.parametrize("files", ["--csv a.csv", "--xlsx a.xlsx", "--csv - "])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_tables_do_not_go_with_json(command: str, files: str) -> None:
    said, code = answered(f"{command} --json {files}")
    assert code == 2
    assert "--json prints the answer" in said
    assert not Path("a.csv").exists()
    assert not Path("a.xlsx").exists()


@pytest.mark.parametrize("option", ["--csv", "--xlsx"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_the_ledger_itself_is_never_written_over(command: str, option: str) -> None:
    before = Path("tracker.db").read_bytes()
    said, code = answered(f"{command} {option} tracker.db")
    assert code == 1
    assert "is the ledger itself" in said
    assert Path("tracker.db").read_bytes() == before


def test_a_workbook_does_not_go_to_standard_output() -> None:
    assert answered("status --xlsx -")[1] == 2


def test_two_tables_do_not_go_into_one_file() -> None:
    assert answered("status --xlsx a.xlsx --csv a.xlsx")[1] == 2


@pytest.mark.parametrize("name", ["x.csv", "x.xls", "x"])
def test_a_workbook_is_not_written_under_a_name_of_something_else(name: str) -> None:
    said, code = answered(f"status --xlsx {name}")
    assert code == 2
    assert f"--xlsx writes a workbook, and '{name}' does not end in .xlsx; name it x.xlsx" in said
    assert not Path(name).exists()


def test_text_is_not_written_under_the_name_of_a_workbook() -> None:
    said, code = answered("status --csv x.XLSX")
    assert code == 2
    assert (
        "--csv writes text, and 'x.XLSX' names a workbook; write --xlsx, or name it x.csv" in said
    )
    assert not Path("x.XLSX").exists()


def test_csv_on_standard_output_is_the_table_and_nothing_else() -> None:
    result = CliRunner().invoke(
        tracker, ["products", "--csv", "-"], obj=Session(clock=lambda: NOON)
    )
    table = list(csv.reader(io.StringIO(result.stdout.lstrip("\ufeff"), newline="")))
    assert len(table) == 51
    assert len({len(row) for row in table}) == 1
    note, wrote = result.stderr.splitlines()
    assert wrote == (
        "Wrote to standard output: 50 of 50 products. 1 product is only named by licenses or "
        "reviews and has no status: GHOST-1."
    )
    assert "and 9 products changed since first recorded (COS-2, FW-230, GW-1" in note
    assert "use 'tracker export' or 'tracker facts'" in note


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left() -> None:
    said, code = answered("status --xlsx nowhere/a.xlsx")
    assert code == 1
    assert "Cannot write 'nowhere/a.xlsx'" in said


def test_a_product_asked_for_that_is_nowhere_keeps_its_exit_code() -> None:
    assert answered("status FW-100 --as-of 1990-01-01 --channel government_procurement")[1] == 1
    assert answered("status FW-100 --channel government_procurement --csv a.csv")[1] == 1
    assert not Path("a.csv").exists()


def test_reminders_that_a_scenario_changes_have_a_sheet_of_their_own() -> None:
    notices = in_json(COMMANDS["what-if"])["notices"]
    assert isinstance(notices, dict)
    expected = {
        (what, each["day"], each.get("day_before"), each["told_on"][0], each["text"])
        for what in ("added", "moved", "dropped")
        for each in notices[what]
    }
    sheets = in_workbook(COMMANDS["what-if"])
    sheet = next(sheet for sheet in sheets if sheet.title == "reminders")
    names = ("reminder", "day", "day_before", "first_told", "what")
    found = {tuple(_as_in_json(row[name]) for name in names) for row in rows(sheet)}
    assert found == expected != set()
    said = answered(COMMANDS["what-if"])[0]
    counted = str(question(sheets)["reminders 提醒"])
    assert f"{counted}, to come from" in " ".join(said.split())


def _as_in_json(cell: object) -> object:
    return cell.date().isoformat() if isinstance(cell, datetime) else cell


def test_a_text_file_tells_that_it_lacks_the_reminders_that_a_scenario_changes() -> None:
    said, code = answered(f"{COMMANDS['what-if']} --csv changes.csv")
    assert code == 0
    assert "the reminders added, moved and dropped are not in it; --xlsx writes them" in said
    both = answered(f"{COMMANDS['what-if']} --csv changes.csv --xlsx changes.xlsx")[0]
    assert "not in it" not in both
