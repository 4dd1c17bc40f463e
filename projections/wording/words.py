"""What a language has words for: `projections.wording.en` and `projections.wording.zh` both do.

The two are modules that mirror each other; mypy holds each against this protocol. A sentence that
is missing in one of them is an error of types.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from events.facts import Fact
from events.products import ParameterValue
from events.provisions import Provision
from projections.answers.asked import Asked
from projections.comparing.needs import Need
from projections.judging.bench import Case, Judgment, OpenPoint
from projections.judging.judgment import Reason, Status
from projections.judging.marks import Marks
from projections.judging.requirements import Requirement
from projections.judging.satisfaction import LicenseFinding
from projections.judging.scope import ScopeFinding
from projections.judging.timeline import Standstill
from projections.notices.occasions.occasion import Occasion
from projections.notices.sending.going import Going
from projections.record.law import Provided
from projections.record.questions import Choice
from projections.record.visible import Horizon, Viewpoint
from projections.what_if.because import Because
from projections.what_if.windows import Window


class Terms(Protocol):
    """The words of the field; what a language has no word for goes by its own name."""

    def day(self, value: date, /) -> str:
        """Return a day as it is written in a sentence."""

    def status(self, value: Status, /) -> str:
        """Return a status as people call it."""

    def meaning(self, value: Status, /) -> str:
        """Return what a status means, in one sentence."""

    def channel(self, name: str, /) -> str:
        """Return a channel's name."""

    def kind(self, name: str, /) -> str:
        """Return the name of a kind of license."""


class AskedWords(Protocol):
    """The points in time at which a question was asked."""

    def asked_words(self, asked: Asked, /, days: Sequence[date] = ()) -> str:
        """Return the points in time of a question; `days` are those judged by if several."""

    def point_words(self, point: Viewpoint, /) -> str:
        """Return the three answers to "when"."""


class LawWords(Protocol):
    """Acts and provisions."""

    def cited(self, provided: Provided, /) -> str:
        """Return where a provision stands, and what of it is in doubt."""

    def doubt_words(self, provision: Provision, /) -> str:
        """Return what of a provision nobody has verified; empty if nothing is in doubt."""

    def provision_words(self, provision: Provision, /) -> str:
        """Return what a provision does."""

    def regime_name(self, requirement: Requirement, /) -> str:
        """Return a regime's full name with the word that facts use for it."""


class ReasonWords(Protocol):
    """Judgments and their reasons."""

    def sentence(self, reason: Reason, /, *, brief: bool = False) -> str:
        """Return a reason as prose; when `brief`, a regime goes by its short name."""

    def scope_words(self, scope: ScopeFinding, /) -> str:
        """Return whether a product is in scope, and by what."""

    def license_words(self, found: LicenseFinding, /) -> str:
        """Return a license, how it stands, and why it does or does not do."""

    def value_words(self, value: ParameterValue | None, /) -> str:
        """Return a parameter's value."""

    def open_point(self, point: OpenPoint, /) -> str:
        """Return an open question and whether its answer decides the status."""

    def choice_words(self, choice: Choice, /) -> str:
        """Return how some questions are read."""

    def grounds(self, judgment: Judgment, /, *, brief: bool = True) -> list[str]:
        """Return the sentences on which a status rests, most telling first; never empty."""

    def announcements(self, judgment: Judgment, /) -> list[str]:
        """Return in few words which catalogues are to change."""

    def next_words(self, case: Case, stands: Standstill, /) -> str:
        """Return to what a status changes next, and why."""


class MarkWords(Protocol):
    """What is less than certain."""

    def assumed_words(self, marks: Marks, /) -> list[str]:
        """Return each last day that is assumed, with the provision that gives the term."""

    def in_doubt_words(self, marks: Marks, /) -> list[str]:
        """Return where each provision stands that is in doubt, each place once."""

    def mark_words(self, marks: Marks, /) -> str:
        """Return what is assumed and what is not verified, in one text; empty for no marks."""


class FactWords(Protocol):
    """Facts on record."""

    def about(self, fact: Fact, /) -> str:
        """Return what a fact is about, by its kind and the names it opens or touches."""

    def particulars(self, fact: Fact, /) -> str:
        """Return the values that a fact holds."""


class TableWords(Protocol):
    """What stands above and in tables, and counts with their nouns."""

    def sentences(self, said: Iterable[str], /) -> str:
        """Return sentences as one text."""

    def heading(self, code: str, /) -> str:
        """Return what stands above a column on a screen."""

    def column(self, code: str, /) -> str:
        """Return what stands above a column of a file that is read and not imported."""

    def place(self, channel: str, /) -> str:
        """Return a channel as tables name it."""

    def counted(self, number: int, noun: str, /) -> str:
        """Return a number with its noun."""


class OccasionWords(Protocol):
    """Occasions of which people are reminded."""

    def occasion_name(self, occasion: Occasion, /) -> str:
        """Return what happens on the occasion's day in a few words."""

    def occasion_words(self, occasion: Occasion, /) -> str:
        """Return what happens on the occasion's day, and where it helps, why and what to do."""

    def told_words(self, found: Iterable[Going], zone: str, /, *, tells: bool) -> str:
        """Return to whom a notice goes; nothing where the policy `tells` nobody of anything."""

    def ahead_words(self, due_on: date, first: date, /) -> str:
        """Return when a notice falls due, or since when it is."""

    def lead_words(self, days: int, /) -> str:
        """Return how many days before its day a notice falls due."""

    def due_words(self, through: date, /) -> str:
        """Return through which day notices fall due."""

    def reminder_total(self, reminders: int, occasions: int, /) -> str:
        """Return how many reminders there are, of how many occasions."""


class WhatIfWords(Protocol):
    """What scenarios change, and how forecasts did."""

    def what_if(self, phrase: str, /, *values: object) -> str:
        """Return a phrase about scenarios or forecasts, with values filled in."""

    def because_name(self, because: Because, /) -> str:
        """Return a fact that makes a difference in few words."""

    def because_words(self, because: Because, /) -> str:
        """Return a fact that makes a difference, whence it is, and what an act provides."""

    def need_words(self, need: Need, /) -> str:
        """Return which license would be missing, and of which kinds one could be had."""

    def kinds_words(self, kinds: Sequence[str], /) -> str:
        """Return the kinds of license of which one would do."""

    def needed_by(self, need: Need, /) -> str:
        """Return by when a license would be missing."""

    def base_words(self, files: Sequence[str], base: Horizon, position: int, /) -> str:
        """Return which files suppose something, each on top of the next, and on what."""

    def window_words(self, window: Window, /) -> str:
        """Return the days asked for."""

    def changed_words(self, changed: int, subjects: int, first_day: date | None, /) -> str:
        """Return how many subjects change, and when first."""

    def alike_words(self, subjects: int, alike: int, /) -> str:
        """Return how many of the subjects that change under some scenario do so under all."""

    def reminder_counts(self, counts: Mapping[str, int], /) -> str:
        """Return how many reminders a scenario adds, moves and drops."""

    def against_words(self, against: str, day: date, /) -> str:
        """Return what a forecast is held against."""

    def late_words(self, days: int, /) -> str:
        """Return how many days late a forecast was, or early."""


class Words(
    Terms,
    AskedWords,
    LawWords,
    ReasonWords,
    MarkWords,
    FactWords,
    TableWords,
    OccasionWords,
    WhatIfWords,
    Protocol,
):
    """Everything for which a language has words."""
