"""Licenses held against a regime, in Chinese."""

from events.provisions import RecognitionGranted
from projections.judging.satisfaction import Defect, LicenseFinding, Outcome
from projections.wording.zh.citing import cited
from projections.wording.zh.days import day
from projections.wording.zh.terms import kind


def license_words(found: LicenseFinding) -> str:
    """Return a license with its number, how it stands, and why it does or does not do."""
    number = f"（编号 {found.issue.number}）" if found.issue.number else ""
    words = f"{kind(found.issue.license_kind)} {found.license}{number}，{_standing(found)}"
    if found.doubtful_renewal is not None:
        words += (
            f"；其有效期系{day(found.doubtful_renewal)}续期，而 {found.issue.regime} "
            "当时已停止颁发证照，该次续期是否有效存疑"
        )
    if found.recognition is not None and found.outcome is not Outcome.NOT_RECOGNISED:
        over = found.outcome in {Outcome.LAPSED, Outcome.REVOKED}
        while_valid = "有效期内曾" if over else ""
        by = f"{while_valid}依据{cited(found.recognition)}予以认可"
        words += f"；系 {found.issue.regime} 项下证照，{by}"
    return words


def _standing(found: LicenseFinding) -> str:
    state = found.state
    match found.outcome:
        case Outcome.SATISFIES:
            since = f"自{day(state.since)}起有效，" if state.since else ""
            return since + _through(found)
        case Outcome.LAPSED:
            again = f"，自{day(state.next_from)}起重新有效" if state.next_from else ""
            return f"已过期，{_through(found)}{again}"
        case Outcome.SUSPENDED:
            return f"自{day(state.since)}起暂停" if state.since else "已暂停"
        case Outcome.REVOKED:
            return f"自{day(state.since)}起被撤销" if state.since else "已被撤销"
        case Outcome.NOT_YET_VALID:
            return f"{day(state.next_from)}前尚未生效" if state.next_from else "从未生效"
        case Outcome.DEFECTIVE:
            return f"存在瑕疵，{day(found.issue.issued_on)}发证时{_defect(found)}"
        case Outcome.PRODUCT_NOT_COVERED:
            return "当日不涵盖该产品"
        case Outcome.NOT_RECOGNISED:
            return f"系 {found.issue.regime} 项下证照，{_limits(found)}"
        case Outcome.WRONG_KIND:
            return "不是该制度规定的证照种类"


def _through(found: LicenseFinding) -> str:
    last_day = found.state.last_day
    if last_day is None:
        return "记录中没有截止日"
    return f"有效期至{day(last_day)}{_assumed(found)}"


def _assumed(found: LicenseFinding) -> str:
    """Say that a last day was worked out from the term of the license's kind, and whose term."""
    if not found.state.assumed:
        return ""
    by = f"，依据{cited(found.term)}" if found.term else ""
    return f"（按该类证照的有效期推定{by}）"


def _defect(found: LicenseFinding) -> str:
    regime = found.issue.regime
    match found.defect:
        case Defect.ISSUANCE_STOPPED if found.stopped_by is not None:
            return f" {regime} 已停止颁发证照（{cited(found.stopped_by)}）"
        case Defect.NOT_ESTABLISHED:
            return f" {regime} 尚未设立或已废止"
        case _:
            return f"所依据的制度 {regime} 未见于任何已记录的文件"


def _limits(found: LicenseFinding) -> str:
    """Say which limit of a recognition keeps a license out."""
    if found.recognition is None:
        return "未获认可"
    grant = found.recognition.provision
    before = grant.issued_before if isinstance(grant, RecognitionGranted) else None
    if before is not None and found.issue.issued_on >= before:
        return f"只认可{day(before)}前签发的证照（{cited(found.recognition)}）"
    return f"只认可其他类别产品的证照（{cited(found.recognition)}）"
