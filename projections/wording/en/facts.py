"""Facts in a few words."""

from collections.abc import Iterator
from typing import Any

from events.facts import Fact
from events.mentions import said, thing
from events.notices import MessageFact, ReminderFact, RemindersSwept
from events.remarks import EvidenceAdded

NAMED_AT_MOST = 12


def about(fact: Fact) -> str:
    """Return what a fact is about, in few words: the thing it names, and where or under what."""
    if isinstance(fact, RemindersSwept):
        return f"{fact.sent} sent, {fact.failed} failed"
    if isinstance(fact, ReminderFact):
        return _about_a_reminder(fact)
    name = thing(fact)
    beside = getattr(fact, "channel", None) or getattr(fact, "regime", None)
    if isinstance(fact, EvidenceAdded):
        beside = fact.name
    return f"{name} ({beside})" if beside else name


def _about_a_reminder(fact: ReminderFact) -> str:
    what = fact.product or fact.license or fact.review or fact.sort
    person = getattr(fact, "recipient", None) or getattr(fact, "by", None)
    way = f" by {fact.way}" if isinstance(fact, MessageFact) else ""
    return f"{what} on {fact.day} ({person}{way})"


def particulars(fact: Fact) -> str:
    """Return what a fact says, field by field, but for what every fact may say and whole laws."""
    return "; ".join(
        f"{name.replace('_', ' ')}: {_value(value)}" for name, value in said(fact).items()
    )


def _value(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"value", "unit"}:
        return f"{value['value']} {value['unit']}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(_named(value)) or "none"
    return {True: "yes", False: "no", None: "none"}[value] if _is_word(value) else str(value)


def _is_word(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _named(values: list[Any]) -> Iterator[str]:
    yield from (str(value) for value in values[:NAMED_AT_MOST])
    if len(values) > NAMED_AT_MOST:
        yield f"and {len(values) - NAMED_AT_MOST} more"
