"""What finding due reminders costs beside looking at all, and a new license beside beginning anew.

The changes to come of the first part are built by hand, one license each: nothing is judged there.
The portfolio of the second part is worked out from facts, as a sweep does.
"""

import argparse
import gc
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from portfolio import invented_facts
from timing import timed

from events.facts import fact_from_json
from events.policies import POLICY, Policy
from events.recorded import LEGAL_ZONE, Recorded, recorded
from projections.notices.occasions.occasion import LicenseEnds, Occasion, Sort, Traits
from projections.notices.sending.agenda import Agenda
from projections.notices.sending.log import NoticeLog
from projections.notices.sending.parcels import Parcel
from projections.notices.sending.plan import Moment, parcels
from projections.notices.sending.register import Register
from projections.notices.sending.working_days import DaysOff
from projections.record.licenses import License
from tracker.gazette.files import read_gazette

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
TODAY = NOW.date()
ONE_IN = 1000
LEAD_DAYS = [90, 30, 7, 0]


def main() -> None:
    """Do each work, print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=1_000_000)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(f"Invented changes to come, built by hand; told {LEAD_DAYS} days before; seconds")
    print(
        f"{'CHANGES':>9} {'ENTERED':>8} {'DUE':>6} {'FOUND':>9} {'AS MESSAGES':>12} "
        f"{'LOOKING AT ALL':>15} {'THAT OVER THIS':>15}"
    )
    for changes in (chosen.changes // 100, chosen.changes):
        _report_due(changes, chosen.rounds)
    print()
    _report_new(chosen.products, chosen.rounds)


def a_moment() -> Moment:
    """Return the policy, by which one person is told of everything, at work now."""
    person = {"name": "Invented person", "ways": [{"log": "reminders.jsonl"}]}
    fields = {
        "lead_days": LEAD_DAYS,
        "people": {"owner": person},
        "tell": [{"owner": "owner"}],
    }
    policy: Policy = POLICY.validate_json(json.dumps(fields))
    return Moment(policy, NOW, LEGAL_ZONE, {"owner": DaysOff()})


# -- What is due -------------------------------------------------------------------------------


def _report_due(changes: int, rounds: int) -> None:
    moment, log = a_moment(), NoticeLog()
    every, agenda = list(_to_come(changes)), Agenda()
    entering = timed(lambda: agenda.put(every, log, moment))
    gc.collect()
    finding = [timed(lambda: list(agenda.due(TODAY))) for _ in range(rounds)]
    telling = [timed(partial(_due, agenda.due(TODAY), log, moment)) for _ in range(rounds)]
    looked_at: list[Parcel] = []
    scan = timed(lambda: looked_at.extend(_due(every, log, moment)))
    found = _due(agenda.due(TODAY), log, moment)
    assert found == looked_at
    assert len(found) == changes // ONE_IN
    told = median(telling)
    print(
        f"{changes:>9,} {entering:8.2f} {len(found):>6,} {median(finding):9.6f} {told:12.5f} "
        f"{scan:15.3f} {scan / told:15,.0f}"
    )


def _due(among: Iterable[Occasion], log: NoticeLog, moment: Moment) -> list[Parcel]:
    return parcels(among, [], log, moment)


def _to_come(changes: int) -> Iterator[Occasion]:
    """Yield licenses' last valid days: of one in a thousand, a step is due today."""
    for number in range(changes):
        ahead = LEAD_DAYS[0] if number % ONE_IN == ONE_IN - 1 else LEAD_DAYS[0] + 1 + number % 3000
        name = f"L{number:07}"
        matter = LicenseEnds(License(name, []))
        yield Occasion(
            Sort.LICENSE_ENDS,
            (name,),
            TODAY + timedelta(days=ahead),
            Traits((f"P{number % 100_000:06}",), regimes=("csl",)),
            matter,
        )


# -- What is new -------------------------------------------------------------------------------


def _report_new(products: int, rounds: int) -> None:
    moment = a_moment()
    facts = [*read_gazette().facts, *invented_facts(products)]
    records = [_recorded(fact, place, NOW) for place, fact in enumerate(facts, 1)]
    register = Register(moment.policy)
    beginning = timed(lambda: register.add(records, moment))
    held = len(register.agenda)
    print(
        f"{products:,} products, {len(records):,} facts, {held:,} occasions owed, from real facts"
    )
    print(f"{'all worked out':32} {beginning:9.4f} s")
    for what, fields in NEW.items():
        seconds = []
        for _ in range(rounds):
            fact = fact_from_json(json.dumps({**fields, **_named(fields, len(records))}))
            records.append(_recorded(fact, len(records) + 1, NOW + timedelta(days=1)))
            seconds.append(timed(lambda: register.add(records[-1:], moment)))
        taken = median(seconds)
        print(f"{what:32} {taken:9.4f} s, 1/{beginning / taken:,.0f} of that")


NEW: dict[str, dict[str, Any]] = {
    "one new license": {
        "kind": "license_issued",
        "regime": "csl",
        "license_kind": "certificate",
        "products": ["P000007"],
        "issued_on": "2026-11-20",
        "valid_until": "2031-11-19",
    },
    "a review of a vendor in 200": {
        "kind": "review_opened",
        "channel": "general_sale",
        "vendor": "Invented vendor 7",
        "effective_on": "2026-11-20",
    },
}
OPENED = {"license_issued": "license", "review_opened": "review"}


def _named(fields: dict[str, Any], number: int) -> dict[str, str]:
    return {OPENED[fields["kind"]]: f"NEW-{number}"}


def _recorded(fact: Any, position: int, at: datetime) -> Recorded:
    return recorded(fact, position=position, recorded_at=at, zone=ZoneInfo(LEGAL_ZONE))


if __name__ == "__main__":
    main()
