"""Exports of inventories come to the right facts, and what they do not say to none."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from console import answered, empty_folder


@pytest.fixture(autouse=True)
def _a_ledger() -> Iterator[None]:
    with empty_folder():
        assert answered("init")[1] == 0
        yield


def imported(mapping: str, *rows: str, options: str = "") -> list[dict[str, Any]]:
    """Return the facts that come of rows under their headings, without ids and sources."""
    words, code = answered(f"import {written(*rows)} --map {mapping} --json {options}")
    assert code == 0, words
    told = json.loads(words[words.index("{") : words.rindex("}") + 1])
    return [
        {name: value for name, value in each["fact"].items() if name not in ("id", "source")}
        for each in told["facts"]
    ]


def problems(mapping: str, *rows: str) -> str:
    """Return what is told of rows that cannot be imported; nothing is recorded of them."""
    before = answered("facts --json")[0]
    words, code = answered(f"import {written(*rows)} --map {mapping} --effective-on 2026-11-01")
    assert code == 1
    assert answered("facts --json")[0] == before
    return words


def written(*rows: str) -> str:
    with Path("export.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(row.split("|") for row in rows)
    return "export.csv"


NETBOX = {  # headings, and a row, with bars between their cells
    "the view as it is at first": (
        "Name|Status|Tenant|Site|Location|Rack|Role|Manufacturer|Type|IP Address",
        "fw-1|Active||Campus|Room 1|R01|Firewall|Invented Inc.|EX-FW-1|192.0.2.1/24",
    ),
    "all data": (
        "Name|Status|Tenant|Tenant Group|Role|Manufacturer|Type|Serial number|Asset tag|Region|Site"
        "|Parent Device|Position (Device Bay)|Position|Platform|U Height|Description|Interfaces|ID",
        "fw-1|Active|||Firewall|Invented Inc.|EX-FW-1|INV1|||Campus|||3|ExampleOS|1||8|7",
    ),
    "the view in Chinese": (
        "名称|状态|租户|站点|位置|机柜|角色|厂商|类型|IP地址",
        "fw-1|Active||Campus|Room 1|R01|Firewall|Invented Inc.|EX-FW-1|192.0.2.1/24",
    ),
    "the fields of bulk import": (
        "name,role,manufacturer,device_type,serial,site,status".replace(",", "|"),
        "fw-1|Firewall|Invented Inc.|EX-FW-1|INV1|Campus|active",
    ),
    "the fields of bulk import before 3.6": (
        "name,device_role,manufacturer,device_type,serial,site,status".replace(",", "|"),
        "fw-1|Firewall|Invented Inc.|EX-FW-1|INV1|Campus|active",
    ),
}

ASSETS = {
    "the table with two more columns": (
        "Asset Name|Asset Tag|Serial|Model|Model No.|Category|Status|Checked Out To|Location"
        "|Manufacturer|Purchase Cost|Current Value",
        "fw-a|A-1|INV1|Example firewall|EX-FW-1|Firewalls|Ready to Deploy||Campus|Invented Inc.||",
    ),
    "the table in Chinese": (
        "编号|资产名称|资产标签|序列号|型号|型号编码|分类|状态|已签出至|位置|制造商|供应商",
        "1|fw-a|A-1|INV1|Example firewall|EX-FW-1|Firewalls|||Campus|Invented Inc.|A shop",
    ),
    "the custom report": (
        "ID|Company|Asset Name|Asset Tag|Model|Model No.|Category|Manufacturer|Serial|Purchased"
        "|Cost|Supplier|Location|Address|Address|City|Checked Out|Type|Status|Notes",
        "1||fw-a|A-1|Example firewall|EX-FW-1|Firewalls|Invented Inc.|INV1|2026-03-01"
        "||A shop|Campus||||Ann|User|Deployed|",
    ),
    "the custom report in Chinese": (
        "资产名称|型号|型号编码|分类|生产厂家|序列号|已签出|类型",
        "fw-a|Example firewall|EX-FW-1|Firewalls|Invented Inc.|INV1||",
    ),
    "what Snipe-IT imports": (
        "Company|Name|Asset Tag|Category|Supplier|Manufacturer|Location|Order Number|Model"
        "|Model Notes|Model Number|Asset Notes|Purchase Date",
        "|fw-a|A-1|Firewalls|A shop|Invented Inc.|Campus||Example firewall||EX-FW-1||1/23/23",
    ),
}

LICENSES = {
    "the table with two more columns": (
        "Name|Product Key|Expiration Date|Licensed to Email|Licensed to Name|Category|Manufacturer"
        "|Min QTY|Total|Avail|Purchase Date",
        "EX-FW-1|INV-1|2031-02-09||Invented Inc.|CSL certificate|||50|3|2026-02-26",
    ),
    "the table in Chinese": (
        "编号|公司|名称|产品序列号|到期日期|许可人电子邮件|许可人名字|分类|制造商|最小数量|共计|可用|购买日期",
        "1||EX-FW-1|INV-1|2031-02-09||Invented Inc.|CSL certificate|||50|3|2026-02-26",
    ),
    "what Snipe-IT imports": (
        "Full Name|Email|Username|Item name|serial number|Category|manufacturer|purchase date"
        "|purchase cost|Licensed To Name|Licensed to Email|expiration date|maintained|seats|notes",
        "|||EX-FW-1|INV-1|CSL certificate||02/26/2026||Invented Inc.||2031-02-09|false|50|",
    ),
}


@pytest.mark.parametrize("form", NETBOX)
def test_a_device_of_netbox_makes_its_type_a_product(form: str) -> None:
    [fact] = imported("netbox-devices", *NETBOX[form], options="--effective-on 2026-11-01")
    assert fact == a_product("EX-FW-1")


@pytest.mark.parametrize("form", ASSETS)
def test_an_asset_of_snipe_it_makes_its_model_a_product(form: str) -> None:
    [fact] = imported("snipe-it-assets", *ASSETS[form], options="--effective-on 2026-11-01")
    assert fact == a_product("Example firewall")


def a_product(name: str) -> dict[str, Any]:
    return {
        "kind": "product_registered",
        "product": "EX-FW-1",
        "name": name,
        "vendor": "Invented Inc.",
        "category": "firewall",
        "effective_on": "2026-11-01",
    }


@pytest.mark.parametrize("form", LICENSES)
def test_a_license_of_snipe_it_is_one_whatever_its_seats(form: str) -> None:
    [fact] = imported("snipe-it-licenses", *LICENSES[form])
    assert fact == {
        "kind": "license_issued",
        "license": "INV-1",
        "number": "INV-1",
        "regime": "csl",
        "license_kind": "certificate",
        "holder": "Invented Inc.",
        "products": ["EX-FW-1"],
        "issued_on": "2026-02-26",
        "valid_until": "2031-02-09",
    }


def test_devices_without_a_column_of_manufacturers_are_refused_with_what_is_missing() -> None:
    said = problems("netbox-devices", "Name|Role|Type", "fw-1|Firewall|EX-FW-1")
    assert "No column has the heading 'Manufacturer', '厂商' or '制造商'" in said
    assert "the headings are 'Name', 'Role' and 'Type'" in said


def test_types_that_two_manufacturers_give_one_name_are_not_one_product() -> None:
    rows = ("Role|Manufacturer|Type", "Firewall|Invented Inc.|X", "Firewall|Other Inc.|X")
    said = problems("netbox-devices", *rows)
    assert "rows 2 and 3 both speak of product 'X' and differ in vendor" in said


def test_models_in_chinese_before_8_1_go_by_one_heading_with_their_numbers() -> None:
    said = problems("snipe-it-assets", "型号|型号|分类|制造商", "A|B|Firewalls|Invented Inc.")
    assert "Columns A (型号) and B (型号) both have the heading 'Model' or '型号'" in said


def test_rows_of_one_key_are_one_license_of_all_their_products() -> None:
    headings, row = LICENSES["the table with two more columns"]
    [fact] = imported("snipe-it-licenses", headings, row, row.replace("EX-FW-1", "EX-FW-2"))
    assert fact["products"] == ["EX-FW-1", "EX-FW-2"]


def test_rows_of_one_key_that_differ_are_refused() -> None:
    headings, row = LICENSES["the table with two more columns"]
    said = problems("snipe-it-licenses", headings, row, row.replace("2031", "2032"))
    assert "rows 2 and 3 both speak of license number 'INV-1' and differ in valid_until" in said


def test_dashes_in_place_of_a_key_are_no_number() -> None:
    headings, row = LICENSES["the table with two more columns"]
    said = problems("snipe-it-licenses", headings, row.replace("INV-1", "-" * 12))
    assert "neither the license nor its number is given" in said


def of_components(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return what is told of an inventory of components."""
    inventory = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1} | fields
    if components:
        inventory["components"] = list(components)
    Path("bom.json").write_text(json.dumps(inventory), encoding="utf-8")
    words, code = answered("import bom.json --map cyclonedx --effective-on 2026-11-01 --json")
    assert code == 0, words
    told: dict[str, Any] = json.loads(words[words.index("{") : words.rindex("}") + 1])
    return told


def test_components_inside_a_product_are_products_only_if_their_type_says_so() -> None:
    system = {"type": "operating-system", "name": "EX-OS", "version": "7"}
    library = {"type": "library", "name": "example-parser", "components": [system]}
    told = of_components({"type": "device", "name": "EX-FW-1", "components": [library]})
    facts = [each["fact"] for each in told["facts"]]
    assert [(fact["product"], fact.get("models")) for fact in facts] == [
        ("EX-FW-1", None),
        ("EX-OS", ["7"]),
    ]
    assert not any("category" in fact for fact in facts)
    assert told["rows_left_out"] == [2]


def test_an_inventory_without_components_comes_to_nothing() -> None:
    assert of_components()["facts"] == []


def test_an_inventory_without_a_mapping_is_refused_with_the_one_that_reads_it() -> None:
    component = {"type": "application", "name": "Gate", "version": "1.0"}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]}
    Path("bom.json").write_text(json.dumps(bom), encoding="utf-8")
    words, code = answered("import bom.json")
    assert (code, "such as --map cyclonedx. Nothing was recorded." in words) == (1, True)
