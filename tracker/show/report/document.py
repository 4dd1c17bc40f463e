"""A report put in order for readers: first the answer, then why, then what it rests on."""

from collections.abc import Iterator

from projections.report import AskedDate, Report
from projections.wording import ENGLISH
from tracker.show.report.blocks import Block, Document, Drawing, Heading, Line, Table, cell
from tracker.show.report.channels import channel_blocks
from tracker.show.report.checking import checking_blocks
from tracker.show.report.facts import evidence_blocks, fact_blocks, late_blocks, voided_blocks
from tracker.show.report.law import doubt_blocks, law_blocks


def document(report: Report) -> Document:
    """Return the parts of the report in reading order."""
    asked = ", ".join(_asked_words(date) for date in report.asked)
    return Document(
        f"Compliance report: {report.product}",
        f"{report.product}, {asked}",
        f"{report.product} · {asked}",
        tuple(_blocks(report)),
    )


def _asked_words(date: AskedDate) -> str:
    return date.value if date.is_open else f"{date.name.lower()} {date.value}"


def _blocks(report: Report) -> Iterator[Block]:
    yield Line(f"Compliance report 合规报告 · {report.product} · {report.as_of}", "quiet")
    yield Heading(1, report.name or report.product, "top")
    yield _answer(report)
    yield from (Line(ENGLISH.caution_words(caution), "strong") for caution in report.cautions)
    yield Line(
        "What is said here was worked out from facts on record, and from nothing else. It is no "
        "legal advice. What nobody has verified is marked [not verified].",
        "quiet",
    )
    if report.picture:
        yield Heading(2, "The timeline as a picture", "picture")
        yield Drawing(report.picture)
    yield Heading(2, "What was asked", "asked")
    yield _dates(report)
    yield _identity(report)
    for number, told in enumerate(report.channels, 1):
        yield from channel_blocks(told, f"channel-{number}")
    yield from doubt_blocks(report)
    yield from law_blocks(report)
    yield from fact_blocks(report)
    yield from late_blocks(report)
    yield from voided_blocks(report)
    yield from evidence_blocks(report)
    yield from checking_blocks(report)


def _answer(report: Report) -> Block:
    """Return the status in each channel, or that there is none to tell."""
    if not report.channels:
        return Line(
            "The product was not placed in any channel: there is no status to tell.", "lead"
        )
    rows = tuple(
        (
            cell(told.name, look="strong") + cell(told.channel, look="code"),
            cell(told.status, look="status"),
            cell(told.meaning, *(f"It hinges on this: {text}" for text in told.hinges)),
        )
        for told in report.channels
    )
    caption = f"Status of {report.product} on {report.as_of}"
    return Table(caption, ("Channel", "Status", "What it means"), rows, (24, 18, 58))


def _dates(report: Report) -> Table:
    rows = tuple(
        (cell(date.name, look="strong"), cell(date.value), cell(date.meaning))
        for date in report.asked
    )
    return Table(
        "The three dates of the question", ("Date", "Asked", "Meaning"), rows, (18, 26, 56)
    )


def _identity(report: Report) -> Table:
    parameters = "; ".join(f"{name}: {value}" for name, value in report.parameters)
    found = [
        ("Product", report.product),
        ("Name", report.name or "none on record"),
        ("Vendor", report.vendor or "none on record"),
        ("Category", report.category or "none on record"),
        ("Parameters", parameters or "none on record"),
        ("Ledger", report.ledger),
        ("Position", f"{report.position}: facts recorded later are not looked at"),
        ("Legal days", f"counted in the time zone {report.zone}"),
    ]
    rows = tuple((cell(name, look="strong"), cell(value)) for name, value in found)
    caption = f"The product and the ledger on {report.as_of}"
    return Table(caption, ("What", "On record"), rows, (18, 82))
