"""Workbooks to be filled in and imported: headings, drop-downs, notes and instructions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from events.tables.values.literal import literal
from tracker.show.sheets.sheets import Cell, Choices, Help, Sheet
from tracker.show.templates.offers import Offers, Word
from tracker.show.templates.template_columns import TEMPLATES, Column

LISTS = "Lists 名单"
_LISTED = {
    "category": "产品类别",
    "channels": "销售渠道",
    "regime": "制度",
    "license_kind": "证书类型",
}
_WIDE = 3
"""Of each word stand there what is to be typed, its English and its Chinese name."""

_HOW_TO = (
    (
        "Fill in the first sheet, a row for each. Keep the headings in its first row.",
        "请填写第一张工作表，每项一行。请保留第一行的标题。",
    ),
    (
        "Point at a heading to read what goes into its column. Cells left empty say nothing.",
        "将鼠标移到标题上可查看填写说明。留空的单元格不表示任何内容。",
    ),
    (
        "Then run: tracker import FILE --dry-run. Nothing is recorded until you leave out "
        "--dry-run.",
        "然后运行：tracker import 文件 --dry-run。去掉 --dry-run 后才会记录。",
    ),
)

_OF_LISTS_AND_DAYS = (
    (
        f"Where a list drops down, choose from it; the sheet '{LISTS}' tells all words.",
        f"有下拉列表的单元格请从列表中选择；全部用词见工作表“{LISTS}”。",
    ),
    (
        "Write days as 2023-07-01. Text such as 03/04/2023 could be two days and is refused.",
        "日期请写作 2023-07-01。03/04/2023 一类的写法有歧义，将被拒绝。",
    ),
)

_OF_FILES = (
    "Name one of license, number and fact in each row. If the files are not in the folder of this "
    "workbook, say where: tracker import FILE --files FOLDER.",
    "每行请填写许可代号、证书编号、事实三者之一。如文件不在本工作簿所在文件夹，请注明："
    "tracker import 文件 --files 文件夹。",
)

_OF_PARAMETERS = (
    "For each parameter of a product add a column; its heading stands in the last column of "
    f"'{LISTS}'. A threshold whose parameter is not on record leaves a status indeterminate.",
    f"产品的每个参数请另加一列，标题见“{LISTS}”的最后一列。缺少门槛所需参数时，状态为不确定。",
)


def template(sort: str, words: Offers) -> list[Sheet]:
    """Return the sheets of an empty workbook for products or licenses."""
    return [*_to_fill_in(sort, words), Sheet(LISTS, _list_headings(), list(_lists(words)))]


def evidence_template(files: Iterable[str]) -> list[Sheet]:
    """Return the sheets of a list of evidence with a row for each of some files."""
    table, instructions = _to_fill_in("evidence", None)
    empty = (None,) * (len(table.headings) - 1)
    return [replace(table, rows=[(literal(file), *empty) for file in files]), instructions]


def _to_fill_in(sort: str, words: Offers | None) -> list[Sheet]:
    columns = TEMPLATES[sort]
    return [
        Sheet(
            sort,
            tuple(column.heading for column in columns),
            helps=tuple(_help(column, words) for column in columns),
        ),
        Sheet("Instructions 说明", ("English", "中文"), list(_instructions(sort, columns))),
    ]


def _help(column: Column, words: Offers | None) -> Help:
    offered = getattr(words, column.field, ())
    choices = None
    if offered:
        choices = Choices(LISTS, list(_LISTED).index(column.field) * _WIDE, len(offered))
    return Help(column.note, choices, column.several, column.day, column.required)


def _instructions(sort: str, columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    yield from _HOW_TO
    if sort == "evidence":
        yield _OF_FILES
    else:
        yield from _OF_LISTS_AND_DAYS
    if sort == "products":
        yield _OF_PARAMETERS
    for column in columns:
        must, must_zh = (" (required)", "（必填）") if column.required else ("", "")
        yield (
            f"{column.field}{must}: {column.english_note}",
            f"{column.chinese}{must_zh}：{column.chinese_note}",
        )


def _list_headings() -> tuple[str, ...]:
    triples = ((f"{name} {chinese}", "English", "中文") for name, chinese in _LISTED.items())
    return (*(heading for triple in triples for heading in triple), "parameters 参数")


def _lists(words: Offers) -> Iterator[tuple[Cell, ...]]:
    lists = (_triples(getattr(words, name)) for name in _LISTED)
    parameters = [(heading,) for heading in words.parameters]
    for parts in zip_longest(*lists, parameters):
        cells = [part or (None,) * _WIDE for part in parts[:-1]]
        yield (*chain.from_iterable(cells), *(parts[-1] or (None,)))


def _triples(words: Sequence[Word]) -> list[tuple[Cell, ...]]:
    return [(str(word), word.english, word.chinese) for word in words]
