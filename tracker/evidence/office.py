"""Office documents (docx, xlsx, pptx), told from other ZIP archives and from those with macros."""

from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from events.remarks import MediaType
from tracker.tables.errors import TableRefused
from tracker.tables.xlsx.xml_stream import Attributes, XmlStream
from tracker.zips import DAMAGED, opened_zip

CONTENTS = "[Content_Types].xml"
CONTENTS_AT_MOST = 1 << 20

MAIN_PARTS: dict[str, MediaType] = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
}

_MACROS = ("macroenabled", "vbaproject", "macrosheet", "activex")
"""Parts of names and content types by which macros and controls are known, in small letters."""

Found = tuple[MediaType | None, str]


def office(file: BinaryIO) -> Found:
    """Return the type of an Office document, or None and what the archive seems to be."""
    try:
        with opened_zip(file) as archive:
            names = archive.namelist()
            types = _content_types(archive) if CONTENTS in names else ""
    except (*DAMAGED, RuntimeError, TableRefused):
        return None, "a damaged or encrypted ZIP archive"
    said = types + " ".join(names).lower()
    main = [media_type for part, media_type in MAIN_PARTS.items() if part in names]
    if CONTENTS not in names or len(main) != 1:
        return None, "a ZIP archive that is no Office document"
    if any(word in said for word in _MACROS):
        return None, "an Office document with macros or controls"
    return main[0], ""


def _content_types(archive: ZipFile) -> str:
    if archive.getinfo(CONTENTS).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ValueError("Office packs its documents in no other way")
    with archive.open(CONTENTS) as part:
        content = part.read(CONTENTS_AT_MOST + 1)
    if len(content) > CONTENTS_AT_MOST:
        raise ValueError("a list of contents is never that long")
    said: list[str] = []

    def opened(tag: str, attributes: Attributes) -> None:
        said.extend(attributes.values())

    XmlStream(CONTENTS, opened).read([content])
    return " ".join(said).lower()
