"""An occasion in a few Chinese sentences, for a line of a table."""

from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.wording.zh.grounds import grounds
from projections.wording.zh.notices import words as notice_words
from projections.wording.zh.terms import STATUSES, channel


def occasion_words(occasion: Occasion) -> str:
    """Return what happens on the occasion's day, and where it helps, why and what to do."""
    words = notice_words(occasion, occasion.day)
    match occasion.matter:
        case StatusWorsens() as worse:
            return "".join((words.change, *grounds(worse.judgment), words.todo))
        case RenewalDue() | AmendmentNews():
            return "".join((words.change, words.ground[0], words.todo))
        case _:
            return words.change


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
