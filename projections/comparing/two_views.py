"""What two views see of the same matters, and the mixtures between the views."""

from collections.abc import Collection, Sequence

from events.recorded import Recorded
from projections.record.visible import opened_once

Flips = Collection[int]
"""Positions of facts that are taken as the second view has them; all others as the first has."""


class TwoViews:
    """Facts that the first view sees and those that the second sees."""

    def __init__(self, before: Sequence[Recorded], after: Sequence[Recorded]) -> None:
        """Take visible facts by position."""
        self.before, self.after = before, after
        self._before = {record.position: record for record in before}
        self._after = {record.position: record for record in after}
        self.flips = sorted(self._before.keys() ^ self._after.keys())

    def record(self, position: int) -> Recorded:
        """Return a fact that differs."""
        return self._after.get(position) or self._before[position]

    def adds(self, position: int) -> bool:
        """Tell whether it is the second view that sees a fact that differs."""
        return position in self._after

    def common(self) -> list[Recorded]:
        """Return what both views see."""
        return [record for record in self.before if record.position in self._after]

    def mixed(self, flipped: Flips) -> Sequence[Recorded]:
        """Return the first view with these facts as the second has them."""
        flipped = set(flipped).intersection(self.flips)
        if not flipped:
            return self.before
        if len(flipped) == len(self.flips):
            return self.after
        kept = (record for record in self.before if record.position not in flipped)
        come = (self._after[place] for place in flipped if place in self._after)
        return opened_once(sorted([*kept, *come], key=lambda record: record.position))
