"""`tracker questions`: the points of law, open and settled."""

import click

from events.words import counted
from projections.wording import ENGLISH
from tracker.ask.record.questions import PointOfLaw, QuestionsQuestion, questions
from tracker.cli import Session
from tracker.cli.asking import asking, point_of
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import print_json, print_paragraph


@click.command("questions")
@asked_when(as_of=False)
@json_option
@click.pass_obj
def command(
    session: Session,
    when: When,
    as_json: bool,
) -> None:
    """List the points of law, open and settled, with their readings.

    A reading without a rule of its own changes no status; one that has rules says which.

    \b
    Example:
      tracker questions --known-at 2023-05-01
    """
    with asking(session) as live:
        answer = questions(live, QuestionsQuestion(point_of(session, live, when)))
    if as_json:
        print_json(answer.document(ENGLISH))
        return
    print_paragraph(ENGLISH.asked_words(answer.asked))
    for point in answer.points:
        click.echo()
        _print(point)
    click.echo()
    print_paragraph(f"{counted(len(answer.points), 'question')}, {answer.open} open.")


def _print(point: PointOfLaw) -> None:
    question, settled = point.question, point.settled
    state = (
        f"settled {settled.effective_on}: {settled.reading}"
        if settled
        else f"open since {question.effective_on}"
    )
    print_paragraph(f"{question.question} ({state}): {question.text}")
    for name, reading in question.readings.items():
        print_paragraph(f"{name}: {reading.text}", first="  - ")
        for provision in reading.provisions:
            if provision.kind != "guidance_given":
                rule = f"from {provision.effective_on}: {ENGLISH.provision_words(provision)}"
                print_paragraph(rule + ENGLISH.doubt_words(provision), first="      ")
