"""How a reader can check the report without trusting whoever made it."""

from collections.abc import Iterator

from projections.report import Report
from tracker.show.report.blocks import Block, Heading, Items, Line


def checking_blocks(report: Report) -> Iterator[Block]:
    """Yield what to do, step by step."""
    yield Heading(2, "How to check this", "check")
    yield Line("A report proves nothing by itself. It can be checked in four ways.")
    yield Items(
        (
            "Where the report came in a pack, run the file verify.py beside it: it says whether "
            "the facts in the pack are the facts of the ledger, and whether files were changed. "
            "With the program, 'tracker pack check' makes the answer anew from these facts, too.",
            f"Ask the ledger {report.ledger} the same question again, with the three dates above. "
            "The same question gives the same report, byte for byte.",
            "Read the acts at the addresses given, in Chinese where the title is Chinese, and hold "
            "the articles cited against them. Begin with what is marked as not verified.",
            "Hold the facts relied on against the licenses and certificates themselves, by their "
            "numbers and days.",
        )
    )
