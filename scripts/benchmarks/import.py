"""What reading and importing a table costs beside a bare read of the same file, in one run.

Each work has a process of its own, so that its peak of memory is its own. It is shown beside the
peak for a tenth of the rows: what takes as much for ten times the rows takes the same for any.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from xml.parsers import expat

from timing import timed

AT = datetime(2026, 1, 1, tzinfo=UTC)
HEADINGS = ["证书编号", "发证日期", "有效期至", "产品名称", "型号", "Regime", "Remark", "Units"]


def invented_rows(count: int) -> Iterable[list[object]]:
    """Yield headings, and as many rows of invented licenses."""
    yield [*HEADINGS]
    for number in range(count):
        issued = date(2021, 1, 1) + timedelta(days=number % 1500)
        until = issued + timedelta(days=1825)
        product = f"防火墙（虚构） {number % 40_000}"
        named = [f"INV-{number:06}", issued, until, product, f"X-{number % 40_000}", "csl"]
        yield [*named, f"remark {number}", number % 97]


def write_text(path: Path, count: int) -> None:
    """Write the rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(invented_rows(count))


def write_workbook(path: Path, count: int) -> None:
    """Write the rows as a workbook whose cells share their texts, as Excel does."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(invented_rows(count)):
            sheet.write_row(number, 0, row)


def bare_text(path: Path) -> int:
    """Read CSV with the library's reader, and do nothing with it."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def bare_workbook(path: Path) -> int:
    """Let the parser hand over each cell's text, and do nothing with it."""
    rows, text = 0, list[str]()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def opened(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(" v"):
            text.clear()
            parser.CharacterDataHandler = text.append

    def closed(tag: str) -> None:
        nonlocal rows
        if tag.endswith(" v"):
            parser.CharacterDataHandler = None
            "".join(text)
        elif tag.endswith(" row"):
            rows += 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    with zipfile.ZipFile(path) as archive, archive.open("xl/worksheets/sheet1.xml") as stream:
        parser.ParseFile(stream)
    return rows - 1


def by_calamine(path: Path) -> int:
    """Read with calamine, which holds the whole sheet."""
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return sum(1 for _ in sheet.iter_rows()) - 1


def by_openpyxl(path: Path) -> int:
    """Read with openpyxl, row by row."""
    import openpyxl

    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for _ in workbook.worksheets[0].iter_rows(values_only=True)) - 1


def as_table(path: Path) -> int:
    """Read as the tracker does."""
    from tracker.tables.reading import open_table

    with open_table(path) as table:
        return sum(1 for _ in table.rows)


MAPPING = {
    "as": "licenses",
    "columns": {"products": "产品名称"},
    "constants": {"license_kind": "certificate"},
    "values": {"regime": {"csl": "csl"}},
}


def as_plan(path: Path) -> int:
    """Plan the import of new licenses into an empty ledger: read, check, and make the facts."""
    return _imported(path, dry_run=True)


def as_import(path: Path) -> int:
    """Plan the import and record its facts."""
    return _imported(path, dry_run=False)


def _imported(path: Path, *, dry_run: bool) -> int:
    from events.tables.fields.mappings import MAPPING as ADAPTER
    from tracker.imports.importing import prepare
    from tracker.imports.ledger_record import LedgerRecord
    from tracker.imports.recording import carry_out
    from tracker.ledger import create_ledger
    from tracker.shelves import DiskShelves

    mapping = ADAPTER.validate_python(MAPPING)
    ledger = create_ledger(str(path.with_suffix(f".{os.getpid()}.db")), at=AT)
    with ledger, DiskShelves() as shelves:
        record = LedgerRecord(ledger, shelves)
        done = prepare(path, mapping, record, shelves, today=AT.date())
        if not dry_run:
            carry_out(
                ledger,
                done,
                shelves,
                planned_at=record.upto,
                at=AT,
                partial=False,
                dry_run=False,
            )
        return len(done.plan.facts)


Work = Callable[[Path], int]
FILES: dict[str, Callable[[Path, int], None]] = {
    "table.csv": write_text,
    "table.xlsx": write_workbook,
}
WORKS: dict[str, tuple[str, Work]] = {
    "CSV: bare read (csv)": ("table.csv", bare_text),
    "CSV: open_table": ("table.csv", as_table),
    "CSV: planned": ("table.csv", as_plan),
    "CSV: imported": ("table.csv", as_import),
    "XLSX: bare read (expat)": ("table.xlsx", bare_workbook),
    "XLSX: open_table": ("table.xlsx", as_table),
    "XLSX: planned": ("table.xlsx", as_plan),
    "XLSX: imported": ("table.xlsx", as_import),
    "XLSX: calamine": ("table.xlsx", by_calamine),
    "XLSX: openpyxl": ("table.xlsx", by_openpyxl),
}
"""Each work with its file; it returns the number of rows. The first of a file is the bare read."""


def main() -> None:
    """Write the files, do each work in turn, print medians, rates and peaks of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        print(json.dumps(_measured(chosen.work, chosen.folder, chosen.rows)))
        return
    print(f"{chosen.rows:,} rows of {len(HEADINGS)} cells; {chosen.rounds} rounds, medians")
    head = f"{'seconds':>8} {'rows/s':>9} {'of bare':>8} {'peak MiB':>9} {'of a tenth':>11}"
    print(f"{'':25} {head}")
    with TemporaryDirectory() as whole, TemporaryDirectory() as tenth:
        for name in FILES:
            _in_a_process(name, Path(whole), chosen.rows)
            _in_a_process(name, Path(tenth), chosen.rows // 10)
        _report(Path(whole), Path(tenth), chosen.rows, chosen.rounds)


def _report(whole: Path, tenth: Path, rows: int, rounds: int) -> None:
    bare: dict[str, float] = {}
    for name, (file, _) in WORKS.items():
        found = [_in_a_process(name, whole, rows) for _ in range(rounds)]
        assert all(each["rows"] == rows for each in found), f"{name} did not read all rows"
        seconds = median(each["seconds"] for each in found)
        share = bare.setdefault(file, seconds) / seconds
        peak = max(each["peak"] for each in found)
        least = _in_a_process(name, tenth, rows // 10)["peak"]
        told = f"{seconds:8.2f} {rows / seconds:9,.0f} {share:8.1%} {peak:9.0f} {least:11.0f}"
        print(f"{name:25} {told}")


def _in_a_process(name: str, folder: Path, rows: int) -> dict[str, float]:
    """Write a file or do a work; this process stays small, for a child's peak begins with it."""
    command = [sys.executable, __file__, "--work", name, "--folder", folder, "--rows", str(rows)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _measured(name: str, folder: Path, rows: int) -> dict[str, float]:
    """Do a work; the peak is that of resident memory, the interpreter's own (10 MiB) included."""
    if name in FILES:
        FILES[name](folder / name, rows)
        return {}
    file, work = WORKS[name]
    read: list[int] = []
    seconds = timed(lambda: read.append(work(folder / file)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": read[0], "seconds": seconds, "peak": peak}


if __name__ == "__main__":
    main()
