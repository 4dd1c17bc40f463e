"""Whether a regime covers a product, in three-valued logic (contract 4.3); None is unknown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import eq, ge, gt, le, lt
from typing import Literal

from events.products import Measure, ParameterValue
from events.provisions import Criterion, DeterminationScope
from events.recorded import Recorded
from projections.record.law import Catalogue, ListedEntry, Provided, RegimeState

_COMPARE = {">=": ge, ">": gt, "<=": le, "<": lt, "==": eq}


class ScopeGround(StrEnum):
    """On what the answer about scope rests."""

    DETERMINED = "determined"
    PRESUMED = "presumed"
    NOT_PRESUMED = "not_presumed"
    CATALOGUE = "catalogue"
    NOT_LISTED = "not_listed"
    UNCLASSIFIED = "unclassified"


ValueType = Literal["boolean", "number", "text"]


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """No value is on record."""


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """A value has another unit than is asked; None: none is asked."""

    asked: str | None


@dataclass(frozen=True, slots=True)
class OtherType:
    """A value has another type than is asked."""

    asked: ValueType
    given: ValueType


@dataclass(frozen=True, slots=True)
class NoOrder:
    """A value has a type that knows no more and less."""

    given: ValueType


CriterionProblem = Unrecorded | OtherUnit | OtherType | NoOrder
"""Why it is unknown whether a criterion holds."""


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """A criterion held against what is on record; `problem` says why it is unknown."""

    criterion: Criterion
    actual: ParameterValue | None
    holds: bool | None
    problem: CriterionProblem | None = None


@dataclass(frozen=True, slots=True)
class EntryFinding:
    """A catalogue entry held against a product."""

    listed: ListedEntry
    holds: bool | None
    criteria: tuple[CriterionFinding, ...]


@dataclass(frozen=True, slots=True)
class ScopeFinding:
    """Whether a product is in scope of a regime, and why.

    `entries` are the catalogue entries that decide; `rule` is the provision that presumes, or the
    one by which the catalogue last changed, where it is told by the lack of an entry.
    """

    in_scope: bool | None
    ground: ScopeGround
    category: str | None = None
    determination: Recorded | None = None
    entries: tuple[EntryFinding, ...] = ()
    rule: Provided | None = None


def kleene_and(values: Iterable[bool | None]) -> bool | None:
    """Return False if any is false, else None if any is unknown, else True."""
    found = set(values)
    return False if False in found else None if None in found else True


def kleene_or(values: Iterable[bool | None]) -> bool | None:
    """Return True if any is true, else None if any is unknown, else False."""
    found = set(values)
    return True if True in found else None if None in found else False


class Scopes:
    """Answers on scope; what hangs on the category alone is worked out once for all products."""

    def __init__(self) -> None:
        self._known: dict[tuple[Provided | None, Catalogue, str | None], ScopeFinding] = {}

    def of(
        self,
        state: RegimeState,
        category: str | None,
        parameters: Mapping[str, ParameterValue],
        determination: Recorded | None,
    ) -> ScopeFinding:
        """Return whether a regime, as it stands on a day, covers a product as it is on that day."""
        if determination is not None:
            decided = getattr(determination.fact, "in_scope", None)
            return ScopeFinding(decided, ScopeGround.DETERMINED, category, determination)
        key = state.established, state.catalogue, category
        if key in self._known:
            return self._known[key]
        if isinstance(state.scope, DeterminationScope):
            finding = _by_presumption(state.scope, category, state.established)
        else:
            listed = state.catalogue.of(category) if category is not None else ()
            finding = _by_catalogue(state.catalogue, category, listed, parameters)
            if any(item.entry.criteria for item in listed):
                return finding
        self._known[key] = finding
        return finding


def _by_presumption(
    scope: DeterminationScope, category: str | None, rule: Provided | None
) -> ScopeFinding:
    if category is None:
        return ScopeFinding(None, ScopeGround.UNCLASSIFIED)
    if category in scope.in_:
        return ScopeFinding(True, ScopeGround.PRESUMED, category, rule=rule)
    if category in scope.out:
        return ScopeFinding(False, ScopeGround.PRESUMED, category, rule=rule)
    return ScopeFinding(None, ScopeGround.NOT_PRESUMED, category, rule=rule)


def _by_catalogue(
    catalogue: Catalogue,
    category: str | None,
    listed: Sequence[ListedEntry],
    parameters: Mapping[str, ParameterValue],
) -> ScopeFinding:
    if category is None:
        if catalogue.entries:
            return ScopeFinding(None, ScopeGround.UNCLASSIFIED)
        return ScopeFinding(False, ScopeGround.UNCLASSIFIED, rule=catalogue.issued)
    found = [_hold(item, parameters) for item in listed]
    if not found:
        return ScopeFinding(False, ScopeGround.NOT_LISTED, category, rule=catalogue.issued)
    answer = kleene_or(entry.holds for entry in found)
    telling = tuple(entry for entry in found if entry.holds is answer)
    return ScopeFinding(answer, ScopeGround.CATALOGUE, category, None, telling)


def _hold(listed: ListedEntry, parameters: Mapping[str, ParameterValue]) -> EntryFinding:
    entry = listed.entry
    criteria = tuple(
        compare(criterion, parameters.get(criterion.parameter)) for criterion in entry.criteria
    )
    combine = kleene_or if entry.match == "any" and criteria else kleene_and
    return EntryFinding(listed, combine(found.holds for found in criteria), criteria)


def compare(criterion: Criterion, actual: ParameterValue | None) -> CriterionFinding:
    """Hold a criterion against a value; what cannot be compared counts as not on record."""
    if actual is None:
        return CriterionFinding(criterion, None, None, Unrecorded())
    if problem := _mismatch(criterion, actual):
        return CriterionFinding(criterion, actual, None, problem)
    value = actual.value if isinstance(actual, Measure) else actual
    holds = bool(_COMPARE[criterion.op](value, criterion.value))
    return CriterionFinding(criterion, actual, holds)


def _mismatch(criterion: Criterion, actual: ParameterValue) -> CriterionProblem | None:
    value = actual
    if isinstance(actual, Measure):
        if actual.unit != criterion.unit:
            return OtherUnit(criterion.unit)
        value = actual.value
    asked, given = _type(criterion.value), _type(value)
    if given != asked:
        return OtherType(asked, given)
    return NoOrder(given) if criterion.op != "==" and given != "number" else None


def _type(value: object) -> ValueType:
    if isinstance(value, bool):
        return "boolean"
    return "text" if isinstance(value, str) else "number"
