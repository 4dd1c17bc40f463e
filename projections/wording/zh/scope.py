"""Whether a product is in scope of a regime, and why, in Chinese."""

from events.facts import Fact
from events.products import Measure, ParameterValue, ScopeDetermined
from projections.judging.scope import (
    CriterionFinding,
    CriterionProblem,
    EntryFinding,
    NoOrder,
    OtherType,
    OtherUnit,
    ScopeFinding,
    ScopeGround,
    Unrecorded,
)
from projections.wording.zh.citing import cited, in_chinese
from projections.wording.zh.days import day


def scope_words(scope: ScopeFinding) -> str:
    """Return whether a product is in scope, and by what."""
    if scope.ground is ScopeGround.PRESUMED:
        side = "属于" if scope.in_scope else "不属于"
        return f"类别 {scope.category} 推定{side}适用范围{_by(scope)}"
    if scope.ground is ScopeGround.DETERMINED and scope.determination is not None:
        return _determined(scope, scope.determination.fact)
    return f"{_ANSWERS[scope.in_scope]}，{_ground(scope)}"


_ANSWERS = {True: "属于适用范围", False: "不属于适用范围", None: "是否属于适用范围不明"}


def _determined(scope: ScopeFinding, fact: Fact) -> str:
    since = f"自{day(fact.knowable_from)}起" if fact.knowable_from else ""
    basis = fact.basis.rstrip(".。") if isinstance(fact, ScopeDetermined) else ""
    return f"{since}经认定{_ANSWERS[scope.in_scope]}" + (f"：{basis}" if in_chinese(basis) else "")


def _ground(scope: ScopeFinding) -> str:
    match scope.ground:
        case ScopeGround.NOT_PRESUMED:
            return f"对类别 {scope.category} 未作推定{_by(scope)}"
        case ScopeGround.NOT_LISTED:
            return f"目录中没有列入类别 {scope.category} 的条目{_by(scope)}"
        case ScopeGround.UNCLASSIFIED if scope.in_scope is None:
            return "记录中没有该产品的类别"
        case ScopeGround.UNCLASSIFIED:
            return f"目录为空{_by(scope)}"
        case _:
            return "；".join(_entry(entry) for entry in scope.entries)


def _by(scope: ScopeFinding) -> str:
    return f"（{cited(scope.rule)}）" if scope.rule else ""


def _entry(found: EntryFinding) -> str:
    entry = found.listed.entry
    name = entry.name_zh or entry.name
    head = f"目录条目 {entry.code} “{name}”（{cited(found.listed.provided)}）"
    if not found.criteria:
        return head
    joint = "或 " if entry.match == "any" else "且 "
    telling = [criterion for criterion in found.criteria if criterion.holds is found.holds]
    return f"{head}要求 {joint.join(_criterion(criterion) for criterion in telling)}"


def _criterion(found: CriterionFinding) -> str:
    criterion = found.criterion
    unit = f" {criterion.unit}" if criterion.unit else ""
    sign = _SIGNS.get(criterion.op, criterion.op)
    asked = f"{criterion.parameter} {sign} {value_words(criterion.value)}{unit}"
    if found.problem and found.actual is None:
        return f"{asked}（{problem_words(found.problem)}）"
    own_unit = isinstance(found.actual, Measure) or found.problem
    actual = f"记录为 {value_words(found.actual)}{'' if own_unit else unit}"
    if found.problem:
        return f"{asked}（{actual}，无法比较：{problem_words(found.problem)}）"
    return f"{asked}（{actual}）"


def problem_words(problem: CriterionProblem) -> str:
    """Return why it is unknown whether a criterion holds."""
    match problem:
        case Unrecorded():
            return "记录中没有该参数"
        case OtherUnit(unit):
            return f"要求{f'以 {unit} 为单位' if unit else '不带单位'}"
        case OtherType(asked, given):
            return f"要求为{_TYPES[asked]}，而非{_TYPES[given]}"
        case NoOrder(given):
            return f"{_TYPES[given]}只能比较是否相等"


_TYPES = {"boolean": "是非值", "number": "数值", "text": "文本"}


_SIGNS = {">=": "≥", "<=": "≤", "==": "="}


def value_words(value: ParameterValue | None) -> str:
    """Return a parameter's value."""
    if isinstance(value, Measure):
        return f"{value.value} {value.unit}"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
