"""Reasons in plain English sentences, for people who decide on them."""

from events.provisions import AmendmentAnnounced, RegimeEstablished
from events.recorded import Recorded
from events.reviews import RemovalCompleted, ReviewConcluded
from projections.judging.bench import OpenPoint
from projections.judging.judgment import Placement, Reason
from projections.judging.requirements import PendingAmendment, Requirement, Standing
from projections.judging.reviews import ReviewFinding, ReviewStanding
from projections.judging.satisfaction import Outcome
from projections.wording.en.citing import cited
from projections.wording.en.licenses import license_words
from projections.wording.en.scope import scope_words


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


def _answer(requirement: Requirement) -> str:
    found = requirement.license
    if found is not None and found.outcome is Outcome.SATISFIES:
        return f"Satisfied by {license_words(found)}."
    doubt = "If it is in scope, it is not" if requirement.scope.in_scope is None else "Not"
    if found is None:
        return f"{doubt} satisfied; no license on record is for it."
    return f"{doubt} satisfied; nearest is {license_words(found)}."


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
