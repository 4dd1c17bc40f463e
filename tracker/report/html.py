"""The report as one HTML file: no scripts, nothing fetched, fit for screen, paper and speech."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from projections.report import Report
from tracker.report.blocks import Table
from tracker.report.document import document
from tracker.report.looks import ACCENT, APPEARANCES, EDGE, INK, QUIET
from tracker.report.text import CHINESE, plainly


def html(report: Report) -> str:
    """Return the report as a page that needs no other file."""
    page = document(report)
    widths = {width for block in page.blocks if isinstance(block, Table) for width in block.widths}
    return (
        _environment()
        .get_template("report.html")
        .render(
            page=page,
            widths=sorted(widths),
            looks=APPEARANCES,
            ink=INK,
            quiet=QUIET,
            edge=EDGE,
            accent=ACCENT,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracker.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["words"] = words
    environment.filters["visible"] = plainly
    environment.tests["web_address"] = web_address
    environment.tests["of_kind"] = of_kind
    return environment


def words(text: str) -> Markup:
    """Return a text escaped, its Chinese marked as such and its controls made visible.

    >>> words("a < 防火墙")
    Markup('a &lt; <span lang="zh-Hans">防火墙</span>')
    """
    escaped = str(escape(plainly(text)))
    return Markup(CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', escaped))


def web_address(text: str) -> bool:
    """Tell whether a text may be made a link."""
    return text.startswith(("https://", "http://")) and not set(text) & set(" \t\r\n<>\"'`\\")


def of_kind(block: object, name: str) -> bool:
    """Tell whether a part of the page is of a kind."""
    return type(block).__name__ == name
