"""What a fact speaks of: in itself, and as tags by which a ledger finds it again."""

from typing import Any

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.corrections import FactVoided
from events.evidence import EvidenceAdded
from events.facts import Fact, fact_to_dict
from events.licenses import LicenseIssued, LicenseScopeChanged
from events.notices import ReminderFact, RemindersSwept
from events.products import ProductRegistered
from events.reviews import ReviewOpened

LAW = "law"
"""The tag of every fact that makes law: an act, a question, its settlement."""

EVIDENCE = "evidence"
"""The tag of every fact that adds evidence."""


REMINDERS = "reminders"
"""The tag of every fact that tells what became of reminders."""


_THINGS = ("act", "question", "license", "product", "review", "fact")
SAID_ELSEWHERE = {"kind", "id", "known_on", "source", "note", "provisions", "readings"}
"""The fields that are told of a fact apart from what it says."""


def thing(fact: Fact) -> str:
    """Return the name of what a fact is about; no reminder, which may have none."""
    return next(str(value) for name in _THINGS if (value := getattr(fact, name, None)) is not None)


def said(fact: Fact) -> dict[str, Any]:
    """Return what a fact says, field by field, but for what every fact may say and whole laws."""
    return {k: value for k, value in fact_to_dict(fact).items() if k not in SAID_ELSEWHERE}


def product_tag(product: str) -> str:
    """Return the tag of the facts that name a product."""
    return f"product:{product}"


def license_tag(license: str) -> str:
    """Return the tag of the facts that name a license."""
    return f"license:{license}"


def review_tag(review: str) -> str:
    """Return the tag of the facts that name a review."""
    return f"review:{review}"


def vendor_tag(vendor: str) -> str:
    """Return the tag of the reviews of all products of a vendor."""
    return f"vendor:{vendor}"


def leans_on(fact: Fact) -> str | None:
    """Return the id of the fact whose tags a fact shares: the one it voids, or supports."""
    return fact.fact if isinstance(fact, FactVoided | EvidenceAdded) else None


def mentions(fact: Fact) -> frozenset[str]:
    """Return the tags of a fact, but those that it shares with a fact on which it leans."""
    tags = {LAW} if isinstance(fact, ActPublished | QuestionRaised | QuestionSettled) else set()
    if isinstance(fact, FactVoided):
        return frozenset()
    if isinstance(fact, EvidenceAdded):
        return frozenset({EVIDENCE})
    if isinstance(fact, ReminderFact | RemindersSwept):
        tags.add(REMINDERS)
    tags |= {product_tag(name) for name in _products(fact)}
    if license := getattr(fact, "license", None):
        tags.add(license_tag(license))
    if review := getattr(fact, "review", None):
        tags.add(review_tag(review))
    if isinstance(fact, ReviewOpened) and fact.vendor:
        tags.add(vendor_tag(fact.vendor))
    return frozenset(tags)


def _products(fact: Fact) -> tuple[str, ...]:
    match fact:
        case LicenseIssued() | ReviewOpened():
            return fact.products
        case LicenseScopeChanged():
            return fact.add + fact.remove
        case ProductRegistered():
            return (fact.product,)
        case _:
            product = getattr(fact, "product", None)
            return (product,) if product else ()


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
