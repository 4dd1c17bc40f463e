"""The components of a CycloneDX inventory are read as a table."""

import json
from pathlib import Path
from typing import Any

import pytest
from sheets import read, refusal

from tracker.tables.cyclonedx import HEADINGS
from tracker.tables.reading import open_table, sheet_names


def inventory(path: Path, *components: Any, **fields: Any) -> Path:
    """Write an invented inventory."""
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1} | fields
    path.write_text(json.dumps(document | {"components": components}, ensure_ascii=False))
    return path


def a_component(name: str, **fields: Any) -> dict[str, Any]:
    return {"type": "device", "name": name} | fields


def test_each_component_is_a_row_with_its_fields_as_the_format_names_them(tmp_path: Path) -> None:
    full = a_component(
        "防火墙（虚构）",
        **{"bom-ref": "fw-1"},
        version="2.0",
        group="edge",
        supplier={"name": "Invented supplier"},
        manufacturer={"name": "Invented maker", "url": ["https://maker.example"]},
        publisher="Invented publisher",
        purl="pkg:generic/fw@2.0",
        cpe="cpe:2.3:h:invented:fw:2.0:*:*:*:*:*:*:*",
        hashes=[],
    )
    [headings, row] = read(inventory(tmp_path / "bom.json", full))
    assert dict(zip(headings, row, strict=True)) == {
        "bom-ref": "fw-1",
        "type": "device",
        "group": "edge",
        "name": "防火墙（虚构）",
        "version": "2.0",
        "supplier": "Invented supplier",
        "manufacturer": "Invented maker",
        "publisher": "Invented publisher",
        "purl": "pkg:generic/fw@2.0",
        "cpe": "cpe:2.3:h:invented:fw:2.0:*:*:*:*:*:*:*",
    }


def test_components_inside_a_component_follow_it(tmp_path: Path) -> None:
    inner = a_component("b", components=[a_component("c")])
    path = inventory(tmp_path / "a", a_component("a", components=[inner]), a_component("d"))
    with open_table(path) as table:
        name = HEADINGS.index("name")
        assert [(row.number, row.cells[name]) for row in table.rows] == [
            (1, "a"),
            (2, "b"),
            (3, "c"),
            (4, "d"),
        ]
        assert table.sheet is None


def test_an_inventory_without_components_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"bomFormat": "CycloneDX", "specVersion": "1.5"}')
    assert read(path) == [HEADINGS]
    assert sheet_names(path) == []


@pytest.mark.parametrize("version", ["1.4", "1.5", "1.6"])
def test_versions_that_are_read(tmp_path: Path, version: str) -> None:
    assert len(read(inventory(tmp_path / "a", a_component("x"), specVersion=version))) == 2


@pytest.mark.parametrize("version", ["1.3", "1.7", "2.0", 1.6, None])
def test_other_versions_are_refused(tmp_path: Path, version: object) -> None:
    said = str(refusal(inventory(tmp_path / "a", specVersion=version)))
    assert f"CycloneDX {json.dumps(version)}" in said
    assert "Versions 1.4, 1.5, 1.6 are read here" in said


@pytest.mark.parametrize(
    ("component", "said"),
    [
        ("x", "'components[1]' is \"x\". It is to be an object."),
        ({"type": "device"}, "'components[1].name' is missing"),
        ({"name": "x"}, "'components[1].type' is missing"),
        (a_component("x", version=2), "'components[1].version' is 2. It is to be text."),
        (
            a_component("x", supplier="y"),
            "'components[1].supplier' is \"y\". It is to be an object",
        ),
        (a_component("x", supplier={"name": 1}), "'components[1].supplier.name' is 1."),
        (a_component("x", components={}), "'components[1].components' is {}. It is to be a list."),
        (
            a_component("x", components=[a_component("y"), a_component("z", cpe=[])]),
            "'components[1].components[1].cpe' is []",
        ),
        (
            a_component("x", components=[a_component("y", **{"bom-ref": "ref-1"})]),
            "'components[0]' and 'components[1].components[0]' both have the 'bom-ref' \"ref-1\".",
        ),
    ],
)
def test_what_is_not_as_the_format_has_it_is_refused_with_its_place(
    tmp_path: Path, component: object, said: str
) -> None:
    path = inventory(tmp_path / "a", a_component("first", **{"bom-ref": "ref-1"}), component)
    assert said in str(refusal(path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "'bomFormat' is null"),
        ('{"bomFormat": "SPDX"}', "'bomFormat' is \"SPDX\""),
        ('{"spdxVersion": "SPDX-2.3"}', "this is not a CycloneDX inventory"),
        ('{"bomFormat": "CycloneDX",\n "specVersion": }', "line 2, column 17 is not JSON"),
        ('{"bomFormat": "CycloneDX"', "is not JSON"),
        ('{"a": 1, "a": 2}', "the field 'a' is there twice"),
        ('{"a": NaN}', "NaN is no number of JSON"),
        ('{"a": ' + "[" * 100_000, "nested too deeply"),
        ('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": 7}', "'components' is 7"),
    ],
)
def test_what_is_no_inventory_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert said in str(refusal(path))


def test_an_inventory_in_xml_is_to_be_exported_in_json(tmp_path: Path) -> None:
    path = tmp_path / "bom.xml"
    path.write_text('<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>')
    said = str(refusal(path))
    assert "this is a CycloneDX inventory in XML. Inventories are read in JSON." in said
    assert "Export the inventory as CycloneDX 1.6 in JSON" in said
