"""The tables among the examples are imported as their page says, and its mapping can be used."""

import re
from pathlib import Path

import pytest
from console import SAMPLE, answered, empty_folder

PAGE = (SAMPLE / "imports" / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"`tracker (import [^`]+)`", PAGE)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_records_facts(command: str) -> None:
    with empty_folder():
        answered("init")
        words, code = answered(command)
        assert code == 0
        assert re.search(r"Recorded \d facts?", words)


def test_the_page_names_every_table_and_its_mapping_is_read() -> None:
    tables = {path.name for path in (SAMPLE / "imports").iterdir()} - {"README.md"}
    assert {Path(command.split()[1]).name for command in COMMANDS} == tables
    [mapping] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    with empty_folder():
        answered("init")
        Path("mapping.yaml").write_text(mapping, encoding="utf-8")
        rows = "证书编号,证书类型,产品编号,日期,备注\nINV-1,许可证,A/B,03/04/2023,-\n"
        Path("list.csv").write_text(rows, encoding="utf-8")
        words, code = answered("import list.csv --map mapping.yaml")
        assert (code, "license_issued INV-1 (mps)" in words) == (0, True)
        told = answered("licenses --json")[0]
        assert '"issued_on": "2023-04-03"' in told
        assert '"products": [ "A", "B" ]' in told
