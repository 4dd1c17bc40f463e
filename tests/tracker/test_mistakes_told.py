"""Files with very many mistakes: what is printed stays short, and nothing is left out of JSON."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from console import NOON, answered, empty_folder

from events.tables.columns.column_search import columns_of
from events.tables.columns.columns import HeadingsRefused
from events.tables.fields.mappings import TableMapping
from events.tables.table import Row
from tracker.cli import Session, tracker
from tracker.tables.headed import MOST_COLUMNS

SHORT = 20_000
"""Characters: whatever is wrong, a person reads no more at once."""


@pytest.fixture
def place() -> Iterator[Path]:
    with empty_folder():
        assert answered("init")[1] == 0
        yield Path.cwd()


def told(*words: str) -> tuple[int, str, str]:
    """Return how a command ends, and what it prints on both streams."""
    done = CliRunner().invoke(tracker, words, obj=Session(clock=lambda: NOON))
    return done.exit_code, done.stdout, done.stderr


def csv(name: str, headings: str, rows: Iterator[str]) -> str:
    Path(name).write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return name


def test_four_unknown_words_in_507_rows_are_four_mistakes(place: Path) -> None:
    words = ("销售许可书", "检测单", "认证书", "许可")
    rows = (f"N-{number},mps,{words[number % 4]},2022-01-01" for number in range(507))
    file = csv("licenses.csv", "证书编号,制度,证书类型,发证日期", rows)
    code, said, wrong = told("import", file)
    mistakes = [line for line in wrong.splitlines() if line.startswith("licenses.csv")]
    assert (code, len(mistakes), "507 problems" in said) == (1, 4, True)
    assert mistakes[0].startswith("licenses.csv, rows 2, 6, 10, 14, 18 and 122 more, column C")
    _, said, _ = told("import", file, "--json")
    assert len(json.loads(said)["problems"]) == 507


def test_what_lacks_in_very_many_rows_is_told_of_the_first(place: Path) -> None:
    rows = (f"N-{number},mps,sales_permit,2022-01-01" for number in range(290))
    file = csv("licenses.csv", "number,regime,license_kind,issued_on", rows)
    wrong = told("import", file)[2].splitlines()
    assert sum("fill in products" in line for line in wrong) == 3
    assert wrong[3] == "licenses.csv, rows 5-291: the same as in row 2, of other values."


def test_the_rows_to_mend_have_every_mistake(place: Path) -> None:
    rows = (f"P-{number},Name,word{number}" for number in range(300))
    file = csv("products.csv", "product,name,category", rows)
    code, _, wrong = told("import", file, "--partial", "--effective-on", "2023-01-01")
    assert (code, len(wrong) < SHORT) == (1, True)
    assert "the same as in row 2, of other values" in wrong
    mended = Path("products.rejects.csv").read_text(encoding="utf-8-sig").splitlines()
    assert sum("no category is known by this name" in line for line in mended) == 300


def test_what_an_import_notes_of_very_many_rows_is_noted_once(place: Path) -> None:
    products = csv("one.csv", "product,name", (f"P-{number},Name" for number in range(290)))
    assert told("import", products, "--effective-on", "2023-01-01")[0] == 0
    again = csv("two.csv", "product,name", (f"p-{number},Name" for number in range(290)))
    code, said, _ = told("import", again, "--effective-on", "2023-01-01", "--dry-run")
    assert (code, said.count("they are taken for two")) == (0, 3)
    assert "rows 5-291: the same as in row 2, of other values" in " ".join(said.split())


def test_very_many_bad_lines_are_told_shortly_and_all_in_json(place: Path) -> None:
    bad = [{"kind": "licence_issued"}, {"kind": "product_placed", "product": "P"}]
    lines = [json.dumps(bad[number % 2]) for number in range(2_000)]
    lines += [json.dumps({"kind": f"kind{number}"}) for number in range(200)]
    Path("bad.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, said, wrong = told("record", "bad.jsonl")
    assert (code, said, len(wrong) < SHORT) == (1, "", True)
    assert "bad.jsonl, lines 1, 3, 5, 7, 9 and 995 more: kind: 'licence_issued' is not" in wrong
    assert "Nothing was recorded: 3,200 problems to mend." in wrong
    code, said, again = told("record", "bad.jsonl", "--json")
    document = json.loads(said)
    assert (code, again, document["recorded"]) == (1, wrong, [])
    assert len(document["problems"]) == 3_200
    assert document["problems"][0]["line"] == 1


def test_a_list_of_facts_in_one_line_has_each_mistake_once(place: Path) -> None:
    facts = [{"kind": "product_placed", "product": f"P{number}"} for number in range(100)]
    Path("facts.json").write_text(json.dumps(facts), encoding="utf-8")
    wrong = told("record", "facts.json")[2]
    assert "facts.json, line 1 (100 times): 'channel' is missing" in wrong
    assert len(wrong.splitlines()) == 3


def test_what_the_record_refuses_of_very_many_facts_is_told_shortly(place: Path) -> None:
    fact = {"kind": "fact_voided", "reason": "test"}
    lines = (json.dumps({**fact, "fact": f"none-{number}"}) for number in range(500))
    Path("voids.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, _, wrong = told("record", "voids.jsonl")
    assert (code, len(wrong) < SHORT, "500 facts refused" in wrong) == (1, True, True)
    document = json.loads(told("record", "voids.jsonl", "--json")[1])
    assert len(document["problems"]) == 500


def test_findings_that_say_one_thing_of_many_products_are_one_row(place: Path) -> None:
    fact = {"kind": "product_registered", "name": "N", "channels": ["general_sale"]}
    fact["effective_on"] = "2023-01-01"
    lines = (json.dumps({**fact, "product": f"P{number:03}"}) for number in range(290))
    Path("facts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert told("record", "facts.jsonl")[0] == 0
    _, said, _ = told("findings")
    assert said.count("unclassified-product") == 1
    assert "and 285 more" in " ".join(said.split())
    assert "290 findings." in said
    assert len(json.loads(told("findings", "--json")[1])["findings"]) == 290


def test_scenarios_and_policies_tell_a_mistake_once_too(place: Path) -> None:
    facts = "\n".join('  - {kind: license_issud, license: "L"}' for _ in range(300))
    Path("s.yaml").write_text(f"name: S\nfacts:\n{facts}\n", encoding="utf-8")
    code, _, wrong = told("what-if", "s.yaml")
    assert (code, wrong.count("license_issud")) == (1, 1)
    rules = "\n".join("  - {for: {sorts: [no_such]}, lead_days: [1]}" for _ in range(300))
    Path("p.yaml").write_text(f"rules:\n{rules}\n", encoding="utf-8")
    for words in ("remind policy check p.yaml", "remind preview --policy p.yaml"):
        code, said, wrong = told(*words.split())
        assert (code, len(said + wrong) < SHORT) == (1, True)


class TestVeryManyColumns:
    def test_more_than_a_spreadsheet_has_are_refused_in_a_sentence(self, place: Path) -> None:
        headings = ",".join(["product", "name", *(f"h{number}" for number in range(MOST_COLUMNS))])
        code, said, wrong = told("import", csv("wide.csv", headings, iter(["P,N"])))
        assert (code, said) == (1, "")
        assert (
            "there are 16,386 headings. A table is read if it has 16,384 columns at most" in wrong
        )

    def test_as_many_as_a_spreadsheet_has_are_told_shortly(self, place: Path) -> None:
        headings = ",".join(["product", "name", *("x" * 40 for _ in range(2_000))])
        file = csv("wide.csv", headings, iter([f"P,N{',' * 2_000}"]))
        code, said, wrong = told("import", file, "--effective-on", "2023-01-01")
        assert (code, wrong, len(said) < SHORT) == (0, "", True)

    @pytest.mark.parametrize("sort", [None, "products", "licenses"])
    def test_each_further_column_costs_as_much_as_the_one_before(self, sort: str | None) -> None:
        self.calls(10, sort)
        few, many = self.calls(200, sort), self.calls(1_600, sort)
        assert many < 9 * few

    def calls(self, columns: int, sort: str | None) -> int:
        """Return how many calls it takes to find what the columns hold."""
        count = 0

        def note(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        names = (f"column {columns} {number}" for number in range(columns))
        headings = Row(1, ("product", "name", "证书编号", *names))
        usual = sys.getprofile()
        sys.setprofile(note)
        try:
            columns_of(headings, TableMapping(), ["memory"], sort)  # type: ignore[arg-type]
        except HeadingsRefused:
            pass
        finally:
            sys.setprofile(usual)
        return count

    def test_columns_that_mean_one_thing_are_named_shortly(self) -> None:
        headings = Row(1, ("product",) * 5_000)
        with pytest.raises(HeadingsRefused) as refused:
            columns_of(headings, TableMapping(), [], "products")
        assert "and 4,990 more all mean product" in str(refused.value)
