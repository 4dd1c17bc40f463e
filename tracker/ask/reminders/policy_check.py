"""What a policy comes to: which of its rules fit something to come, and who is told of nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from events.policies import Policy, Selection
from projections.notices import Occasion, owed_occasions
from projections.notices.sending.owed import believable, selects
from projections.notices.sending.people import pairs
from tracker.live.live import Live


@dataclass(frozen=True)
class PolicyCheck:
    """A policy, held against the occasions to come; without a ledger (None) nothing is counted."""

    policy: Policy
    occasions: tuple[Occasion, ...] | None = None

    @property
    def idle_people(self) -> list[str]:
        """Whom it names and tells of nothing."""
        named = {name for rule in self.policy.tell for name in rule.people}
        return sorted(set(self.policy.people) - named)

    @property
    def unfitting(self) -> list[Selection]:
        """What it selects though nothing to come is so."""
        selections = [rule.select for rule in self.policy.rules]
        selections += [rule.select for rule in self.policy.tell]
        return [each for each in selections if self.fitting(each) == 0]

    @property
    def untold(self) -> int:
        """Of how many occasions nobody is told."""
        return sum(not any(pairs(each, self.policy)) for each in self.occasions or ())

    @cached_property
    def decided(self) -> list[int] | None:
        """How many occasions each rule decides: the first that fits does."""
        return None if self.occasions is None else _decided(self.policy, self.occasions)

    @property
    def idle_rules(self) -> list[int]:
        """The rules, from 0 on, before which others stand that fit all that they fit."""
        return [number for number in range(len(self.policy.rules)) if self._is_idle(number)]

    def _is_idle(self, number: int) -> bool:
        before, rule = self.policy.rules[:number], self.policy.rules[number]
        if any(each.select == Selection() for each in before):
            return True
        return bool(self.decided and not self.decided[number] and self.fitting(rule.select))

    def fitting(self, select: Selection) -> int | None:
        """Return how many occasions are selected."""
        if self.occasions is None:
            return None
        return sum(selects(select, each) for each in self.occasions)


def policy_check(live: Live | None, policy: Policy, at: datetime) -> PolicyCheck:
    """Return what a policy comes to, held against what is to come from an instant on."""
    if live is None:
        return PolicyCheck(policy)
    zone = live.ledger.zone
    first = at.astimezone(ZoneInfo(zone)).date()
    owed = owed_occasions(believable(live.records(), zone, now=at), policy, zone)
    return PolicyCheck(policy, tuple(each for each in owed if each.day >= first))


def _decided(policy: Policy, occasions: Iterable[Occasion]) -> list[int]:
    counts = [0] * len(policy.rules)
    for each in occasions:
        for number, rule in enumerate(policy.rules):
            if selects(rule.select, each):
                counts[number] += 1
                break
    return counts
