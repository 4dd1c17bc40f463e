"""Two views of the same facts held against each other, subject by subject."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from events.acts import ActPublished, QuestionRaised, QuestionSettled
from events.provisions import Provision
from events.recorded import Recorded
from projections.bench import Bench, Case
from projections.changes import Change, Subject, compare, course
from projections.dossiers import Portfolio
from projections.filing import Files
from projections.minimal import minimal
from projections.questions import law_book
from projections.reach import Profile, Reach, profile
from projections.visible import Horizon, opened_once

Flips = Collection[int]
"""Positions of facts that are taken as the second view has them; all others as the first has."""

KEPT_BENCHES = 64


class Benches:
    """The benches of the laws that were asked for last; comparisons may share them."""

    def __init__(self) -> None:
        self._known: dict[frozenset[int], Bench] = {}

    def of(self, law: Sequence[Recorded]) -> Bench:
        """Return a bench that judges by these facts and knows no license yet."""
        key = frozenset(record.position for record in law)
        bench = self._known.pop(key, None) or Bench(law_book(law))
        self._known[key] = bench
        if len(self._known) > KEPT_BENCHES:
            del self._known[next(iter(self._known))]
        return bench.afresh()


class Delta:
    """Facts that the first view sees and those that the second sees."""

    def __init__(self, before: Sequence[Recorded], after: Sequence[Recorded]) -> None:
        """Take visible facts by position."""
        self._before = {record.position: record for record in before}
        self._after = {record.position: record for record in after}
        self.flips = sorted(self._before.keys() ^ self._after.keys())

    def record(self, position: int) -> Recorded:
        """Return a fact that one of the views sees."""
        return self._before.get(position) or self._after[position]

    def added(self, position: int) -> bool:
        """Tell whether the second view alone sees a fact, and not the first."""
        return position in self._after

    def common(self) -> list[Recorded]:
        """Return what both views see."""
        return [record for place, record in self._before.items() if place in self._after]

    def mixed(self, flipped: Flips) -> list[Recorded]:
        """Return the first view with these facts as the second has them."""
        flipped = set(flipped).intersection(self.flips)
        kept = (record for place, record in self._before.items() if place not in flipped)
        come = (self._after[place] for place in flipped if place in self._after)
        return opened_once(sorted([*kept, *come], key=lambda record: record.position))


@dataclass(frozen=True, slots=True)
class Cause:
    """A fact that one view sees and the other does not: it comes in (`added`) or falls away."""

    record: Recorded
    added: bool


class Comparison:
    """Answers from two horizons over the same files."""

    def __init__(
        self, files: Files, before: Horizon, after: Horizon, benches: Benches | None = None
    ) -> None:
        self.files = files
        self.before = before
        self.after = after
        self._benches = benches or Benches()
        self._law = Delta(before.visible(files.law), after.visible(files.law))
        self._local: dict[str, Delta] = {}

    def channels(self, product: str) -> list[str]:
        """Return the channels of which either view speaks for a product, sorted."""
        local = self._on(product)
        found: set[str] = set()
        for flipped in ([], local.flips):
            found |= Portfolio(local.mixed(flipped)).dossier(product).placements.keys()
        return sorted(found)

    def subjects(self, products: Iterable[str]) -> Iterator[Subject]:
        """Yield the subjects of some products, by product and channel."""
        for product in sorted(set(products)):
            yield from ((product, channel) for channel in self.channels(product))

    def case(self, subject: Subject, flipped: Flips = ()) -> Case:
        """Return a subject in the first view, with some facts as the second has them."""
        product, channel = subject
        dossier = Portfolio(self._on(product).mixed(flipped)).dossier(product)
        return self._benches.of(self._law.mixed(flipped)).case(dossier, channel)

    def case_after(self, subject: Subject) -> Case:
        """Return a subject in the second view."""
        return self.case(subject, [*self._law.flips, *self._on(subject[0]).flips])

    def candidates(self, subject: Subject) -> list[int]:
        """Return the positions of the facts that differ and may bear on a subject."""
        local = self._on(subject[0]).flips
        if not self._law.flips:
            return local
        profiles = {_profile(self.case(subject)), _profile(self.case_after(subject))}
        law = (place for place in self._law.flips if self._touches(place, profiles))
        return sorted([*local, *law])

    def changes(self, subject: Subject) -> list[Change]:
        """Return the stretches of days on which the status of a subject differs."""
        if not self.candidates(subject):
            return []
        return compare(subject, course(self.case(subject)), course(self.case_after(subject)))

    def causes(self, change: Change) -> tuple[Cause, ...]:
        """Return the facts because of which a status differs, by position.

        The first view with exactly these facts as the second has them gives the second's status on
        every day of the change; with any one of them left out it does not. Where several sets do,
        one fact is told rather than many, and the product's own facts rather than the law.
        """
        subject = change.product, change.channel

        def holds(flipped: Flips) -> bool:
            return _has_status(self.case(subject, flipped), change)

        flips = next(each for each in self._suspects(subject) if holds(each))
        return tuple(self.cause(subject[0], place) for place in minimal(flips, holds))

    def _suspects(self, subject: Subject) -> Iterator[list[int]]:
        """Yield sets of facts that may make a difference, the likelier first, the last for sure."""
        local = self._on(subject[0]).flips
        law = [place for place in self.candidates(subject) if place in self._law.flips]
        for own in (local, law):
            yield from ([place] for place in own)
            yield own
        yield sorted([*local, *law])
        yield sorted([*local, *self._law.flips])

    def cause(self, product: str, position: int) -> Cause:
        """Return a fact that differs, and in which way."""
        delta = self._law if position in self._law.flips else self._on(product)
        return Cause(delta.record(position), delta.added(position))

    def _on(self, product: str) -> Delta:
        if product not in self._local:
            facts = self.files.on(product)
            self._local[product] = Delta(self.before.visible(facts), self.after.visible(facts))
        return self._local[product]

    def _touches(self, position: int, profiles: Iterable[Profile]) -> bool:
        provisions = self._provisions.get(position, ())
        return any(self._reach.touches(item, each) for item in provisions for each in profiles)

    @cached_property
    def _provisions(self) -> dict[int, list[Provision]]:
        """The provisions for which each fact of law that differs may matter."""
        questions: dict[str, list[Provision]] = {}
        for record in self._all_law:
            if isinstance(record.fact, QuestionRaised):
                questions.setdefault(record.fact.question, []).extend(_provisions(record))
        found = {}
        for position in self._law.flips:
            fact = self._law.record(position).fact
            if isinstance(fact, QuestionSettled):
                found[position] = questions.get(fact.question, [])
            else:
                found[position] = _provisions(self._law.record(position))
        return found

    @cached_property
    def _reach(self) -> Reach:
        """What provisions reach in either view; only what both see can keep one from reaching."""
        acts = [r for r in self._law.common() if isinstance(r.fact, ActPublished)]
        certain = {record.position for record in acts}
        rest = [record for record in self._all_law if record.position not in certain]
        return Reach(
            (item for record in acts for item in _provisions(record)),
            (item for record in rest for item in _provisions(record)),
        )

    @property
    def _all_law(self) -> list[Recorded]:
        return [*self._law.common(), *map(self._law.record, self._law.flips)]


def _provisions(record: Recorded) -> list[Provision]:
    match record.fact:
        case ActPublished(provisions=provisions):
            return list(provisions)
        case QuestionRaised(readings=readings):
            return [item for reading in readings.values() for item in reading.provisions]
        case _:
            return []


def _profile(case: Case) -> Profile:
    return profile(case.dossier, case.channel)


def _has_status(case: Case, change: Change) -> bool:
    """Tell whether a case has the status after a change on every day of it."""
    days = (
        day
        for day in case.days()
        if change.start < day and (change.end is None or day < change.end)
    )
    return all(case.judgment(day).status is change.after for day in (change.start, *days))
