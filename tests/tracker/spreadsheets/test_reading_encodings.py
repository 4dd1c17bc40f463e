"""What decodes is not therefore what was written: an encoding is told, plain, or asked for."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sheets import read, refusal

from tracker.tables.reading import open_table

CHINESE = (
    *("防火墙设备", "入侵检测系统", "安全审计系统", "网络隔离设备", "漏洞扫描系统", "日志分析系统"),
    *("数据库审计系统", "上网行为管理", "统一威胁管理", "可编程逻辑控制器", "北京甲科技有限公司"),
    *("上海乙网络技术有限公司", "深圳市丙信息安全股份有限公司", "证书已注销", "虚拟专用网设备"),
)
"""Invented firms, and what products are called."""
CHINESE_HEADINGS = (
    "产品名称",
    "证书编号",
    "有效期至",
    "持证单位",
    "型号",
    "厂商",
    "发证日期",
    "备注",
)

TRADITIONAL = (
    *("防火牆設備", "入侵偵測系統", "安全稽核系統", "網路隔離設備", "弱點掃描系統", "日誌分析系統"),
    *(
        "產品名稱",
        "證書編號",
        "有效期至",
        "廠商",
        "型號",
        "台灣甲科技股份有限公司",
        "路由器",
        "備註",
    ),
)
JAPANESE = (
    *("ファイアウォール", "侵入検知システム", "安全監査", "負荷分散装置", "暗号化装置", "製品名"),
    *("証明書番号", "有効期限", "型番", "甲電気株式会社", "制御装置", "脆弱性検査", "ﾙｰﾀ", "備考"),
)
KOREAN = (
    *("방화벽", "침입탐지시스템", "보안감사", "네트워크 분리장비", "라우터", "스위치", "제품명"),
    *("인증번호", "유효기간", "제조사", "주식회사 갑", "서버", "비고", "아르헨티나 페소"),
)
WESTERN = (
    "Müller",
    "Größe",
    "Prüfgerät",
    "Société Générale",
    "Échéance",
    "Sécurité",
    "Köln",
    "Señal",
)
CYRILLIC = ("Межсетевой экран", "Маршрутизатор", "Наименование", "Срок действия", "Сервер", "Вт")

OTHERS = {
    "big5": TRADITIONAL,
    "shift_jis": JAPANESE,
    "euc_jp": JAPANESE,
    "euc_kr": KOREAN,
    "cp1252": WESTERN,
    "cp1251": CYRILLIC,
    "koi8-r": CYRILLIC,
}


def tables(words: Sequence[str], headings: Sequence[str], count: int) -> Iterator[str]:
    """Yield invented tables of one row to six, with headings of their language or in English."""
    chance = random.Random(18)
    for _ in range(count):
        head = chance.choice(headings) if chance.random() < 0.5 else "name"
        rows = [f"P-{n},{chance.choice(words)}\n" for n in range(chance.randint(1, 6))]
        yield f"product,{head}\n{''.join(rows)}"


def saved(path: Path, content: str, encoding: str) -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def encoding(path: Path, named: str | None = None) -> str | None:
    with open_table(path, encoding=named) as table:
        return table.encoding


@pytest.mark.parametrize("other", OTHERS)
def test_text_of_another_encoding_is_never_taken_for_chinese(tmp_path: Path, other: str) -> None:
    words = OTHERS[other]
    for content in tables(words, words, 300):
        said = str(refusal(saved(tmp_path / "a.csv", content, other)))
        assert "the encoding of the text cannot be told for certain" in said


@pytest.mark.parametrize("other", OTHERS)
def test_a_refusal_names_the_right_encoding_and_how_the_text_reads_in_it(
    tmp_path: Path, other: str
) -> None:
    word = OTHERS[other][0]
    path = saved(tmp_path / "a.csv", f"product,name\nP-1,{word}\n", other)
    assert f"{other}: '{word}'" in str(refusal(path))
    assert read(path, encoding=other)[1:] == [("P-1", word)]


@pytest.mark.parametrize("written", ["gbk", "gb18030"])
def test_registers_in_chinese_are_read_without_being_asked_about(
    tmp_path: Path, written: str
) -> None:
    for content in tables(CHINESE, CHINESE_HEADINGS, 300):
        path = saved(tmp_path / "a.csv", content, written)
        assert encoding(path) == "gb18030", content
        assert ",".join(read(path)[0]) == content.partition("\n")[0]


def test_a_single_chinese_cell_among_ascii_is_enough_if_its_characters_are_common(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path / "a.csv", "product,name\nP-1,防火墙设备\n", "gbk")
    assert read(path) == [("product", "name"), ("P-1", "防火墙设备")]


def test_what_may_be_chinese_or_not_is_refused_until_it_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "product,holder\nP-1,潘畅\n", "gbk")
    assert "gb18030: '潘畅'" in str(refusal(path))
    for named in ("gb18030", "GBK", "cp936", "GB2312"):
        assert read(path, encoding=named)[1:] == [("P-1", "潘畅")]


def test_a_word_said_a_thousand_times_is_no_more_certain_than_said_once(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "product,holder\n" + "P-1,许可\n" * 1000, "gbk")
    assert "is not plainly Chinese" in str(refusal(path))


def test_one_western_letter_in_a_chinese_file_is_told_and_never_made_a_character(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    chinese = "产品编号,持证单位\nP-1,防火墙设备\nP-2,".encode("gbk")
    path.write_bytes(chinese + "Müller\n".encode("cp1252"))
    said = str(refusal(path))
    assert "a rare character would stand among Latin letters" in said
    assert "gb18030: 'M黮ler'; cp1252: 'Müller'" in said


def test_chinese_that_is_valid_utf8_by_accident_is_asked_about(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "product,note\nP-1,学习\n", "gbk")
    said = str(refusal(path))
    assert "In UTF-8 it would mix alphabets within a word" in said
    assert "utf-8: 'ѧϰ'; gb18030: '学习'" in said
    assert read(path, encoding="utf-8")[1:] == [("P-1", "ѧϰ")]


@pytest.mark.parametrize(
    "word", ["Μοντέλο", "Модель", "דגם", "Größe", "«État»", "20 µm ± 1°", "Đăng"]
)
def test_short_words_in_utf8_are_read_whatever_their_alphabet(tmp_path: Path, word: str) -> None:
    assert read(saved(tmp_path / "a.csv", f"a\n{word}\n", "utf-8"))[1:] == [(word,)]


def test_the_euro_sign_of_chinese_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("产品名称,备注\n防火墙设备,".encode("gbk") + b"\x80100\n")
    assert read(path)[1:] == [("防火墙设备", "€100")]
    assert read(path, encoding="gbk")[1:] == [("防火墙设备", "€100")]


def test_gb18030_with_its_byte_order_mark_is_certain(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "\ufeffa,b\n潘,畅\n", "gb18030")
    assert read(path) == [("a", "b"), ("潘", "畅")]
    assert read(path, encoding="gbk") == [("a", "b"), ("潘", "畅")]


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_told_as_that_and_read_if_named(
    tmp_path: Path, order: str
) -> None:
    path = saved(tmp_path / "a.csv", "产品,型号\n防火墙,X-1\n", order)
    said = str(refusal(path))
    assert "looks like UTF-16 without a byte order mark, and would begin '产品,型号" in said
    assert f"say --encoding {order}" in said
    assert read(path, encoding=order) == [("产品", "型号"), ("防火墙", "X-1")]
    assert "Say --encoding utf-16-le" in str(refusal(path, encoding="utf-16"))


@pytest.mark.parametrize("named", ["utf-16", "utf-16-le", "UTF-16LE"])
def test_a_byte_order_mark_and_a_name_that_agree_are_read_without_the_mark(
    tmp_path: Path, named: str
) -> None:
    path = saved(tmp_path / "a.csv", "\ufeffa,b\n1,2\n", "utf-16-le")
    assert read(path, encoding=named) == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize("named", ["cp1252", "gb18030", "utf-16-be", "utf-8"])
def test_a_name_that_contradicts_the_byte_order_mark_is_refused(tmp_path: Path, named: str) -> None:
    said = str(refusal(saved(tmp_path / "a.csv", "\ufeffa\n1\n", "utf-16-le"), encoding=named))
    assert f"this is UTF-16, and not {named}" in said
    assert "the byte order mark of UTF-16 (FF FE)" in said


def test_an_encoding_that_is_named_and_does_not_fit_is_refused_with_the_place(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path / "a.csv", "a,b\n1,caf\u00e9,\n", "cp1252")
    assert "byte 10 is not EUC_KR" in str(refusal(path, encoding="euc-kr"))


@pytest.mark.parametrize("named", ["utf-7", "rot13", "hex", "unicode_escape", "idna", "cp037", "x"])
def test_only_encodings_that_tables_come_in_may_be_named(tmp_path: Path, named: str) -> None:
    said = str(refusal(saved(tmp_path / "a.csv", "a\n", "utf-8"), encoding=named))
    assert f"there is no encoding '{named}' for tables" in said
    assert "Known are utf-8, utf-16" in said


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_an_inventory_in_any_marked_encoding_is_read_as_its_twin(
    tmp_path: Path, written: str
) -> None:
    component = {"type": "device", "name": "防火墙（虚构）", "bom-ref": "x"}
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]}
    text = "\r\n " + json.dumps(document, ensure_ascii=False)
    path = saved(tmp_path / "bom.json", text, written)
    plain = saved(tmp_path / "plain.json", text, "utf-8")
    assert read(path) == read(plain)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<table><tr><td>产品</td></tr></table>".encode("utf-16"), "an HTML or XML document"),
        ("\ufeff<html>".encode("utf-16-be"), "an HTML or XML document"),
        ("{\\rtf1 x}".encode("utf-16"), "a text document (RTF)"),
        (b"\r\n  <html>", "an HTML or XML document"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "a web page in one file"),
        (b"ID;PWXL;N;E\r\n", "a table in SYLK"),
        (bytes.fromhex("0908100000060500"), "a workbook of an old Excel"),
        (bytes.fromhex("0900040002001000"), "a workbook of an old Excel"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"W\0o\0r\0k\0b\0o\0o\0k\0", "a workbook of Excel 97"),
    ],
)
def test_what_is_no_table_is_told_by_its_text_whatever_its_name(
    tmp_path: Path, content: bytes, what: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert f"this is {what}" in str(refusal(path))


def test_headings_that_begin_like_sylk_are_headings(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", "ID;Product\n1;x\n", "utf-8")
    assert read(path) == [("ID", "Product"), ("1", "x")]
