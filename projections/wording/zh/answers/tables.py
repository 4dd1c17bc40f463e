"""What stands above and in tables, and counts with their nouns, in Chinese."""

from collections.abc import Iterable

from projections.wording.zh.terms import channel

COLUMNS = {
    "about": "涉及",
    "after": "情景下状态",
    "again_from": "再次有效自",
    "ahead": "提前",
    "as_of": "判断日期",
    "assumed": "推定依据",
    "because": "原因",
    "becomes": "变为",
    "before": "原状态",
    "came": "实际发生",
    "category": "类别",
    "changed": "有变化",
    "channel": "渠道",
    "channels": "渠道",
    "day": "日期",
    "day_before": "原日期",
    "day_in_doubt": "日期存疑",
    "due": "提醒日",
    "entered_by": "进入数",
    "first_told": "首次提醒",
    "forecast": "预测",
    "from": "起始日",
    "from_in_doubt": "起始日存疑",
    "grounds": "依据",
    "holder": "持证人",
    "key": "编号",
    "known_at": "所知截止",
    "last_day": "有效期至",
    "last_day_in_doubt": "有效期存疑",
    "late": "偏晚（天）",
    "lead_days": "提前天数",
    "left_by": "退出数",
    "license": "证照",
    "license_kind": "证照类型",
    "licenses_needed": "所需证照",
    "name": "名称",
    "needed_by": "需持证起始日",
    "needed_for_certain": "确定需要",
    "next_status": "后续状态",
    "not_verified": "未经核实",
    "note": "说明",
    "number": "证照编号",
    "of": "总数",
    "open_questions": "未有定论的法律问题",
    "overdue": "已到期",
    "pending": "拟议修订",
    "position": "记录位置",
    "product": "产品",
    "products": "产品",
    "readings": "各种解读",
    "recorded_by": "记录截止",
    "regime": "制度",
    "regime, kind": "制度与证照类型",
    "regimes": "制度",
    "reminder": "提醒",
    "reminders": "提醒",
    "revoked": "被撤销",
    "scenario": "情景",
    "since": "起始日",
    "since_in_doubt": "起始日存疑",
    "sort": "类型",
    "standing": "证照状态",
    "status": "状态",
    "statuses": "状态",
    "subjects": "对象",
    "through": "截止日（含）",
    "through_in_doubt": "截止日存疑",
    "told": "接收人",
    "told_on": "提醒日期",
    "vendor": "厂商",
    "vendors": "厂商",
    "what": "事项",
    "why": "依据",
}
"""Columns by the words that programs read them by."""
NOUNS = {
    "channel": "个渠道",
    "finding": "项疑点",
    "kind of change": "种变化",
    "license": "份证照",
    "occasion": "个事项",
    "period": "个期间",
    "reminder": "条提醒",
    "subject": "个对象",
}
"""What is counted, with the word that Chinese puts between it and its number."""


def sentences(said: Iterable[str]) -> str:
    """Return sentences as one text."""
    return "".join(said)


def listed(items: Iterable[str]) -> str:
    """Return items one after another in a cell."""
    return "；".join(items)


def heading(code: str) -> str:
    """Return what stands above a column on a screen."""
    return COLUMNS[code]


def column(code: str) -> str:
    """Return what stands above a column of a file that is read and not imported."""
    return COLUMNS[code]


def place(name: str) -> str:
    """Return a channel as tables name it."""
    return channel(name)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(2000, "subject")
    '2,000 个对象'
    """
    return f"{number:,} {NOUNS[noun]}"


def wrote_words(file: str | None, counts: str) -> str:
    """Return that rows were written, to a file or to standard output, and how many."""
    return f"已写入 {file}：{counts}" if file else f"已写入标准输出：{counts}"
