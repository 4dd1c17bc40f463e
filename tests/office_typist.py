"""Types into a workbook in LibreOffice; run by the system's Python, which alone knows `uno`.

    office_typist.py PIPE TEMPLATE OUTPUT < CELLS

CELLS is JSON: what is typed into the first sheet, row by row, by the heading of the column.
"""

import json
import os
import sys
import time
from contextlib import suppress

TRIES = 240


def type_in(pipe, template, output, typed):
    """Open a workbook, type into cells as a person would, and save it as another."""
    desktop = listening(pipe)
    document = opened(desktop, template)
    sheet = document.Sheets.getByIndex(0)
    headings = {sheet.getCellByPosition(column, 0).String: column for column in range(100)}
    for heading, cells in typed.items():
        for row, text in enumerate(cells, 1):
            enter(document, sheet.getCellByPosition(headings[heading], row), text)
    document.storeToURL(output, (said("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def opened(desktop, template):
    """Return a new document made of a workbook, as soon as the suite can open it."""
    ways = (said("Hidden", True), said("AsTemplate", True))
    for _ in range(TRIES):
        if document := desktop.loadComponentFromURL(template, "_blank", 0, ways):
            return document
        time.sleep(0.25)
    raise SystemExit("LibreOffice does not open the workbook.")


def enter(document, cell, text):
    """Type into a cell: one that is formatted as text takes anything as it is."""
    from com.sun.star.util.NumberFormat import TEXT

    form = document.NumberFormats.getByKey(cell.NumberFormat)
    if form.Type & TEXT:
        cell.setString(text)
    else:
        cell.setFormula(text)


def said(name, value):
    """Return a property as the suite takes it."""
    import uno

    stated = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    stated.Name, stated.Value = name, value
    return stated


def listening(pipe):
    """Return the desktop of the suite as soon as it listens."""
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(TRIES):
        with suppress(Exception):
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
        time.sleep(0.25)
    raise SystemExit("LibreOffice did not begin to listen.")


if __name__ == "__main__":
    type_in(*sys.argv[1:4], json.load(sys.stdin))
    os._exit(0)  # the bridge may crash when it is taken down in an orderly way
