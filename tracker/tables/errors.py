"""What reading a table says no to, and where."""

from tracker.errors import TrackerError

LONGEST_QUOTE = 60


def shortened(text: str) -> str:
    """Return a text as it is quoted: on one line, and cut if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


class TableRefused(TrackerError):
    """A file is not a table that can be read as it stands; nothing of it is to be recorded.

    `sheet`, `row` (from 1, as in the file) and `column` (its letters) are None where unknown.
    """

    code = "table_refused"

    def __init__(
        self,
        file: str,
        what: str,
        why: str,
        advice: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(f"{_place(file, sheet, row, column)}: {what}", why, advice)
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column


def _place(file: str, sheet: str | None, row: int | None, column: str | None) -> str:
    words = [
        file,
        f"sheet '{sheet}'" if sheet is not None else "",
        f"row {row}" if row is not None else "",
        f"column {column}" if column is not None else "",
    ]
    return ", ".join(word for word in words if word)
