"""The facts: those relied on, the others, what came late, what was voided, the evidence kept."""

from collections.abc import Iterator, Sequence
from datetime import UTC

from events.recorded import Recorded
from projections.report import LateEntry, Report, Voided
from projections.wording import Words
from tracker.show.report.blocks import Block, Cell, Heading, Line, Table, cell


def fact_blocks(report: Report, words: Words) -> Iterator[Block]:
    """Yield the facts on which the answer leans, and the other facts on the product."""
    say = words.report
    yield Heading(2, say("relied_on"), "relied-on")
    yield _facts(say("relied_on_caption"), report.relied_on, words)
    yield Heading(2, say("other_facts"), "other-facts")
    yield _facts(say("other_facts_caption"), report.other_facts, words)


def _facts(caption: str, facts: Sequence[Recorded], words: Words) -> Block:
    if not facts:
        return Line(words.report("none"))
    codes = ("position", "fact", "says", "known_on", "effective", "recorded_at")
    rows = tuple((*_named(record, words), *_days(record, words)) for record in facts)
    return Table(caption, tuple(map(words.report, codes)), rows, (8, 20, 38, 11, 11, 12))


def _named(record: Recorded, words: Words) -> tuple[Cell, Cell, Cell]:
    note = words.report("note", record.fact.note) if record.fact.note else None
    return (
        cell(str(record.position), look="strong"),
        _kind_and_id(record, words),
        cell(words.particulars(record.fact)) + cell(note, look="quiet"),
    )


def _kind_and_id(record: Recorded, words: Words) -> Cell:
    return cell(words.fact_kind(record.fact.kind)) + cell(record.id, look="code")


def _days(record: Recorded, words: Words) -> tuple[Cell, Cell, Cell]:
    effective = str(record.fact.knowable_from or words.report("no_day"))
    return cell(str(record.known_on)), cell(effective), cell(_instant(record))


def _instant(record: Recorded) -> str:
    return f"{record.recorded_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def late_blocks(report: Report, words: Words) -> Iterator[Block]:
    """Yield the facts on the product that were recorded on a later day than they were known."""
    say = words.report
    yield Heading(2, say("late"), "late")
    if not report.late:
        yield Line(say("none_late"))
        return
    codes = ("position", "fact", "known_on", "recorded_on", "days_late", "was_relied_on")
    rows = tuple(_late(entry, words) for entry in report.late)
    caption = say("late_caption", report.subject.zone)
    yield Table(caption, tuple(map(say, codes)), rows, (10, 36, 14, 14, 13, 13))


def _late(entry: LateEntry, words: Words) -> tuple[Cell, ...]:
    return (
        cell(str(entry.record.position), look="strong"),
        _kind_and_id(entry.record, words),
        cell(str(entry.record.known_on)),
        cell(str(entry.recorded_on)),
        cell(str(entry.days)),
        cell(words.report("yes" if entry.relied_on else "no")),
    )


def voided_blocks(report: Report, words: Words) -> Iterator[Block]:
    """Yield the voidings of facts on the law or the product, and what each voided."""
    say = words.report
    yield Heading(2, say("voided"), "voided")
    if not report.voided:
        yield Line(say("none_voided"))
        return
    headings = tuple(map(say, ("position", "voiding", "voids", "reason")))
    rows = tuple(_voided(entry, words) for entry in report.voided)
    yield Table(say("voided_caption"), headings, rows, (10, 24, 38, 28))


def _voided(entry: Voided, words: Words) -> tuple[Cell, ...]:
    voiding = entry.voiding
    made = words.report("voiding_made", _instant(voiding), voiding.known_on)
    doubt = None if entry.counts else words.report("counts_not")
    return (
        cell(str(voiding.position), look="strong"),
        cell(voiding.id, look="code") + cell(made, doubt),
        _target(entry.target, words),
        cell(entry.reason),
    )


def _target(target: Recorded | None, words: Words) -> Cell:
    if target is None:
        return cell(words.report("unseen"))
    kind = words.fact_kind(target.fact.kind)
    head = words.report("target", target.position, kind, target.known_on)
    return cell(target.id, look="code") + cell(head, words.particulars(target.fact))


def evidence_blocks(report: Report, words: Words) -> Iterator[Block]:
    """Yield the files kept as evidence."""
    say = words.report
    yield Heading(2, say("evidence"), "evidence")
    if not report.evidence:
        yield Line(say("no_evidence"))
        return
    rows = tuple(
        (
            cell(file.name, look="strong"),
            cell(file.fact, look="code"),
            cell(file.media_type),
            cell(say("bytes", file.size)),
            cell(file.sha256, look="code"),
        )
        for file in report.evidence
    )
    headings = (*map(say, ("file", "evidence_of", "type", "size")), "SHA-256")
    yield Table(say("evidence_caption"), headings, rows, (24, 20, 16, 14, 26))
