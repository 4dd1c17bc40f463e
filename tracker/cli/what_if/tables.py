"""What scenarios change as tables: subjects by period, and the reminders of them."""

from collections.abc import Iterator, Sequence

import click

from projections.what_if import Window
from projections.wording.en import finding_text
from tracker.ask.what_if import Supposed
from tracker.cli.tables_out import Answer, given_options
from tracker.ledger import Ledger
from tracker.show.sheets.sheets import Cell, Sheet
from tracker.show.what_if.rows import HEADINGS, REMINDER_HEADINGS, reminder_rows, rows
from tracker.show.what_if.words import question_words, reminder_words, sum_words


def what_if_answer(
    ledger: Ledger, position: int, window: Window, found: Sequence[Supposed]
) -> Answer:
    """Return what scenarios change; each row has the base that its scenario was put to."""

    def sheets() -> Iterator[Sheet]:
        yield Sheet("what-if", HEADINGS, rows(found, position), tuple(map(_told, found)))

    def further() -> Iterator[Sheet]:
        told = tuple(f"{each.scenario.name}: {reminder_words(each.reminders)}." for each in found)
        yield Sheet("reminders", REMINDER_HEADINGS, reminder_rows(found, position), told)

    question: list[tuple[str, Cell]] = [
        ("command 命令", click.get_current_context().command_path),
        ("ledger 账本", ledger.id),
        ("legal time zone 法定时区", ledger.zone),
        *given_options(),
    ]
    for supposed in found:
        question += [
            ("scenario 情景", supposed.scenario.name),
            ("asked 所问", question_words(supposed, window, position)),
            ("counts 数目", sum_words(supposed)),
            ("reminders 提醒", reminder_words(supposed.reminders)),
            *(
                ("finding 疑点", f"{each.about}: {finding_text(each)}")
                for each in supposed.answer.doubts
            ),
        ]
    counts = " / ".join(map(sum_words, found))
    unwritten = (
        "the reminders added, moved and dropped are not in it; --xlsx writes them, too"
        if any(supposed.reminders for supposed in found)
        else None
    )
    said = dict.fromkeys(caution for each in found for caution in each.cautions)
    return Answer(sheets, question, {}, counts, further, unwritten, tuple(said))


def _told(supposed: Supposed) -> str:
    return f"{supposed.scenario.name}: {sum_words(supposed)} Nothing of it is on record."
