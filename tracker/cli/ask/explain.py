"""`tracker explain`: why a product has its status, down to the article."""

from collections.abc import Iterable
from datetime import date

import click

from projections.judging.bench import Judgment
from projections.judging.citing import CitedAct
from projections.judging.requirements import PendingAmendment
from projections.wording import Words
from tracker.ask.explanation import Explained, Explanation, ExplanationQuestion, explanation
from tracker.cli import Session
from tracker.cli.asking import asking, point_of, refusals_in, tell_no_act
from tracker.cli.options import When, asked_when, channel_option, json_option, language_option
from tracker.cli.output import print_json, print_paragraph


@click.command("explain")
@click.argument("product")
@asked_when(as_of=True)
@channel_option
@language_option
@json_option
@click.pass_obj
def command(
    session: Session,
    product: str,
    when: When,
    channel: str | None,
    words: Words,
    as_json: bool,
) -> None:
    """Say in plain sentences why a product has its status on a day.

    Named are each regime with act and article, the catalogue entry and its criteria, the license
    that satisfies or the nearest that does not, reviews, open points of law with the status under
    each reading, what is pending, what was assumed or never verified, and what changes next.

    \b
    Example:
      tracker explain FW-100 --as-of 2023-07-03 --known-at 2023-05-01
    """
    with asking(session) as live, refusals_in(words):
        point = point_of(session, live, when)
        answer = explanation(live, ExplanationQuestion(point, product, channel))
    tell_no_act(answer.asides, words)
    if as_json:
        print_json(answer.document(words))
    else:
        _print(answer, words)


def _print(answer: Explanation, words: Words) -> None:
    print_paragraph(words.asked_words(answer.asked))
    name = " ".join(filter(None, (answer.product, answer.name)))
    for each in answer.channels:
        click.echo()
        _print_channel(each, name, answer.asked.point.as_of, words)
    without_rule = [words.without_rule_words(answer.without_rule)] if answer.without_rule else []
    _print_list("doubts", [words.finding_sentence(doubt) for doubt in answer.doubts], words)
    _print_list("without_rule", without_rule, words)
    _print_sources(answer.sources, words)


def _print_channel(each: Explained, name: str, day: date, words: Words) -> None:
    judgment = each.stands.judgment
    status = click.style(words.status(judgment.status), bold=True)
    print_paragraph(words.stands_words(name, each.channel, day, status, each.stands.since))
    reasons = [r for r in judgment.reasons if not isinstance(r, PendingAmendment)]
    why = [words.sentence(reason) for reason in reasons] or words.grounds(judgment)
    _print_list("why", why, words)
    _print_readings(judgment, words)
    _print_list("open_points", map(words.readings_of, judgment.open_points), words)
    pending = [r for r in judgment.reasons if isinstance(r, PendingAmendment)]
    _print_list("pending", [words.sentence(reason) for reason in pending], words)
    _print_list("next", [words.next_words(each.stands)], words)


def _print_list(code: str, items: Iterable[str], words: Words) -> None:
    for number, item in enumerate(items):
        if not number:
            click.echo(f"\n  {words.section(code)}")
        print_paragraph(item, first="  - ")


def _print_readings(judgment: Judgment, words: Words) -> None:
    """Print the status under each combination of readings, with the reasons it alone has."""
    for under in judgment.readings:
        click.echo()
        print_paragraph(words.under_words(under), first="  ")
        for reason in under.verdict.reasons:
            if reason not in judgment.reasons:
                print_paragraph(words.sentence(reason), first="  - ")


def _print_sources(found: Iterable[CitedAct], words: Words) -> None:
    """Print each act cited, once: titles, what in it is not verified, and where to read it."""
    for number, cited in enumerate(found):
        if not number:
            click.echo(f"\n  {words.section('sources')}")
        print_paragraph(words.source_words(cited), first="  - ")
        if cited.url:
            click.echo(f"    {cited.url}")
