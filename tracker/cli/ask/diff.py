"""`tracker diff`: what differs between two points in time, and which facts make it differ."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import click

from projections.answers.asides import Asides, unplaced_in
from projections.answers.asked import point_document
from projections.answers.cautions import cautions, cautions_json
from projections.answers.marks import marks_document
from projections.comparing.comparison import Comparison
from projections.comparing.differences import Difference, differences
from projections.comparing.passing import Turn
from projections.judging.marks import Marks
from projections.record.visible import Horizon, Viewpoint
from projections.wording import words_of
from projections.wording.en.asides import unplaced_json
from tracker.cli import Session
from tracker.cli.asking import (
    not_placed_at_all,
    opened,
    point_words,
    print_asides,
    tell_cautions,
)
from tracker.cli.causes import cause_json, change_json, change_words, print_causes
from tracker.cli.marking import marked, print_legend
from tracker.cli.options import (
    When,
    asked_when,
    channel_option,
    json_option,
    second_point_options,
)
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.clock import today
from tracker.instants import instant_in
from tracker.ledger import Ledger
from tracker.live.snapshot import check_not_before_the_first_fact, files


@click.command("diff")
@click.argument("products", nargs=-1, metavar="[PRODUCT]...")
@asked_when(as_of=True)
@second_point_options
@channel_option
@click.option("--day-only", is_flag=True, help="Compare the day asked for, not whole timelines.")
@json_option
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
    with opened(session) as ledger:
        zone, now = ZoneInfo(ledger.zone), today(ledger.zone, clock=session.clock)
        one = Viewpoint(when.as_of or now, when.known_at, instant_in(zone, when.recorded_by))
        other = _second(one, now, zone, to_as_of, to_known_at, to_recorded_by)
        filed = files(ledger, products)
        _check(ledger, one, other)
        comparison = Comparison(filed, _horizon(one), _horizon(other))
        subjects = [
            subject
            for subject in comparison.subjects(products or filed.products)
            if channel in (None, subject[1])
        ]
        if not subjects and (products or channel):
            not_placed_at_all(products, channel)
        beside = Asides(unplaced_in(comparison, products or filed.products))
        found = differences(comparison, subjects, one.as_of, other.as_of, days_too=not day_only)
        first, second = (cautions(_horizon(each).visible(filed.law)) for each in (one, other))
    tell_cautions(f"At the first point: {each}" for each in first)
    tell_cautions(f"At the second point: {each}" for each in second)
    if as_json:
        points = (
            point_document(one) | cautions_json(first),
            point_document(other) | cautions_json(second),
        )
        print_json({**_document(*points, found, comparison), **unplaced_json(beside.unplaced)})
    else:
        _print(one, other, found, comparison, total=len(subjects))
        print_asides(beside)


def _second(
    one: Viewpoint, now: date, zone: ZoneInfo, as_of: date | None, known: Any, recorded: Any
) -> Viewpoint:
    """Return the second point: the first with what is given changed, or its limits lifted.

    Where nothing is given and the first has no limits, the day is what differs.
    """
    if not (as_of or known or recorded):
        return Viewpoint(one.as_of if one.known_at or one.recorded_by else now)
    return Viewpoint(
        as_of or one.as_of,
        None if known == "all" else known or one.known_at,
        None if recorded == "all" else instant_in(zone, recorded) or one.recorded_by,
    )


def _check(ledger: Ledger, *points: Viewpoint) -> None:
    records = list(ledger.facts())
    for point in points:
        check_not_before_the_first_fact(ledger, records, point)


def _horizon(point: Viewpoint) -> Horizon:
    return Horizon(point.known_at, point.recorded_by)


def _document(
    one: dict[str, Any], other: dict[str, Any], found: list[Difference], comparison: Comparison
) -> dict[str, Any]:
    return {
        "from": one,
        "to": other,
        "differences": [_difference(each, comparison) for each in found],
    }


def _difference(each: Difference, comparison: Comparison) -> dict[str, Any]:
    product, channel = each.subject
    marks = each.marks
    return {
        "product": product,
        "channel": channel,
        "before": each.before,
        "between": each.between,
        "after": each.after,
        **marks_document(
            words_of("en"), before=marks.before, between=marks.between, after=marks.after
        ),
        "time": [_turn(turn) for turn in each.turns],
        "causes": [cause_json(cause, comparison, product) for cause in each.causes],
        "periods": [
            {
                **change_json(period.change, period.marks),
                "causes": [cause_json(cause, comparison, product) for cause in period.causes],
            }
            for period in each.periods
        ],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "day": turn.day.isoformat(),
        "before": turn.before,
        "after": turn.after,
        "since_then": list(turn.since_then),
        "until_then": list(turn.until_then),
        **marks_document(words_of("en"), day=turn.marks),
    }


def _print(
    one: Viewpoint, other: Viewpoint, found: list[Difference], comparison: Comparison, *, total: int
) -> None:
    print_paragraph(point_words(one), first="From: ")
    print_paragraph(point_words(other), first="To:   ")
    for each in found:
        click.echo()
        _print_difference(each, one, other, comparison)
    print_legend(marks for each in found for marks in _shown(each))
    click.echo()
    if one == other:
        print_paragraph("No difference: both points are the same.")
    elif not found:
        print_paragraph(f"No difference in {counted(total, 'subject')}.")
    else:
        days = sum(each.on_the_day for each in found)
        only = len(found) - days
        beside = f"; {only} on other days only" if only else ""
        of = counted(total, "subject")
        print_paragraph(f"{days} of {of} answered differently{beside}.")


def _shown(each: Difference) -> Iterator[Marks]:
    """Yield the marks of every status and day that is printed of a difference."""
    yield from (each.marks.before, each.marks.after)
    yield from [each.marks.between] if each.causes else []
    yield from (turn.marks for turn in each.turns)
    yield from (marks for period in each.periods for marks in period.marks.all)


def _print_difference(
    each: Difference, one: Viewpoint, other: Viewpoint, comparison: Comparison
) -> None:
    product, channel = each.subject
    before, after = marked(each.before, each.marks.before), marked(each.after, each.marks.after)
    words = f"{before}, then {after}" if each.on_the_day else f"{before} at both"
    print_paragraph(f"{product} in {channel}: {words}")
    for turn in each.turns:
        day = marked(turn.day, turn.marks)
        print_paragraph(f"{day}: {turn.before}, then {turn.after}", first="  time  ")
        for text in turn.since_then:
            print_paragraph(text, first="    + ")
        for text in turn.until_then:
            print_paragraph(text, first="    - ")
    if each.causes:
        between = marked(each.between, each.marks.between)
        print_paragraph(f"on {other.as_of}: {between}, then {after}", first="  facts ")
        print_causes(each.causes, comparison, product, indent="    ")
    for period in each.periods:
        change = period.change
        print_paragraph(change_words(change, period.marks, "then"), first="  days  ")
        print_causes(period.causes, comparison, product, indent="    ")
