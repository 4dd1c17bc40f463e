"""The life of one permit, day by day: what happened, whether the scheduler ran, what people got.

The ladder is 30, 14, 7, 1 and 0 days before the last valid day. The boss hears of what the owner
has not acknowledged five days after it was sent, and of each later step until it is. Where the
scheduler did not run, nothing goes out.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reminding import ENDS_ONLY, Desk, a_desk, people_with_logs
from support import a_fact, a_license, a_product

from tracker.act.answering import Told

RAN, DOWN = True, False

Happening = Callable[[Desk], object]


def renewed(id: str, until: str, day: str) -> Happening:
    return lambda desk: desk.record(
        a_fact(kind="license_renewed", id=id, license="L", effective_on=day, valid_until=until)
    )


def voided(id: str) -> Happening:
    return lambda desk: desk.record(a_fact(kind="fact_voided", fact=id, reason="An invented slip."))


def became(kind: str, day: str) -> Happening:
    return lambda desk: desk.record(a_fact(kind=kind, license="L", effective_on=day))


def key(desk: Desk) -> str:
    *_, last = (
        fact.occasion
        for record in desk.ledger.facts()
        if (fact := record.fact).kind == "notice_sent"
    )
    return last


def acknowledged(desk: Desk) -> None:
    Told(desk.ledger).acknowledge(key(desk), "owner", at=desk.clock())


def snoozed(until: str) -> Happening:
    return lambda desk: Told(desk.ledger).snooze(
        key(desk),
        "owner",
        date.fromisoformat(until),
        "owner",
        at=desk.clock(),
        today=desk.clock().date(),
    )


LIFE: list[tuple[str, Happening | None, bool, list[str], list[str]]] = [
    # day, what happened, the scheduler, to the owner, to the boss
    ("2024-11-30", None, RAN, [], []),
    ("2024-12-01", None, RAN, ["license_ends L -30"], []),
    ("2024-12-01", None, RAN, [], []),
    ("2024-12-05", None, RAN, [], []),
    ("2024-12-06", None, RAN, [], ["license_ends L -30"]),
    ("2024-12-07", acknowledged, RAN, [], []),
    ("2024-12-17", None, DOWN, [], []),
    ("2024-12-19", None, RAN, ["license_ends L -14"], []),
    ("2024-12-20", snoozed("2024-12-26"), RAN, [], []),
    ("2024-12-24", None, RAN, [], ["license_ends L -14"]),
    ("2024-12-25", None, RAN, [], []),
    ("2024-12-26", None, RAN, ["license_ends L -7"], ["license_ends L -7"]),
    ("2024-12-27", became("license_suspended", "2024-12-27"), RAN, [], []),
    ("2024-12-28", became("license_reinstated", "2024-12-28"), RAN, [], []),
    (
        "2024-12-29",
        renewed("renewal", "2025-06-30", "2025-01-01"),
        RAN,
        ["withdrawn license_ends 2024-12-31"],
        ["withdrawn license_ends 2024-12-31"],
    ),
    ("2024-12-30", None, RAN, [], []),
    ("2024-12-31", voided("renewal"), RAN, ["license_ends L -0"], []),
    (
        "2025-01-02",
        renewed("renewed anew", "2025-06-30", "2025-01-01"),
        RAN,
        ["withdrawn license_ends 2024-12-31"],
        [],
    ),
    ("2025-05-31", None, RAN, ["license_ends L -30"], []),
    ("2025-06-01", acknowledged, RAN, [], []),
    ("2025-06-15", None, DOWN, [], []),
    ("2025-06-23", None, DOWN, [], []),
    ("2025-06-29", None, RAN, ["license_ends L -1"], []),
    ("2025-06-30", None, RAN, ["license_ends L -0"], []),
    ("2025-07-01", acknowledged, RAN, [], []),
    ("2026-01-01", None, RAN, [], []),
]


def test_the_life_of_a_license_is_told_as_the_table_says(tmp_path: Path) -> None:
    policy = {
        "lead_days": [30, 14, 7, 1, 0],
        "people": people_with_logs(tmp_path, "owner", "boss"),
        "tell": [ENDS_ONLY | {"escalate": {"after_days": 5, "to": ["boss"]}}],
    }
    permit = a_license(issued_on="2023-01-01", valid_until="2024-12-31")
    with a_desk(tmp_path, a_product(), permit, **policy) as desk:
        for day, happening, ran, owner, boss in LIFE:
            before = len(desk.told("owner")), len(desk.told("boss"))
            desk.clock.to(day)
            if happening:
                happening(desk)
            if ran:
                desk.sweeper.sweep()
            got = desk.told("owner")[before[0] :], desk.told("boss")[before[1] :]
            assert got == (owner, boss), day


@pytest.mark.parametrize("day", ["2024-12-02", "2024-12-18", "2024-12-31"])
def test_a_permit_renewed_on_any_day_is_not_nagged_about_again(tmp_path: Path, day: str) -> None:
    with a_desk(tmp_path) as desk:
        desk.sweeper.sweep()
        desk.clock.to(day)
        desk.sweeper.sweep()
        told = len(desk.told())
        renewed("renewal", "2027-12-31", "2025-01-01")(desk)
        for _ in range(60):
            desk.sweeper.sweep()
            desk.clock.move(days=1)
        assert desk.told()[told:] == ["withdrawn license_ends 2024-12-31"]
