"""Reasons in plain sentences, for people who decide on them."""

from datetime import date

from events.acts import ActPublished, QuestionRaised
from events.products import Measure, ParameterValue, ScopeDetermined
from events.provisions import AmendmentAnnounced, RegimeEstablished
from events.recorded import Recorded
from events.reviews import RemovalCompleted, ReviewConcluded
from projections.bench import OpenPoint
from projections.judgment import Placement, Reason
from projections.law import Provided
from projections.requirements import PendingAmendment, Requirement, Standing
from projections.reviews import ReviewFinding, ReviewStanding
from projections.satisfaction import Defect, LicenseFinding, Outcome
from projections.scope import CriterionFinding, EntryFinding, ScopeFinding, ScopeGround

NOT_VERIFIED = "[not verified]"


def sentence(reason: Reason, *, brief: bool = False) -> str:
    """Return a reason as prose: what holds, by which act and article, and which license.

    When `brief`, a regime goes by its short name and without the act that established it.
    """
    match reason:
        case Placement():
            return _placement(reason.record)
        case Requirement():
            return _requirement(reason, brief=brief)
        case ReviewFinding():
            return _review(reason)
        case PendingAmendment():
            return _pending(reason)


def cited(provided: Provided) -> str:
    """Return where a provision stands, and whether nobody has verified it."""
    where = origin(provided)
    if article := provided.provision.article:
        where += f" art. {article}" if article[0].isdigit() else f" {article}"
    return f"{where} {NOT_VERIFIED}" if provided.provision.verified is False else where


def origin(provided: Provided) -> str:
    """Return the act, or the question and its reading, in which a provision stands."""
    match provided.record.fact:
        case ActPublished(act=act):
            return act
        case QuestionRaised(question=question):
            return f"{question} read as {provided.reading}"
        case _:
            return provided.fact_id


def open_point(point: OpenPoint) -> str:
    """Return an open question and whether its answer decides the status."""
    weight = "decides the status" if point.decisive else "changes no status here"
    raised = point.question.fact.effective_on
    return f"{point.question.name}, open since {raised}, {weight}: {point.question.fact.text}"


def _placement(record: Recorded | None) -> str:
    if record is None:
        return "Never placed in this channel."
    if isinstance(record.fact, RemovalCompleted):
        review = f" (review {record.fact.review})" if record.fact.review else ""
        return f"Removed from this channel on {record.fact.effective_on}{review}."
    return f"Withdrawn from this channel on {record.fact.knowable_from}."


def regime_name(requirement: Requirement) -> str:
    """Return a regime's full name and, in brackets, the word that facts use for it."""
    provision = requirement.ground.provision
    name = provision.name if isinstance(provision, RegimeEstablished) else requirement.regime
    return f"{name} [{requirement.regime}]"


def _requirement(requirement: Requirement, *, brief: bool) -> str:
    head = requirement.regime if brief else regime_name(requirement)
    if requirement.set_aside_by is not None:
        verb = {
            Standing.WAIVED: "is waived",
            Standing.NOT_ENFORCED: "is not enforced",
            Standing.REPEALED: "is repealed",
        }[requirement.standing]
        since = requirement.set_aside_by.provision.effective_on
        return f"{head} {verb} since {since} ({cited(requirement.set_aside_by)})."
    if not brief:
        head += f", {cited(requirement.ground)}"
    parts = [f"{head}: {scope_words(requirement.scope)}."]
    if requirement.scope.in_scope is not False:
        parts.append(_answer(requirement))
    return " ".join(parts)


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
            return f"category {scope.category} is presumed {side}"
        case ScopeGround.NOT_PRESUMED:
            return f"category {scope.category} is presumed neither in nor out"
        case ScopeGround.NOT_LISTED:
            return f"no entry of the catalogue lists category {scope.category}{_by(scope)}"
        case ScopeGround.UNCLASSIFIED if scope.in_scope is None:
            return "the product has no category on record"
        case ScopeGround.UNCLASSIFIED:
            return f"the catalogue is empty{_by(scope)}"
        case _:
            return "; ".join(_entry(entry) for entry in scope.entries)


def _by(scope: ScopeFinding) -> str:
    return f" ({cited(scope.catalogue)})" if scope.catalogue else ""


def _entry(found: EntryFinding) -> str:
    entry = found.listed.entry
    head = f"entry {entry.code} {entry.name} ({cited(found.listed.provided)})"
    if not found.criteria:
        return head
    joint = " or " if entry.match == "any" else " and "
    telling = [criterion for criterion in found.criteria if criterion.holds is found.holds]
    return f"{head}: {joint.join(_criterion(criterion) for criterion in telling)}"


def _criterion(found: CriterionFinding) -> str:
    criterion = found.criterion
    unit = f" {criterion.unit}" if criterion.unit else ""
    asked = f"{criterion.parameter} {criterion.op} {criterion.value}{unit}"
    if found.problem and found.actual is None:
        return f"{asked} ({found.problem})"
    on_record = f"on record {value_words(found.actual)}"
    return f"{asked} ({on_record}: {found.problem})" if found.problem else f"{asked} ({on_record})"


def value_words(value: ParameterValue | None) -> str:
    """Return a parameter's value as people write it."""
    if isinstance(value, Measure):
        return f"{value.value} {value.unit}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _answer(requirement: Requirement) -> str:
    found = requirement.license
    if found is None:
        return "No license on record answers it."
    if found.outcome is Outcome.SATISFIES:
        return f"Satisfied by {license_words(found)}."
    return f"Not satisfied; nearest is {license_words(found)}."


def license_words(found: LicenseFinding) -> str:
    """Return a license with its number, how it stands, and why it does or does not do."""
    number = f" no. {found.issue.number}" if found.issue.number else ""
    head = f"license {found.license} ({found.issue.license_kind}{number})"
    words = f"{head}: {_standing(found)}"
    if found.recognition is not None and found.outcome is not Outcome.NOT_RECOGNISED:
        words += f"; a license of {found.issue.regime}, recognised by {cited(found.recognition)}"
    return words


def _standing(found: LicenseFinding) -> str:
    state = found.state
    match found.outcome:
        case Outcome.SATISFIES:
            return f"valid from {state.since} {through(state.last_day, assumed=state.assumed)}"
        case Outcome.LAPSED:
            again = f", valid again from {state.next_from}" if state.next_from else ""
            return f"lapsed, {last_valid(state.last_day, assumed=state.assumed)}{again}"
        case Outcome.SUSPENDED:
            return f"suspended since {state.since}"
        case Outcome.REVOKED:
            return f"revoked on {state.since}"
        case Outcome.NOT_YET_VALID:
            return f"not valid before {state.next_from}" if state.next_from else "never valid"
        case Outcome.DEFECTIVE:
            return f"defective, issued on {found.issue.issued_on} {_defect(found)}"
        case Outcome.PRODUCT_NOT_COVERED:
            return "does not cover the product on this day"
        case Outcome.NOT_RECOGNISED:
            return f"a license of {found.issue.regime}, which is recognised only {_limits(found)}"
        case Outcome.WRONG_KIND:
            return f"{found.issue.license_kind} is not a kind of license of this regime"


def through(last_day: date | None, *, assumed: bool) -> str:
    """Return until when something is valid, its last day included."""
    if last_day is None:
        return "without an end on record"
    return f"through {last_day}{' (assumed from its term)' if assumed else ''}"


def last_valid(last_day: date | None, *, assumed: bool) -> str:
    """Return which day was the last valid one."""
    return f"last valid day {last_day}{' (assumed from its term)' if assumed else ''}"


def _defect(found: LicenseFinding) -> str:
    match found.defect:
        case Defect.ISSUANCE_STOPPED if found.stopped_by is not None:
            stop = cited(found.stopped_by)
            return f"when no license of {found.issue.regime} could be issued ({stop})"
        case Defect.NOT_ESTABLISHED:
            return f"when {found.issue.regime} was not established"
        case _:
            return f"under {found.issue.regime}, a regime that no act on record establishes"


def _limits(found: LicenseFinding) -> str:
    grant = found.recognition.provision if found.recognition else None
    limits = []
    if before := getattr(grant, "issued_before", None):
        limits.append(f"if issued before {before}")
    if getattr(grant, "categories", None) is not None:
        limits.append("for some categories")
    where = f" ({cited(found.recognition)})" if found.recognition else ""
    return f"{' and '.join(limits)}{where}"


def _review(found: ReviewFinding) -> str:
    fact = found.record.fact
    if found.standing is ReviewStanding.PENDING:
        return f"Review {found.review} for {found.channel} is pending since {fact.knowable_from}."
    outcome = fact.outcome if isinstance(fact, ReviewConcluded) else ""
    effect = "; the product is barred" if found.standing is ReviewStanding.BARRED else ""
    return (
        f"Review {found.review} for {found.channel} concluded on {fact.knowable_from}: "
        f"{outcome}{effect}."
    )


def _pending(amendment: PendingAmendment) -> str:
    provision = amendment.announced.provision
    assert isinstance(provision, AmendmentAnnounced)
    when = f"expected on {provision.expected_on}" if provision.expected_on else "no date given"
    return (
        f"An amendment of the {amendment.regime} catalogue is pending since "
        f"{provision.effective_on}, {when} ({cited(amendment.announced)}): "
        f"{provision.summary.rstrip('.')}."
    )
