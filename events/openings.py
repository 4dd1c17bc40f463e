"""Which facts open a thing under a name; each is opened once (contract 3)."""

from events.acts import ActPublished, QuestionRaised
from events.facts import Fact
from events.licenses import LicenseIssued
from events.products import ProductRegistered
from events.reviews import ReviewOpened


def opens(fact: Fact) -> tuple[str, str] | None:
    """Return what kind of thing a fact opens and its name, or None if it opens nothing."""
    match fact:
        case ActPublished():
            return "act", fact.act
        case LicenseIssued():
            return "license", fact.license
        case ProductRegistered():
            return "product", fact.product
        case QuestionRaised():
            return "question", fact.question
        case ReviewOpened():
            return "review", fact.review
        case _:
            return None
