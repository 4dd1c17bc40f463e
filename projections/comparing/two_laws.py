"""The law of two views: what of it differs, whom that can touch, and the benches between."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property

from events.acts import ActPublished, QuestionRaised, QuestionSettled, provisions_of
from events.mentions import opens
from events.provisions import Provision
from events.recorded import Recorded
from projections.comparing.two_views import Flips, TwoViews
from projections.judging.bench import Bench
from projections.judging.reach import Profile, Reach
from projections.record.questions import law_book, settled_readings

KEPT_BENCHES = 64


class Benches:
    """The benches of the laws that were asked for last; comparisons may share them."""

    def __init__(self) -> None:
        self._known: dict[frozenset[int], Bench] = {}

    def branch(self) -> "Benches":
        """Return benches that know the same laws, for facts at positions that others use too."""
        other = Benches()
        other._known = dict(self._known)
        return other

    def of(self, law: Sequence[Recorded]) -> Bench:
        """Return a bench that judges by these facts and knows no license yet."""
        key = frozenset(record.position for record in law)
        bench = self._known.pop(key, None) or Bench(law_book(law))
        self._known[key] = bench
        if len(self._known) > KEPT_BENCHES:
            del self._known[next(iter(self._known))]
        return bench.afresh()


class TwoLaws:
    """The law as two views see it, and every law between them."""

    def __init__(
        self,
        before: Sequence[Recorded],
        after: Sequence[Recorded],
        benches: Benches | None = None,
    ) -> None:
        """Take the facts of law that each view sees, by position."""
        self._views = TwoViews(before, after)
        self._benches = benches or Benches()
        self._known: dict[frozenset[int], Bench] = {}

    @property
    def after(self) -> Sequence[Recorded]:
        """The facts of law that the second view sees."""
        return self._views.after

    @property
    def flips(self) -> list[int]:
        """The positions of the facts of law that differ."""
        return self._views.flips

    def record(self, position: int) -> Recorded:
        """Return a fact of law that differs."""
        return self._views.record(position)

    def adds(self, position: int) -> bool:
        """Tell whether it is the second view that sees a fact of law that differs."""
        return self._views.adds(position)

    def bench(self, flipped: Flips) -> Bench:
        """Return a bench for the first law, with some facts as the second has them."""
        key = frozenset(flipped).intersection(self.flips)
        if key not in self._known:
            self._known[key] = self._benches.of(self._views.mixed(key))
        return self._known[key].afresh()

    def touching(self, profiles: Collection[Profile], before: date = date.max) -> dict[int, date]:
        """Return the facts that differ and may change a status on a day before some day.

        Each comes with the first day on which it may.
        """
        found = {}
        for position in self.flips:
            days = [
                since
                for item in self._provisions[position]
                for each in profiles
                if (since := self._reach.since(item, each)) is not None and since < before
            ]
            if days:
                found[position] = min(days)
        return found

    @cached_property
    def _provisions(self) -> dict[int, list[Provision]]:
        """The provisions for which each fact of law that differs may matter.

        A settlement matters only where both views do not settle its question in the same way; what
        opens a name, for all that differs under it, as only one of these can stand.
        """
        before, after = settled_readings(self._views.before), settled_readings(self._views.after)
        questions: dict[str, list[Provision]] = {}
        for record in self._all:
            match record.fact:
                case QuestionRaised(question=name) if before.get(name) != after.get(name):
                    questions.setdefault(name, []).extend(provisions_of(record.fact))
                case _:
                    pass
        opened: dict[object, list[Provision]] = {}
        for position in self.flips:
            fact = self.record(position).fact
            opened.setdefault(opens(fact), []).extend(provisions_of(fact))
        found = {}
        for position in self.flips:
            fact = self.record(position).fact
            if isinstance(fact, QuestionSettled):
                found[position] = questions.get(fact.question, [])
            else:
                found[position] = opened[opens(fact)]
        return found

    @cached_property
    def _reach(self) -> Reach:
        """What provisions reach in either view; only what both see can keep one from reaching."""
        acts = [r for r in self._views.common() if isinstance(r.fact, ActPublished)]
        certain = {record.position for record in acts}
        rest = [record for record in self._all if record.position not in certain]
        return Reach(
            (item for record in acts for item in provisions_of(record.fact)),
            (item for record in rest for item in provisions_of(record.fact)),
        )

    @cached_property
    def _all(self) -> list[Recorded]:
        """The facts that either view sees."""
        return [*self._views.common(), *map(self.record, self.flips)]
