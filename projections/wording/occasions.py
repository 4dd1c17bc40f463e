"""An occasion in one or two sentences: what happens, and on what ground."""

from projections.grounds import grounds
from projections.needs import Need
from projections.notices.occasions import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.wording.needs import need_words
from projections.wording.reasons import cited


def occasion_words(occasion: Occasion) -> str:
    """Return what happens on the occasion's day, with what it rests on."""
    match occasion.matter:
        case StatusWorsens() as worse:
            why = " ".join(grounds(worse.judgment))
            return (
                f"{worse.product} in {worse.channel} turns from {worse.before} to {worse.after}. "
                f"{why}".rstrip()
                + _needed(worse.needs)
            )
        case LicenseEnds() as ends:
            day = "Last valid day (assumed from its term)" if ends.assumed else "Last valid day"
            end = ": it is revoked from the next day." if ends.revoked else "."
            return f"{day} of license {ends.license.name}{end}"
        case RenewalDue() as due:
            return _renewal(due)
        case RemovalDue() as due:
            product = occasion.about[0]
            return (
                f"Last day to remove {product} from {due.channel}, as ordered in review "
                f"{due.review} on {due.order.effective_on}."
            )
        case QuestionNews(question, reading):
            if reading is None:
                return f"The point of law {question.name} is open: {question.fact.text}"
            return f"The point of law {question.name} is settled: {reading}."
        case AmendmentNews() as news:
            if news.landed is None:
                return f"The catalogue of {news.regime} is to be amended ({cited(news.announced)})."
            return f"The catalogue of {news.regime} is amended ({cited(news.landed)})."


def _renewal(due: RenewalDue) -> str:
    name, issue = due.license.name, due.license.issue
    regime = issue.regime if issue else "its regime"
    assumed = ", assumed from its term" if due.assumed else ""
    until = f"last valid day {due.last_day}{assumed}"
    if due.issues:
        return f"Last day to apply in time for renewal of license {name} ({until})."
    why = f" ({cited(due.stopped_by)})" if due.stopped_by else ""
    return (
        f"License {name} would be due for renewal ({until}), but cannot be renewed: {regime} "
        f"issues no licenses on this day{why}.{_needed(due.needs, dated=True)}"
    )


def _needed(needs: tuple[Need, ...], *, dated: bool = False) -> str:
    """Return which licenses are missing, with the days since which they are if asked."""
    told = [need_words(each) + (f", from {each.by}" if dated else "") for each in needs]
    return f" Needed: {'; '.join(told)}." if told else ""
