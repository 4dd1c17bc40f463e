"""Two views of the same facts held against each other, subject by subject."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from events.recorded import Recorded
from projections.comparing.changes import Change, Subject, changes_between
from projections.comparing.minimal import minimal
from projections.comparing.two_laws import TwoLaws
from projections.comparing.two_views import Flips, TwoViews
from projections.judging.bench import Bench, Case
from projections.judging.reach import profile
from projections.judging.timeline import statuses
from projections.record.absence import Absence, absence
from projections.record.dossiers import Dossier, Portfolio
from projections.record.filing import Files
from projections.record.visible import Horizon


@dataclass(frozen=True, slots=True)
class Cause:
    """A fact that one view sees and the other does not: it comes in (`added`) or falls away."""

    record: Recorded
    added: bool
    absence: Absence


@dataclass(frozen=True)
class _Local:
    """One product beside the law, as both views have it."""

    product: str
    views: TwoViews

    @cached_property
    def before(self) -> Dossier:
        return Portfolio(self.views.before).dossier(self.product)

    @cached_property
    def after(self) -> Dossier:
        if not self.views.flips:
            return self.before
        return Portfolio(self.views.after).dossier(self.product)

    def mixed(self, flipped: frozenset[int]) -> Dossier:
        """Return the product in the first view, with some facts as the second has them."""
        if flipped.isdisjoint(self.views.flips):
            return self.before
        if flipped.issuperset(self.views.flips):
            return self.after
        return Portfolio(self.views.mixed(flipped)).dossier(self.product)


class Comparison:
    """Answers from two horizons over the same files."""

    def __init__(
        self, files: Files, before: Horizon, after: Horizon, laws: TwoLaws | None = None
    ) -> None:
        """Take the files and the horizons; `laws` are those of both, if they are at hand."""
        self.files = files
        self.before = before
        self.after = after
        self.laws = laws or TwoLaws(before.visible(files.law), after.visible(files.law))
        self._local: dict[str, _Local] = {}
        self._of_law: dict[int, Cause] = {}
        self._benches: dict[tuple[frozenset[int], bool], Bench] = {}
        self._subject: Subject | None = None
        self._cases: dict[frozenset[int], Case] = {}

    def dossiers(self, product: str) -> tuple[Dossier, Dossier]:
        """Return what is on record of a product, in the first view and in the second."""
        local = self._on(product)
        return local.before, local.after

    def channels(self, product: str) -> list[str]:
        """Return the channels of which either view speaks for a product, sorted."""
        local = self._on(product)
        return sorted(local.before.placements.keys() | local.after.placements.keys())

    def subjects(self, products: Iterable[str]) -> Iterator[Subject]:
        """Yield the subjects of some products, by product and channel."""
        for product in sorted(set(products)):
            yield from ((product, channel) for channel in self.channels(product))

    def case(self, subject: Subject, flipped: Flips = ()) -> Case:
        """Return a subject in the first view, with some facts as the second has them.

        The cases of the subject asked about last are kept.
        """
        if subject != self._subject:
            self._subject, self._cases = subject, {}
        key = frozenset(flipped)
        if key not in self._cases:
            local = self._on(subject[0])
            self._cases[key] = self._bench(key, local).case(local.mixed(key), subject[1])
        return self._cases[key]

    def _bench(self, flipped: frozenset[int], local: _Local) -> Bench:
        """Return a bench for some law; it is kept for products that are as one view has them."""
        own = flipped.intersection(local.views.flips)
        if own and len(own) < len(local.views.flips):
            return self.laws.bench(flipped)
        key = flipped - own, bool(own)
        if key not in self._benches:
            self._benches[key] = self.laws.bench(flipped)
        return self._benches[key]

    def case_after(self, subject: Subject) -> Case:
        """Return a subject in the second view."""
        return self.case(subject, [*self._on(subject[0]).views.flips, *self.laws.flips])

    def candidates(self, subject: Subject, before: date = date.max) -> dict[int, date]:
        """Return the positions of facts that differ and may bear on a subject before some day.

        They come in order, each with the first day on which it may.
        """
        local = self._on(subject[0])
        found = dict.fromkeys(local.views.flips, date.min)
        if self.laws.flips:
            profiles = {profile(each, subject[1]) for each in (local.before, local.after)}
            found |= self.laws.touching(profiles, before)
        return dict(sorted(found.items()))

    def changes(self, subject: Subject, before: date = date.max) -> list[Change]:
        """Return the stretches of days before some day on which the status of a subject differs."""
        since = min(self.candidates(subject, before).values(), default=None)
        if since is None:
            return []
        one, other = self.case(subject), self.case_after(subject)
        return changes_between(
            subject, statuses(one, before, since), statuses(other, before, since), before
        )

    def causes(self, change: Change) -> tuple[Cause, ...]:
        """Return the facts because of which a status differs, by position.

        The first view with exactly these facts as the second has them gives the second's status on
        every day of the change; with any one of them left out it does not. Where several sets do,
        one fact is told rather than many, and the product's own facts rather than the law.
        """
        subject = change.product, change.channel
        candidates = list(self.candidates(subject, change.end or date.max))
        if len(candidates) == 1:
            return (self.cause(subject[0], candidates[0]),)

        def holds(flipped: Flips) -> bool:
            return _has_status(self.case(subject, flipped), change)

        flips = next(each for each in self._suspects(subject[0], candidates) if holds(each))
        return tuple(self.cause(subject[0], place) for place in minimal(flips, holds))

    def _suspects(self, product: str, candidates: list[int]) -> Iterator[list[int]]:
        """Yield sets of facts that may make a difference, the likelier first, the last for sure."""
        local = self._on(product).views.flips
        law = [place for place in candidates if place in self.laws.flips]
        for own in (local, law):
            yield from ([place] for place in own)
            yield own
        yield candidates
        yield sorted([*local, *self.laws.flips])

    def cause(self, product: str, position: int) -> Cause:
        """Return a fact that differs, in which way, and why one of the views does not see it."""
        if position not in self.laws.flips:
            return self._cause(self._on(product).views, position, self.files.on(product))
        if position not in self._of_law:
            self._of_law[position] = self._cause(self.laws, position, self.files.law)
        return self._of_law[position]

    def _cause(self, views: TwoViews | TwoLaws, position: int, facts: Iterable[Recorded]) -> Cause:
        record, added = views.record(position), views.adds(position)
        return Cause(record, added, absence(record, self.before if added else self.after, facts))

    def _on(self, product: str) -> _Local:
        if product not in self._local:
            facts = self.files.on(product)
            views = TwoViews(self.before.visible(facts), self.after.visible(facts))
            self._local[product] = _Local(product, views)
        return self._local[product]


def _has_status(case: Case, change: Change) -> bool:
    """Tell whether a case has the status after a change on every day of it."""
    days = (
        day
        for day in case.days()
        if change.start < day and (change.end is None or day < change.end)
    )
    return all(case.status(day) is change.after for day in (change.start, *days))
