"""A sweep that knows that nothing is due sends what one that looks would send: nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from reminding import ENDS_ONLY, Desk, a_desk, a_policy, people_with_logs
from support import a_license, a_product

from events.facts import Fact
from events.policies import Policy
from tracker.live.tables.keeping import Use
from tracker.reminders import sweeping
from tracker.reminders.setting_up import sweeper


def sweep(desk: Desk, use: Use, policy: Policy | None = None) -> None:
    """Sweep as a process of its own does."""
    one = sweeper(desk.ledger, policy or desk.policy, desk.clock, use)
    assert one.sweep() is not None
    one.close()


@contextmanager
def looking(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Yield how many facts each sweep read, of those that looked."""
    read: list[int] = []
    real = sweeping.Sweeper._catch_up

    def watched(one: sweeping.Sweeper, *rest: object) -> None:
        real(one, *rest)  # type: ignore[arg-type]
        read.append(one._position)

    with monkeypatch.context() as patched:
        patched.setattr(sweeping.Sweeper, "_catch_up", watched)
        yield read


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as made:
        yield made


def test_the_next_sweep_does_not_look_until_something_may_be_due(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(desk, Use.ALWAYS)  # sends the step of 30 days
    desk.clock.move(hours=1)
    sweep(desk, Use.ALWAYS)  # finds nothing, and notes it
    with looking(monkeypatch) as looked:
        for _ in range(24):
            desk.clock.move(hours=1)
            sweep(desk, Use.ALWAYS)
        assert looked == []
        while len(desk.told()) == 1:
            desk.clock.move(hours=1)
            sweep(desk, Use.ALWAYS)
    assert desk.told() == ["license_ends L -30", "license_ends L -14"]
    assert looked != []


def test_a_quiet_sweep_is_put_on_record_as_others_are(desk: Desk) -> None:
    for _ in range(3):
        sweep(desk, Use.ALWAYS)
        desk.clock.move(hours=1)
    kinds = [record.fact.kind for record in desk.ledger.facts()]
    assert kinds.count("reminders_swept") == 3


def test_whatever_is_recorded_makes_the_next_sweep_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        sweep(desk, Use.ALWAYS)
    soon = a_license("SOON", issued_on="2023-01-01", valid_until="2024-12-10")
    desk.ledger.record([soon], at=desk.clock())
    with looking(monkeypatch) as looked:
        sweep(desk, Use.ALWAYS)
    assert looked != []
    assert "license_ends SOON -14" in " ".join(desk.told())


def test_another_policy_makes_the_next_sweep_look(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        sweep(desk, Use.ALWAYS)
    people = people_with_logs(tmp_path, "owner", "deputy")
    other = a_policy(people=people, tell=[{**ENDS_ONLY, "owner": "deputy"}])
    with looking(monkeypatch) as looked:
        sweep(desk, Use.ALWAYS, other)
    assert looked != []


def test_a_clock_that_has_gone_back_makes_the_next_sweep_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        sweep(desk, Use.ALWAYS)
    desk.clock.move(hours=-2)
    with looking(monkeypatch) as looked:
        sweep(desk, Use.ALWAYS)
    assert looked != []


def a_year(folder: Path, use: Use, seed: int) -> tuple[Sequence[object], Sequence[str]]:
    """Return what is on record and what was told after a year of sweeps and new facts."""
    chance = Random(seed)
    folder.mkdir()
    with a_desk(folder) as desk:
        for number in range(30):
            sweep(desk, use)
            if chance.random() < 0.2:
                desk.ledger.record(news(chance, number), at=desk.clock())
            desk.clock.move(hours=chance.choice([1, 5, 24, 24 * 9]))
        kept = [record.fact.kind for record in desk.ledger.facts()]
        return kept, desk.told()


def news(chance: Random, number: int) -> list[Fact]:
    until = (
        f"{chance.choice([2024, 2025])}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    )
    license = a_license(f"N-{number}", issued_on="2022-01-01", valid_until=until, products=["P"])
    return [a_product(f"X-{number}"), license]


@pytest.mark.parametrize("seed", range(3))
def test_a_year_of_sweeps_is_the_same_whether_they_look_or_not(seed: int, tmp_path: Path) -> None:
    assert a_year(tmp_path / "quiet", Use.ALWAYS, seed) == a_year(tmp_path / "all", Use.NEVER, seed)
