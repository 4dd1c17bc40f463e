"""Cells as their XML may have them, in the smallest workbook that holds one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st
from sheets import packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml"

EXTENSION = "<extLst><ext uri='x'><v>EXT</v><t>EXT</t><is><t>EXT</t></is></ext></extLst>"
SPOKEN = "<rPh sb='0' eb='1'><t>SPOKEN</t></rPh><phoneticPr fontId='0'/>"
RICH = "<r><rPr><b/></rPr><t>CE</t></r><r><t>RT</t></r>"

SHARED = (
    "<t>plain</t>",
    f"{RICH}{SPOKEN}",
    f"<t>said</t>{SPOKEN}",
    f"<t>more</t>{EXTENSION}",
    "<t xml:space='preserve'> kept </t>",
    "<t/>",
)
"""Texts that cells share, by their numbers."""

INLINE = ("<t>CERT-77</t>", f"{RICH}{SPOKEN}", f"<t>said</t>{SPOKEN}", "<t> kept </t>", "<t/>", "")


ORDER = ("f", "v", "is", "extLst")


@dataclass(frozen=True)
class Form:
    """A cell by its kind (None: not told), its style, and the elements in it, in their order."""

    kind: str | None
    style: int | None
    elements: tuple[tuple[str, str], ...]
    prefix: str = ""
    space: str = MAIN

    def element(self, name: str) -> str | None:
        """Return what stands in an element, or None if there is none."""
        return dict(self.elements).get(name)

    @property
    def is_in_order(self) -> bool:
        """Whether its elements stand in the order that the format has."""
        names = [name for name, _ in self.elements]
        return names == sorted(names, key=ORDER.index)

    @property
    def xml(self) -> str:
        kind = f' t="{self.kind}"' if self.kind else ""
        style = f' s="{self.style}"' if self.style is not None else ""
        written = {"v": "<v>{}</v>", "is": "<is>{}</is>", "f": "<f>{}</f>", "extLst": "{}"}
        inside = "".join(written[name].format(content) for name, content in self.elements)
        return f'<c r="A2"{kind}{style}>{inside}</c>'


NUMBERS = ("77", " 77 ", "\n45108\n", "0.5", "-3", "1E5", "45108.25")
VALUES = {
    "n": st.sampled_from((*NUMBERS, "")),
    None: st.sampled_from((*NUMBERS, "")),
    "s": st.sampled_from([str(number) for number in range(len(SHARED))] + [" 1 "]),
    "str": st.sampled_from(("CERT-77", " kept ", "77", "")),
    "inlineStr": st.sampled_from(("77", "CERT-77")),
    "b": st.sampled_from(("0", "1", " 1 ")),
    "e": st.sampled_from(("#N/A", "#DIV/0!")),
    "d": st.sampled_from(("2023-07-01", "2023-07-01T12:30:00", "2023-07-01T00:00:00")),
}


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Draw a cell that is written as the format has it, or with its elements out of order."""
    kind = draw(st.sampled_from(list(VALUES)))
    elements = []
    if kind == "inlineStr" or draw(st.integers(0, 9)) == 0:
        elements.append(("is", draw(st.sampled_from(INLINE))))
    if kind != "inlineStr" or draw(st.booleans()):
        elements.append(("v", draw(VALUES[kind])))
    if draw(st.integers(0, 3)) == 0:
        elements.append(("f", "1+1"))
    if draw(st.booleans()):
        elements.append(("extLst", EXTENSION))
    return Form(
        kind,
        draw(st.sampled_from((None, 0, 1))),
        tuple(draw(st.permutations(elements))),
        draw(st.sampled_from(("", "x:"))),
        draw(st.sampled_from((MAIN, STRICT))),
    )


def workbook(path: Path, form: Form) -> Path:
    """Write a workbook whose cell A2 has a form, below the heading 'h'."""
    heading = '<c r="A1" t="inlineStr"><is><t>h</t></is></c>'
    rows = f'<row r="1">{heading}</row><row r="2">{form.xml}</row>'
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{BOOK}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{BOOK}.sharedStrings+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{BOOK}.styles+xml"/></Types>'
        ),
        "_rels/.rels": relations(rId1=("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            rId1=("worksheet", "worksheets/sheet1.xml"),
            rId2=("sharedStrings", "sharedStrings.xml"),
            rId3=("styles", "styles.xml"),
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": prefixed(
            f"<worksheet><sheetData>{rows}</sheetData></worksheet>", form.prefix, form.space
        ),
        "xl/sharedStrings.xml": prefixed(
            f"<sst>{''.join(f'<si>{each}</si>' for each in SHARED)}</sst>", form.prefix, form.space
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts>'
            "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
            "<cellStyleXfs><xf numFmtId='0'/></cellStyleXfs>"
            "<cellXfs><xf numFmtId='0' xfId='0'/>"
            "<xf numFmtId='14' xfId='0' applyNumberFormat='0'/></cellXfs></styleSheet>"
        ),
    }
    return packed(path, [(name, text.encode()) for name, text in parts.items()])


def relations(**targets: tuple[str, str]) -> str:
    """Return what a part refers to."""
    listed = (
        f'<Relationship Id="{id}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for id, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{"".join(listed)}</Relationships>'


def prefixed(xml: str, prefix: str, space: str) -> str:
    """Return XML whose elements all have a prefix, and are of a namespace."""
    named = re.sub(r"<(/?)(\w)", rf"<\1{prefix}\2", xml)
    declared = f"xmlns:{prefix.rstrip(':')}" if prefix else "xmlns"
    return re.sub(r"^<([\w:]+)", rf'<\1 {declared}="{space}"', named)
