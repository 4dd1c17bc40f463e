"""`tracker questions`: the points of law, open and settled."""

from dataclasses import dataclass
from typing import Any

import click

from events.acts import QuestionRaised, QuestionSettled
from events.recorded import Recorded
from projections.record.visible import legal_order
from projections.wording.en import doubt_words, provision_words
from tracker.cli import Session
from tracker.cli.asking import ask, asked_words, opened
from tracker.cli.options import When, asked_when, json_option
from tracker.cli.output import counted, print_json, print_paragraph
from tracker.live.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Point:
    """A question and the settlement that answers it, if one does."""

    question: QuestionRaised
    settled: QuestionSettled | None


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
    with opened(session) as ledger:
        asked = ask(session, ledger, when)
    points = _points(asked)
    if as_json:
        print_json({**asked.asked.document(), "questions": [_document(point) for point in points]})
        return
    print_paragraph(asked_words(asked.asked))
    for point in points:
        click.echo()
        _print_point(point)
    number = sum(point.settled is None for point in points)
    click.echo()
    print_paragraph(f"{counted(len(points), 'question')}, {number} open.")


def _points(asked: Snapshot) -> list[Point]:
    open_names = {question.name for question in asked.bench.book.open_questions}
    settlements: dict[str, Recorded] = {}
    for record in sorted(asked.seen, key=legal_order):
        if isinstance(record.fact, QuestionSettled):
            settlements[record.fact.question] = record
    points = []
    for record in sorted(asked.seen, key=legal_order):
        if isinstance(fact := record.fact, QuestionRaised):
            answer = None if fact.question in open_names else settlements[fact.question].fact
            points.append(Point(fact, answer if isinstance(answer, QuestionSettled) else None))
    return points


def _document(point: Point) -> dict[str, Any]:
    return {
        "question": point.question.question,
        "text": point.question.text,
        "raised_on": point.question.effective_on.isoformat(),
        "settled_on": point.settled.effective_on.isoformat() if point.settled else None,
        "reading": point.settled.reading if point.settled else None,
        "readings": {
            name: {
                "text": reading.text,
                "provisions": [provision_words(item) for item in reading.provisions],
            }
            for name, reading in point.question.readings.items()
        },
        "note": point.question.note,
    }


def _print_point(point: Point) -> None:
    question = point.question
    state = (
        f"settled {point.settled.effective_on}: {point.settled.reading}"
        if point.settled
        else f"open since {question.effective_on}"
    )
    print_paragraph(f"{question.question} ({state}): {question.text}")
    for name, reading in question.readings.items():
        print_paragraph(f"{name}: {reading.text}", first="  - ")
        for provision in reading.provisions:
            if provision.kind != "guidance_given":
                words = f"from {provision.effective_on}: {provision_words(provision)}"
                print_paragraph(words + doubt_words(provision), first="      ")
