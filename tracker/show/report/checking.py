"""How a reader can check the report without trusting whoever made it."""

from collections.abc import Iterator

from projections.report import Report
from projections.wording import Words
from tracker.show.report.blocks import Block, Heading, Items, Line


def checking_blocks(report: Report, words: Words) -> Iterator[Block]:
    """Yield what to do, step by step."""
    say = words.report
    yield Heading(2, say("check"), "check")
    yield Line(say("check_lead"))
    ledger = say("check_ledger", report.subject.ledger)
    yield Items((say("check_pack"), ledger, say("check_acts"), say("check_facts")))
