"""The cyclic garbage collector rests while a large record is read, and never stays off."""

import gc
from collections.abc import Iterator
from contextlib import suppress
from threading import Barrier, Thread

import pytest

from tracker.collector import MANY, collector_at_rest


@pytest.fixture(autouse=True)
def _a_collector_that_is_on() -> Iterator[None]:
    gc.enable()
    yield
    gc.unfreeze()
    gc.enable()


def test_the_collector_rests_during_the_work_and_goes_on_after_it() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_work_that_fails() -> None:
    with suppress(ZeroDivisionError), collector_at_rest():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_work_within_work_does_not_wake_the_collector() -> None:
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    with collector_at_rest():
        pass
    assert not gc.isenabled()


def test_the_collector_goes_on_after_the_last_of_several_threads() -> None:
    both, seen = Barrier(2), []

    def work(waits: int) -> None:
        with collector_at_rest():
            both.wait()
            if waits:
                first.join()
                seen.append(gc.isenabled())

    first, second = Thread(target=work, args=[0]), Thread(target=work, args=[1])
    first.start()
    second.start()
    second.join()
    assert seen == [False]
    assert gc.isenabled()


def test_what_lasts_of_much_work_is_never_searched_and_of_little_work_it_is() -> None:
    before = gc.get_freeze_count()
    with collector_at_rest():
        few = [[] for _ in range(10)]
    assert gc.get_freeze_count() == before
    with collector_at_rest():
        many = [[] for _ in range(2 * MANY)]
    assert gc.get_freeze_count() >= before + len(many)
    assert few
