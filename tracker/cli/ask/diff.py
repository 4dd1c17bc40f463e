"""`tracker diff`: what differs between two points in time, and which facts make it differ."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from projections.comparing.differences import Difference
from projections.judging.marks import Marks
from projections.wording import Words
from tracker.ask.diff import All, Diff, DiffQuestion, SecondPoint, diff, turn_grounds
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, print_asides, tell_no_act
from tracker.cli.causes import print_causes
from tracker.cli.marking import print_legend
from tracker.cli.options import (
    When,
    asked_when,
    channel_option,
    json_option,
    language_option,
    second_point_options,
)
from tracker.cli.output import print_json, print_paragraph
from tracker.clock import today
from tracker.instants import instant_in
from tracker.live.live import Live


@click.command("diff")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@asked_when(as_of=True)
@second_point_options
@channel_option
@click.option("--day-only", is_flag=True, help="Compare the day asked for, not whole timelines.")
@json_option
@language_option
@click.pass_obj
def command(
    session: Session,
    products: tuple[str, ...],
    when: When,
    to_as_of: date | None,
    to_known_at: Any,
    to_recorded_by: Any,
    channel: str | None,
    day_only: bool,
    as_json: bool,
    words: Words,
) -> None:
    """Compare two points in time: which statuses differ, and which facts make them differ.

    The first point is --as-of, --known-at, --recorded-by; the second is the first with what the
    --to options change, or, without any of them, with --known-at and --recorded-by left out, or,
    where neither was given, with today as its day. Both points are printed. For --to-known-at and
    --to-recorded-by, "all" means everything.

    Under each difference stand exactly the facts that make it: "+" counts only at the second
    point, "-" only at the first. Where the days differ, what took effect between them comes first.

    \b
    Example:
      tracker diff FE-1 --as-of 2023-03-01 --known-at 2023-08-14 --to-known-at all
      tracker diff --as-of 2026-11-01 --recorded-by 2026-11-01
    """
    with asking(session) as live:
        first = point_of(session, live, when)
        named = SecondPoint(to_as_of, to_known_at, _instant(live, to_recorded_by))
        second = named.after(first, today(live.ledger.zone, clock=session.clock))
        answer = diff(live, DiffQuestion(first, second, products, channel, day_only))
    for second_too, said in zip((False, True), answer.beside, strict=True):
        tell_no_act(said, words, second=second_too)
    if as_json:
        print_json(answer.document(words))
    else:
        _print(answer, words)
        print_asides(answer.asides, words)


def _instant(live: Live, given: Any) -> datetime | All | None:
    return "all" if given == "all" else instant_in(ZoneInfo(live.ledger.zone), given)


def _print(answer: Diff, words: Words) -> None:
    first, second, found = answer.first, answer.second, answer.differences
    print_paragraph(words.point_words(first), first=words.diff_label("from"))
    print_paragraph(words.point_words(second), first=words.diff_label("to"))
    for each in found:
        click.echo()
        _print_difference(each, second.as_of, words)
    print_legend((marks for each in found for marks in _shown(each)), words)
    click.echo()
    print_paragraph(
        words.diff_total(
            answer.compared, answer.on_the_day, answer.on_other_days, same_point=first == second
        )
    )


def _shown(each: Difference) -> Iterator[Marks]:
    """Yield the marks of every status and day that is printed of a difference."""
    yield from (each.marks.before, each.marks.after)
    yield from [each.marks.between] if each.causes else []
    yield from (turn.marks for turn in each.turns)
    yield from (marks for period in each.periods for marks in period.marks.all)


def _print_difference(each: Difference, day: date, words: Words) -> None:
    print_paragraph(words.difference_words(each))
    for turn in each.turns:
        print_paragraph(words.turn_words(turn), first=words.diff_label("time"))
        for sign, said in zip("+-", turn_grounds(turn, words), strict=True):
            for text in said:
                print_paragraph(text, first=f"    {sign} ")
    if each.causes:
        print_paragraph(words.facts_words(each, day), first=words.diff_label("facts"))
        print_causes(each.causes, words, indent="    ")
    for period in each.periods:
        days = words.change_words(period.change, period.marks)
        print_paragraph(days, first=words.diff_label("days"))
        print_causes(period.causes, words, indent="    ")
