"""A row of an evidence list supports one fact, which is never guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from support import a_fact
from tables import TODAY, a_table, planned, problems_of, said_of, the_license, told

from events.facts import Fact
from events.remarks import EvidenceAdded
from projections.imports.plan import Plan
from projections.imports.rows.evidence import Seen

SCAN = Seen("scan.pdf", "5c" * 32, 1000, "application/pdf", ("The PDF names /JS.",))
HEADINGS = ("file", "fact", "license", "number", "note")
ON_RECORD = {"file": "scan.pdf", "fact": None, "license": None, "number": None, "note": None}


def list_of(*rows: dict[str, str], record: tuple[Fact, ...] = ()) -> Plan:
    """Return what a list comes to; a row names scan.pdf unless it names another file."""
    cells = [[(ON_RECORD | row)[name] for name in HEADINGS] for row in rows]
    files = {"scan.pdf": SCAN, "other.pdf": replace(SCAN, name="other.pdf", sha256="7d" * 32)}
    facts = record or (the_license(),)
    return planned(a_table(HEADINGS, *cells), *facts, sort="evidence", files=files)


def problems(plan: Plan) -> list[str]:
    assert not plan.facts
    assert plan.bad == {2}
    return [problem.message for problem in problems_of(plan)]


def supports(plan: Plan) -> list[str]:
    facts = [planned.fact for planned in plan.facts]
    assert plan.is_good
    return [fact.fact for fact in facts if isinstance(fact, EvidenceAdded)]


def renewed(**fields: Any) -> Fact:
    usual = {"kind": "license_renewed", "id": "renewal", "license": "L"}
    days = {"valid_until": "2027-06-30", "effective_on": "2025-07-01"}
    return a_fact(**usual | days | fields)


def evidence(**fields: Any) -> Fact:
    usual = {"kind": "evidence_added", "id": "e", "fact": "issue-of-L", "sha256": SCAN.sha256}
    file = {"size": 1000, "media_type": "application/pdf", "name": "a.pdf"}
    return a_fact(**usual | file | {"effective_on": "2025-01-01"} | fields)


def test_a_file_supports_the_issue_of_a_license_by_its_name_or_its_number() -> None:
    for row in ({"license": "L"}, {"number": "N-1"}, {"license": "L", "number": "N-1"}):
        assert supports(list_of(row)) == ["issue-of-L"]


def test_evidence_says_what_the_file_is_and_counts_from_today() -> None:
    plan = list_of({"license": "L", "note": "Received by post"})
    assert told(plan) == [
        {
            "kind": "evidence_added",
            "fact": "issue-of-L",
            "sha256": SCAN.sha256,
            "size": 1000,
            "media_type": "application/pdf",
            "name": "scan.pdf",
            "note": "Received by post",
            "effective_on": TODAY.isoformat(),
        }
    ]
    [source] = plan.facts[0].fact.source
    assert (source.title, source.sha256) == ("list.xlsx, sheet 'Sheet1', row 2", "a1" * 32)
    assert said_of(plan) == ["The PDF names /JS"]


def test_a_file_supports_any_fact_by_its_id() -> None:
    placed = a_fact(
        kind="product_placed", id="r", product="P", channel="c", effective_on="2024-01-01"
    )
    assert supports(list_of({"fact": "r"}, record=(placed,))) == ["r"]


def test_of_a_license_that_was_renewed_the_row_has_to_say_which_certificate() -> None:
    record = (the_license(), renewed())
    assert problems(list_of({"license": "L"}, record=record)) == [
        "file 'scan.pdf' may support 'issue-of-L' (issued on 2023-07-01); 'renewal' (renewed from "
        "2025-07-01); say which in a column 'fact'"
    ]
    assert supports(list_of({"license": "L", "fact": "renewal"}, record=record)) == ["renewal"]
    assert supports(list_of({"number": "N-1", "fact": "renewal"}, record=record)) == ["renewal"]


def test_a_file_that_supports_the_fact_already_is_unchanged_unless_the_note_is_another() -> None:
    record = (the_license(), evidence(note="Old"))
    for row in ({"license": "L"}, {"license": "L", "note": "Old"}):
        plan = list_of(row, record=record)
        assert (list(plan.facts), plan.unchanged) == ([], (2,))
    other = list_of({"license": "L", "note": "New"}, record=record)
    assert supports(other) == ["issue-of-L"]
    assert "supports the fact already, with another note" in said_of(other)[-1]
    assert supports(list_of({"license": "L", "file": "other.pdf"}, record=record)) == ["issue-of-L"]


def test_another_file_of_the_name_of_one_that_supports_the_fact_is_told() -> None:
    record = (the_license(), evidence(name="scan.pdf", sha256="9a" * 32))
    plan = list_of({"license": "L"}, record=record)
    assert supports(plan) == ["issue-of-L"]
    assert said_of(plan)[-1] == (
        "file 'scan.pdf' is another than the one of that name which supports the fact already; "
        "both are kept"
    )


def test_a_file_that_supports_one_certificate_of_a_renewed_license_needs_no_further_word() -> None:
    plan = list_of({"license": "L"}, record=(the_license(), evidence(), renewed()))
    assert (list(plan.facts), plan.unchanged) == ([], (2,))


def test_two_rows_that_say_the_same_add_evidence_once() -> None:
    plan = list_of({"license": "L"}, {"number": "N-1"}, {"fact": "issue-of-L"})
    assert supports(plan) == ["issue-of-L"]
    assert plan.unchanged == (3, 4)


def test_one_file_may_support_several_facts() -> None:
    other = the_license(id="issue-of-M", license="M", number="N-2")
    plan = list_of({"license": "L"}, {"license": "M"}, record=(the_license(), other))
    assert supports(plan) == ["issue-of-L", "issue-of-M"]


def test_what_nobody_knows_is_not_supported() -> None:
    assert problems(list_of({"license": "X"})) == [
        "no license on record has the name or number 'X'; import it first"
    ]
    assert problems(list_of({"number": "N-9"})) == [
        "no license on record has the name or number 'N-9'; import it first"
    ]
    assert problems(list_of({"fact": "x"})) == [
        "no fact on record has the id 'x'; 'tracker facts' shows the ids"
    ]
    assert problems(list_of({"license": "L"}, record=(renewed(license="M"),)))


def test_a_license_of_which_neither_issue_nor_renewal_is_on_record_has_no_certificate() -> None:
    suspended = a_fact(kind="license_suspended", license="L", effective_on="2024-01-01")
    assert problems(list_of({"license": "L"}, record=(suspended,))) == [
        "neither the issue nor a renewal of its license is on record; record it first"
    ]


def test_a_voided_fact_is_not_supported() -> None:
    voiding = a_fact(kind="fact_voided", id="v", fact="issue-of-L", reason="Wrong")
    assert problems(list_of({"fact": "issue-of-L"}, record=(the_license(), voiding))) == [
        "fact 'issue-of-L' was voided by 'v'; name one that counts"
    ]


def test_evidence_that_was_voided_is_added_again_under_another_id() -> None:
    [first] = list_of({"license": "L"}).facts
    assert first.fact.id
    voiding = a_fact(kind="fact_voided", id="v", fact=first.fact.id, reason="Undone")
    [again] = list_of({"license": "L"}, record=(the_license(), first.fact, voiding)).facts
    assert again.fact.id != first.fact.id


def test_what_a_row_names_in_several_columns_has_to_be_one() -> None:
    other = the_license(id="issue-of-M", license="M", number="N-2")
    record = (the_license(), other)
    assert problems(list_of({"license": "L", "number": "N-2"}, record=record)) == [
        "the row speaks of licenses 'L', 'M'; say which in a column 'license'"
    ]
    assert problems(list_of({"fact": "issue-of-L", "license": "M"}, record=record)) == [
        "fact 'issue-of-L' is about license 'L', and the row names license 'M'; mend one"
    ]
    assert problems(list_of({"fact": "issue-of-L", "number": "N-2"}, record=record)) == [
        "fact 'issue-of-L' is about license 'L', and the row names license 'M'; mend one"
    ]


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    assert problems(list_of({"license": "X", "file": "gone.pdf"})) == [
        "no license on record has the name or number 'X'; import it first",
        "file 'gone.pdf' cannot be taken: it is not there",
    ]
    assert problems(list_of({})) == [
        "neither a fact nor a license nor its number is given; fill one in"
    ]


def test_a_row_without_a_file_adds_nothing() -> None:
    plan = list_of({"file": "", "license": "L"}, {"license": "L"})
    assert (supports(plan), plan.unchanged) == (["issue-of-L"], ())


def test_a_row_that_was_imported_as_a_license_may_be_imported_as_evidence_too() -> None:
    headings = ("license", "number", "regime", "license_kind", "products", "issued_on", "file")
    row = ("L", "N-1", "mps", "sales_permit", "P", "2023-07-01", "scan.pdf")
    [issue] = planned(a_table(headings, row)).facts
    assert issue.fact.kind == "license_issued"
    files = {"scan.pdf": SCAN}
    plan = planned(a_table(headings, row), issue.fact, sort="evidence", files=files)
    assert supports(plan) == [issue.fact.id]
    again = planned(a_table(headings, row), issue.fact, plan.facts[0].fact)
    assert (list(again.facts), again.unchanged, list(again.told)) == ([], (2,), [])
