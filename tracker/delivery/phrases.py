"""What every message says, whatever it tells of, in the language of who reads it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of a language; what stands in braces is filled in. `tag` is the language's code."""

    tag: str
    reminders: tuple[str, str]
    withdrawals: tuple[str, str]
    joint: str
    colon: str
    nearest: str
    deputy: str
    escalated: str
    withdrawn: str
    why: str
    todo: str
    more: str
    owner_told: str
    deputy_told: str
    escalated_told: str
    early: str
    early_unpublished: str
    acknowledge: str
    acknowledge_by: str
    snooze: str
    show: str
    no_longer: str
    no_longer_told: str
    no_longer_since: str
    calendar: str
    foot: str
    foot_zone: str


PHRASES = {
    "en": Phrases(
        tag="en",
        reminders=("{} reminder", "{} reminders"),
        withdrawals=("{} withdrawn", "{} withdrawn"),
        joint=", ",
        colon=": ",
        nearest="; first on {}",
        deputy="[Deputy] ",
        escalated="[Escalated] ",
        withdrawn="[Withdrawn] ",
        why="Why",
        todo="What to do",
        more="More",
        owner_told="You are told because it is yours to look after.",
        deputy_told="You are told in place of {}.",
        escalated_told="You are told because {} has not acknowledged it.",
        early="It goes out early: {} is a day off.",
        early_unpublished=(
            "It goes out early: it would be due on {}, and the working days of {} are not "
            "published yet, so the earlier day was taken."
        ),
        acknowledge="Acknowledge",
        acknowledge_by="To acknowledge",
        snooze="Remind me later",
        show="Show",
        no_longer="No longer so",
        no_longer_told="We told you on {}: “{}”. This no longer holds.",
        no_longer_since="By the record of {} this no longer holds: {}",
        calendar="License reminders",
        foot="From the ledger {}, for {} on {}. A last day is included.",
        foot_zone="Days are those of {}, unless another zone is named.",
    ),
    "zh": Phrases(
        tag="zh-Hans",
        reminders=("{}条提醒", "{}条提醒"),
        withdrawals=("{}条撤回", "{}条撤回"),
        joint="，",
        colon="：",
        nearest="，最早为{}",
        deputy="［代理］",
        escalated="［升级］",
        withdrawn="［撤回］",
        why="依据",
        todo="需要做什么",
        more="更多",
        owner_told="此事由您负责，故通知您。",
        deputy_told="由您代 {} 接收。",
        escalated_told="因 {} 尚未确认，故通知您。",
        early="提前发出：{}为休息日。",
        early_unpublished="提前发出：原定{}，而{}年的工作日安排尚未公布，故取较早的日期。",
        acknowledge="确认收到",
        acknowledge_by="确认收到的命令",
        snooze="稍后提醒",
        show="查看",
        no_longer="不再成立",
        no_longer_told="我们曾于{}通知您：“{}”。此通知不再成立。",
        no_longer_since="根据{}的记录，以下内容不再成立：{}",
        calendar="合规提醒",
        foot="来自账本 {}，收件人 {}，{}。期限均含最后一天。",
        foot_zone="除另有注明外，日期均按{}时区计算。",
    ),
}
"""The phrases by language."""
