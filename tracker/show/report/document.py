"""A report put in order for readers: first the answer, then why, then what it rests on."""

from collections.abc import Iterator
from datetime import date, datetime

from projections.judging.marks import Marks
from projections.report import ChannelReport, Report
from projections.wording import Words
from tracker.show.report.blocks import Block, Cell, Document, Drawing, Heading, Line, Table, cell
from tracker.show.report.channels import channel_blocks, channel_name, hinges
from tracker.show.report.checking import checking_blocks
from tracker.show.report.facts import evidence_blocks, fact_blocks, late_blocks, voided_blocks
from tracker.show.report.law import doubt_blocks, law_blocks
from tracker.show.report.marking import legend, status_line
from tracker.show.report.picture import picture


def document(report: Report, words: Words) -> Document:
    """Return the parts of the report in reading order."""
    asked = words.report("and_then").join(_asked(report, words))
    return Document(
        words.report("tag"),
        words.report("title", report.product),
        f"{report.product}{words.report('and_then')}{asked}",
        f"{report.product} · {asked}",
        tuple(_blocks(report, words)),
    )


def _asked(report: Report, words: Words) -> Iterator[str]:
    for code, value in _dates_of(report).items():
        told = _instant(value) if isinstance(value, datetime) else value
        yield words.report(f"{code}_foot", told) if value else words.report(f"{code}_open")


def _dates_of(report: Report) -> dict[str, date | datetime | None]:
    point = report.subject.viewpoint
    return {"as_of": point.as_of, "known_at": point.known_at, "recorded_by": point.recorded_by}


def _instant(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def _blocks(report: Report, words: Words) -> Iterator[Block]:
    say = words.report
    yield Line(say("top", report.product, report.as_of), "quiet")
    yield Heading(1, report.name or report.product, "top")
    yield _answer(report, words)
    yield from legend(_marks(report), words)
    if report.no_act:
        yield Line(words.no_act_words(), "strong")
    yield Line(say("no_advice"), "quiet")
    if report.channels:
        yield Heading(2, say("picture"), "picture")
        yield Drawing(picture(report, words))
    yield Heading(2, say("asked"), "asked")
    yield _dates(report, words)
    yield _identity(report, words)
    for number, told in enumerate(report.channels, 1):
        yield from channel_blocks(told, f"channel-{number}", words)
    yield from doubt_blocks(report, words)
    yield from law_blocks(report, words)
    yield from fact_blocks(report, words)
    yield from late_blocks(report, words)
    yield from voided_blocks(report, words)
    yield from evidence_blocks(report, words)
    yield from checking_blocks(report, words)


def _marks(report: Report) -> Iterator[Marks]:
    """Yield the marks of what the first table and the picture show."""
    for told in report.channels:
        yield told.marks.status
        yield from (each.begins for each in told.lane)
    yield from (each.ends for row in report.licenses for each in row.stretches)


def _answer(report: Report, words: Words) -> Block:
    """Return the status in each channel, or that there is none to tell."""
    say = words.report
    if not report.channels:
        return Line(say("nowhere"), "lead")
    rows = tuple(_channel(told, words) for told in report.channels)
    caption = say("status_caption", report.product, report.as_of)
    headings = say("channel"), say("status"), say("meaning")
    return Table(caption, headings, rows, (24, 18, 58))


def _channel(told: ChannelReport, words: Words) -> tuple[Cell, ...]:
    name = channel_name(told, words)
    hinge = (words.report("hinges_on", text) for text in hinges(told, words))
    return (
        cell(name if name != told.channel else None, look="strong")
        + cell(told.channel, look="code"),
        (status_line(told.status, words, told.marks.status),),
        cell(words.meaning(told.status), *hinge),
    )


def _dates(report: Report, words: Words) -> Table:
    say = words.report
    rows = []
    for code, value in _dates_of(report).items():
        open_or_not = code if value else f"{code}_open"
        told = _instant(value) if isinstance(value, datetime) else str(value)
        shown = told if value else say(open_or_not)
        rows.append(
            (cell(say(code), look="strong"), cell(shown), cell(say(f"{open_or_not}_means")))
        )
    headings = say("date"), say("asked_for"), say("date_meaning")
    return Table(say("dates_caption"), headings, tuple(rows), (18, 26, 56))


def _identity(report: Report, words: Words) -> Table:
    say, subject = words.report, report.subject
    parameters = say("also").join(
        say("colon", name, words.value_words(value)) for name, value in report.parameters
    )
    found = {
        "product": report.product,
        "name": report.name,
        "vendor": report.vendor,
        "category": report.category,
        "parameters": parameters,
        "ledger": subject.ledger,
        "position": say("up_to", subject.position),
        "legal_days": say("in_zone", subject.zone),
    }
    rows = tuple(
        (cell(say(code), look="strong"), cell(value or say("nameless")))
        for code, value in found.items()
    )
    caption = say("identity_caption", report.as_of)
    return Table(caption, (say("what"), say("on_record")), rows, (18, 82))
