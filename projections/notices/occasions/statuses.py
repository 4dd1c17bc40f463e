"""Occasions of a product: its status changes for the worse in a channel."""

from collections.abc import Iterator
from datetime import date

from projections.comparing.changes import Change
from projections.comparing.needs import needs, regimes_at_issue
from projections.judging.bench import Case
from projections.judging.judgment import Status
from projections.judging.marks import marks_between
from projections.judging.timeline import statuses
from projections.notices.occasions.occasion import RANKS, Occasion, Sort, StatusWorsens, Traits
from projections.record.dossiers import Dossier
from projections.record.law import ONE_DAY
from projections.record.questions import LawBook

Fall = tuple[date, Status, Status]
"""A day, the status before it and the worse one from it on."""


def worsenings(
    case: Case, book: LawBook, first: date = date.min, end: date = date.max
) -> Iterator[Occasion]:
    """Yield each change for the worse in a subject's timeline from one day on and before another.

    They come by day; without the days, all, past and to come.
    """
    for fall in falls(case, first, end):
        yield worsening(case, book, fall)


def falls(case: Case, first: date = date.min, end: date = date.max) -> Iterator[Fall]:
    """Yield the changes for the worse of a subject's status from one day on and before another.

    Coming into a channel with a status that is not clean is one; leaving it is none.
    """
    since = first if first == date.min else first - ONE_DAY
    before = Status.NOT_MARKETED
    for day, after in statuses(case, end, since).steps:
        if day >= first and RANKS[after] > RANKS[before]:
            yield day, before, after
        before = after


def worsening(case: Case, book: LawBook, fall: Fall) -> Occasion:
    """Return the occasion that a change for the worse is."""
    day, before, after = fall
    product, channel = case.dossier.product, case.channel
    yesterday, judgment = case.judgment(day - ONE_DAY), case.judgment(day)
    regimes = regimes_at_issue(yesterday, judgment)
    that_day = Change(product, channel, day, day + ONE_DAY, before, after)
    missing = needs(that_day, case, book)
    return Occasion(
        Sort.STATUS_WORSENS,
        (product, channel, after),
        day,
        product_traits(case.dossier, (channel,), regimes),
        StatusWorsens(product, channel, before, after, judgment, missing),
        marks_between(yesterday, judgment, day),
    )


def product_traits(
    dossier: Dossier, channels: tuple[str, ...] = (), regimes: tuple[str, ...] = ()
) -> Traits:
    """Return what a policy may choose by of one product: every category and vendor it ever has."""
    return Traits(
        (dossier.product,),
        channels,
        regimes,
        categories=tuple(sorted({name for name in dossier.categories.values if name})),
        vendors=tuple(sorted({name for name in dossier.vendors.values if name})),
    )
