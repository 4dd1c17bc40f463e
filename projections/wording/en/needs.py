"""Licenses that would be missing, in words."""

from projections.comparing.needs import Need


def need_words(need: Need) -> str:
    """Return which license would be missing, and of which kinds one could be had."""
    perhaps = "" if need.certain else " (perhaps)"
    kinds = " or ".join(need.kinds) if need.kinds else "none is issued any more"
    return f"{need.regime}{perhaps}: {kinds}"
