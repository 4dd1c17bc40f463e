"""What cannot be noted is not sent; what went out is noted before anything else goes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from ledger_places import STORAGES
from office import noon
from reminding import lines_of, log_of, people_with_logs
from small_disks import only, room_for, small_disk
from support import a_license
from yards import Yard, a_yard, write_policy

from events.notices import NoticeSent
from tracker.errors import TrackerError
from tracker.ledger import open_ledger
from tracker.ledger.errors import StorageFull
from tracker.reminders import sending
from tracker.reminders.policies import read_policy
from tracker.reminders.setting_up import sweeper
from tracker.reminders.sweeping import Sweeper, Swept
from tracker.reminders.under_way import NothingGoes

NOW = noon("2024-12-01")
ON_SQLITE, ON_POSTGRES = (
    pytest.mark.parametrize("yard", [storage], indirect=True) for storage in STORAGES
)


@pytest.fixture
def yard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Yard]:
    """A ledger of which one person is told by a digest of all that is due."""
    with a_yard(request.param, tmp_path) as yard:
        write_policy(tmp_path, people_with_logs(tmp_path, "owner", digest=True))
        yield yard


def run(yard: Yard, location: str | None = None) -> Swept | None:
    """Sweep once, as a process does that begins and ends with it."""
    with open_ledger(location or yard.location, patience=1) as ledger:
        return sweeper(ledger, read_policy(str(yard.policy)), lambda: NOW).sweep()


def runs_that_failed(yard: Yard, location: str | None = None) -> int:
    """Sweep three times, and count the sweeps that were refused."""
    failed = 0
    for _ in range(3):
        try:
            run(yard, location)
        except TrackerError:
            failed += 1
    return failed


def told(yard: Yard) -> list[str]:
    """The keys of the messages that went out."""
    return [line["key"] for line in lines_of(log_of(yard.folder, "owner"))]


def noted(location: str) -> list[str]:
    """The keys of the messages that are on record as sent."""
    with open_ledger(location) as ledger:
        facts = [record.fact for record in ledger.facts()]
    return list(dict.fromkeys(fact.message for fact in facts if isinstance(fact, NoticeSent)))


def moved(yard: Yard, to: Path) -> str:
    """Copy a ledger's file to a folder, and return where it is."""
    return str(shutil.copy(yard.location, to / "tracker.db"))


Full = Callable[[], AbstractContextManager[None]]


def never_twice(yard: Yard, location: str, full: Full) -> int:
    """Hold that of three runs on a full disk one message goes at most, and none is lost."""
    before = len(told(yard))
    with full():
        failed = runs_that_failed(yard, location)
        assert len(told(yard)) - before <= 1
    run(yard, location)
    assert len(told(yard)) - before == 1
    assert noted(location) == told(yard)[-1:]
    assert not Path(f"{location}.going").exists()
    return failed


@ON_SQLITE
def test_with_some_kilobytes_left_no_message_goes_twice_and_none_is_lost(
    yard: Yard, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        failed = 0
        for kilobytes in range(0, 100, 8):
            location = moved(yard, disk)
            failed += never_twice(yard, location, lambda: only(kilobytes * 1024, disk))  # noqa: B023
        assert failed > 10


@ON_SQLITE
def test_where_files_may_not_grow_no_message_goes_twice_and_none_is_lost(
    yard: Yard, tmp_path: Path
) -> None:
    (folder := tmp_path / "copy").mkdir()
    failed = 0
    for size in range(36_000, 120_000, 12_000):
        location = moved(yard, folder)
        failed += never_twice(yard, location, lambda: room_for(size))  # noqa: B023
    assert failed > 3


@ON_SQLITE
def test_a_digest_of_hundreds_of_notices_that_cannot_be_noted_goes_once(
    yard: Yard, tmp_path: Path
) -> None:
    licenses = [a_license(f"M{number}", valid_until="2024-12-20") for number in range(300)]
    yard.ledger.record(licenses, at=NOW)
    yard.ledger.close()
    with small_disk(tmp_path / "disk") as disk:
        location = moved(yard, disk)
        assert never_twice(yard, location, lambda: only(400 * 1024, disk)) == 3


@ON_SQLITE
def test_what_went_out_is_noted_by_the_next_sweep_after_a_process_died_before_noting_it(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def notes_until_it_dies(*given: Any) -> None:
        if told(yard):
            raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(Sweeper, "_note", notes_until_it_dies)
        with pytest.raises(KeyboardInterrupt):
            run(yard)
    assert (len(told(yard)), noted(yard.location)) == (1, [])
    run(yard)
    assert noted(yard.location) == told(yard)
    assert len(told(yard)) == 1


@ON_SQLITE
def test_what_was_noted_before_a_process_died_is_not_noted_again(yard: Yard) -> None:
    going = Path(f"{yard.location}.going")
    kept: list[bytes] = []

    def look(*given: Any, **named: Any) -> None:
        kept.append(going.read_bytes())

    with pytest.MonkeyPatch.context() as looking:
        looking.setattr(sending, "deliver", look)
        run(yard)
    head = yard.ledger.head()
    assert kept[0].startswith(b"?")
    going.write_bytes(b"!" + kept[0][1:])
    run(yard)
    assert yard.ledger.head() == head
    assert not going.exists()


@ON_SQLITE
@pytest.mark.parametrize(
    "content", [b"", b"?cut o", b'?{"facts":[],"ledger":"another"}', b'!{"ledger":"another"}']
)
def test_what_did_not_go_or_is_of_another_ledger_is_not_noted(yard: Yard, content: bytes) -> None:
    Path(f"{yard.location}.going").write_bytes(content)
    run(yard)
    assert noted(yard.location) == told(yard)
    assert len(told(yard)) == 1


@ON_SQLITE
def test_nothing_goes_while_what_went_before_cannot_be_read_or_the_next_not_be_kept(
    yard: Yard,
) -> None:
    going = Path(f"{yard.location}.going")
    going.write_bytes(b"!nonsense")
    with pytest.raises(NothingGoes, match="it makes no sense"):
        run(yard)
    going.unlink()
    going.mkdir()
    with pytest.raises(NothingGoes, match="Is a directory"):
        run(yard)
    assert told(yard) == []


@ON_POSTGRES
def test_nothing_is_sent_by_a_database_that_has_no_room_for_the_note(yard: Yard) -> None:
    yard.place.sql(
        "CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
    )
    yard.place.sql(
        "CREATE TRIGGER full_for_notes BEFORE INSERT ON facts FOR EACH ROW "
        "WHEN (NEW.topic = 'notice_sent') EXECUTE FUNCTION is_full()"
    )
    for _ in range(3):
        with pytest.raises(StorageFull, match="could not extend file"):
            run(yard)
    assert told(yard) == []
    yard.place.sql("DROP TRIGGER full_for_notes ON facts")
    run(yard)
    assert noted(yard.location) == told(yard)


@pytest.mark.parametrize("yard", STORAGES, indirect=True)
def test_a_note_that_was_only_rehearsed_leaves_no_trace(yard: Yard) -> None:
    ledger, license = yard.ledger, a_license("LATER")
    head = ledger.head()
    ledger.check_recordable([license], at=NOW)
    assert ledger.head() == head
    batch = ledger.record([license], at=NOW)
    assert [record.position for record in batch.recorded] == [head + 1]
