"""What reading a table says no to, with the place of each trouble."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.errors import TrackerError

LISTED = 50
"""So many troubles are told one by one; of the rest their number."""

LONGEST_QUOTE = 60


def shortened(text: str) -> str:
    """Return a text as it is quoted: on one line, and cut if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


class TableRefused(TrackerError):
    """A file is not a table that can be read as it stands; nothing of it is to be recorded.

    `sheet`, `row` (from 1, as in the file) and `column` (its letters) are None where unknown.
    """

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


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that cannot be read: where, what it holds, and why that is no value."""

    row: int
    column: str
    held: str
    reason: str

    def __str__(self) -> str:
        return f"{self.column}{self.row} holds {shortened(self.held)}: {self.reason}."


class CellsRefused(TableRefused):
    """Some cells cannot be read; `troubles` says which and why, `count` how many there are."""

    def __init__(
        self, file: str, sheet: str | None, troubles: Sequence[Trouble], count: int
    ) -> None:
        first = troubles[0]
        cells = f"{count:,} cells" if count != 1 else "1 cell"
        said = " ".join(map(str, troubles))
        if count > len(troubles):
            said += f" And {count - len(troubles):,} more."
        super().__init__(
            file,
            f"{cells} cannot be read.",
            said,
            "Mend the file, or put plain values there (in the spreadsheet: copy, then paste as "
            "values), and try again.",
            sheet=sheet,
            row=first.row,
            column=first.column,
        )
        self.troubles = tuple(troubles)
        self.count = count


@dataclass
class Troubles:
    """The cells of a sheet that cannot be read, gathered in one pass.

    Rows above `first_row` are none of the table, and what they hold is no trouble.
    """

    file: str
    sheet: str | None
    first_row: int = 1
    first: list[Trouble] = field(default_factory=list)
    count: int = 0

    def add(self, trouble: Trouble) -> None:
        """Note a cell; the first so many are kept, so that memory stays flat."""
        if trouble.row < self.first_row:
            return
        self.count += 1
        if len(self.first) < LISTED:
            self.first.append(trouble)

    def refuse(self) -> None:
        """Raise CellsRefused if there are any."""
        if self.count:
            raise CellsRefused(self.file, self.sheet, self.first, self.count)
