"""The words that this program knows by its own gazette, whatever a ledger holds."""

from collections.abc import Set
from functools import cache

from events.acts import provisions_of
from projections.findings.vocabulary import Vocabulary, vocabulary_of_law


@cache
def gazette_vocabulary() -> Vocabulary:
    """Return the categories that are listed, and the words of the gazette's acts and questions."""
    from tracker.gazette.files import read_gazette

    gazette = read_gazette()
    listed = Vocabulary({category.code for category in gazette.categories})
    return listed | vocabulary_of_law(
        item for fact in gazette.facts for item in provisions_of(fact)
    )


def listed_categories() -> Set[str]:
    """Return the categories that are right, whatever acts are on record."""
    return gazette_vocabulary().categories
