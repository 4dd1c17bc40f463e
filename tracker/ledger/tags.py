"""The tags by which the ledger finds what it needs to judge a batch, beside those of `mentions`."""

from events.acts import ActPublished, QuestionRaised
from events.facts import Fact
from events.licenses import LicenseIssued
from events.products import ProductRegistered
from events.reviews import ReviewOpened


def voiding_tag(id: str) -> str:
    """Return the tag of the facts that void a fact."""
    return f"void:{id}"


def opening_tag(what: str, name: str) -> str:
    """Return the tag of the facts that open an act, license, product, question or review."""
    return f"opening:{what}:{name}"


def opened_by(fact: Fact) -> tuple[str, str] | None:
    """Return what a fact opens, as a word and a name; None if it opens nothing."""
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
