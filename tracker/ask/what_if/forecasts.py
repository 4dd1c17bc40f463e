"""How forecasts did: scenarios as known at their bases, held against everything on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from events.acts import ActPublished
from projections.documents.asides import asides_document
from projections.findings.asides import Asides
from projections.record.filing import Files
from projections.record.visible import Horizon, Viewpoint
from projections.what_if.scoring import Score, Scores, Verdict, scored
from projections.wording import Words
from tracker.ask.what_if.scenarios import ScenarioFiles
from tracker.ask.what_if.supposing import Ground, Placed, beside_bases
from tracker.ask.what_if.what_if import because_document, one_or_several
from tracker.errors import TrackerError
from tracker.live.live import Live


class ActNotFound(TrackerError):
    """No act on record has the name."""

    code = "act_not_found"

    def __init__(self, act: str, known: Sequence[str]) -> None:
        near = get_close_matches(act, known, n=1)
        super().__init__(
            f"No act '{act}' is on record, and it is no day written YYYY-MM-DD.",
            f"Did you mean '{near[0]}'?" if near else "It was never recorded, or was voided.",
            "Run 'tracker acts' to see every act on record.",
        )


class DayNotCome(TrackerError):
    """A forecast was to be held against a day that has not come."""

    code = "day_not_come"

    def __init__(self, day: date) -> None:
        super().__init__(
            f"{day} has not come yet,",
            "so no forecast can be held against it.",
            "Ask without --against to see what the scenario would change.",
        )


@dataclass(frozen=True, slots=True)
class ForecastQuestion:
    """Scenarios, and `against` which day, or which act's first day, they are held now (`at`)."""

    scenarios: tuple[ScenarioFiles, ...]
    point: Viewpoint
    at: datetime
    against: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """How one scenario did."""

    placed: Placed
    against: str
    scores: Scores

    @property
    def asides(self) -> Asides:
        """What is to be said beside the statuses that are scored."""
        return Asides(unplaced=self.placed.indexed.unplaced)

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document."""
        scores = self.scores
        return {
            **self.placed.document(words),
            "against": self.against,
            "day": scores.day.isoformat(),
            "subjects": scores.subjects,
            "counts": {verdict.value: scores.counts[verdict] for verdict in Verdict},
            "unchanged": scores.unchanged,
            "entered_since": scores.entered_since,
            "scores": [_score(score, words) for score in scores.scores],
            **asides_document(self.asides, words),
        }


@dataclass(frozen=True, slots=True)
class Forecasts:
    """How scenarios did, each by itself."""

    forecasts: tuple[Forecast, ...]

    @property
    def asides(self) -> Asides:
        """What is to be said beside the statuses of all bases."""
        return beside_bases(each.placed for each in self.forecasts)

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document: that of the one scenario, or a list of several."""
        return one_or_several([each.document(words) for each in self.forecasts])


def forecasts(live: Live, question: ForecastQuestion) -> Forecasts:
    """Return how scenarios did; raises ActNotFound, or DayNotCome for a day that lies ahead."""
    ground, against = Ground(live, question.at), question.against
    placed = [ground.put(each, question.point) for each in question.scenarios]
    day = _day(against, ground.files)
    if day > ground.today:
        raise DayNotCome(day)
    return Forecasts(
        tuple(Forecast(each, against, scored(each.indexed, each.weighed, day)) for each in placed)
    )


def _day(against: str, files: Files) -> date:
    """Return the day that is named itself, or the first on which the act takes effect."""
    try:
        return date.fromisoformat(against)
    except ValueError:
        seen = Horizon().visible(files.law)
    acts = {each.fact.act: each.fact for each in seen if isinstance(each.fact, ActPublished)}
    if against not in acts:
        raise ActNotFound(against, list(acts))
    days = [provision.effective_on for provision in acts[against].provisions]
    return min(days, default=acts[against].published_on)


def _score(score: Score, words: Words) -> dict[str, Any]:
    product, channel = score.subject
    return {
        "product": product,
        "channel": channel,
        "verdict": score.verdict,
        "base": score.base,
        "forecast": score.forecast,
        "outcome": score.outcome,
        "forecast_on": score.forecast_on.isoformat() if score.forecast_on else None,
        "came_on": score.came_on.isoformat() if score.came_on else None,
        "days_late": score.days_late,
        "because": [because_document(each, words) for each in score.because],
    }
