"""What is wrong with files, in English."""

from typing import TYPE_CHECKING

from events.words import printable
from projections.wording.en.answers.imports import saying_text

if TYPE_CHECKING:
    from events.reading.problems import Problem


def problem_text(problem: "Problem") -> str:
    """Return where something is wrong with a file, and what, without a stop."""
    where = f"{printable(problem.file)}:{problem.line}"
    column = f":{problem.column}" if problem.column else ""
    told = (where + column, problem.field, saying_text(problem.saying))
    return ": ".join(part for part in told if part)


def problem_sentence(problem: "Problem") -> str:
    """Return a problem with a mark at its end, to stand among sentences."""
    said = problem_text(problem)
    return said if said.endswith((".", "?")) else f"{said}."


def problem_parts(problem: "Problem") -> tuple[str, str]:
    """Return what is told of a problem before the numbers of its lines, and behind."""
    told = (problem.field_within, saying_text(problem.saying))
    return f"{printable(problem.file)}, ", "".join(f": {part}" for part in told if part)


def numbers_text(noun: str, numbers: set[int], most: int) -> str:
    """Return rows or lines by their numbers; of so many ranges at `most` the numbers are told."""
    from events.reading.mistakes import numbered

    return numbered(noun, numbers, most)


def mistake_text(phrase: str, /, **values: object) -> str:
    """Return a phrase about mistakes that are told together."""
    return MISTAKES[phrase].format(**values)


MISTAKES = {
    "times": " ({times:,} times)",
    "like_row": ": the same as in row {number}, of other values",
    "like_line": ": the same as in line {number}, of other values",
    "like_above": ": the same as above, of other values",
    "beyond": "And {count:,} more of other kinds",
    "not_all": "Not all values are told here: {all_in}",
    "in_json": "--json has all",
    "mended_first": "mend these first, and the others are told then",
    "in_rejects": "--json has all, and so has the file of rows to mend that --partial writes",
}
