"""Sentences about facts and law: each language in a folder of its own, module by module."""

from typing import Literal

from projections.wording.words import Words

__all__ = ["LANGUAGES", "Language", "Words", "words_of"]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def words_of(language: Language) -> Words:
    """Return the words of a language; the other is not imported."""
    if language == "zh":
        from projections.wording import zh

        return zh
    from projections.wording import en

    return en


ENGLISH = words_of("en")
