"""Facts in few Chinese words."""

from collections.abc import Iterator
from typing import Any

from events.evidence import EvidenceAdded
from events.facts import Fact, fact_to_dict
from events.notices import MessageFact, ReminderFact, RemindersSwept
from projections.wording.zh.terms import channel

SAID_ELSEWHERE = {"kind", "id", "known_on", "source", "note", "provisions", "readings"}
NAMED_AT_MOST = 12


FACT_KINDS = {
    "act_published": "文件发布",
    "question_raised": "法律问题提出",
    "question_settled": "法律问题有定论",
    "product_registered": "产品登记",
    "product_reclassified": "产品类别变更",
    "product_specified": "产品参数更新",
    "product_placed": "产品上市",
    "product_withdrawn": "产品退市",
    "scope_determined": "适用范围认定",
    "license_issued": "证照签发",
    "license_renewed": "证照续期",
    "license_suspended": "证照暂停",
    "license_reinstated": "证照恢复",
    "license_revoked": "证照撤销",
    "license_expired": "证照失效",
    "license_scope_changed": "证照所列产品变更",
    "review_opened": "审查启动",
    "review_concluded": "审查结论",
    "removal_ordered": "责令移除",
    "removal_completed": "移除完成",
    "fact_voided": "事实作废",
    "answer_attested": "采信留证",
    "evidence_added": "证据存入",
    "notice_sent": "提醒发送",
    "notice_escalated": "提醒上报",
    "notice_withdrawn": "提醒撤回",
    "notice_bounced": "提醒未送达",
    "notice_acknowledged": "提醒确认",
    "notice_snoozed": "提醒推迟",
    "notice_resend_asked": "要求重发提醒",
    "reminders_swept": "提醒巡查",
}


def fact_kind(fact: Fact) -> str:
    """Return what kind of fact it is."""
    return FACT_KINDS[fact.kind]


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
        f"{name}：{_value(value)}"
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
