"""What scenarios change, and how forecasts did, in Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date

from events.acts import ActPublished, QuestionSettled
from events.base import LATEST_DAY
from events.provisions import AmendmentAnnounced, GuidanceGiven
from projections.comparing.needs import Need
from projections.record.visible import Horizon
from projections.what_if.because import Because
from projections.what_if.windows import Window
from projections.wording.zh.answers.tables import counted
from projections.wording.zh.answers.what_if_phrases import PHRASES
from projections.wording.zh.citing import articles, title
from projections.wording.zh.days import day
from projections.wording.zh.facts import about
from projections.wording.zh.provisions import provision_words
from projections.wording.zh.terms import fact_kind, kind

SHORT = 100
"""How many characters of an act's provisions are told."""


def what_if(phrase: str, *values: object) -> str:
    """Return a phrase about scenarios or forecasts, with values filled in."""
    return PHRASES[phrase].format(*(day(v) if isinstance(v, date) else v for v in values))


def because_name(because: Because) -> str:
    """Return a fact that makes a difference in few words."""
    fact, article = because.record.fact, because.article
    if isinstance(fact, QuestionSettled):
        return f"{fact.question} 按“{fact.reading}”解读"
    name = title(fact).strip() if isinstance(fact, ActPublished) else about(fact)
    if article is None:
        return name
    return f"{name}{'' if name.endswith('》') else ' '}{articles(article)}"


def because_words(because: Because) -> str:
    """Return a fact that makes a difference, whence it is, and in short what an act provides."""
    fact = because.record.fact
    is_plain = isinstance(fact, ActPublished | QuestionSettled)
    kind = "" if is_plain else f"{fact_kind(fact.kind)} "
    says = "；".join(
        provision_words(provision)
        for provision in because.provisions
        if not isinstance(provision, GuidanceGiven | AmendmentAnnounced)
    )
    short = says if len(says) <= SHORT else f"{says[: SHORT - 1]}…"
    return f"{kind}{because_name(because)}（{_whence(because)}）{f'：{short}' if short else ''}"


def _whence(because: Because) -> str:
    fact, added = because.record.fact, because.added
    if not because.supposed:
        return f"已记录，编号 {because.record.id}{'' if added else '，不再计入'}"
    assumed = isinstance(fact, QuestionSettled) and fact.effective_on == LATEST_DAY
    return f"{'假定' if assumed else '假设'}{'' if added else '，实际并非如此'}"


def need_words(need: Need) -> str:
    """Return which license would be missing, and of which kinds one could be had."""
    return f"{need.regime}{'' if need.certain else '（可能）'}：{kinds_words(need.kinds)}"


def kinds_words(kinds: Sequence[str]) -> str:
    """Return the kinds of license of which one would do."""
    return "或".join(map(kind, kinds)) if kinds else "已停止颁发"


def needed_by(need: Need) -> str:
    """Return by when a license would be missing."""
    perhaps = "" if need.certain else "（可能）"
    return f"{need.regime} 自 {need.by} 起{perhaps}{'' if need.kinds else '，但已停止颁发'}"


def base_words(files: Sequence[str], base: Horizon, position: int) -> str:
    """Return which files suppose something, each on top of the next, and on what of the record."""
    known = f"截至{day(base.known_at)}已知的事实" if base.known_at else "已知的全部事实"
    by = base.recorded_by
    recorded = f"截至 {by.isoformat(timespec='seconds')} 的记录" if by else "全部记录"
    return (
        f"假设见 {'，其基础为 '.join(files)}，均未作记录。基准：{known}，{recorded}"
        f"（记录位置 {position}）。"
    )


def window_words(window: Window) -> str:
    """Return the days asked for."""
    if window.first is None and window.last is None:
        return "日期：全部。"
    if window.first == window.last:
        return f"日期：{window.first}。"
    since = f"自 {window.first} 起" if window.first else ""
    return f"日期：{since}{f'至 {window.last} 止' if window.last else ''}。"


def changed_words(changed: int, subjects: int, first_day: date | None) -> str:
    """Return how many subjects change, and when first."""
    if not changed or first_day is None:
        return f"{counted(subjects, 'subject')}均无变化。"
    told = f"{counted(subjects, 'subject')}中有 {changed:,} 个的状态发生变化"
    return f"{told}，最早自{day(first_day)}起。"


def alike_words(subjects: int, alike: int) -> str:
    """Return how many of the subjects that change under some scenario do so under all."""
    told = f"在至少一个情景下有变化的 {counted(subjects, 'subject')}中"
    return f"{told}，有 {alike:,} 个在所有情景下的变化相同。"


def reminder_counts(counts: Mapping[str, int]) -> str:
    """Return how many reminders a scenario adds, moves and drops."""
    told = (f"{PHRASES[fate]} {count:,} 条" for fate, count in counts.items() if count)
    return f"提醒：{'，'.join(told) or '没有新增、改期或取消'}"


def against_words(against: str, on: date) -> str:
    """Return what a forecast is held against."""
    told = day(on) if against == str(on) else f"{against}（最早自{day(on)}起生效）"
    return f"对照：{told}，以已知和已记录的全部事实为准。"


def late_words(days: int) -> str:
    """Return how many days late a forecast was, or early."""
    if days < 0:
        return f"早 {-days:,} 天"
    return f"晚 {days:,} 天" if days else "当日"
