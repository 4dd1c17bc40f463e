"""Workbooks: which sheets they have, and the rows of these.

They are read here, and not by a library, for what the libraries do not tell: calamine reads an
error and a formula without a result as an empty cell, and 29 February 1900 as another day, and
holds a sheet whole; openpyxl reads a formula without a result as an empty cell, and holds all
shared texts. Both judge this reading in the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from events.tables.table import Row
from tracker.tables.errors import TableRefused
from tracker.tables.xlsx.archives import MOST_BYTES_BESIDE, MOST_PARTS, Archive
from tracker.tables.xlsx.cells import Meaning
from tracker.tables.xlsx.number_formats import Formats
from tracker.tables.xlsx.packages import main_part, relations
from tracker.tables.xlsx.shared_strings import SharedStrings
from tracker.tables.xlsx.worksheets import Worksheet
from tracker.tables.xlsx.xml_stream import TRUE, Attributes, Damaged, XmlTree, places, whole_number

IDENTIFIERS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
PLACES = places(root="workbook", workbook="workbookPr sheets calcPr", sheets="sheet")
MERGED = places(root="worksheet", worksheet="mergeCells", mergeCells="mergeCell")
TOLD = 10
"""So many merged cells are named."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells; `part` is its place in the archive."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """A workbook in an archive; raises TableRefused where it is none that can be read."""

    def __init__(self, archive: Archive, strings: SharedStrings) -> None:
        self.sheets: list[Sheet] = []
        self._archive = archive
        self._meaning = Meaning(strings, Formats())
        main = main_part(archive)
        self._related = {id: (kind, part) for id, kind, part in relations(archive, main)}
        opened = {
            "sheet": self._open_sheet,
            "workbookPr": self._open_properties,
            "calcPr": self._open_calculation,
        }
        beside = archive.chunks(main, most=MOST_BYTES_BESIDE)
        XmlTree(archive.file, PLACES, opened).stream.read(beside)
        for kind, part in self._related.values():
            if kind.endswith("/sharedStrings"):
                strings.load(archive.file, archive.chunks(part))
            elif kind.endswith("/styles"):
                beside = archive.chunks(part, most=MOST_BYTES_BESIDE)
                self._meaning.formats.load(archive.file, beside)

    def rows(self, sheet: Sheet, hidden: set[int]) -> Iterator[Row]:
        """Yield the rows of a sheet that hold anything.

        Columns that are hidden are added to `hidden`, counted from 0, before the first row comes.
        """
        worksheet = Worksheet(self._archive.file, sheet.name, self._meaning, hidden)
        return worksheet.rows(self._archive.chunks(sheet.part))

    def holds_anything(self, sheet: Sheet) -> bool:
        """Return whether a sheet has a cell that is not empty."""
        return next(self.rows(sheet, set()), None) is not None

    def refuse_merged(self, sheet: Sheet, headings: Row) -> None:
        """Raise TableRefused if cells are merged in the headings or below them."""
        merged = self._merged_from(sheet, headings.number)
        if not merged:
            return
        heads = [name for name in merged if _first_row(name) <= headings.number]
        names = ", ".join(heads or merged)
        raise TableRefused(
            self._archive.file,
            f"headings are merged ({names})." if heads else f"cells are merged ({names}).",
            "Of merged cells only the first holds a value, and whether it is meant for the others "
            "cannot be told.",
            "Unmerge them and fill in each cell; if the headings are further down, name their row "
            "with --headings-row.",
            sheet=sheet.name,
            row=headings.number if heads else _first_row(merged[0]),
        )

    def _merged_from(self, sheet: Sheet, row: int) -> list[str]:
        """Return the names of merged cells, such as D2:E3, that reach to a row or below; a few."""
        names: list[str] = []

        def note(attributes: Attributes) -> None:
            if len(names) < TOLD and _last_row(attributes["ref"]) >= row:
                names.append(attributes["ref"])

        if any(self._mentions_merges(sheet)):
            tree = XmlTree(self._archive.file, MERGED, {"mergeCell": note}, sheet=sheet.name)
            tree.stream.read(self._archive.chunks(sheet.part))
        return names

    def _mentions_merges(self, sheet: Sheet) -> Iterator[bool]:
        """Yield, bit by bit, whether there may be merged cells: this is quicker than to read XML.

        A zero byte tells XML in UTF-16, where the word looks different.
        """
        last = b""
        for chunk in self._archive.chunks(sheet.part):
            yield b"<mergeCell" in last + chunk or b":mergeCell" in last + chunk or b"\0" in chunk
            last = chunk[-16:]

    def _open_properties(self, attributes: Attributes) -> None:
        self._meaning.since_1904 = attributes.get("date1904") in TRUE

    def _open_calculation(self, attributes: Attributes) -> None:
        self._meaning.recalculates = attributes.get("fullCalcOnLoad") in TRUE

    def _open_sheet(self, attributes: Attributes) -> None:
        if len(self.sheets) == MOST_PARTS:
            raise Damaged(f"more than {MOST_PARTS:,} sheets")
        id = next((attributes[name] for name in IDENTIFIERS if name in attributes), "")
        if id not in self._related:
            raise Damaged(f"the sheet '{attributes['name']}' is not there")
        kind, part = self._related[id]
        if kind.endswith("/worksheet"):
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(Sheet(attributes["name"], part, hidden))


def _first_row(merged: str) -> int:
    return whole_number(merged.partition(":")[0].strip(f"${ascii_uppercase}"))


def _last_row(merged: str) -> int:
    return whole_number(merged.rpartition(":")[2].strip(f"${ascii_uppercase}"))


def chosen_sheet(file: str, workbook: Workbook, named: str | None) -> tuple[Sheet, tuple[str, ...]]:
    """Return the sheet named, or the only visible one that holds anything; else TableRefused.

    Beside it come the names of hidden sheets that hold anything, unless a sheet was named.
    """
    if named is not None:
        for sheet in workbook.sheets:
            if sheet.name == named:
                return sheet, ()
        raise _unchosen(file, f"there is no sheet '{named}'.", workbook.sheets)
    filled = [sheet for sheet in workbook.sheets if workbook.holds_anything(sheet)]
    visible = [sheet for sheet in filled if not sheet.hidden]
    if len(visible) == 1:
        return visible[0], tuple(sheet.name for sheet in filled if sheet.hidden)
    if not filled:
        raise TableRefused(
            file, "all sheets are empty.", "There is nothing to read.", "Name another file."
        )
    count = f"{len(visible)} sheets" if visible else "only hidden sheets"
    raise _unchosen(file, f"{count} hold rows.", filled)


def _unchosen(file: str, what: str, sheets: list[Sheet]) -> TableRefused:
    names = ", ".join(f"'{each.name}'{' (hidden)' if each.hidden else ''}" for each in sheets)
    return TableRefused(
        file, what, f"The workbook has {names}.", "Name the one to be read with --sheet NAME."
    )
