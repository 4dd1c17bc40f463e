"""Doubts, and the law: what was cited, where to read it, and what of it nobody has verified."""

from collections.abc import Iterator

from projections.report import Report, ReportedSource
from tracker.show.report.blocks import Block, Cell, Heading, Items, Line, Table, cell


def doubt_blocks(report: Report) -> Iterator[Block]:
    """Yield what does not fit together in the facts on the product."""
    yield Heading(2, "Doubts about the record", "doubts")
    if report.doubts:
        yield Items(report.doubts)
    else:
        yield Line("Nothing in the facts on this product was found not to fit together.")


def law_blocks(report: Report) -> Iterator[Block]:
    """Yield the acts and points of law cited."""
    yield Heading(2, "The law cited", "law")
    rows = tuple(
        (cell(source.name, look="strong"), _titles(source), _checked(source), _where(source))
        for source in report.sources
    )
    headings = ("Cited as", "Title 名称", "What was read where", "Where to read it")
    if rows:
        yield Table("Acts and points of law cited", headings, rows, (16, 30, 30, 24))
    else:
        yield Line("The status rests on no act.")
    if report.unverified:
        yield Heading(3, "Provisions relied on that nobody has verified", "unverified")
        yield Items(report.unverified)
    if report.without_rule:
        yield Heading(3, "Points of law on record that carry no rule", "without-rule")
        names = ", ".join(report.without_rule)
        yield Line(f"{names}. Whatever their answer, no status changes.")


def _titles(source: ReportedSource) -> Cell:
    return cell(source.title, source.title_zh)


def _checked(source: ReportedSource) -> Cell:
    return (
        cell(*(f"Verified: {part}" for part in source.verified))
        + cell(*(f"Not verified: {part}" for part in source.unverified))
    ) or cell("No source is on record.")


def _where(source: ReportedSource) -> Cell:
    digests = (f"SHA-256 {digest}" for digest in source.sha256)
    found = cell(*source.urls, look="link") + cell(*digests, look="code")
    return found or cell("no address on record")
