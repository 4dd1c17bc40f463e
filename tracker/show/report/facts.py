"""The facts: those relied on, the others, what came late, what was voided, the evidence kept."""

from collections.abc import Iterator, Sequence

from projections.report import CitedFact, LateEntry, Report, Voided
from tracker.show.report.blocks import Block, Cell, Heading, Line, Table, cell


def fact_blocks(report: Report) -> Iterator[Block]:
    """Yield the facts on which the answer leans, and the other facts on the product."""
    yield Heading(2, "The facts relied on", "relied-on")
    yield from _facts("Facts on which the status on the day asked for leans", report.relied_on)
    yield Heading(2, "Other facts on the product", "other-facts")
    yield from _facts(
        "Facts that the question sees, but the status on this day does not lean on",
        report.other_facts,
    )


def _facts(caption: str, facts: Sequence[CitedFact]) -> Iterator[Block]:
    if not facts:
        yield Line("None.")
        return
    headings = ("Position", "Fact", "What it says", "Known on", "Effective", "Recorded at (UTC)")
    rows = tuple((*_named(fact), *_days(fact)) for fact in facts)
    yield Table(caption, headings, rows, (8, 20, 38, 11, 11, 12))


def _named(fact: CitedFact) -> tuple[Cell, Cell, Cell]:
    note = f"Note: {fact.note}" if fact.note else None
    return (
        cell(str(fact.position), look="strong"),
        cell(fact.kind) + cell(fact.id, look="code"),
        cell(fact.what) + cell(note, look="quiet"),
    )


def _days(fact: CitedFact) -> tuple[Cell, Cell, Cell]:
    effective = str(fact.effective) if fact.effective else "no day of its own"
    return cell(str(fact.known_on)), cell(effective), cell(fact.recorded_at)


def late_blocks(report: Report) -> Iterator[Block]:
    """Yield the facts on the product that were recorded on a later day than they were known."""
    yield Heading(2, "Late entries", "late")
    if not report.late:
        yield Line("Every fact on the product was recorded on the day it was known.")
        return
    headings = ("Position", "Fact", "Known on", "Recorded on", "Days late", "Relied on")
    rows = tuple(_late(entry) for entry in report.late)
    caption = f"Facts on the product recorded later than known; days in {report.zone}"
    yield Table(caption, headings, rows, (10, 36, 14, 14, 13, 13))


def _late(entry: LateEntry) -> tuple[Cell, ...]:
    fact = entry.fact
    return (
        cell(str(fact.position), look="strong"),
        cell(fact.kind) + cell(fact.id, look="code"),
        cell(str(fact.known_on)),
        cell(str(entry.recorded_on)),
        cell(str(entry.days)),
        cell("yes" if entry.relied_on else "no"),
    )


def voided_blocks(report: Report) -> Iterator[Block]:
    """Yield the voidings of facts on the law or the product, and what each voided."""
    yield Heading(2, "Voided facts", "voided")
    if not report.voided:
        yield Line("No fact on the law or on the product was voided, as far as the question sees.")
        return
    headings = ("Position", "Voiding", "What it voids", "Reason given")
    rows = tuple(_voided(entry) for entry in report.voided)
    yield Table("Voidings, and the facts they void", headings, rows, (10, 24, 38, 28))


def _voided(entry: Voided) -> tuple[Cell, ...]:
    made = f"recorded at {entry.voiding.recorded_at} UTC, known on {entry.voiding.known_on}"
    doubt = None if entry.counts else "This voiding does not count: it was voided itself."
    return (
        cell(str(entry.voiding.position), look="strong"),
        cell(entry.voiding.id, look="code") + cell(made, doubt),
        _target(entry.target),
        cell(entry.reason),
    )


def _target(target: CitedFact | None) -> Cell:
    if target is None:
        return cell("a fact that this question does not see")
    head = f"position {target.position}, {target.kind}, known on {target.known_on}"
    return cell(target.id, look="code") + cell(head, target.what)


def evidence_blocks(report: Report) -> Iterator[Block]:
    """Yield the files kept as evidence."""
    yield Heading(2, "Evidence", "evidence")
    if not report.evidence:
        yield Line("No file is kept as evidence of these facts.")
        return
    rows = tuple(
        (
            cell(file.name, look="strong"),
            cell(file.fact, look="code"),
            cell(file.media_type),
            cell(f"{file.size:,} bytes"),
            cell(file.sha256, look="code"),
        )
        for file in report.evidence
    )
    headings = ("File", "Evidence of", "Type", "Size", "SHA-256")
    yield Table("Files kept as evidence", headings, rows, (24, 20, 16, 14, 26))
