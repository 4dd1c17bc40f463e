"""HTML pages made from templates: no scripts, nothing fetched, fit for screen, paper and speech."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tracker.show.pages.looks import ACCENT, APPEARANCES, EDGE, INK, QUIET
from tracker.show.pages.text import CHINESE, plainly


def rendered(template: str, **values: Any) -> str:
    """Return a page made from a template, which knows how statuses look."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracker.show.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        looks=APPEARANCES, ink=INK, quiet=QUIET, edge=EDGE, accent=ACCENT, widths=[]
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
