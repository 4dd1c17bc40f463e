"""Memory stays flat, however many rows a file has."""

import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from sheets import Rows, as_csv, by_xlsxwriter

from tracker.tables.reading import open_table

ROOM = 4 * 1024**2
"""Bytes by which eight times the rows may take more; these rows held would take twice as much."""


def rows(count: int) -> Rows:
    day = date(2023, 7, 1)
    return [
        ("证书编号", "Product", "有效期至"),
        *[(f"INV-{n}", f"防火墙（虚构） {n}", day + timedelta(days=n % 900)) for n in range(count)],
    ]


def peak(path: Path, count: int) -> int:
    tracemalloc.start()
    with open_table(path) as table:
        assert sum(1 for _ in table.rows) == count
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize(
    "write",
    [
        as_csv,
        partial(as_csv, encoding="gb18030"),
        by_xlsxwriter,
        partial(by_xlsxwriter, constant_memory=True),
    ],
    ids=["UTF-8", "GB18030", "shared texts", "texts in cells"],
)
def test_eight_times_the_rows_take_hardly_more_memory(
    tmp_path: Path, write: Callable[[Path, Rows], Path]
) -> None:
    few, many = 4_000, 32_000
    peak(write(tmp_path / "warm", rows(9)), 9)
    start = peak(write(tmp_path / "few", rows(few)), few)
    assert peak(write(tmp_path / "many", rows(many)), many) - start < ROOM
