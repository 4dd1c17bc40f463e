"""What an import comes to, in Chinese; what others have worded stays as it is."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from events.products import Measure
from events.tables.shelves import Listed
from events.words import shortened
from projections.wording.zh.answers.objections import hindrance_text
from projections.wording.zh.answers.problem_sayings import PROBLEMS
from projections.wording.zh.days import day
from projections.wording.zh.scope import value_words
from projections.wording.zh.terms import fact_kind

if TYPE_CHECKING:
    from events.reading.sayings import Saying
    from projections.imports.plan import Contradiction, Plan
    from projections.imports.strangers import Stranger


SAYINGS = {
    # of products
    "name_missing": "{called}尚未登记，且未给出名称；请补填",
    "first_day_missing": "{called}尚未登记，且未给出登记日期；请补填“登记日期”一栏，"
    "或以 --effective-on 指定",
    "change_without_day": "{called}：{change}；未说明自何日起变更，请以 --effective-on 指定，"
    "或在映射中写明 changes_on",
    "change_too_early": "{called}：{change}；记录自{since}起计算，晚于{day}，仍将以记录为准；"
    "请给出更晚的日期，如该记录有误，请将其作废",
    "category_differs": "类别在表中为{here}，在记录中为{there}",
    "parameter_differs": "参数 {parameter} 在表中为 {here}，在记录中为 {there}",
    "channel_not_on_record": "记录中没有渠道{channel}",
    "channels_not_named": "记录中{called}在渠道{channels}，本行未列出；如已不在该渠道销售，"
    "请记录 product_withdrawn 及其日期",
    "placed_again": "如该产品已重新进入该渠道，请记录 product_placed 及其日期；"
    "否则请从单元格中去掉该渠道。",
    # of licenses
    "number_of_several": "记录中编号“{number}”属于证照{licenses}；请在 license 一栏写明是哪一个",
    "named_otherwise": "{called}在第 {rows} 行另有写法；请统一写法，或去掉其中一行",
    "that_of_license": "证照{license}的编号",
    "one_license_or_a_wrong_number": "如系同一证照，请在此处写{license}；否则其中一个编号有误。",
    "issue_incomplete": "{called}尚未记录，且发证信息不全：请补填 {fields}，"
    "或在映射的 constants 中给出",
    "first_last_day_missing": "{called}尚未记录且已续期，其最初的截止日不明；"
    "请先记录含该日期的 license_issued，再行导入",
    "impossible": "{called}的日期自相矛盾（{why}）；请核对",
    "void_and_record_with_first_last_day": "如记录有误，请作废“{fact}”，并记录正确的 "
    "license_issued，写明续期前的截止日；否则请更正单元格。",
    "last_day_left_out": "如漏记截止日，请作废“{fact}”后重新导入；"
    "如已续期，请记录 license_renewed。",
    "ended": "{last}，且该证照已于{day}终止",
    "ended_early": "如该事实有误，请作废“{fact}”后重新导入；如证照提前终止，请记录 "
    "license_expired 或 license_revoked；否则请更正单元格。",
    "renewal_without_day": "{called}：valid_until 在表中为{here}，在记录中为{there}，应为续期；"
    "未说明自何日起续期，请补填 renewed_on，或以 --effective-on 指定",
    "renewal_would_not_count": "该续期不予计算。如该事实有误，请将其作废；否则请更正单元格。",
    "renewal_outside": "{called}：renewed_on 为{day}，而其自{first}起有效，续期后有效期至{last}；"
    "续期日应在二者之间，请更正本行的 renewed_on 或日期",
    "renewal_as_told_outside": "{called}：--effective-on 或映射指定自{day}起续期，"
    "而其自{first}起有效，续期后有效期至{last}；续期日应在二者之间，请在本行补填 renewed_on，"
    "或更正日期",
    "renewal_after_gap": "{called}：记录中的截止日为{last}，续期自{day}起计算；其间该证照无效",
    "products_without_day": "{called}在表中涵盖{products}，而记录中没有；未说明自何日起，"
    "请以 --effective-on 指定，或在映射中写明 changes_on",
    "products_not_named": "记录中{called}列有{products}，本行未列出；如已不再涵盖，"
    "请记录移除这些产品的 license_scope_changed 及其日期",
    "joined_again": "如该产品已重新列入该证照，请记录 license_scope_changed 及其日期；"
    "否则请从单元格中去掉。",
    "standing_untold": "{called}：状态在表中为“{here}”，而按记录{day}为“{stands}”，"
    "记录未说明自何日起为“{here}”；请先以 tracker record 记录 {facts} 及其日期，"
    "或在映射的 ignore 中列明该栏，随后再记录",
    "standing_lapsed_without_day": "{called}：状态在表中为“{here}”，而按记录{day}为“{stands}”，"
    "记录未说明自何日起为“{here}”；请补填截止日，或先以 tracker record 记录 {facts} 及其日期，"
    "或在映射的 ignore 中列明该栏，随后再记录",
    "standing_by_days": "{called}：状态在表中为“{here}”，而按其日期{day}为“{stands}”，以日期为准",
    "standing_by_record": "{called}：状态在表中为“{here}”，而按记录{day}为“{stands}”；"
    "请更正单元格，或先记录此后的变化",
    # of facts
    "with_other_content": "内容不同的 {kind}",
    "a_fact_never_changes": "事实一经记录不得更改。如“{fact}”有误，请将其作废，并为本行另取 id。",
    "does_not_count": "“{fact}”已在记录中，并被“{voiding}”作废，因此不予计算；"
    "如需重新记录，请清空该单元格中的 id，或作废该作废记录",
    # of evidence
    "no_certificate_on_record": "记录中没有该证照的颁发或续期；请先予记录",
    "no_such_fact": "记录中没有 id 为“{fact}”的事实；tracker facts 列出各事实的 id",
    "fact_voided": "事实“{fact}”已被“{voiding}”作废；请改为仍有效的事实",
    "fact_of_no_license": "事实“{fact}”不涉及证照，而本行写明证照{others}；请更正其一",
    "fact_of_another_license": "事实“{fact}”涉及证照“{license}”，而本行写明证照{others}；"
    "请更正其一",
    "no_such_license": "记录中没有名称或编号为{names}的证照；请先导入",
    "several_licenses": "本行涉及多个证照：{names}；请在 license 一栏写明是哪一个",
    "supports_which": "{called}可证明下列事实之一：{certificates}；请在 fact 一栏写明是哪一个",
    "renewed_from": "“{fact}”（自{day}起续期）",
    "issued_on": "“{fact}”（{day}颁发）",
    "supports_with_another_note": "{called}已作为该事实的证明材料，附注不同；两者均予保留",
    "is_another_file": "{called}与该事实已有的同名证明材料不同；两者均予保留",
    # of any rows
    "void_and_import_again": "如记录有误，请作废“{fact}”后重新导入；否则请更正单元格。",
    "without": "自{since}起不含{name}",
    "with": "包含{name}",
    "looks_alike": "表中为{called}，而记录中有{known}：按两者处理；如系同一，请统一写法",
    "changed_since": "{called}此前已由本文件的同一行导入，此后记录有所变化；以记录为准",
    "read_otherwise": "{called}此前已由本文件的同一行导入（事实{facts}），现读取结果不同；"
    "如当时读取有误，请撤销该次导入（tracker import undo）后重新导入；如现在有误，请照原样读取",
    "plain": "{text}",
}
"""What is to be said by its code; the values of a saying go into the braces."""


def saying_text(saying: "Saying") -> str:
    """Return what is to be said of rows or files, without a stop."""
    values = {name: value_text(value) for name, value in saying.values.items()}
    return (SAYINGS.get(saying.code) or PROBLEMS[saying.code]).format(**values)


def value_text(value: object) -> str:
    """Return a value of which an import speaks."""
    from events.reading.sayings import AnyOf, Every, Saying, Word
    from projections.imports.sayings import Called, Either, Value
    from projections.what_if.weighing import Hindrance

    if isinstance(value, Hindrance):
        return hindrance_text(value)
    match value:
        case Saying():
            return saying_text(value)
        case Word(text):
            return f"“{shortened(text)}”"
        case Called(what, None):
            return f"“{fact_kind(what)}”"
        case Called(what, name):
            return f"{_CALLED[what]}“{name}”"
        case Value(None) | None:
            return "空"
        case Value(set() | list() | tuple() as held):
            return "、".join(f"“{each}”" for each in sorted(held)) or "空"
        case Value(date() as held):
            return day(held)
        case Value(held):
            return f"“{held}”"
        case Every(parts):
            return "、".join(map(value_text, parts))
        case AnyOf(parts):
            *head, tail = map(value_text, parts)
            return f"{'、'.join(head)}或{tail}" if head else tail
        case Either(words):
            return " 或 ".join(_STANDINGS.get(each, each) for each in words)
        case tuple():
            return "；".join(map(value_text, value))
        case date():
            return day(value)
        case Measure() | bool() | int() | float() | str():
            return value_words(value)
        case _:
            return str(value)


_STANDINGS = {
    "cancelled": "注销",
    "lapsed": "已过期",
    "not_yet_valid": "尚未生效",
    "revoked": "撤销",
    "suspended": "暂停",
    "valid": "有效",
}
_CALLED = {"product": "产品", "license": "证照", "license number": "证照编号", "file": "文件"}


def contradiction_text(found: "Contradiction") -> str:
    """Return what rows say otherwise than a fact on record, and what to do about it."""
    here, there = value_text(found.in_table), value_text(found.on_record)
    return (
        f"{value_text(found.called)}：{found.field} 在表中为{here}，在记录中为{there}"
        f"（事实“{found.fact}”）。{saying_text(found.advice)}"
    )


def stranger_text(stranger: "Stranger") -> str:
    """Return a name that no act knows, with what it is and what may be meant."""
    meant = f"（是否应为 {stranger.meant}？）" if stranger.meant else ""
    return f"{_STRANGERS[stranger.what]} {stranger.name}{meant}"


_STRANGERS = {"category": "类别", "channel": "渠道", "regime": "制度"}


def plan_remarks(plan: "Plan", noun: str) -> Iterator[str]:
    """Yield what deserves a second look in an import of things called by a noun, in sentences."""
    if plan.missing:
        yield (
            f"此前已导入而本表未列：{_some(plan.missing)}。缺少某行并不表示终止；"
            "如本表是整张表的新版本，请另行记录实际发生的变化。"
        )
    if plan.apart:
        files = [f"{file}（{count:,} 项）" for file, count in plan.apart]
        yield f"本表未涉及的以往导入：{_some(files)}。"
    if plan.endless:
        yield (
            f"没有截止日：{_some(plan.endless)}。法律对其规定有效期的，在补记截止日之前以推定日期代之。"
        )
    if plan.early:
        yield f"发证日期尚未到来：{_some(plan.early)}。请核对日期：证照在颁发之前不得而知。"
    if plan.foreign:
        yield (
            f"已记录的文件未规定其制度颁发该种类证照：{_some(plan.foreign)}。"
            "此类证照不能满足任何要求；请核对其制度和种类。"
        )
    if plan.unknown:
        yield f"证照所列而记录中没有其他信息的产品：{_some(plan.unknown)}。请予登记，或更正名称。"
    if plan.unplaced:
        yield f"未进入任何渠道，因此没有状态：{_some(plan.unplaced)}。请补记进入的渠道和日期。"
    if plan.strangers:
        named = [*map(stranger_text, plan.strangers)]
        yield (
            f"已记录的文件均未涉及：{_some(named)}。对此类名称不适用任何规则；"
            "请更正名称，或记录涉及该名称的文件。"
        )


NAMED_AT_MOST = 20


def _some(values: Listed[str]) -> str:
    further = len(values) - NAMED_AT_MOST
    more = f"等，另有 {further:,} 项" if further > 0 else ""
    return f"{'、'.join(islice(values, NAMED_AT_MOST))}{more}"
