"""Provisions in plain Chinese sentences."""

from collections.abc import Sequence
from datetime import date

from events.provisions import (
    AmendmentAnnounced,
    CatalogueAmended,
    CatalogueIssued,
    ChannelEstablished,
    GuidanceGiven,
    LicenseKind,
    ObligationWaived,
    Provision,
    RecognitionEnded,
    RecognitionGranted,
    RegimeEstablished,
)
from projections.wording.zh.citing import in_chinese
from projections.wording.zh.days import day
from projections.wording.zh.terms import channel, kind

NAMED_AT_MOST = 3
"""How many categories at most are named; of more the number is told."""


def provision_words(provision: Provision) -> str:
    """Return what a provision does, in a sentence without its dates and article."""
    match provision:
        case ChannelEstablished():
            within = f"，包含{_channels(provision.includes)}" if provision.includes else ""
            return f"设立渠道{channel(provision.channel)}{within}"
        case RegimeEstablished():
            kinds = "、".join(_kind_words(each) for each in provision.license_kinds)
            name = f"{provision.name_zh or provision.name}［{provision.regime}］"
            where, scope = _channels(provision.channels), _SCOPES[provision.scope.by]
            return f"在{where}渠道，要求取得{name}；证照：{kinds}；{scope}"
        case ObligationWaived():
            where = f"在{_channels(provision.channels)}渠道，" if provision.channels else ""
            what = _of_categories(provision.categories)
            return f"{where}{what}豁免 {provision.regime} 的要求{_through(provision.until)}"
        case CatalogueIssued():
            return (
                f"发布 {provision.regime} 的目录（版本 {provision.edition}），"
                f"共 {len(provision.entries)} 个条目"
            )
        case CatalogueAmended():
            added = "、".join(entry.code for entry in provision.add) or "无"
            removed = f"；移除：{'、'.join(provision.remove)}" if provision.remove else ""
            return f"修订 {provision.regime} 的目录；新增：{added}{removed}"
        case RecognitionGranted():
            before = provision.issued_before
            issued = f"{day(before)}前签发的" if before else ""
            what = _of_categories(provision.categories)
            head = f"{what}{provision.regime} 认可{issued} {provision.accepts} 证照"
            return f"{head}，以其在有效期内为限{_through(provision.until)}"
        case RecognitionEnded():
            return f"{provision.regime} 不再认可 {provision.accepts} 证照"
        case AmendmentAnnounced():
            when = f"，预计{day(provision.expected_on)}" if provision.expected_on else ""
            summary = f"：{provision.summary}" if in_chinese(provision.summary) else ""
            return f"预告修订 {provision.regime} 的目录{when}{summary}"
        case GuidanceGiven():
            return provision.text if in_chinese(provision.text) else f"指引：{provision.text}"
        case _:
            return f"{provision.regime} {_STOPS[provision.kind]}"


def _channels(names: Sequence[str]) -> str:
    return "、".join(channel(name) for name in names)


def _of_categories(categories: Sequence[str] | None) -> str:
    if not categories:
        return ""
    if len(categories) > NAMED_AT_MOST:
        return f"对 {len(categories)} 个类别的产品，"
    return f"对 {'、'.join(categories)} 类别的产品，"


def _through(until: date | None) -> str:
    return f"，至{day(until)}为止" if until else ""


_SCOPES = {"catalogue": "适用范围以目录为准", "determination": "适用范围逐项认定"}

_STOPS = {
    "issuance_stopped": "停止颁发证照",
    "issuance_resumed": "恢复颁发证照",
    "enforcement_stopped": "停止执行",
    "enforcement_resumed": "恢复执行",
    "regime_repealed": "废止",
}


def _kind_words(found: LicenseKind) -> str:
    term = f"（有效期 {found.term_months} 个月）" if found.term_months else ""
    return f"{kind(found.kind)}{term}"
