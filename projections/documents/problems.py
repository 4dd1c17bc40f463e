"""Problems of files in JSON documents."""

from typing import Any

from events.reading.problems import Problem
from projections.wording import Words


def problem_document(problem: Problem, words: Words) -> dict[str, Any]:
    """Return a problem for a JSON document; its code is never changed."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "code": problem.code,
        "message": words.saying_text(problem.saying),
    }
