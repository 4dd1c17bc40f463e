"""Facts in few Chinese words."""

from collections.abc import Iterator
from typing import Any

from events.evidence import EvidenceAdded
from events.facts import Fact, fact_to_dict
from events.notices import MessageFact, ReminderFact, RemindersSwept
from projections.wording.zh.terms import channel

SAID_ELSEWHERE = {"kind", "id", "known_on", "source", "note", "provisions", "readings"}
NAMED_AT_MOST = 12
FIELDS = {
    "act": "文件",
    "as_of": "判断日期",
    "authorities": "发布机关",
    "basis": "依据",
    "by": "存证人",
    "category": "类别",
    "channel": "渠道",
    "channels": "渠道",
    "deadline": "期限",
    "digest": "摘要值",
    "effective_on": "生效日",
    "fact": "事实",
    "findings": "结论",
    "holder": "持证人",
    "in_scope": "属于适用范围",
    "issued_on": "颁发日",
    "known_at": "所知截止",
    "license": "证照",
    "license_kind": "证照类型",
    "media_type": "文件类型",
    "models": "型号",
    "name": "名称",
    "number": "编号",
    "outcome": "结果",
    "parameters": "参数",
    "position": "记录位置",
    "product": "产品",
    "products": "产品",
    "published_on": "发布日",
    "question": "法律问题",
    "reading": "解读",
    "reason": "理由",
    "recorded_by": "记录截止",
    "regime": "制度",
    "regimes": "制度",
    "review": "审查",
    "sha256": "SHA-256",
    "signed_on": "签署日",
    "size": "大小",
    "status": "状态",
    "text": "内容",
    "title": "英文名称",
    "title_zh": "中文名称",
    "valid_from": "有效期起",
    "valid_until": "有效期至",
    "vendor": "厂商",
}
"""The fields of facts that people record; others go by their own name."""


def about(fact: Fact) -> str:
    """Return what a fact is about, in few words: the thing it names, and where or under what."""
    if isinstance(fact, RemindersSwept):
        return f"已发送 {fact.sent} 条，失败 {fact.failed} 条"
    if isinstance(fact, ReminderFact):
        return _about_a_reminder(fact)
    names = [
        str(value)
        for field in ("act", "question", "license", "product", "review", "fact")
        if (value := getattr(fact, field, None)) is not None
    ]
    place = getattr(fact, "channel", None)
    beside = channel(place) if place else getattr(fact, "regime", None)
    if isinstance(fact, EvidenceAdded):
        beside = fact.name
    return f"{names[0]}（{beside}）" if beside else names[0]


def _about_a_reminder(fact: ReminderFact) -> str:
    what = fact.product or fact.license or fact.review or fact.sort
    person = getattr(fact, "recipient", None) or getattr(fact, "by", None)
    way = f"，{fact.way}" if isinstance(fact, MessageFact) else ""
    return f"{what}，{fact.day}（{person}{way}）"


def particulars(fact: Fact) -> str:
    """Return what a fact says, field by field, but for what every fact may say and whole laws."""
    return "；".join(
        f"{FIELDS.get(name, name)}：{_value(value)}"
        for name, value in fact_to_dict(fact).items()
        if name not in SAID_ELSEWHERE
    )


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
