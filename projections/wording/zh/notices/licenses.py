"""The end of a license and its renewal, in Chinese."""

from collections.abc import Sequence
from datetime import date

from projections.comparing.needs import missing_from
from projections.notices import LicenseEnds, RenewalDue
from projections.record.law import ONE_DAY
from projections.record.licenses import License
from projections.wording.notices import NAMED_AT_MOST, Parts, When, shortened
from projections.wording.zh.citing import cited
from projections.wording.zh.days import dated, distance_words
from projections.wording.zh.notices.statuses import needs_words
from projections.wording.zh.terms import kind


def ends_words(ends: LicenseEnds, when: When) -> Parts:
    """Return what is said of a license and its last valid day."""
    day, after = dated(when.day), dated(when.day + ONE_DAY)
    far = distance_words(when)
    over = "被撤销" if ends.revoked else "不再有效"
    revoked = "（撤销）" if ends.revoked else ""
    assumed = "（推定）" if ends.assumed else ""
    return (
        f"{label(ends.license)}{revoked}：有效期至{day}{assumed}，{far}",
        f"{_told(ends.license)}：有效期至{day}{_assumed(ends.assumed)}，自{after}起{over}。",
        (_end_ground(ends),),
        f"如自{after}起仍销售 {covered(ends.license.products)}，请查明依据：{_name(ends.license)} "
        "自该日起不能作为依据。",
    )


def _end_ground(ends: LicenseEnds) -> str:
    if ends.revoked:
        return f"记录中有撤销{_name(ends.license)} 的事实。"
    if ends.assumed:
        return "记录中没有截止日，该日系按该类证照的有效期推定。"
    return "截止日依据该证照或其续期的记录。"


def renewal_words(due: RenewalDue, when: When) -> Parts:
    """Return what is said of a license and the last day to apply for its renewal."""
    day, far = dated(when.day), distance_words(when)
    change = f"{_told(due.license)}：有效期至{dated(due.last_day)}{_assumed(due.assumed)}。"
    if due.issues:
        return (
            f"{label(due.license)}：按时申请续期的最后一天为{day}，{far}",
            change,
            (f"按照已记录的法律规定，续期应在有效期最后一天的{_lead(due, when.day)}天前申请。",),
            _apply(due, when),
        )
    return (
        f"{label(due.license)}：不能续期，原定申请日为{day}，{far}",
        change,
        _stop_ground(due, when.day),
        _instead(due),
    )


def _lead(due: RenewalDue, day: date) -> int:
    return (due.last_day - day).days


def _apply(due: RenewalDue, when: When) -> str:
    name, day = _name(due.license), dated(when.day)
    if when.is_over:
        return f"如尚未申请{name} 的续期，请立即申请：按时申请的最后一天为{day}，已过。"
    return f"请于{day}前（含当日）申请{name} 的续期。"


def _stop_ground(due: RenewalDue, day: date) -> tuple[str, ...]:
    regime = f"{due.license.issue.regime} " if due.license.issue else "该制度"
    if due.stopped_by is None:
        return (f"{regime}在{dated(day)}没有效力。",)
    since = dated(due.stopped_by.provision.effective_on)
    return (f"{regime}自{since}起停止颁发证照（{cited(due.stopped_by)}）。",)


def _instead(due: RenewalDue) -> str:
    told = f"{_name(due.license)} 不能续期。"
    if not due.needs:
        return f"{told}根据记录，其有效期届满后产品不缺少其他证照。"
    return told + "".join(
        f"自{dated(by)}起{'' if certain else '可能'}需要：{needs_words(needs, by)}。"
        for certain in (True, False)
        for by, needs in missing_from(due.needs, certain=certain)
    )


def _name(license: License) -> str:
    word = kind(license.issue.license_kind) if license.issue else "证照"
    return f"{word} {license.name}"


def label(license: License) -> str:
    """Return a license by its kind and name, with its first product."""
    word = kind(license.issue.license_kind) if license.issue else "证照"
    first = f"（{shortened(license.products[0])}" if license.products else ""
    others = f"等{len(license.products)}个产品" if len(license.products) > 1 else ""
    return f"{shortened(word)} {shortened(license.name)}{first}{others}{'）' if first else ''}"


def _told(license: License) -> str:
    issue = license.issue
    if issue is None:
        return _name(license)
    number = f"编号 {issue.number}，" if issue.number else ""
    return f"{_name(license)}（{number}属 {issue.regime}），涵盖 {covered(license.products)}"


def covered(products: Sequence[str]) -> str:
    """Return products by name, the first few of many."""
    named = "、".join(products[:NAMED_AT_MOST])
    return f"{named} 等{len(products):,}个产品" if len(products) > NAMED_AT_MOST else named


def covered_and(products: Sequence[str], words: str) -> str:
    """Return products and the words that follow, set off by a blank from a name only."""
    blank = "" if len(products) > NAMED_AT_MOST else " "
    return f"{covered(products)}{blank}{words}"


def _assumed(assumed: bool) -> str:
    return "（按该类证照的有效期推定）" if assumed else ""
