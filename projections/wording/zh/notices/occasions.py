"""An occasion in a few Chinese sentences, for a line of a table."""

from collections.abc import Iterable
from datetime import date

from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.notices.sending.going import Going
from projections.notices.sending.parcels import Because
from projections.wording.zh.answers.tables import counted
from projections.wording.zh.days import day
from projections.wording.zh.grounds import grounds
from projections.wording.zh.notices.texts import notice_text
from projections.wording.zh.terms import STATUSES, channel


def occasion_words(occasion: Occasion) -> str:
    """Return what happens on the occasion's day, and where it helps, why and what to do."""
    text = notice_text(occasion, occasion.day)
    match occasion.matter:
        case StatusWorsens() as worse:
            return "".join((text.change, *grounds(worse.judgment), text.todo))
        case RenewalDue() | AmendmentNews():
            return "".join((text.change, text.ground[0], text.todo))
        case _:
            return text.change


def occasion_name(occasion: Occasion) -> str:
    """Return what happens on the occasion's day in a few words, for one cell of a long table."""
    match occasion.matter:
        case StatusWorsens(product=product, channel=place, after=after):
            return f"{product} 在{channel(place)}渠道：{STATUSES[after]}"
        case LicenseEnds(license=license):
            return f"证照 {license.name}：有效期最后一天"
        case RenewalDue(license=license, issues=issues):
            end = "" if issues else "，但已停止颁发"
            return f"证照 {license.name}：申请续期的最后一天{end}"
        case RemovalDue(review=review, channel=place):
            return f"{occasion.about[0]}：移出{channel(place)}渠道的最后一天（审查 {review}）"
        case QuestionNews(question=question, reading=reading):
            told = f"已有定论“{reading}”" if reading else "未有定论"
            return f"法律问题 {question.name}：{told}"
        case AmendmentNews(regime=regime, landed=landed):
            return f"{regime} 的目录：{'修订生效' if landed else '拟修订'}"


def told_words(found: Iterable[Going], zone: str, *, tells: bool) -> str:
    """Return to whom a notice goes; nothing where the policy `tells` nobody of anything."""
    return "".join(_going(each, zone) for each in found) or ("无人接收。" if tells else "")


def _going(each: Going, zone: str) -> str:
    """Return to whom a notice goes, when, and how; the zone of the day if it is another."""
    where = f"（{each.person.zone}）" if each.person.zone not in (None, zone) else ""
    instead = f"（代 {each.owner} 接收）" if each.because is Because.DEPUTY else ""
    why = "（提前至前一工作日）" if each.early else ""
    unsure = "（以已公布的休息日为准）" if each.unpublished else ""
    how = "汇总" if each.person.digest else ""
    ways = "和".join(each.ways)
    return f"{day(each.day)}{where}{why}{unsure}以 {ways} {how}发给 {each.recipient}{instead}。"


def ahead_words(due_on: date, first: date) -> str:
    """Return when a notice falls due, or since when it is."""
    return f"自 {due_on}" if due_on < first else str(due_on)


def lead_words(days: int) -> str:
    """Return how many days before its day a notice falls due."""
    return f"{days} 天"


def due_words(through: date) -> str:
    """Return through which day notices fall due."""
    return f"以下为截至{day(through)}到期的提醒。"


def reminder_total(reminders: int, occasions: int) -> str:
    """Return how many reminders there are, of how many occasions."""
    return f"{counted(occasions, 'occasion')}，{counted(reminders, 'reminder')}。"
