"""Explanations, timelines and lists of statuses in Chinese: what stands around the reasons."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from events.base import Source
from projections.judging.bench import OpenPoint, UnderReadings
from projections.judging.citing import CitedAct
from projections.judging.judgment import Status
from projections.wording.zh.answers.tables import counted
from projections.wording.zh.citing import articles, in_chinese, in_title_marks
from projections.wording.zh.days import day as day_words
from projections.wording.zh.grounds import choice_words
from projections.wording.zh.reasons import open_point
from projections.wording.zh.terms import STATUSES, channel
from projections.wording.zh.terms import status as status_words

SECTIONS = {
    "why": "依据",
    "open_points": "未有定论的法律问题",
    "pending": "拟议的目录修订",
    "next": "后续变化",
    "doubts": "记录中的疑点",
    "without_rule": "已记录、不影响状态的法律问题",
    "sources": "出处",
}
LEGEND = {
    "~": "所依据的截止日系按该类证照的有效期推定。",
    "*": "所依据的规定未经核实，或者生效日存疑。",
}


def section(code: str) -> str:
    """Return the heading of a part of an explanation."""
    return SECTIONS[code]


def legend(sign: str) -> str:
    """Return what the sign of a mark means."""
    return LEGEND[sign]


def subject_words(product: str, place: str) -> str:
    """Return a product in a channel."""
    return f"{product}，{channel(place)}"


def stands_words(product: str, place: str, day: date, status: str, since: date | None) -> str:
    """Return how a product with its name stands on a day; `status` is as it is to be shown."""
    until_now = f"（自{day_words(since)}起）" if since else ""
    return f"{product}，{day_words(day)}在{channel(place)}渠道：{status}{until_now}。"


def readings_of(point: OpenPoint) -> str:
    """Return an open question with all of its readings, each in the language of the record."""
    fact = point.question.fact
    text = "" if in_chinese(fact.text) else f"问题原文：{fact.text} "
    readings = "；".join(
        f"（{name}）{reading.text.rstrip('.。')}" for name, reading in fact.readings.items()
    )
    return f"{open_point(point)}{text}各种解读：{readings}。"


def under_words(under: UnderReadings) -> str:
    """Return the status under one combination of readings."""
    return f"若将 {choice_words(under.choice)}：{status_words(under.verdict.status)}。"


def decides_words(point: OpenPoint) -> str:
    """Return an open question by its name, and whether it decides."""
    return f"{point.question.name}{'（决定状态）' if point.decisive else ''}"


def without_rule_words(names: Sequence[str]) -> str:
    """Return which points of law carry no rule, and where they are told."""
    return f"{'、'.join(names)}（详见 tracker questions）"


def source_words(cited: CitedAct) -> str:
    """Return an act or a point of law with its titles, and what in it is not verified."""
    title = in_title_marks(cited.title_zh) if cited.title_zh else cited.title
    stop = "" if title.endswith(("。", "？")) else " " if title.endswith((".", "?")) else "。"
    unverified = "；".join(map(_unverified, cited.unverified))
    doubt = f"未经核实：{unverified}。" if unverified else ""
    return f"{cited.name}：{title}{stop}{doubt}".rstrip()


def _unverified(source: Source) -> str:
    where = articles(source.article).strip("（）") if source.article else "全文"
    return f"{where}（{source.title or source.url}）"


def forecast_words(subject: str) -> str:
    """Return what the days of a subject's timeline after the one asked for are."""
    return f"{subject}：判断日期之后的日期，均系依据已记录的事实所作的预测。"


def subject_count(shown: int, total: int) -> str:
    """Return how many subjects are shown, of how many."""
    if shown == total:
        return f"共 {counted(total, 'subject')}"
    return f"{counted(total, 'subject')}中列出 {shown:,} 个"


def status_counts(tally: Counter[Status], total: int) -> str:
    """Return how many subjects of how many are shown, and how many have each status."""
    parts = "，".join(
        f"{name} {tally[status]:,} 个" for status, name in STATUSES.items() if status in tally
    )
    return f"{subject_count(tally.total(), total)}{f'：{parts}' if parts else ''}。"


def page_words(first: int, last: int, matching: int, total: int) -> str:
    """Return which of the subjects that match are shown, by their numbers from 1, of how many."""
    of_all = counted(total, "subject")
    of = f"共 {of_all}" if matching == total else f"{of_all}中有 {matching:,} 个符合条件"
    if first > matching:
        return f"{of}，本页没有对象。"
    shown = f"{of}，本页列出第 {first:,} 至 {last:,} 个。"
    return shown if first == 1 and last == matching else f"{shown}其余请用 --page 查看。"


def without_reasons_words() -> str:
    """Return what is not told where no reasons were asked for."""
    return (
        "未要求说明理由，因此未作任何标记：状态或日期可能依据推定的截止日，"
        "或者未经核实、生效日存疑的规定。"
    )


def on_day(day: date) -> str:
    """Return a day before what is told of it."""
    return f"{day_words(day)}："


def on_days(count: str, days: int) -> str:
    """Return a count of subjects on several days."""
    return f"{count}，按 {days} 个判断日期列示。"


def period_count(periods: int, channels: int) -> str:
    """Return how many periods there are in how many channels."""
    return f"共 {counted(periods, 'period')}，涉及 {counted(channels, 'channel')}。"
