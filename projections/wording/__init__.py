"""Sentences about facts and law: each language in a folder of its own, module by module."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from projections.wording.words import Language, Words

if TYPE_CHECKING:
    from projections.wording.notices import NoticeWords

__all__ = ["ENGLISH", "LANGUAGES", "Language", "Words", "notice_words_of", "words_of"]

LANGUAGES: tuple[Language, ...] = get_args(Language)


def words_of(language: Language) -> Words:
    """Return the words of a language; Chinese is imported only where it is asked for."""
    if language == "zh":
        from projections.wording import zh

        return zh
    from projections.wording import en

    return en


def notice_words_of(language: Language) -> NoticeWords:
    """Return the words of a language for notices and messages, which few commands import."""
    if language == "zh":
        from projections.wording.zh import notices as chinese

        return chinese
    from projections.wording.en import notices

    return notices


ENGLISH = words_of("en")
