"""Days as messages write them, and how far off they are, in the language of who is told."""

from datetime import date

from projections.wording.en import days as english
from projections.wording.zh import days as chinese

_DATED = {"en": english.dated, "zh": chinese.dated}
_DISTANCES = {"en": english.distance_words, "zh": chinese.distance_words}
_ZONES = {"en": english.zone_words, "zh": chinese.zone_words}


def day_words(value: date, language: str) -> str:
    """Return a day with its day of the week."""
    return _DATED[language](value)


def distance_words(value: date, on: date, language: str, zone: str | None = None) -> str:
    """Return how far a day is from another on which that is read.

    `zone` is that of both days where its reader may be in another.
    """
    return _DISTANCES[language](value, on, zone)


def zone_words(zone: str | None, language: str) -> str:
    """Return a zone as it follows on a day, or nothing."""
    return _ZONES[language](zone)
