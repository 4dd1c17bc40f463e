"""The report as one HTML file."""

from projections.report import Report
from projections.wording import Words
from tracker.show.pages.rendering import rendered
from tracker.show.report.blocks import Table
from tracker.show.report.document import document


def html(report: Report, words: Words) -> str:
    """Return the report as a page that needs no other file."""
    page = document(report, words)
    widths = {width for block in page.blocks if isinstance(block, Table) for width in block.widths}
    return rendered("report.html", page=page, widths=sorted(widths))
