"""What a fact speaks of: in itself, and as tags by which a ledger finds it again."""

from typing import Any, get_args

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.facts import Fact, fact_to_dict
from events.licenses import LicenseIssued, LicenseScopeChanged
from events.notices import NoticeFact
from events.products import ProductRegistered
from events.remarks import EvidenceAdded, FactVoided
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
    if type(fact) is FactVoided or type(fact) is EvidenceAdded:
        return fact.fact
    return None


_LAW = {ActPublished, QuestionRaised, QuestionSettled}
_NOTES = {*get_args(NoticeFact)}
_OPENED: dict[type, str] = {
    ActPublished: "act",
    LicenseIssued: "license",
    ProductRegistered: "product",
    QuestionRaised: "question",
    ReviewOpened: "review",
}
"""What each kind of fact that opens something opens; the field of that name has its name."""


def mentions(fact: Fact) -> frozenset[str]:
    """Return the tags of a fact, but those that it shares with a fact on which it leans."""
    sort = type(fact)
    if sort is FactVoided:
        return frozenset()
    if sort is EvidenceAdded:
        return frozenset({EVIDENCE})
    said = vars(fact)  # of a field that a fact does not have, a model would look for it long
    tags = {product_tag(name) for name in _products(fact, said)}
    if sort in _LAW:
        tags.add(LAW)
    if sort in _NOTES:
        tags.add(REMINDERS)
    if license := said.get("license"):
        tags.add(license_tag(license))
    if review := said.get("review"):
        tags.add(review_tag(review))
    if sort is ReviewOpened and (vendor := said["vendor"]):
        tags.add(vendor_tag(vendor))
    return frozenset(tags)


def _products(fact: Fact, said: dict[str, Any]) -> tuple[str, ...]:
    if type(fact) is LicenseScopeChanged:
        return fact.add + fact.remove
    if type(fact) is LicenseIssued or type(fact) is ReviewOpened:
        return fact.products
    product = said.get("product")
    return (product,) if product else ()


def opens(fact: Fact) -> tuple[str, str] | None:
    """Return what kind of thing a fact opens and its name, or None if it opens nothing."""
    what = _OPENED.get(type(fact))
    return (what, getattr(fact, what)) if what else None
