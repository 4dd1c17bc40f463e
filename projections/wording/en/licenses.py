"""Licenses held against a regime, in English."""

from projections.judging.satisfaction import Defect, LicenseFinding, Outcome
from projections.wording.en.citing import cited


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
