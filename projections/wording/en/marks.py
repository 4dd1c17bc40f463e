"""What is less than certain, in English."""

from projections.judging.marks import Marks
from projections.wording.en.citing import NOT_VERIFIED, cited


def assumed_words(marks: Marks) -> list[str]:
    """Return each last day that is assumed, with the provision that gives the term."""
    return [
        f"license {each.license} through {each.last_day}"
        + (f" ({cited(each.term)})" if each.term else "")
        for each in marks.assumed
    ]


def in_doubt_words(marks: Marks) -> list[str]:
    """Return where each provision stands that is in doubt, each place once."""
    places = (cited(each).replace(f" {NOT_VERIFIED}", "") for each in marks.not_verified)
    return list(dict.fromkeys(places))


def mark_words(marks: Marks) -> str:
    """Return what is assumed and what is not verified, in one text; empty for no marks."""
    named = (("assumed", assumed_words(marks)), ("not verified", in_doubt_words(marks)))
    return "; ".join(f"{name}: {', '.join(found)}" for name, found in named if found)
