"""The package that a workbook is: its parts by what they are to each other; others are refused."""

import posixpath
from collections.abc import Iterator

from tracker.tables.errors import TableRefused
from tracker.tables.xlsx.archives import MOST_BYTES_BESIDE, MOST_PARTS, Archive
from tracker.tables.xlsx.xml_stream import Attributes, Damaged, XmlStream, named

RELATION = named(
    "Relationship", spaces=["http://schemas.openxmlformats.org/package/2006/relationships"]
)
MAIN_PART = "/officeDocument"

SAVE_AS_XLSX = "Save it as an Excel workbook (.xlsx) or as CSV in UTF-8, and try again."
OTHERS = {
    "word/document.xml": "a text document (Word)",
    "ppt/presentation.xml": "a presentation (PowerPoint)",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "content.xml": "a document of LibreOffice or OpenOffice (OpenDocument)",
    "index/document.iwa": "a document of Apple Numbers",
}
"""What other archives are, by a part that they have."""


def main_part(archive: Archive) -> str:
    """Return the part that lists the sheets; raises TableRefused if this is no plain workbook."""
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in archive.names):
        raise TableRefused(
            archive.file,
            "the workbook contains macros.",
            "Macros are programs, and a table needs none.",
            "Save it as a workbook without macros (.xlsx), and try again.",
        )
    other = next((said for part, said in OTHERS.items() if part in archive.names), None)
    if other or "_rels/.rels" not in archive.names:
        raise TableRefused(
            archive.file,
            f"this is {other or 'an archive without a workbook'}.",
            "Tables are read from Excel workbooks (.xlsx), text (CSV) and CycloneDX (JSON).",
            SAVE_AS_XLSX if other else "Unpack it, and name the file inside that holds the table.",
        )
    if links := [name for name in archive.names if name.startswith("xl/externallinks/external")]:
        raise TableRefused(
            archive.file,
            f"the workbook draws values from other files ({len(links)}).",
            "What they say by now is not known here.",
            "Break its links (in Excel: Data, Edit Links, Break Link), save it, and try again.",
        )
    return next((part for _, kind, part in relations(archive, "") if kind.endswith(MAIN_PART)), "")


def relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a part refers to inside the package: identifier, kind, and name of the part."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[Attributes] = []

    def opened(tag: str, attributes: Attributes) -> None:
        if tag in RELATION:
            found.append(attributes)
            if len(found) > MOST_PARTS:
                raise Damaged(f"more than {MOST_PARTS:,} relations between its parts")

    XmlStream(archive.file, opened).read(archive.chunks(listed, most=MOST_BYTES_BESIDE))
    for each in found:
        if each.get("TargetMode") != "External":
            named = each.get("Target", "").replace("\\", "/")
            target = posixpath.join("/", folder, named)
            yield each.get("Id", ""), each.get("Type", ""), posixpath.normpath(target).lstrip("/")
