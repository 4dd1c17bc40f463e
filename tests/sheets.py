"""Files with tables, made as people's programs make them, and what is read from them."""

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from tracker.tables.errors import TableRefused
from tracker.tables.reading import open_table

Rows = Sequence[Sequence[Any]]

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed here"
)


def read(path: Path, **asked: Any) -> list[tuple[Any, ...]]:
    """Return the headings and all rows of a file."""
    with open_table(path, **asked) as table:
        return [table.headings.cells, *(row.cells for row in table.rows)]


def refusal(path: Path, **asked: Any) -> TableRefused:
    """Return why a file is refused."""
    with pytest.raises(TableRefused) as refused:
        read(path, **asked)
    return refused.value


def read_or_refused(path: Path, **asked: Any) -> list[tuple[Any, ...]] | str:
    """Return what is read of a file, or the sentence that refuses it, which names the file."""
    try:
        return read(path, **asked)
    except TableRefused as refused:
        return str(refused) if str(path) in str(refused) else ""


def by_openpyxl(
    path: Path,
    rows: Rows,
    *,
    title: str = "Sheet",
    change: Callable[[openpyxl.Workbook], None] = lambda workbook: None,
) -> Path:
    """Write a workbook of one sheet; `change` it before it is saved."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    change(workbook)
    workbook.save(path)
    return path


def by_xlsxwriter(path: Path, rows: Rows, **options: Any) -> Path:
    """Write a workbook of one sheet."""
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False} | options
    with xlsxwriter.Workbook(path, options) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def as_csv(path: Path, rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a text with a delimiter."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def by_libreoffice(source: Path, folder: Path, to: str = "xlsx:Calc MS Excel 2007 XML") -> Path:
    """Open a file in LibreOffice and save it anew, with a profile of its own."""
    made = folder / "by-libreoffice"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            made,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return made / f"{source.stem}.{to.partition(':')[0]}"


def with_part(path: Path, name: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a workbook."""
    return repacked(path, lambda parts: parts | {name: change(parts[name].decode()).encode()})


def repacked(path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> Path:
    """Change the parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(path, change(parts).items())


def packed(path: Path, parts: Iterable[tuple[str, bytes]]) -> Path:
    """Write an archive of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def with_style(path: Path, number: int) -> Path:
    """Let every style of a workbook name a format by its number, as Excel does for its own."""
    return with_part(
        path, "xl/styles.xml", lambda text: re.sub(r'numFmtId="\d+"', f'numFmtId="{number}"', text)
    )
