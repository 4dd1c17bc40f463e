"""How the facts that cause a change of a status are printed."""

from collections.abc import Iterable

from projections.comparing.comparison import Cause
from projections.wording import Words
from tracker.cli.output import print_paragraph


def print_causes(causes: Iterable[Cause], words: Words, *, indent: str) -> None:
    """Print causes, one a line: `+` comes in at the second point, `-` falls away."""
    for cause in causes:
        print_paragraph(words.cause_words(cause), first=f"{indent}{'+' if cause.added else '-'} ")
