"""What is less than certain, in Chinese."""

from projections.judging.marks import Marks
from projections.wording.zh.citing import NOT_VERIFIED, cited
from projections.wording.zh.days import day


def assumed_words(marks: Marks) -> list[str]:
    """Return each last day that is assumed, with the provision that gives the term."""
    return [
        f"证照 {each.license} 有效期至{day(each.last_day)}"
        + (f"（{cited(each.term)}）" if each.term else "")
        for each in marks.assumed
    ]


def in_doubt_words(marks: Marks) -> list[str]:
    """Return where each provision stands that is in doubt, each place once."""
    places = (cited(each).replace(NOT_VERIFIED, "") for each in marks.not_verified)
    return list(dict.fromkeys(places))


def mark_words(marks: Marks) -> str:
    """Return what is assumed and what is not verified, in one text; empty for no marks."""
    named = (("推定", assumed_words(marks)), ("未经核实", in_doubt_words(marks)))
    return "；".join(f"{name}：{'、'.join(found)}" for name, found in named if found)
