"""Facts in few Chinese words."""

from collections.abc import Callable, Iterator
from typing import Any

from events.facts import Fact
from events.mentions import said, thing
from events.notices import MessageFact, ReminderFact, RemindersSwept
from events.remarks import EvidenceAdded
from projections.judging.judgment import Status
from projections.wording.zh.days import day
from projections.wording.zh.reasons import OUTCOMES
from projections.wording.zh.terms import FIELDS, channel, kind, status

NAMED_AT_MOST = 12


def about(fact: Fact) -> str:
    """Return what a fact is about, in few words: the thing it names, and where or under what."""
    if isinstance(fact, RemindersSwept):
        return f"已发送 {fact.sent} 条，失败 {fact.failed} 条"
    if isinstance(fact, ReminderFact):
        return _about_a_reminder(fact)
    name = thing(fact)
    place = getattr(fact, "channel", None)
    beside = channel(place) if place else getattr(fact, "regime", None)
    if isinstance(fact, EvidenceAdded):
        beside = fact.name
    return f"{name}（{beside}）" if beside else name


def _about_a_reminder(fact: ReminderFact) -> str:
    what = fact.product or fact.license or fact.review or fact.sort
    person = getattr(fact, "recipient", None) or getattr(fact, "by", None)
    way = f"，{fact.way}" if isinstance(fact, MessageFact) else ""
    return f"{what}，{day(fact.day)}（{person}{way}）"


def particulars(fact: Fact) -> str:
    """Return what a fact says, field by field, but for what every fact may say and whole laws."""
    return "；".join(
        f"{FIELDS[name]}：{_value(_NAMED.get(name, _as_it_is)(value))}"
        for name, value in said(fact).items()
    )


def _as_it_is(value: Any) -> Any:
    return value


_NAMED: dict[str, Callable[[Any], Any]] = {
    "channel": channel,
    "channels": lambda names: list(map(channel, names)),
    "in_scope": lambda answer: "按规则判断" if answer is None else answer,
    "license_kind": kind,
    "outcome": lambda outcome: OUTCOMES[outcome],
    "status": lambda code: status(Status(code)),
}
"""What names the values of a field that have words."""


def _value(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"value", "unit"}:
        return f"{value['value']} {value['unit']}"
    if isinstance(value, dict):
        return "，".join(f"{name} {_value(part)}" for name, part in value.items())
    if isinstance(value, list):
        return "、".join(_named(value)) or "无"
    return {True: "是", False: "否", None: "无"}[value] if _is_word(value) else str(value)


def _is_word(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _named(values: list[Any]) -> Iterator[str]:
    yield from (str(value) for value in values[:NAMED_AT_MOST])
    if len(values) > NAMED_AT_MOST:
        yield f"等，另有 {len(values) - NAMED_AT_MOST} 项"
