"""What scenarios change as tables: subjects by period, and the reminders of them."""

from collections.abc import Iterator

import click

from projections.findings.finding import Finding
from projections.wording import Words
from tracker.ask.what_if.what_if import Supposed, WhatIf
from tracker.cli.tables_out import Tables, given_options
from tracker.ledger import Ledger
from tracker.show.sheets.sheets import Cell, Sheet
from tracker.show.what_if.rows import HEADINGS, REMINDER_HEADINGS, reminder_rows, rows
from tracker.show.what_if.words import question_words, sum_words


def what_if_tables(ledger: Ledger, found: WhatIf, words: Words) -> Tables:
    """Return what scenarios change; each row has the base that its scenario was put to."""

    def sheets() -> Iterator[Sheet]:
        headings = tuple(map(words.column, HEADINGS))
        yield Sheet("what-if", headings, rows(found, words), tuple(map(told, found.scenarios)))

    def further() -> Iterator[Sheet]:
        headings = tuple(map(words.column, REMINDER_HEADINGS))
        above = (f"{each.name}: {reminders(each)}." for each in found.scenarios)
        yield Sheet("reminders", headings, reminder_rows(found, words), tuple(above))

    def told(supposed: Supposed) -> str:
        return words.what_if("told", supposed.name, sum_words(supposed, words))

    def reminders(supposed: Supposed) -> str:
        return words.reminder_counts(supposed.reminders.counts)

    question: list[tuple[str, Cell]] = [
        ("command 命令", click.get_current_context().command_path),
        ("ledger 账本", ledger.id),
        ("legal time zone 法定时区", ledger.zone),
        *given_options(),
    ]
    for supposed in found.scenarios:
        question += [
            ("scenario 情景", supposed.name),
            ("asked 所问", question_words(supposed, words)),
            ("counts 数目", sum_words(supposed, words)),
            ("reminders 提醒", reminders(supposed)),
            *(("finding 疑点", _doubt(doubt, words)) for doubt in supposed.answer.doubts),
        ]
    counts = " / ".join(sum_words(each, words) for each in found.scenarios)
    some = any(supposed.reminders for supposed in found.scenarios)
    unwritten = words.what_if("unwritten") if some else None
    return Tables(sheets, question, {}, counts, further, unwritten, found.asides.no_act, words)


def _doubt(doubt: Finding, words: Words) -> str:
    return words.what_if("head", words.finding_about(doubt.about), words.finding_text(doubt))
