"""Whether a product is in scope of a regime, and why, in English."""

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
from projections.wording.en.citing import cited


def scope_words(scope: ScopeFinding) -> str:
    """Return whether a product is in scope, and by what."""
    answer = {True: "in scope", False: "not in scope", None: "scope unknown"}[scope.in_scope]
    return f"{answer}, {_scope_ground(scope)}"


def _scope_ground(scope: ScopeFinding) -> str:
    match scope.ground:
        case ScopeGround.DETERMINED if scope.determination is not None:
            fact = scope.determination.fact
            basis = fact.basis if isinstance(fact, ScopeDetermined) else ""
            return f"determined from {fact.knowable_from}: {basis.rstrip('.')}"
        case ScopeGround.PRESUMED:
            side = "in" if scope.in_scope else "out"
            return f"category {scope.category} is presumed {side}{_by(scope)}"
        case ScopeGround.NOT_PRESUMED:
            return f"category {scope.category} is presumed neither in nor out{_by(scope)}"
        case ScopeGround.NOT_LISTED:
            return f"no entry of the catalogue lists category {scope.category}{_by(scope)}"
        case ScopeGround.UNCLASSIFIED if scope.in_scope is None:
            return "the product has no category on record"
        case ScopeGround.UNCLASSIFIED:
            return f"the catalogue is empty{_by(scope)}"
        case _:
            return "; ".join(_entry(entry) for entry in scope.entries)


def _by(scope: ScopeFinding) -> str:
    return f" ({cited(scope.rule)})" if scope.rule else ""


def _entry(found: EntryFinding) -> str:
    entry = found.listed.entry
    head = f"entry {entry.code} {entry.name} ({cited(found.listed.provided)})"
    if not found.criteria:
        return head
    joint = " or " if entry.match == "any" else " and "
    telling = [criterion for criterion in found.criteria if criterion.holds is found.holds]
    return f"{head} asks {joint.join(_criterion(criterion) for criterion in telling)}"


def _criterion(found: CriterionFinding) -> str:
    criterion = found.criterion
    unit = f" {criterion.unit}" if criterion.unit else ""
    asked = f"{criterion.parameter} {criterion.op} {criterion.value}{unit}"
    if found.problem and found.actual is None:
        return f"{asked} ({problem_words(found.problem)})"
    actual = f"on record {value_words(found.actual)}"
    if found.problem:
        return f"{asked} ({actual}, not comparable: {problem_words(found.problem)})"
    return f"{asked} ({actual}{'' if isinstance(found.actual, Measure) else unit})"


def problem_words(problem: CriterionProblem) -> str:
    """Return why it is unknown whether a criterion holds."""
    match problem:
        case Unrecorded():
            return "not on record"
        case OtherUnit(unit):
            return f"the criterion is {f'in {unit}' if unit else 'without a unit'}"
        case OtherType(asked, given):
            return f"the criterion asks for {_TYPES[asked]}, not {_TYPES[given]}"
        case NoOrder(given):
            return f"{_TYPES[given]} can only be equal or not"


_TYPES = {"boolean": "true or false", "number": "a number", "text": "text"}


def value_words(value: ParameterValue | None) -> str:
    """Return a parameter's value as people write it."""
    if isinstance(value, Measure):
        return f"{value.value} {value.unit}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
