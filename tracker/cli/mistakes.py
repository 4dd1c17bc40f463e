"""Mistakes on standard error: a line for each different one."""

from collections.abc import Iterable

import click

from events.reading.mistakes import Mistake, told
from events.reading.problems import Problem
from projections.wording import Words


def print_mistakes(
    mistakes: Iterable[Mistake], words: Words, *, all_in: str = "mended_first", mark: str = ""
) -> None:
    """Print each different mistake with where it was made, and a mark behind it.

    Where not all are told, it is said what has all of them, by the phrase `all_in`.
    """
    for line in told(mistakes, words, all_in=all_in):
        click.echo(f"{line}{mark}", err=True)


def print_problems(
    problems: Iterable[Problem], words: Words, *, all_in: str = "mended_first"
) -> None:
    """Print each different problem of files with where it is."""
    print_mistakes((_mistake(each, words) for each in problems), words, all_in=all_in)


def _mistake(problem: Problem, words: Words) -> Mistake:
    """Return a problem as a mistake that other lines may have, too."""
    before, said = words.problem_parts(problem)
    return Mistake(before, (problem.line,), said, "line", words.problem_text(problem))
