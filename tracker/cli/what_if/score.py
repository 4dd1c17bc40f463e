"""How forecasts did: scenarios held against what came, as text or JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import click

from projections.findings.cautions import cautions_json
from projections.record.visible import Horizon
from projections.what_if import Score, Scores, Verdict
from projections.what_if.documents import base_json, because_json
from tracker.ask.scenarios import ScenarioFiles
from tracker.cli.output import counted, print_paragraph, print_table
from tracker.show.what_if.words import base_words

VERDICTS = {
    Verdict.RIGHT: "rightly forecast",
    Verdict.OTHERWISE: "changed, but otherwise than forecast",
    Verdict.MISSED: "missed: changed, and no change was forecast",
    Verdict.WRONG: "wrongly forecast: no such change came",
}


@dataclass(frozen=True)
class Scored:
    """A scenario, the base it was known at, and how it did."""

    scenario: ScenarioFiles
    base: Horizon
    scores: Scores
    cautions: tuple[str, ...] = ()


def score_json(scored: Scored, against: str, position: int) -> dict[str, Any]:
    """Return how a forecast did, subject by subject."""
    scores = scored.scores
    return {
        "scenario": scored.scenario.name,
        "files": [each.file for each in scored.scenario.files],
        "base": base_json(scored.base, position) | cautions_json(scored.cautions),
        "against": against,
        "day": scores.day.isoformat(),
        "subjects": scores.subjects,
        "counts": {verdict.value: scores.counts[verdict] for verdict in Verdict},
        "unchanged": scores.unchanged,
        "entered_since": scores.entered_since,
        "scores": [_score(score) for score in scores.scores],
    }


def print_scores(columns: Sequence[Scored], against: str, position: int) -> None:
    """Print how forecasts did: each in numbers, then what was not forecast rightly."""
    for number, scored in enumerate(columns):
        if number:
            click.echo()
        _print(scored, against, position)


def _print(scored: Scored, against: str, position: int) -> None:
    scores = scored.scores
    day = str(scores.day)
    print_paragraph(scored.scenario.name, first="Forecast: ")
    print_paragraph(base_words(scored.scenario, scored.base, position))
    print_paragraph(
        f"Against {against if against == day else f'{against}, first in effect on {day}'}, with "
        "everything known and recorded."
    )
    click.echo()
    of = f"{scores.subjects:,}"
    rows = [[f"{scores.counts[verdict]:,}", of, words] for verdict, words in VERDICTS.items()]
    rows.append([f"{scores.unchanged:,}", of, "no change, and none forecast"])
    print_table(["SUBJECTS", "OF", "FORECAST"], rows)
    if scores.entered_since:
        entered = counted(scores.entered_since, "subject")
        print_paragraph(f"Not scored: {entered} of which the base had not heard.")
    for verdict, words in VERDICTS.items():
        found = [score for score in scores.scores if score.verdict is verdict]
        if found:
            click.echo()
            print_paragraph(f"{words[0].upper()}{words[1:]}: {counted(len(found), 'subject')}")
            _print_scores(found)


def _print_scores(scores: Sequence[Score]) -> None:
    if scores[0].verdict is Verdict.RIGHT:
        headings = ["PRODUCT", "CHANNEL", "STATUS", "FORECAST", "CAME", "LATE"]
        rows = [
            [*each.subject, each.status, str(each.forecast_on), str(each.came_on), late_words(each)]
            for each in scores
        ]
        print_table(headings, rows)
        return
    alike: dict[object, list[Score]] = {}
    for score in scores:
        why = tuple(because.words for because in score.because)
        alike.setdefault((score.base, score.forecast, score.outcome, why), []).append(score)
    for group in alike.values():
        _print_alike(group)


def _print_alike(group: Sequence[Score]) -> None:
    one = group[0]
    told = f"{one.base}; forecast {one.forecast}, came {one.outcome}"
    print_paragraph(f"{told}: {counted(len(group), 'subject')}", first="  ")
    for because in one.because:
        print_paragraph(because.words, first=f"    {'+' if because.added else '-'} ")
    subjects = ", ".join(
        f"{product} in {channel}" for product, channel in (s.subject for s in group)
    )
    print_paragraph(subjects, first="    ")


def late_words(score: Score) -> str:
    """Return how many days late a forecast was, or early."""
    if score.days_late < 0:
        return f"{-score.days_late:,} early"
    return f"{score.days_late:,}" if score.days_late else "on the day"


def _score(score: Score) -> dict[str, Any]:
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
        "because": [because_json(each) for each in score.because],
    }
