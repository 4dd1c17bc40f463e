"""Findings in Chinese: what does not fit together in the facts."""

from projections.findings.finding import About, Finding
from projections.findings.flaws import (
    AssumedLastDay,
    Defective,
    DoubtfulRenewal,
    Flaw,
    Gap,
    IdleEnd,
    IdleStop,
    IdleWaiver,
    Incomparable,
    Lacking,
    LawFlaw,
    LicenseFlaw,
    Misnamed,
    NeverIssued,
    NeverPlaced,
    ProductFlaw,
    Unknown,
    UnknownEntry,
    UnknownInCriterion,
    UnknownKind,
    UnknownReading,
    Unlisted,
    UnspokenCategory,
    Use,
    VendorNearlyNamed,
)
from projections.judging.satisfaction import Defect
from projections.wording.zh.days import day as written
from projections.wording.zh.scope import problem_words
from projections.wording.zh.terms import CHANNELS, fact_kind

FINDING_HEADINGS = ("对象", "疑点", "说明", "事实")
_ALL_IN = "全部见 --json、--csv 或 --xlsx"


def findings_counted(number: int) -> str:
    """Return how many findings there are, as a sentence."""
    return f"共 {number:,} 处疑点。"


def finding_about(about: About, *others: str, further: int = 0) -> str:
    """Return what a finding is about, with others of which it is found, and how many more.

    >>> finding_about(About("product", "A"), "B", further=2)
    '产品 A、B 等，另有 2 个（全部见 --json、--csv 或 --xlsx）'
    """
    named = f"{ABOUT[about.what]} {'、'.join([about.name, *others])}"
    return f"{named} 等，另有 {further:,} 个（{_ALL_IN}）" if further else named


def findings_further(number: int) -> tuple[str, str]:
    """Return that there are more findings of a code than are told one by one."""
    return f"另有 {number:,} 处", f"同类疑点，内容不同（{_ALL_IN}）"


ABOUT = {
    "act": "文件",
    "license": "证照",
    "product": "产品",
    "question": "法律问题",
    "review": "审查",
}


def finding_sentence(finding: Finding) -> str:
    """Return what a finding is about and what is wrong, with the stop that ends it."""
    text = finding_text(finding)
    return f"{finding_about(finding.about)}：{text}{'' if text.endswith('？') else '。'}"


def finding_text(finding: Finding) -> str:
    """Return what is wrong, without a stop."""
    text = flaw_text(finding.flaw)
    return text if finding.reading is None else f"解读“{finding.reading}”：{text}"


def flaw_text(flaw: Flaw) -> str:
    """Return what is wrong in a fact or provision, without a stop."""
    if isinstance(flaw, Unknown):
        return f"{_naming(flaw)}，但{_UNKNOWN[flaw.what]}{perhaps(flaw.meant)}"
    if isinstance(flaw, Lacking):
        return _MISSING[flaw.code]
    if isinstance(flaw, ProductFlaw):
        return _product(flaw)
    return _license(flaw) if isinstance(flaw, LicenseFlaw) else _law(flaw)


def _naming(flaw: Unknown) -> str:
    """Return how a fact or provision comes to name what nothing knows."""
    name = flaw.name
    match flaw.by, flaw.what:
        case Use() as use, what:
            return _USES[use].format(f"{_NAMES[what]} {name}")
        case "review_opened", "channel":
            return f"针对渠道 {name} 启动"
        case "review_opened", what:
            return f"所列{_NAMES[what]}为 {name}"
        case "question_settled", _:
            return "已记录其定论"
        case by, _ if flaw.accepted:
            return f"“{fact_kind(by)}”涉及制度 {name} 的证照"
        case by, what:
            return f"“{fact_kind(by)}”提及{_NAMES[what]} {name}"


_USES = {
    Use.COVERED: "涵盖{}",
    Use.DETERMINED: "依{} 认定适用范围",
    Use.PLACED: "进入{}",
    Use.REMOVED: "移出{}",
    Use.WITHDRAWN: "退出{}",
}
_NAMES = {
    "category": "类别",
    "channel": "渠道",
    "product": "产品",
    "regime": "制度",
    "review": "审查",
    "vendor": "供应商",
}
_UNKNOWN = {
    "category": "其他记录均未涉及该类别",
    "channel": "没有已记录的文件设立该渠道",
    "product": "记录中没有该产品的其他信息",
    "question": "记录中从未提出该问题",
    "regime": "没有已记录的文件设立该制度",
    "review": "记录中没有该审查",
    "vendor": "没有已登记的产品属于该供应商",
}
_MISSING = {
    "covers-nothing": "在任何日期都不涵盖任何产品",
    "no-last-day": "记录中没有截止日，法律也未规定该类证照的有效期；补记截止日之前，按长期有效计算",
    "unclassified-product": "记录中没有类别，无法判定各项制度是否适用",
    "unplaced-product": "记录中未进入任何渠道，因此没有状态；请补记进入的渠道和日期",
    "unregistered-product": "记录中从未登记，其类别、供应商和参数均不明",
}


def _product(flaw: ProductFlaw) -> str:
    match flaw:
        case Misnamed(parameter, near):
            return f"记录中没有参数 {parameter}，却有 {near}，而没有目录条目对后者提出要求"
        case UnspokenCategory(category, meant):
            hint = perhaps(meant) or "；请核对写法"
            return f"没有已记录的制度涉及类别 {category}{hint}"
        case VendorNearlyNamed(vendor, named, review):
            return (
                f"其供应商 {vendor} 与审查 {review} 所列供应商 {named} 相近但不一致；"
                "该审查只及于名称完全一致的供应商"
            )
        case Incomparable(parameter, day, problem):
            why = problem_words(problem)
            return f"自{written(day)}起，参数 {parameter} 无法比较：{why}；视为没有记录"
        case NeverPlaced(by, channel, day):
            moved = _USES[by].format(_channel(channel)).rstrip()
            return f"{written(day)}{moved}，但此前从未进入该渠道"


def _license(flaw: LicenseFlaw) -> str:
    match flaw:
        case NeverIssued(kinds):
            told = "、".join(f"“{fact_kind(kind)}”" for kind in kinds)
            return f"记录中没有颁发该证照的事实，却有{told}"
        case Defective(Defect.UNKNOWN_REGIME, regime, _, meant):
            return f"没有已记录的文件设立制度 {regime}，该证照不能满足任何要求{perhaps(meant)}"
        case Defective(Defect.NOT_ESTABLISHED, regime, day):
            return f"{written(day)}发证时，{regime} 尚未设立或已废止"
        case Defective(_, regime, day):
            return f"{written(day)}发证时，{regime} 已停止颁发证照"
        case UnknownKind(kind, regime, kinds, meant):
            return f"“{kind}”不是 {regime} 的证照种类（{'、'.join(kinds)}）{perhaps(meant)}"
        case AssumedLastDay(months):
            return f"记录中没有截止日，按该类证照 {months} 个月的有效期推定"
        case Unlisted(day, product, meant):
            return (
                f"{written(day)}的范围变更移除产品 {product}，但该证照并未列出该产品"
                f"{perhaps(meant)}"
            )
        case Gap(start, until):
            return f"自{written(start)}起无效，至{written(until)}续期时恢复有效"
        case DoubtfulRenewal(day, regime):
            return (
                f"自{written(day)}起续期，而 {regime} 当时已停止颁发证照；续期仍按记录计算，请核实"
            )


def _law(flaw: LawFlaw) -> str:
    match flaw:
        case UnknownReading(reading, readings):
            return (
                f"定论所采解读“{reading}”不在该问题的解读之列（{'、'.join(readings)}），"
                "该问题仍未有定论"
            )
        case UnknownInCriterion(by, entry, parameter, unit, meant):
            what = f"未以 {unit} 作为 {parameter} 的单位" if unit else f"无参数 {parameter}"
            return f"“{fact_kind(by)}”条目 {entry}：其他条目和产品均{what}{perhaps(meant)}"
        case UnknownEntry(entry, day):
            return f"{written(day)}的目录修订移除条目 {entry}，而目录当日没有该条目"
        case IdleStop(by, regime, day):
            what = f"{written(day)}对 {regime} 的“{fact_kind(by)}”"
            return f"{what}不产生效力：该制度当日尚未设立或已废止"
        case IdleWaiver(_, channel, regime, asked):
            where = "、".join(map(_channel, asked))
            return (
                f"在{_channel(channel)}豁免 {regime} 的要求，而 {regime} 对该渠道本无要求"
                f"（其要求及于：{where}），豁免不产生效力"
            )
        case IdleEnd(_, day, regime, accepts, turned):
            other = f"；反之，{accepts} 认可 {regime} 的证照" if turned else ""
            return (
                f"{written(day)}的终止认可不产生效力：此前没有文件规定 {regime} 认可 "
                f"{accepts} 的证照{other}"
            )


def _channel(name: str) -> str:
    return f"{CHANNELS[name]}渠道" if name in CHANNELS else f"渠道 {name} "


def perhaps(meant: str | None) -> str:
    """Return the end of a sentence that suggests another name, if there is one."""
    return f"；是否应为 {meant}？" if meant is not None else ""
