"""What a day in a calendar is called: what happens on it, without the day, in either language."""

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
from projections.wording import zh as chinese
from projections.wording.en import terms as english
from projections.wording.en.license_notices import label as english_license
from projections.wording.shared.notices import shortened
from projections.wording.zh.license_notices import label as chinese_license

SORTS = {
    "en": {
        Sort.STATUS_WORSENS: "Status changes for the worse",
        Sort.LICENSE_ENDS: "License ends",
        Sort.RENEWAL_DUE: "Renewal due",
        Sort.REMOVAL_DUE: "Removal due",
        Sort.QUESTION_RAISED: "Point of law raised",
        Sort.QUESTION_SETTLED: "Point of law settled",
        Sort.AMENDMENT_ANNOUNCED: "Amendment announced",
        Sort.AMENDMENT_LANDED: "Amendment in effect",
    },
    "zh": {
        Sort.STATUS_WORSENS: "状态恶化",
        Sort.LICENSE_ENDS: "证照到期",
        Sort.RENEWAL_DUE: "续期申请",
        Sort.REMOVAL_DUE: "移除期限",
        Sort.QUESTION_RAISED: "法律问题提出",
        Sort.QUESTION_SETTLED: "法律问题有定论",
        Sort.AMENDMENT_ANNOUNCED: "拟修订目录",
        Sort.AMENDMENT_LANDED: "目录修订生效",
    },
}
"""What each sort of occasions is called."""


def title(occasion: Occasion, language: str) -> str:
    """Return what happens on the day of an occasion, in "en" or "zh", on one line."""
    return " ".join(TITLES[language](occasion).split())


def _english(occasion: Occasion) -> str:
    match occasion.matter:
        case StatusWorsens(product, channel, before, after):
            place, status = shortened(english.channel(channel)), english.STATUSES[after]
            if before is Status.NOT_MARKETED:
                return f"{shortened(product)} comes into {place}, {status}"
            return f"{shortened(product)} in {place}: becomes {status}"
        case LicenseEnds(license, assumed, revoked):
            told = "revoked, last valid day" if revoked else "last valid day"
            return f"{english_license(license)}: {told}{' (assumed)' if assumed else ''}"
        case RenewalDue(license, issues=issues):
            told = ": last day to apply for its renewal in time"
            over = " cannot be renewed; its renewal would be due"
            return f"{english_license(license)}{told if issues else over}"
        case RemovalDue(channel=channel):
            place = shortened(english.channel(channel))
            return f"{shortened(occasion.about[0])}: last day to remove it from {place}"
        case QuestionNews(question, reading):
            told = f"settled: {shortened(reading)}" if reading else "open"
            return f"Point of law {shortened(question.name)} {told}"
        case AmendmentNews(regime, _, landed):
            told = "amended" if landed else "amendment announced"
            return f"Catalogue of {shortened(regime)}: {told}"


def _chinese(occasion: Occasion) -> str:
    match occasion.matter:
        case StatusWorsens(product, channel, before, after):
            place, status = shortened(chinese.channel(channel)), chinese.STATUSES[after]
            if before is Status.NOT_MARKETED:
                return f"{shortened(product)} 进入{place}渠道，状态为{status}"
            return f"{shortened(product)} 在{place}渠道：状态变为{status}"
        case LicenseEnds(license, assumed, revoked):
            told = "（撤销）：有效期最后一天" if revoked else "：有效期最后一天"
            return f"{chinese_license(license)}{told}{'（推定）' if assumed else ''}"
        case RenewalDue(license, issues=issues):
            told = "按时申请续期的最后一天" if issues else "不能续期，原定申请日"
            return f"{chinese_license(license)}：{told}"
        case RemovalDue(channel=channel):
            place = shortened(chinese.channel(channel))
            return f"{shortened(occasion.about[0])}：移出{place}渠道的最后一天"
        case QuestionNews(question, reading):
            told = f"已有定论“{shortened(reading)}”" if reading else "未有定论"
            return f"法律问题 {shortened(question.name)}：{told}"
        case AmendmentNews(regime, _, landed):
            return f"{shortened(regime)} 的目录：{'修订生效' if landed else '拟修订'}"


TITLES = {"en": _english, "zh": _chinese}
