"""Facts in a few words."""

from events.evidence import EvidenceAdded
from events.facts import Fact


def about(fact: Fact) -> str:
    """Return what a fact is about, in few words: the thing it names, and where or under what."""
    names = [
        str(value)
        for field in ("act", "question", "license", "product", "review", "fact")
        if (value := getattr(fact, field, None)) is not None
    ]
    beside = getattr(fact, "channel", None) or getattr(fact, "regime", None)
    if isinstance(fact, EvidenceAdded):
        beside = fact.name
    return f"{names[0]} ({beside})" if beside else names[0]
