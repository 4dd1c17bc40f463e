"""Marks in JSON documents: each with all of its reasons, in words."""

from typing import Any

from projections.comparing.changes import ChangeMarks
from projections.judging.marks import Marks
from projections.wording import Words


def marks_document(words: Words, **found: Marks) -> dict[str, Any]:
    """Return the marks of what is named, each with all of its reasons."""
    return {
        "marks": {
            name: {
                "assumed": words.assumed_words(marks),
                "not_verified": words.in_doubt_words(marks),
            }
            for name, marks in found.items()
        }
    }


def change_marks_document(words: Words, marks: ChangeMarks) -> dict[str, Any]:
    """Return the marks of a change: of its first day, its end, and the statuses on both sides."""
    days = {"from": marks.start, "to": marks.end}
    return marks_document(words, **days, before=marks.before, after=marks.after)
