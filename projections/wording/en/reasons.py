"""Reasons in plain sentences, for people who decide on them."""

from events.acts import ActPublished, QuestionRaised
from events.products import Measure, ParameterValue, ScopeDetermined
from events.provisions import AmendmentAnnounced, Provision, RegimeEstablished
from events.recorded import Recorded
from events.reviews import RemovalCompleted, ReviewConcluded
from projections.judging.bench import OpenPoint
from projections.judging.judgment import Placement, Reason
from projections.judging.requirements import PendingAmendment, Requirement, Standing
from projections.judging.reviews import ReviewFinding, ReviewStanding
from projections.judging.satisfaction import Defect, LicenseFinding, Outcome
from projections.judging.scope import CriterionFinding, EntryFinding, ScopeFinding, ScopeGround
from projections.record.law import Provided

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
    """Return where a provision stands, and what of it is in doubt.

    A reading has no articles of its own: the article it names is that of the act it reads.
    """
    where = origin(provided)
    article = provided.provision.article
    if article and provided.reading is None:
        where += f" art. {article}" if article[0].isdigit() else f" {article}"
    return where + doubt_words(provided.provision)


def doubt_words(provision: Provision) -> str:
    """Return whether nobody has verified a provision, and between which days its own is in doubt.

    Empty where nothing is in doubt, else with a blank before it.
    """
    doubt = f" {NOT_VERIFIED}" if provision.verified is False else ""
    if provision.perhaps_on is None:
        return doubt
    return f"{doubt} [day in doubt: {provision.effective_on} or {provision.perhaps_on}]"


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
        return "Not placed in this channel up to this day."
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
            Standing.WAIVED: "has been waived",
            Standing.NOT_ENFORCED: "has not been enforced",
            Standing.REPEALED: "has been repealed",
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
        return f"{asked} ({found.problem})"
    actual = f"on record {value_words(found.actual)}"
    if found.problem:
        return f"{asked} ({actual}, not comparable: {found.problem})"
    return f"{asked} ({actual}{'' if isinstance(found.actual, Measure) else unit})"


def value_words(value: ParameterValue | None) -> str:
    """Return a parameter's value as people write it."""
    if isinstance(value, Measure):
        return f"{value.value} {value.unit}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _answer(requirement: Requirement) -> str:
    found = requirement.license
    if found is not None and found.outcome is Outcome.SATISFIES:
        return f"Satisfied by {license_words(found)}."
    doubt = "If it is in scope, it is not" if requirement.scope.in_scope is None else "Not"
    if found is None:
        return f"{doubt} satisfied; no license on record is for it."
    return f"{doubt} satisfied; nearest is {license_words(found)}."


def license_words(found: LicenseFinding) -> str:
    """Return a license with its number, how it stands, and why it does or does not do."""
    number = f" no. {found.issue.number}" if found.issue.number else ""
    head = f"license {found.license} ({found.issue.license_kind}{number})"
    words = f"{head}: {_standing(found)}"
    if found.doubtful_renewal is not None:
        words += (
            f", as renewed on {found.doubtful_renewal}, when {found.issue.regime} issued no "
            "license: whether that renewal counts is doubtful"
        )
    if found.recognition is not None and found.outcome is not Outcome.NOT_RECOGNISED:
        tense = "while in date it was recognised" if _is_over(found) else "recognised"
        words += f"; a license of {found.issue.regime}, {tense} by {cited(found.recognition)}"
    return words


def _is_over(found: LicenseFinding) -> bool:
    return found.outcome in {Outcome.LAPSED, Outcome.REVOKED}


def _standing(found: LicenseFinding) -> str:
    state = found.state
    match found.outcome:
        case Outcome.SATISFIES:
            return f"valid from {state.since} {_through(found)}"
        case Outcome.LAPSED:
            again = f", valid again from {state.next_from}" if state.next_from else ""
            return f"lapsed, last valid day {state.last_day}{_assumed(found)}{again}"
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


def _through(found: LicenseFinding) -> str:
    last_day = found.state.last_day
    return f"through {last_day}{_assumed(found)}" if last_day else "without an end on record"


def _assumed(found: LicenseFinding) -> str:
    """Say that a last day was worked out from the term of the license's kind, and whose term."""
    if not found.state.assumed:
        return ""
    return f" (assumed from its term, {cited(found.term)})" if found.term else " (assumed)"


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
    """Say which limit of a recognition keeps a license out."""
    assert found.recognition is not None
    grant = found.recognition.provision
    before = getattr(grant, "issued_before", None)
    late = before is not None and found.issue.issued_on >= before
    limit = f"if issued before {before}" if late else "for other categories"
    return f"{limit} ({cited(found.recognition)})"


def _review(found: ReviewFinding) -> str:
    fact = found.record.fact
    head = f"Review {found.review} for {found.channel}"
    if found.standing is ReviewStanding.PENDING:
        return f"{head} has been pending since {fact.knowable_from}."
    outcome = fact.outcome if isinstance(fact, ReviewConcluded) else ""
    concluded = f"{head}: {outcome} on {fact.knowable_from}"
    if found.standing is not ReviewStanding.BARRED:
        return f"{concluded}."
    bars = f"{concluded}; it bars the product there until a later conclusion."
    return f"{bars} Removal was ordered by {found.deadline}." if found.deadline else bars


def _pending(amendment: PendingAmendment) -> str:
    provision = amendment.announced.provision
    assert isinstance(provision, AmendmentAnnounced)
    when = f"expected on {provision.expected_on}" if provision.expected_on else "no date given"
    return (
        f"An amendment of the {amendment.regime} catalogue has been pending since "
        f"{provision.effective_on}, {when} ({cited(amendment.announced)}): "
        f"{provision.summary.rstrip('.')}."
    )
