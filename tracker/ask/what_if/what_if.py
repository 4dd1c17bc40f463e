"""What scenarios would change in what their bases see; nothing is recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.policies import Policy
from projections.documents.asides import asides_document
from projections.documents.marks import change_marks_document, marks_document
from projections.findings.asides import Asides, strays
from projections.findings.finding import Finding
from projections.record.visible import Viewpoint
from projections.what_if.announced import Announced, Reminder, announced
from projections.what_if.because import Because
from projections.what_if.consequences import Changed, Consequences, Period, consequences
from projections.what_if.portfolio import Indexed
from projections.what_if.totals import Totals, totals
from projections.what_if.windows import EVERY_DAY, Ahead, Window
from projections.wording import Words, notice_words_of
from tracker.ask.what_if.scenarios import ScenarioFiles
from tracker.ask.what_if.supposing import Ground, Placed, beside_bases
from tracker.gazette.vocabulary import gazette_vocabulary, listed_categories
from tracker.live.live import Live


@dataclass(frozen=True, slots=True)
class WhatIfQuestion:
    """Scenarios, asked about now (`at`), and the days of which to tell.

    Where `point` looks back, that goes before the bases that scenarios name. Of reminders it is
    told what the policy makes of them.
    """

    scenarios: tuple[ScenarioFiles, ...]
    point: Viewpoint
    at: datetime
    window: Window = EVERY_DAY
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Supposed:
    """What one scenario changes, and what it does to reminders from the day of its base on."""

    placed: Placed
    window: Window
    answer: Consequences
    totals: Totals
    reminders: Announced
    asides: Asides

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.placed.scenario.name

    def document(self, words: Words) -> dict[str, Any]:
        """Return it for a JSON document."""
        first_day, window = self.answer.first_day, self.window
        return {
            **self.placed.document(words),
            "days": {
                "from": window.first.isoformat() if window.first else None,
                "through": window.last.isoformat() if window.last else None,
            },
            "first_day": first_day.isoformat() if first_day else None,
            "changed": [_changed(each, words) for each in self.answer.changed],
            "totals": self.totals.document(),
            "findings": [_finding(each, words) for each in self.answer.doubts],
            "notices": _announced(self.reminders, words),
            **asides_document(self.asides, words),
        }


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What scenarios change, each by itself."""

    scenarios: tuple[Supposed, ...]

    @property
    def asides(self) -> Asides:
        """What is to be said beside the statuses of all bases."""
        return beside_bases(each.placed for each in self.scenarios)

    def document(self, words: Words) -> dict[str, Any]:
        """Return the answer as a JSON document: that of the one scenario, or a list of several."""
        return one_or_several([each.document(words) for each in self.scenarios])


def what_if(live: Live, question: WhatIfQuestion) -> WhatIf:
    """Return what scenarios change; raises ScenarioRefused if one of them cannot stand."""
    ground = Ground(live, question.at)
    placed = [ground.put(each, question.point) for each in question.scenarios]
    return WhatIf(tuple(_supposed(each, question) for each in placed))


def _supposed(placed: Placed, question: WhatIfQuestion) -> Supposed:
    indexed, window = placed.indexed, question.window
    ahead = Ahead(placed.day, window)
    answer = consequences(indexed, placed.weighed, window, ahead, gazette_vocabulary())
    reminders = announced(answer.reminders, question.policy or Policy())
    counts = totals(indexed, answer)
    return Supposed(placed, window, answer, counts, reminders, _asides(indexed, answer))


def _asides(indexed: Indexed, answer: Consequences) -> Asides:
    """Return what is to be said beside an answer: a name is known if it is with the scenario."""
    laws = answer.comparison.laws
    groups = ((products, most.channel, most.categories) for most, products in indexed.sorts)
    reaches = [laws.bench(flips).reach for flips in ((), laws.flips)]
    known = strays(groups, reaches, listed_categories)
    return Asides(unplaced=answer.unplaced, strays=known)


def one_or_several(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the document of the one scenario asked about, or those of several."""
    return documents[0] if len(documents) == 1 else {"scenarios": documents}


def because_document(each: Because, words: Words) -> dict[str, Any]:
    """Return a fact, or an article of a supposed act, that makes a difference."""
    return {
        "effect": "added" if each.added else "removed",
        "supposed": each.supposed,
        "id": each.record.fact.id if each.supposed else each.record.id,
        "kind": each.record.fact.kind,
        "about": words.because_name(each),
        "article": each.article,
        "text": words.because_words(each),
    }


def _changed(each: Changed, words: Words) -> dict[str, Any]:
    product, channel = each.subject
    return {
        "product": product,
        "channel": channel,
        "category": each.facing.category,
        "vendor": each.facing.vendor,
        "periods": [_period(period, words) for period in each.periods],
    }


def _period(period: Period, words: Words) -> dict[str, Any]:
    change = period.change
    return {
        "from": change.start.isoformat(),
        "to": change.end.isoformat() if change.end else None,
        "before": change.before,
        "after": change.after,
        "because": [because_document(each, words) for each in period.because],
        "regimes": list(period.regimes),
        "licenses_needed": [each.document() for each in period.needs],
        **change_marks_document(words, period.marks),
    }


def _finding(each: Finding, words: Words) -> dict[str, Any]:
    return {"about": str(each.about), "code": each.code, "text": words.finding_text(each)}


def _announced(reminders: Announced, words: Words) -> dict[str, Any]:
    """Return the reminders added, moved and dropped, with the days on which people are told."""
    groups = {
        what: [_reminder(each, words) for each in group] for what, group in reminders.groups.items()
    }
    return {"from": reminders.since.isoformat(), **groups}


def _reminder(each: Reminder, words: Words) -> dict[str, Any]:
    occasion = each.occasion
    return {
        "sort": occasion.sort,
        "about": list(occasion.about),
        "day": occasion.day.isoformat(),
        **({"day_before": each.before.day.isoformat()} if each.before else {}),
        **marks_document(words, day=occasion.marks),
        "told_on": [day.isoformat() for day in each.told_on],
        "products": list(occasion.traits.products),
        "text": notice_words_of(words.LANGUAGE).occasion_name(occasion),
    }
