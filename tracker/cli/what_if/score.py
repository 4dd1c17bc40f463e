"""How forecasts did: scenarios held against what came, as text."""

from collections.abc import Sequence

import click

from projections.what_if.scoring import Score, Verdict
from projections.wording import Words
from tracker.ask.what_if.forecasts import Forecast, Forecasts
from tracker.cli.asking import print_asides
from tracker.cli.output import print_paragraph, print_table
from tracker.show.what_if.words import base_words


def print_forecasts(found: Forecasts, words: Words) -> None:
    """Print how forecasts did: each in numbers, then what was not forecast rightly."""
    for number, forecast in enumerate(found.forecasts):
        if number:
            click.echo()
        _print(forecast, words)


def _print(forecast: Forecast, words: Words) -> None:
    scores, of = forecast.scores, f"{forecast.scores.subjects:,}"
    print_paragraph(forecast.placed.scenario.name, first=words.what_if("forecast"))
    print_paragraph(base_words(forecast.placed, words))
    print_paragraph(words.against_words(forecast.against, scores.day))
    click.echo()
    rows = [[f"{scores.counts[each]:,}", of, words.what_if(each)] for each in Verdict]
    rows.append([f"{scores.unchanged:,}", of, words.what_if("unchanged")])
    print_table([*map(words.heading, ("subjects", "of", "forecast"))], rows)
    if scores.entered_since:
        entered = words.counted(scores.entered_since, "subject")
        print_paragraph(words.what_if("not_scored", entered))
    for verdict in Verdict:
        found = [score for score in scores.scores if score.verdict is verdict]
        if found:
            click.echo()
            told = words.what_if(verdict)
            count = words.counted(len(found), "subject")
            print_paragraph(words.what_if("head", f"{told[0].upper()}{told[1:]}", count))
            _print_scores(found, words)
    print_asides(forecast.asides, words)


def _print_scores(scores: Sequence[Score], words: Words) -> None:
    if scores[0].verdict is Verdict.RIGHT:
        columns = ("product", "channel", "status", "forecast", "came", "late")
        print_table([*map(words.heading, columns)], [_right(each, words) for each in scores])
        return
    alike: dict[object, list[Score]] = {}
    for score in scores:
        key = score.base, score.forecast, score.outcome, score.because
        alike.setdefault(key, []).append(score)
    for group in alike.values():
        _print_alike(group, words)


def _right(score: Score, words: Words) -> list[str]:
    product, channel = score.subject
    days = str(score.forecast_on), str(score.came_on)
    late = words.late_words(score.days_late)
    return [product, words.place(channel), words.status(score.status), *days, late]


def _print_alike(group: Sequence[Score], words: Words) -> None:
    one = group[0]
    told = words.what_if("scored", *map(words.status, (one.base, one.forecast, one.outcome)))
    count = words.counted(len(group), "subject")
    print_paragraph(words.what_if("head", told, count), first="  ")
    for because in one.because:
        sign = "+" if because.added else "-"
        print_paragraph(words.because_words(because), first=f"    {sign} ")
    subjects = ((product, words.place(channel)) for product, channel in (s.subject for s in group))
    print_paragraph(", ".join(words.what_if("subject", *each) for each in subjects), first="    ")
