"""What is said of a scenario, whatever its answer is shown on."""

from projections.wording import Words
from tracker.ask.what_if.supposing import Placed
from tracker.ask.what_if.what_if import Supposed


def base_words(placed: Placed, words: Words) -> str:
    """Return which files suppose something, and on what of the record."""
    files = [each.file for each in reversed(placed.scenario.files)]
    return words.base_words(files, placed.base, placed.position)


def question_words(supposed: Supposed, words: Words) -> str:
    """Return what was asked: the files, the base, the days."""
    window = words.window_words(supposed.window)
    return words.sentences([base_words(supposed.placed, words), window])


def sum_words(supposed: Supposed, words: Words) -> str:
    """Return how many subjects change, and when first, and what is to be said beside it."""
    counts = supposed.totals
    changed = words.changed_words(counts.changed, counts.subjects, supposed.answer.first_day)
    return words.sentences([changed, *words.aside_words(supposed.asides)])
