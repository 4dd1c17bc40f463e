"""Sweeps that end early: nothing is lost or doubled, and what was left is said."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from console import answered
from ledger_places import STORAGES
from office import noon
from reminding import lines_of, log_of
from sweepers import set_clock
from yards import LATEST, Yard, a_yard, told_by_slow_mail, wait_until

from events.notices import NoticeSent, RemindersSwept
from tracker.delivery.carriers import deliver
from tracker.ledger import Ledger, open_ledger
from tracker.ledger.errors import LedgerBusy, LedgerReadOnly
from tracker.reminders import sending
from tracker.reminders.noting import NotNoted
from tracker.reminders.policies import read_policy
from tracker.reminders.setting_up import sweeper
from tracker.reminders.sweeping import Sweeper

NOW = noon("2024-12-01")
"""When three messages are due to each person."""

BY_A_SIGNAL = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
ON_SQLITE, ON_POSTGRES = (
    pytest.mark.parametrize("yard", [storage], indirect=True) for storage in STORAGES
)


@pytest.fixture(params=STORAGES)
def yard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Yard]:
    with a_yard(request.param, tmp_path) as yard:
        yield yard


def told(yard: Yard) -> list[str]:
    """The keys of all messages that were written to files."""
    people = ("owner", "lead")
    return [line["key"] for name in people for line in lines_of(log_of(yard.folder, name))]


# -- Told to stop -----------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 3])
def test_a_schedule_told_to_stop_notes_the_message_it_is_at_and_exits_with_0(
    yard: Yard, times: int
) -> None:
    with told_by_slow_mail(yard) as mail:
        schedule = yard.schedule()
        mail.wait_for_one()
        for _ in range(times):
            schedule.send_signal(signal.SIGTERM)
        mail.may_take.set()
        assert schedule.wait(LATEST) == 0
        assert 1 <= len(mail.names) <= 3
        assert len(yard.facts(NoticeSent)) == len(mail.names)
        assert yard.remind().wait(LATEST) == 0
        assert len(set(mail.names)) == len(mail.names) == len(yard.facts(NoticeSent)) == 3
        assert len(yard.facts(RemindersSwept)) >= 1


@BY_A_SIGNAL
def test_a_schedule_told_to_stop_when_idle_exits_with_0_and_its_sweep_is_on_record(
    yard: Yard, number: signal.Signals
) -> None:
    set_clock(yard.clock, NOW)
    schedule = yard.schedule()
    wait_until(lambda: yard.swept_since(NOW), "the first sweep")
    schedule.send_signal(number)
    assert schedule.wait(LATEST) == 0
    assert len(yard.facts(RemindersSwept)) == 1
    assert len(yard.facts(NoticeSent)) == 6


@BY_A_SIGNAL
def test_a_run_told_to_stop_notes_the_message_it_is_at_and_says_that_more_is_due(
    yard: Yard, number: signal.Signals
) -> None:
    with told_by_slow_mail(yard) as mail:
        run = yard.remind()
        mail.wait_for_one()
        run.send_signal(number)
        mail.may_take.set()
        said, _ = run.communicate(timeout=LATEST)
        assert "1 message sent, 0 failed, 0 findings." in said
        assert "Broken off, for it was told to stop: more is due" in said
        assert run.returncode == 1
        assert len(mail.names) == len(yard.facts(NoticeSent)) == 1
        assert yard.remind().wait(LATEST) == 0
        assert len(set(mail.names)) == len(mail.names) == len(yard.facts(NoticeSent)) == 3


# -- A lock that is lost -----------------------------------------------------------------------


@ON_POSTGRES
def test_a_run_that_loses_its_lock_notes_the_message_it_is_at_and_leaves_the_rest(
    yard: Yard,
) -> None:
    with told_by_slow_mail(yard) as mail:
        run = yard.remind()
        mail.wait_for_one()
        end_session_of_lock(yard)
        mail.may_take.set()
        said, _ = run.communicate(timeout=LATEST)
        assert "1 message sent, 0 failed, 0 findings." in said
        assert "Broken off, for its lock was lost: more is due" in said
        assert run.returncode == 1
        assert len(mail.names) == len(yard.facts(NoticeSent)) == 1
        assert yard.remind().wait(LATEST) == 0
        assert len(set(mail.names)) == len(mail.names) == len(yard.facts(NoticeSent)) == 3


@ON_POSTGRES
def test_what_is_on_its_way_as_the_lock_is_lost_may_be_repeated_but_only_under_the_same_name(
    yard: Yard,
) -> None:
    with told_by_slow_mail(yard) as mail:
        first = yard.remind()
        mail.wait_for_one()
        end_session_of_lock(yard)
        second = yard.remind()
        mail.wait_for_one()
        mail.may_take.set()
        assert [first.wait(LATEST), second.wait(LATEST)] == [1, 0]
        assert len(mail.names) == 4
        assert len(set(mail.names)) == 3


def end_session_of_lock(yard: Yard) -> None:
    """End the session on the server that holds the sweepers' lock of this ledger."""
    name = int.from_bytes(bytes.fromhex(yard.ledger.id)[:8], signed=True)
    holders = (
        "FROM pg_locks WHERE locktype = 'advisory' AND granted "
        f"AND (classid::bigint << 32) | objid::bigint = {name}"
    )
    assert yard.place.sql(f"SELECT pg_terminate_backend(pid) {holders}") == [(True,)]
    wait_until(lambda: not yard.place.sql(f"SELECT pid {holders}"), "the end of the session")


# -- A ledger in which nothing can be noted ----------------------------------------------------


def one_sweeper(yard: Yard, ledger: Ledger) -> Sweeper:
    return sweeper(ledger, read_policy(str(yard.policy)), lambda: NOW)


def test_what_went_out_and_cannot_be_noted_is_named_and_noted_before_anything_else_is_sent(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(yard.location, patience=1) as ledger, ExitStack() as others:

        def let_another_write(*given: Any, **named: Any) -> None:
            """Let another program write from the moment on at which a message has gone."""
            deliver(*given, **named)
            other = others.enter_context(open_ledger(yard.location))
            others.enter_context(other._store.writing())

        monkeypatch.setattr(sending, "deliver", let_another_write)
        one = one_sweeper(yard, ledger)
        with pytest.raises(NotNoted) as failed:
            one.sweep()
        [key] = told(yard)
        said = str(failed.value)
        assert said.startswith(f"Sent and not noted: to lead by log, key {key}. The ledger at")
        assert "stayed locked for 1 seconds" in said
        with pytest.raises(NotNoted, match=key):
            one.sweep()
        assert told(yard) == [key]
        others.close()
        monkeypatch.undo()
        one.sweep()
        assert len(set(told(yard))) == len(told(yard)) == 4
        assert len(yard.facts(NoticeSent)) == 6


def test_nothing_is_sent_while_another_program_keeps_the_ledger_locked(yard: Yard) -> None:
    with open_ledger(yard.location, patience=1) as ledger, open_ledger(yard.location) as other:
        one = one_sweeper(yard, ledger)
        with other._store.writing(), pytest.raises(LedgerBusy, match="nothing was done"):
            one.sweep()
        assert told(yard) == []
        one.sweep()
        assert len(told(yard)) == 4


@ON_SQLITE
def test_nothing_is_sent_from_a_file_that_is_opened_to_be_read_only(yard: Yard) -> None:
    with (
        open_ledger(yard.location, to_write=False) as ledger,
        pytest.raises(LedgerReadOnly, match="nothing was recorded"),
    ):
        one_sweeper(yard, ledger).sweep()
    assert told(yard) == []


@ON_POSTGRES
def test_nothing_is_sent_from_a_database_that_is_read_only_and_the_command_says_why(
    yard: Yard,
) -> None:
    read_only = f"{yard.location}&options=-c%20default_transaction_read_only%3Don"
    words = f"--ledger {read_only} remind run --policy {yard.policy}"
    said, code = answered(words, lambda: NOW)
    assert "cannot be written; nothing was recorded. The storage says: cannot execute" in said
    assert code == 1
    assert told(yard) == []
