"""Letters as lines of a file: each is whole, on the disk, and harms no other."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from letters import AT, KEY, key, letter
from small_disks import room_for

from events.policies import LogWay
from tracker.delivery.letters import Undelivered
from tracker.delivery.logfile import append_line


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "letters.jsonl"


def append(file: Path, number: int = 1) -> None:
    append_line(letter(key=key(number)), LogWay(log=str(file)), at=AT)


def refused(file: Path) -> Undelivered:
    with pytest.raises(Undelivered) as failure:
        append(file)
    assert not failure.value.final
    assert f"The log file '{file}' cannot be written" in failure.value.reason
    return failure.value


def keys(file: Path) -> list[str]:
    return [json.loads(line)["key"] for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_letter_is_a_line_of_json_in_characters_that_people_read(log: Path) -> None:
    append_line(letter(), LogWay(log=str(log)), at=AT)
    written = log.read_bytes()
    assert written.endswith(b"}\n")
    assert "防火墙".encode() in written
    assert json.loads(written) == {
        "key": KEY,
        "at": "2023-05-02T01:30:00+00:00",
        "recipient": "li",
        "subject": letter().subject,
        **letter().data,
    }


def test_letters_stand_in_the_order_in_which_they_were_delivered(log: Path) -> None:
    for number in range(5):
        append(log, number)
    assert keys(log) == [key(number) for number in range(5)]


def test_whatever_breaks_lines_within_a_letter_breaks_none_of_the_file(log: Path) -> None:
    append_line(letter(subject="a\nb\r\nc\u2028d\x85e"), LogWay(log=str(log)), at=AT)
    assert log.read_bytes().count(b"\n") == 1


def test_letters_of_many_writers_at_once_are_all_whole(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_at_once = os.write

    def written_by_halves(number: int, data: bytes) -> int:
        half = len(data) // 2
        return written_at_once(number, data[:half]) + written_at_once(number, data[half:])

    monkeypatch.setattr(os, "write", written_by_halves)
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda number: append(log, number), range(100)))
    assert sorted(keys(log)) == [key(number) for number in range(100)]


def test_a_line_that_a_crash_cut_off_is_closed_and_stays_alone(log: Path) -> None:
    log.write_bytes(b'{"key": "who')
    append(log)
    cut, whole = log.read_bytes().splitlines()
    assert cut == b'{"key": "who'
    assert json.loads(whole)["key"] == key(1)


def test_a_line_is_on_the_disk_before_it_counts(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []
    usual = os.fsync

    def seen(number: int) -> None:
        synced.append(log.read_bytes())
        usual(number)

    monkeypatch.setattr(os, "fsync", seen)
    append(log)
    assert synced == [log.read_bytes()]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    assert "No such file or directory" in refused(tmp_path / "missing" / "log.jsonl").reason


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "Is a directory" in refused(tmp_path).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_said(log: Path) -> None:
    log.touch(mode=0o400)
    assert "Permission denied" in refused(log).reason


def test_a_pipe_that_nobody_reads_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "it is not a file that keeps what is written" in refused(pipe).reason


def test_a_device_keeps_nothing(tmp_path: Path) -> None:
    for device in ("/dev/null", "/dev/full"):
        assert "it is not a file that keeps what is written" in refused(Path(device)).reason


def test_a_disk_that_fills_up_within_a_line_leaves_the_file_as_it_was(log: Path) -> None:
    append(log, 0)
    before = log.read_bytes()
    with room_for(len(before) + 40):
        for _ in range(3):
            assert "there is no room left for a whole line" in refused(log).reason
        assert log.read_bytes() == before
    with room_for(len(before)):
        assert "too large" in refused(log).reason
    append(log, 2)
    assert keys(log) == [key(0), key(2)]


def test_a_line_that_the_disk_would_not_take_is_taken_back(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(log, 0)

    def fails(number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fails)
        assert "No space left on device" in refused(log).reason
    assert keys(log) == [key(0)]
