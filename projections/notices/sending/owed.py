"""What is owed: each occasion's ladder of reminders, by the policy (contract 6)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from events.policies import Policy, Selection
from events.recorded import Recorded
from projections.notices.occasions.gathering import Failed, occasions_in
from projections.notices.occasions.occasion import (
    NEWS,
    LicenseEnds,
    Occasion,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
    Traits,
    stable_key,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One step of an occasion's ladder: due on a day, `lead_days` before the occasion's."""

    occasion: Occasion
    lead_days: int

    @property
    def due_on(self) -> date:
        """The day on which it is to go out."""
        return self.occasion.day - timedelta(days=self.lead_days)

    @property
    def key(self) -> str:
        """The notice's stable name: 32 hexadecimal digits."""
        return stable_key(self.occasion.key, str(self.lead_days))


def notices(facts: Iterable[Recorded], policy: Policy, day: date, zone: str) -> list[Notice]:
    """Return the notices owed on a day: the most urgent that is due of each occasion.

    A pure function of the facts, whoever asks and however often; what was sent already does not
    matter here. `zone` is the ledger's. They come sorted by the day of their occasion.
    """
    due = (_most_urgent(each, policy, day) for each in owed_occasions(facts, policy, zone))
    return sorted((notice for notice in due if notice), key=_by_day)


def coming(occasions: Iterable[Occasion], policy: Policy, first: date, last: date) -> list[Notice]:
    """Return the notices that fall due from one day through another, by day."""
    found = [
        notice
        for occasion in occasions
        for notice in ladder(occasion, policy)
        if first <= notice.due_on <= last
    ]
    return sorted(found, key=lambda notice: (notice.due_on, *_by_day(notice)))


def owed_occasions(facts: Iterable[Recorded], policy: Policy, zone: str) -> list[Occasion]:
    """Return the occasions of which people are reminded, past ones included, unsorted.

    History is left out: what lay before the policy's first day (or else the day of the first
    recording) as the facts on record by then told it, or on the day of the first recording if that
    is later; and what of a product or license lay before the day on which the ledger first heard
    of it. What a later fact makes of the past is news. Days are those of the ledger's `zone`.
    """
    facts = list(facts)
    return owed_among(occasions_in(facts), facts, policy, zone)


def owed_among(
    found: Iterable[Occasion],
    facts: list[Recorded],
    policy: Policy,
    zone: str,
    failed: Failed | None = None,
) -> list[Occasion]:
    """Return those of the occasions of some facts of which people are reminded."""
    first = min((recorded_on(record, zone) for record in facts), default=date.min)
    start = policy.start or first
    heard = first_heard(facts, zone)
    owed = [each for each in found if not is_before_heard_of(each, heard)]
    if all(each.day >= start for each in owed):
        return owed
    then = [fact for fact in facts if seen_on(fact, zone) <= max(start, first)]
    history = {each.key for each in occasions_in(then, failed) if each.day < start}
    return [each for each in owed if each.key not in history]


def first_heard(facts: Iterable[Recorded], zone: str) -> dict[tuple[str, str], date]:
    """Return the first day on which the ledger could tell of each product and license."""
    found: dict[tuple[str, str], date] = {}
    for record in facts:
        for what in ("product", "license"):
            if name := getattr(record.fact, what, None):
                day = seen_on(record, zone)
                found[what, name] = min(day, found.get((what, name), day))
    return found


def is_before_heard_of(occasion: Occasion, heard: Mapping[tuple[str, str], date]) -> bool:
    """Tell whether an occasion lay before the ledger first heard of its product or license."""
    name = _name(occasion)
    return name is not None and name in heard and occasion.day < heard[name]


def _name(occasion: Occasion) -> tuple[str, str] | None:
    match occasion.matter:
        case StatusWorsens() | RemovalDue():
            return "product", occasion.about[0]
        case LicenseEnds() | RenewalDue():
            return "license", occasion.about[0]
        case _:
            return None


def believable(
    records: Iterable[Recorded], zone: str, *, now: datetime, last: datetime | None = None
) -> Iterator[Recorded]:
    """Yield facts, in order of position, as if no clock had been ahead when they were recorded.

    A stamp ahead of the present clock gives way to the last one before it that is not, `last` at
    first; if there is none, to the present. Else what came later would count as history for years.
    """
    believed = last or now
    for record in records:
        if record.recorded_at <= now:
            believed = record.recorded_at
            yield record
        else:
            day = believed.astimezone(ZoneInfo(zone)).date()
            yield replace(record, recorded_at=believed, known_on=min(record.known_on, day))


def seen_on(record: Recorded, zone: str) -> date:
    """Return the day from which a ledger in a zone could tell of a fact."""
    return max(record.known_on, recorded_on(record, zone))


def recorded_on(record: Recorded, zone: str) -> date:
    """Return the day on which a ledger in a zone recorded a fact."""
    return record.recorded_at.astimezone(ZoneInfo(zone)).date()


def ladder(occasion: Occasion, policy: Policy) -> list[Notice]:
    """Return the steps of an occasion's ladder, the earliest first; news has one, on its day."""
    leads = lead_days(occasion, policy)
    if occasion.sort in NEWS:
        leads = (0,) if leads else ()
    return [Notice(occasion, lead) for lead in sorted(leads, reverse=True)]


def lead_days(occasion: Occasion, policy: Policy) -> tuple[int, ...]:
    """Return how many days before people are reminded, by the first rule that fits."""
    for rule in policy.rules:
        if selects(rule.select, occasion):
            return rule.lead_days
    return policy.lead_days


def selects(selection: Selection, occasion: Occasion) -> bool:
    """Tell whether an occasion has something of every list that a selection gives."""
    if selection.sorts and occasion.sort not in selection.sorts:
        return False
    traits: Traits = occasion.traits
    return all(
        not wanted or not set(wanted).isdisjoint(has)
        for wanted, has in (
            (selection.regimes, traits.regimes),
            (selection.license_kinds, traits.license_kinds),
            (selection.channels, traits.channels),
            (selection.categories, traits.categories),
            (selection.vendors, traits.vendors),
            (selection.products, traits.products),
        )
    )


def _most_urgent(occasion: Occasion, policy: Policy, day: date) -> Notice | None:
    due = [notice for notice in ladder(occasion, policy) if notice.due_on <= day]
    return due[-1] if due else None


def _by_day(notice: Notice) -> tuple[date, str, tuple[str, ...]]:
    return notice.occasion.day, notice.occasion.sort, notice.occasion.about
