"""What a day in a calendar is called in Chinese: what happens on it, without the day."""

from projections.judging.judgment import Status
from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    Sort,
    StatusWorsens,
)
from projections.wording.notices import shortened
from projections.wording.zh.notices.licenses import label
from projections.wording.zh.terms import STATUSES, channel

SORTS = {
    Sort.STATUS_WORSENS: "状态恶化",
    Sort.LICENSE_ENDS: "证照到期",
    Sort.RENEWAL_DUE: "续期申请",
    Sort.REMOVAL_DUE: "移除期限",
    Sort.QUESTION_RAISED: "法律问题提出",
    Sort.QUESTION_SETTLED: "法律问题有定论",
    Sort.AMENDMENT_ANNOUNCED: "拟修订目录",
    Sort.AMENDMENT_LANDED: "目录修订生效",
}


def sort_words(sort: Sort) -> str:
    """Return what a sort of occasions is called."""
    return SORTS[sort]


def title(occasion: Occasion) -> str:
    """Return what happens on the day of an occasion, on one line."""
    return " ".join(_title(occasion).split())


def _title(occasion: Occasion) -> str:
    match occasion.matter:
        case StatusWorsens(product, name, before, after):
            place, status = shortened(channel(name)), STATUSES[after]
            if before is Status.NOT_MARKETED:
                return f"{shortened(product)} 进入{place}渠道，状态为{status}"
            return f"{shortened(product)} 在{place}渠道：状态变为{status}"
        case LicenseEnds(license, assumed, revoked):
            told = "（撤销）：有效期最后一天" if revoked else "：有效期最后一天"
            return f"{label(license)}{told}{'（推定）' if assumed else ''}"
        case RenewalDue(license, issues=issues):
            told = "按时申请续期的最后一天" if issues else "不能续期，原定申请日"
            return f"{label(license)}：{told}"
        case RemovalDue(channel=name):
            place = shortened(channel(name))
            return f"{shortened(occasion.about[0])}：移出{place}渠道的最后一天"
        case QuestionNews(question, reading):
            told = f"已有定论“{shortened(reading)}”" if reading else "未有定论"
            return f"法律问题 {shortened(question.name)}：{told}"
        case AmendmentNews(regime, _, landed):
            return f"{shortened(regime)} 的目录：{'修订生效' if landed else '拟修订'}"
