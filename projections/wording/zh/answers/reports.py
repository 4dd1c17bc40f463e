"""The report for people in Chinese; what stands in braces is filled in."""

from datetime import date

from events.base import Source
from events.licenses import LicenseIssued
from projections.wording.zh.citing import articles
from projections.wording.zh.days import day
from projections.wording.zh.terms import kind

PHRASES = {
    "tag": "zh-Hans",
    "title": "合规报告：{}",
    "top": "合规报告 · {} · {}",
    "page": "第 {} 页，共 {} 页",
    "and_then": "，",
    "colon": "{}：{}",
    "also": "；",
    "none": "无。",
    "nameless": "无记录",
    "marked": "{}{}",
    "yes": "是",
    "no": "否",
    "no_advice": (
        "本报告仅依据已记录的事实得出，不构成法律意见。未经核实的内容均标注［未经核实］。"
    ),
    # the answer
    "channel": "渠道",
    "status": "状态",
    "meaning": "含义",
    "status_caption": "{}在{}的状态",
    "nowhere": "该产品未进入任何渠道，没有可报告的状态。",
    "hinges_on": "取决于：{}",
    "picture": "时间轴示意图",
    "asked": "查询条件",
    # the three dates
    "dates_caption": "查询所用的三个日期",
    "date": "项目",
    "asked_for": "取值",
    "date_meaning": "含义",
    "as_of": "判断日期",
    "as_of_foot": "判断日期 {}",
    "as_of_means": "按当日的法律和证照情况判断。",
    "known_at": "所知截止",
    "known_at_foot": "所知截止 {}",
    "known_at_open": "全部已知事实",
    "known_at_means": "只采用截至该日可以知悉的事实，例如已发布的文件、已颁发的证照。",
    "known_at_open_means": "不因知悉时间较晚而排除任何已记录的事实。",
    "recorded_by": "记录截止",
    "recorded_by_foot": "记录截止 {}",
    "recorded_by_open": "全部已记录事实",
    "recorded_by_means": "只采用截至该时刻已记入台账的事实。",
    "recorded_by_open_means": "在所列记录位置以内，不因记录时间较晚而排除任何事实。",
    # the product and the ledger
    "identity_caption": "{}的产品与台账情况",
    "what": "项目",
    "on_record": "记录内容",
    "product": "产品",
    "name": "名称",
    "vendor": "厂商",
    "category": "类别",
    "parameters": "参数",
    "ledger": "台账",
    "position": "记录位置",
    "up_to": "{}；其后记录的事实不在本次查询范围内",
    "legal_days": "日期时区",
    "in_zone": "{}",
    # a channel
    "channel_named": "{}（{}）",
    "since": "自{}起",
    "since_ever": "自有记录以来",
    "stretch": "{}，{}。",
    "until": "至{}止（含当日）",
    "until_ever": "无已记录的截止日",
    "lead": "{}{}",
    "hinges": "取决于",
    "why": "依据",
    "under_readings": "各种解读下的状态",
    "under_readings_caption": "{}：未有定论的问题在各种解读下的状态",
    "read": "解读",
    "these_reasons": "该解读特有的依据",
    "shared": "同上述依据",
    "open_points": "未有定论的法律问题",
    "reading": "{}：{}（状态：{}）",
    "or": "或",
    "pending": "拟议的目录修订",
    "next": "后续变化",
    "periods": "各期间状态",
    "periods_caption": "{}渠道各期间的状态；首个期间之前为{}",
    "from": "起始日",
    "through": "截止日（含）",
    "no_end": "无",
    "holds": "→ 含判断日期",
    # doubts and law
    "doubts": "记录中的疑点",
    "no_doubts": "未发现有关该产品的事实相互矛盾。",
    "law": "引用的法律文件",
    "law_caption": "引用的文件和法律问题",
    "cited_as": "代号",
    "act_title": "名称",
    "read_where": "核实情况",
    "where": "查阅地址",
    "no_law": "该状态未依据任何文件。",
    "unverified": "所依据的规定中未经核实或者生效日存疑的",
    "provision": "{}：{}。",
    "without_rule": "已记录、不影响状态的法律问题",
    "without_rule_means": "{}。无论结论如何，状态均不改变。",
    "is_verified": "已核实：{}",
    "is_not_verified": "未经核实：{}",
    "no_source": "无出处记录。",
    "no_address": "无地址记录",
    # facts
    "relied_on": "所依据的事实",
    "relied_on_caption": "判断日期的状态所依据的事实",
    "other_facts": "该产品的其他事实",
    "other_facts_caption": "在查询范围内、但该日状态未予依据的事实",
    "fact": "事实",
    "says": "内容",
    "known_on": "知悉日期",
    "effective": "生效日期",
    "recorded_at": "记录时间（UTC）",
    "note": "说明：{}",
    "no_day": "无单独生效日",
    "late": "补记的事实",
    "none_late": "有关该产品的事实均在知悉当日记录。",
    "late_caption": "晚于知悉日期记录的产品事实；日期按 {} 时区",
    "recorded_on": "记录日期",
    "days_late": "晚记天数",
    "was_relied_on": "是否依据",
    "voided": "作废的事实",
    "none_voided": "在查询范围内，没有作废的法律或产品事实。",
    "voided_caption": "作废记录及其所作废的事实",
    "voiding": "作废记录",
    "voids": "所作废的事实",
    "reason": "理由",
    "voiding_made": "记录于 {} UTC，{}知悉",
    "counts_not": "该作废记录本身已被作废，不予采用。",
    "unseen": "不在本次查询范围内的事实",
    "target": "记录位置 {}，{}，{}知悉",
    "evidence": "证明材料",
    "no_evidence": "没有为上述事实保存的证明材料。",
    "evidence_caption": "已保存的证明材料",
    "file": "文件",
    "evidence_of": "所证明的事实",
    "type": "类型",
    "size": "大小",
    "bytes": "{:,} 字节",
    # how to check it
    "check": "核验方法",
    "check_lead": "报告本身不具有证明力，可按以下四种方式核验。",
    "check_pack": (
        "报告附于核验包的，请运行包内的 verify.py：它会说明包内事实是否即台账中的事实、"
        "文件是否被改动。装有本程序的，还可用“tracker pack check”依据包内事实重新得出答复。"
    ),
    "check_ledger": ("以上述三个日期向台账 {} 再次提出同一查询。同一查询得出的报告逐字节一致。"),
    "check_acts": ("按所列地址查阅文件原文，逐条核对所引条款；请先核对标注［未经核实］的内容。"),
    "check_facts": "以证照编号和日期为准，将所依据的事实与证照、证书原件核对。",
    "replaced": "未能显示的字符",
    "replaced_means": ("本文件的字体缺少部分字符，以 {} 代替：{}。HTML 版报告可以显示这些字符。"),
    # the picture
    "picture_title": "{}前后的状态时间轴",
    "licenses": "证照",
    "not_drawn": "另有较早的证照 {} 份未绘出",
    "legend": "{}  {}",
    "look_valid": "有效",
    "look_suspended": "暂停",
    "look_of_license": "证照{}",
    "told": "{}：{}。",
    "told_from": "自{1}起{0}，无已记录的截止日",
    "told_through": "自{1}至{2}{0}",
    "told_nothing": "无",
    "short_not_marketed": "–",
    "short_barred": "禁",
    "short_non_compliant": "违",
    "short_indeterminate": "?",
    "short_compliant": "合",
    "short_not_regulated": "无",
    # the command
    "wrote": "已写入 {}：{}，判断日期：{}，记录位置 {}。",
}


def report(phrase: str, *values: object) -> str:
    """Return a phrase of a report, with values filled in."""
    return PHRASES[phrase].format(*(day(v) if isinstance(v, date) else v for v in values))


def titles(title: str, title_zh: str | None) -> tuple[str, ...]:
    """Return the titles under which an act is shown: the Chinese one, where there is one."""
    return (title_zh or title,)


def source_part(source: Source) -> str:
    """Return which part of an act was read where."""
    where = articles(source.article).strip("（）") if source.article else "全文"
    return where + (f"（{source.title}）" if source.title else "")


def license_row(name: str, issue: LicenseIssued, *, defective: bool) -> str:
    """Return a license as the picture names it."""
    defect = "，签发有瑕疵" if defective else ""
    return f"{name}（{issue.regime} {kind(issue.license_kind)}{defect}）"
