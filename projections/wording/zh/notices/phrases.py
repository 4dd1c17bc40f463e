"""What every message says in Chinese, whatever it tells of."""

from projections.wording.notices import Phrases

PHRASES = Phrases(
    tag="zh-Hans",
    reminders=("{}条提醒", "{}条提醒"),
    withdrawals=("{}条撤回", "{}条撤回"),
    blank="",
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
)
