"""Tables as CSV files that spreadsheets read as they are, Chinese and all."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that is run as a formula; the wide signs are, where Chinese is typed."""


def write_csv(stream: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as UTF-8 with a byte-order mark, which spreadsheets need for Chinese.

    A cell that a spreadsheet would run as a formula is written after an apostrophe.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    text.detach()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell
