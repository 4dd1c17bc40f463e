"""Statuses as tables: the sheets, the question, and the counts beside them."""

from projections.judging.judgment import Status
from projections.wording import Words
from tracker.ask.status import StatusPass
from tracker.ask.status_rows import Reasons
from tracker.cli.tables_out import Tables, point_columns, question_rows
from tracker.ledger import Ledger
from tracker.show.sheets.judged import StatusSheets


def tables_of(ledger: Ledger, passing: StatusPass, sheets: StatusSheets, words: Words) -> Tables:
    """Return the subjects that are shown of all that were found, and what is said beside them."""
    asked, question, rest = passing.asked, passing.question, passing.rest
    days, totals, beside = question.all_days, rest.totals, words.aside_words(rest.asides)
    counts = [words.status_counts(tally, totals.found) for tally in totals.tallies()]
    shown = words.subject_count(sheets.shown, totals.found)
    total = counts[0] if len(days) == 1 else words.on_days(shown, len(days))
    return Tables(
        sheets.sheets,
        [
            *question_rows(ledger, asked.point, asked.position, days=days),
            *((f"counts {day} 数目", told) for day, told in zip(days, counts, strict=True)),
            *(("note 说明", told) for told in beside),
            *((f"{words.status(status)} means 含义", words.meaning(status)) for status in Status),
        ],
        point_columns(asked.point, asked.position, as_of=False),
        words.sentences([total, *beside]),
        no_act=passing.no_act,
        words=words,
        notes=(words.without_reasons_words(),) if question.reasons is Reasons.NONE else (),
    )
