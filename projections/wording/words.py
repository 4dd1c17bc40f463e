"""What a language has words for: `projections.wording.en` and `projections.wording.zh` both do.

The two are modules that mirror each other; mypy holds each against this protocol. A sentence that
is missing in one of them is an error of types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from events.words import MistakeWords

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from events.base import Source
    from events.facts import Fact
    from events.licenses import LicenseIssued
    from events.products import ParameterValue
    from events.provisions import Provision
    from events.reading.problems import Problem
    from events.reading.sayings import Saying
    from projections.comparing.changes import Change, ChangeMarks
    from projections.comparing.comparison import Cause
    from projections.comparing.differences import Difference, Turn
    from projections.comparing.needs import Need
    from projections.findings.asides import Asides
    from projections.findings.finding import About, Finding
    from projections.findings.placing import Missing
    from projections.imports.plan import Contradiction, Plan
    from projections.judging.bench import Judgment, OpenPoint, UnderReadings
    from projections.judging.citing import CitedAct
    from projections.judging.grounds import Ground
    from projections.judging.judgment import Reason, Status
    from projections.judging.marks import Marks
    from projections.judging.requirements import Requirement
    from projections.judging.satisfaction import LicenseFinding
    from projections.judging.scope import CriterionProblem, ScopeFinding
    from projections.judging.timeline import Standstill
    from projections.record.absence import Absence
    from projections.record.asked import Asked
    from projections.record.law import Provided
    from projections.record.licenses import Standing
    from projections.record.questions import Choice
    from projections.record.visible import Horizon, Viewpoint
    from projections.what_if.because import Because
    from projections.what_if.weighing import Hindrance
    from projections.what_if.windows import Window

Language = Literal["en", "zh"]


class Terms(Protocol):
    """The words of the field; what a language has no word for goes by its own name."""

    LANGUAGE: Language
    """The code of the language."""

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

    def fact_kind(self, name: str, /) -> str:
        """Return the name of a kind of fact or provision."""


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

    def problem_words(self, problem: CriterionProblem, /) -> str:
        """Return why it is unknown whether a criterion holds."""

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

    def ground(self, found: Ground, /, *, brief: bool = True) -> str:
        """Return one thing on which a status rests."""

    def short_ground(self, judgment: Judgment, /) -> str:
        """Return the most telling thing on which a status rests, and how many beside it."""

    def announcements(self, judgment: Judgment, /) -> list[str]:
        """Return in few words which catalogues are to change."""

    def next_words(self, stands: Standstill, /) -> str:
        """Return to what a status changes next, and why."""


class MarkWords(Protocol):
    """What is less than certain."""

    def assumed_words(self, marks: Marks, /) -> list[str]:
        """Return each last day that is assumed, with the provision that gives the term."""

    def in_doubt_words(self, marks: Marks, /) -> list[str]:
        """Return where each provision stands that is in doubt, each place once."""

    def mark_words(self, marks: Marks, /) -> str:
        """Return what is assumed and what is not verified, in one text; empty for no marks."""


class AsideWords(Protocol):
    """What is said beside statuses, and of products that have none."""

    def aside_words(self, asides: Asides, /) -> list[str]:
        """Return a sentence for each sort of product without a status, and each stray name."""

    def no_act_words(self) -> str:
        """Return that a question sees no act, and what statuses are then worth."""

    def no_act_advice(self) -> str:
        """Return what to do where a question sees no act."""

    def note(self, said: str, /) -> str:
        """Return what is to be said beside an answer, as such."""

    def missing_words(self, missing: Missing, asked: Asked, /) -> str:
        """Return that a product has no status where or when it was looked for, and why."""


class TableWords(Protocol):
    """What stands above and in tables, and counts with their nouns."""

    def sentences(self, said: Iterable[str], /) -> str:
        """Return sentences as one text."""

    def listed(self, items: Iterable[str], /) -> str:
        """Return items one after another in a cell."""

    def heading(self, code: str, /) -> str:
        """Return what stands above a column on a screen."""

    def column(self, code: str, /) -> str:
        """Return what stands above a column of a file that is read and not imported."""

    def place(self, channel: str, /) -> str:
        """Return a channel as tables name it."""

    def counted(self, number: int, noun: str, /) -> str:
        """Return a number with its noun."""

    def wrote_words(self, file: str | None, counts: str, /) -> str:
        """Return that rows were written, to a file or to standard output, and how many."""


class ExplanationWords(Protocol):
    """What stands around the reasons in explanations, timelines and lists of statuses."""

    def section(self, code: str, /) -> str:
        """Return the heading of a part of an explanation."""

    def legend(self, sign: str, /) -> str:
        """Return what the sign of a mark means."""

    def subject_words(self, product: str, channel: str, /) -> str:
        """Return a product in a channel."""

    def stands_words(
        self, product: str, channel: str, day: date, status: str, since: date | None, /
    ) -> str:
        """Return how a product with its name stands on a day; `status` is as it is to be shown."""

    def readings_of(self, point: OpenPoint, /) -> str:
        """Return an open question with all of its readings."""

    def under_words(self, under: UnderReadings, /) -> str:
        """Return the status under one combination of readings."""

    def decides_words(self, point: OpenPoint, /) -> str:
        """Return an open question by its name, and whether it decides."""

    def without_rule_words(self, names: Sequence[str], /) -> str:
        """Return which points of law carry no rule, and where they are told."""

    def source_words(self, cited: CitedAct, /) -> str:
        """Return an act or a point of law with its titles, and what in it is not verified."""

    def forecast_words(self, subject: str, /) -> str:
        """Return what the days of a subject's timeline after the one asked for are."""

    def subject_count(self, shown: int, total: int, /) -> str:
        """Return how many subjects are shown, of how many."""

    def status_counts(self, tally: Counter[Status], total: int, /) -> str:
        """Return how many subjects of how many are shown, and how many have each status."""

    def on_day(self, day: date, /) -> str:
        """Return a day before what is told of it."""

    def on_days(self, count: str, days: int, /) -> str:
        """Return a count of subjects on several days."""

    def page_words(self, first: int, last: int, matching: int, total: int, /) -> str:
        """Return which of the subjects that match are shown, by their numbers from 1."""

    def ending_by_words(self, day: date, /) -> str:
        """Return that only subjects are told whose status ends by a day, its last at the latest."""

    def without_reasons_words(self) -> str:
        """Return what is not told where no reasons were asked for."""

    def period_count(self, periods: int, channels: int, /) -> str:
        """Return how many periods there are in how many channels."""


class FactWords(Protocol):
    """Facts on record."""

    def about(self, fact: Fact, /) -> str:
        """Return what a fact is about, by its kind and the names it opens or touches."""

    def particulars(self, fact: Fact, /) -> str:
        """Return the values that a fact holds."""


class FindingWords(Protocol):
    """What does not fit together in the facts."""

    FINDING_HEADINGS: tuple[str, str, str, str]
    """The headings of a table of findings: about what, its code, what is wrong, by which facts."""

    def findings_counted(self, number: int, /) -> str:
        """Return how many findings there are, as a sentence."""

    def findings_further(self, number: int, /) -> tuple[str, str]:
        """Return that there are more findings of a code than are told one by one."""

    def finding_about(self, about: About, /, *others: str, further: int = 0) -> str:
        """Return what a finding is about, with others of which it is found, and how many more."""

    def finding_text(self, finding: Finding, /) -> str:
        """Return what is wrong, without a stop."""

    def finding_sentence(self, finding: Finding, /) -> str:
        """Return what a finding is about and what is wrong, with the stop that ends it."""

    def hindrance_text(self, hindrance: Hindrance, /) -> str:
        """Return why a part of a scenario cannot stand, and what to do about it."""


class CauseWords(Protocol):
    """The facts because of which two points in time differ."""

    def cause_words(self, cause: Cause, /) -> str:
        """Return a fact that one point counts, and why the other does not."""

    def absence_words(self, absence: Absence, /) -> str:
        """Return why a question does not see a fact."""


class DifferenceWords(Protocol):
    """What differs between two points in time."""

    def diff_label(self, what: str, /) -> str:
        """Return what stands before a line: which point, or what makes the difference told."""

    def at_point(self, said: str, /, *, second: bool) -> str:
        """Return what has to be said beside the statuses of one point."""

    def difference_words(self, each: Difference, /) -> str:
        """Return a subject and its status at both points, with signs."""

    def turn_words(self, turn: Turn, /) -> str:
        """Return a day on which a status changes as time passes, with signs."""

    def facts_words(self, each: Difference, day: date, /) -> str:
        """Return what the facts make of a status on the second point's day, with signs."""

    def change_words(self, change: Change, marks: ChangeMarks, /, *, now: bool = False) -> str:
        """Return the days of a change and both statuses, with signs; the second holds `now`."""

    def diff_total(
        self, compared: int, on_the_day: int, on_other_days: int, /, *, same_point: bool
    ) -> str:
        """Return how many of the subjects compared differ."""


class LicenseListWords(Protocol):
    """Licenses in lists, and which of them end soon."""

    def regime_and_kind(self, issue: LicenseIssued, /) -> str:
        """Return of which regime and kind a license is."""

    def standing(self, value: Standing | None, /, *, defective: bool = False) -> str:
        """Return how a license stands; None: no issue of it is on record."""

    def licenses_total(self, number: int, /) -> str:
        """Return how many licenses are listed."""

    def ending_days(self, first: date, last: date, /) -> str:
        """Return from which day through which last valid days are looked for."""

    def vendor_heading(self, vendor: str | None, number: int, /) -> str:
        """Return whose products the licenses cover that are listed next."""

    def last_day_words(self, day: str, /, *, revoked: bool, again_from: date | None) -> str:
        """Return a last valid day, whether it is revoked then, and when it is valid again."""

    def ending_total(self, number: int, unlisted: Mapping[str, Sequence[str]], /) -> str:
        """Return how many licenses end, and how many others there are, and why these do not."""


class ImportWords(Protocol):
    """What an import comes to."""

    def saying_text(self, saying: Saying, /) -> str:
        """Return what is to be said of rows, without a stop."""

    def value_text(self, value: object, /) -> str:
        """Return a value of which an import speaks."""

    def contradiction_text(self, found: Contradiction, /) -> str:
        """Return what rows say otherwise than a fact on record, and what to do about it."""

    def plan_remarks(self, plan: Plan, noun: str, /) -> Iterator[str]:
        """Yield what deserves a second look in an import of things called by a noun."""


class ProblemWords(MistakeWords, Protocol):
    """What is wrong with files."""

    def problem_text(self, problem: Problem, /) -> str:
        """Return where something is wrong with a file, and what, without a stop."""

    def problem_sentence(self, problem: Problem, /) -> str:
        """Return a problem with a mark at its end, to stand among sentences."""

    def problem_parts(self, problem: Problem, /) -> tuple[str, str]:
        """Return what is told of a problem before the numbers of its lines, and behind."""


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


class ReportWords(Protocol):
    """The report for people."""

    def report(self, phrase: str, /, *values: object) -> str:
        """Return a phrase of a report, with values filled in."""

    def titles(self, title: str, title_zh: str | None, /) -> tuple[str, ...]:
        """Return the titles under which an act is shown."""

    def source_part(self, source: Source, /) -> str:
        """Return which part of an act was read where."""

    def license_row(self, name: str, issue: LicenseIssued, /, *, defective: bool) -> str:
        """Return a license as the picture names it."""


class LiveTableWords(Protocol):
    """How live tables stand beside a ledger."""

    def no_tables(self, location: str, /) -> str:
        """Return that there are no live tables, and when there will be."""

    def tables_unfit(self, location: str, why: str, /) -> str:
        """Return that live tables are not used as they are, and why."""

    def tables_stand(self, location: str, position: int, behind: int, /) -> str:
        """Return up to which position live tables hold what is on record."""

    def tables_hold(self, products: int, subjects: int, periods: int, size: int, /) -> str:
        """Return how much live tables hold; `size` in bytes."""

    def tables_rebuilt(self, position: int, /) -> str:
        """Return that live tables were made anew."""

    def tables_equal(self, position: int, /) -> str:
        """Return that live tables are as a rebuild makes them."""

    def tables_differ(self, number: int, /) -> str:
        """Return that live tables are not as a rebuild makes them, and what to do."""

    def table_difference(self, table: str, row: str, /, *, kept: bool) -> str:
        """Return a row that the tables have beyond a rebuild (`kept`), or lack."""

    def tables_left_aside(self, reason: str, /) -> str:
        """Return that a question was answered without live tables, and why."""

    def making_tables(self, done: int, of: int, /) -> str:
        """Return how far the making of live tables has come, in products."""


class Words(
    Terms,
    AskedWords,
    LawWords,
    ReasonWords,
    MarkWords,
    FactWords,
    AsideWords,
    TableWords,
    ExplanationWords,
    FindingWords,
    ImportWords,
    ProblemWords,
    CauseWords,
    DifferenceWords,
    WhatIfWords,
    LicenseListWords,
    LiveTableWords,
    ReportWords,
    Protocol,
):
    """Everything for which a language has words."""
