"""Reasons in plain Chinese sentences; a text in another language is not quoted but named."""

from events.provisions import AmendmentAnnounced, RegimeEstablished
from events.recorded import Recorded
from events.reviews import RemovalCompleted, ReviewConcluded
from projections.judging.bench import OpenPoint
from projections.judging.judgment import Placement, Reason
from projections.judging.requirements import PendingAmendment, Requirement, Standing
from projections.judging.reviews import ReviewFinding, ReviewStanding
from projections.judging.satisfaction import Outcome
from projections.wording.zh.citing import cited, in_chinese
from projections.wording.zh.days import day
from projections.wording.zh.licenses import license_words
from projections.wording.zh.scope import scope_words
from projections.wording.zh.terms import channel


def sentence(reason: Reason, *, brief: bool = False) -> str:
    """Return a reason as prose: what holds, by which act and article, and which license.

    When `brief`, a regime goes by its name, without the act that established it.
    """
    match reason:
        case Placement():
            return _placement(reason.record)
        case Requirement():
            return _requirement(reason, brief=brief)
        case ReviewFinding():
            return _review(reason)
        case PendingAmendment():
            return _pending(reason)


def regime_name(requirement: Requirement) -> str:
    """Return a regime's Chinese name, where it has one, with the word that facts use for it."""
    provision = requirement.ground.provision
    name = provision.name_zh if isinstance(provision, RegimeEstablished) else None
    return f"{name}［{requirement.regime}］" if name else requirement.regime


def open_point(point: OpenPoint) -> str:
    """Return an open question and whether its answer decides the status."""
    fact = point.question.fact
    text = f"：{fact.text}" if in_chinese(fact.text) else ""
    weight = "状态取决于此" if point.decisive else "不影响此处的状态"
    return f"法律问题 {fact.question} 自{day(fact.effective_on)}起未有定论，{weight}{text}。"


def _placement(record: Recorded | None) -> str:
    if record is None:
        return "截至当日未在该渠道上市。"
    since = record.fact.knowable_from
    when = f"于{day(since)}" if since else ""
    if isinstance(record.fact, RemovalCompleted):
        review = f"（审查 {record.fact.review}）" if record.fact.review else ""
        return f"已{when}从该渠道移除{review}。"
    return f"已{when}退出该渠道。"


def _requirement(requirement: Requirement, *, brief: bool) -> str:
    head = regime_name(requirement)
    if requirement.set_aside_by is not None:
        aside = _ASIDE[requirement.standing]
        since = day(requirement.set_aside_by.provision.effective_on)
        return f"{head}自{since}起{aside}（{cited(requirement.set_aside_by)}）。"
    ground = "" if brief else f"（{cited(requirement.ground)}）"
    parts = [f"{head}{ground}：{scope_words(requirement.scope)}。"]
    if requirement.scope.in_scope is not False:
        parts.append(_answer(requirement))
    return "".join(parts)


_ASIDE = {
    Standing.APPLIES: "适用",
    Standing.WAIVED: "获豁免",
    Standing.NOT_ENFORCED: "停止执行",
    Standing.REPEALED: "废止",
}


def _answer(requirement: Requirement) -> str:
    found = requirement.license
    if found is not None and found.outcome is Outcome.SATISFIES:
        return f"要求已获满足：{license_words(found)}。"
    doubt = "如属于适用范围，则要求" if requirement.scope.in_scope is None else "要求"
    if found is None:
        return f"{doubt}未获满足，记录中没有涉及该产品的证照。"
    return f"{doubt}未获满足，最接近的是{license_words(found)}。"


def _review(found: ReviewFinding) -> str:
    fact = found.record.fact
    head = f"针对{channel(found.channel)}渠道的审查 {found.review}"
    when = day(fact.knowable_from) if fact.knowable_from else ""
    if found.standing is ReviewStanding.PENDING:
        return f"{head} 自{when}起进行中，尚无结论。"
    outcome = OUTCOMES[fact.outcome] if isinstance(fact, ReviewConcluded) else ""
    concluded = f"{head} 于{when}得出结论：{outcome}"
    if found.standing is not ReviewStanding.BARRED:
        return f"{concluded}。"
    bars = f"{concluded}；在有新的结论之前，该产品不得在该渠道销售。"
    return f"{bars}责令移除的最后期限为{day(found.deadline)}。" if found.deadline else bars


OUTCOMES = {"passed": "通过", "conditional": "附条件通过", "failed": "未通过"}
"""The outcomes of a review."""


def _pending(amendment: PendingAmendment) -> str:
    provision = amendment.announced.provision
    since = day(provision.effective_on)
    head = f"{amendment.regime} 目录拟修订，{since}预告（{cited(amendment.announced)}）"
    if not isinstance(provision, AmendmentAnnounced):
        return f"{head}。"
    when = f"预计{day(provision.expected_on)}" if provision.expected_on else "日期尚未公布"
    summary = provision.summary.rstrip(".。")
    return f"{head}，{when}" + (f"：{summary}。" if in_chinese(summary) else "。")
