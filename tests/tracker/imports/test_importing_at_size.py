"""An import takes the same memory however many rows a file has."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from console import answered, empty_folder

ROOM = 16 * 1024
"""KiB by which eight times the rows may take more; these rows held would take three times that."""

FEW, MANY = 1_500, 12_000


def a_list(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["number", "regime", "license_kind", "products", "发证日期", "有效期至"])
        for number in range(count):
            said = [f"INV-{number:06}", "csl", "certificate", f"防火墙（虚构） {number}"]
            table.writerow([*said, "2023-07-01", "2028-06-30"])


MAPPING = "as: licenses\nvalues: {regime: {csl: csl}, license_kind: {certificate: certificate}}\n"


def peak(command: list[str]) -> int:
    """Run the tracker and return its peak of resident memory in KiB."""
    run = subprocess.Popen(
        [sys.executable, "-m", "tracker", *command],
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0
    return usage.ru_maxrss


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="only POSIX tells the memory of a process")
def test_eight_times_the_rows_are_imported_in_hardly_more_memory_and_again() -> None:
    with empty_folder():
        Path("mapping.yaml").write_text(MAPPING, encoding="utf-8")
        peaks = []
        for count in (FEW, MANY):
            a_list(Path(f"{count}.csv"), count)
            answered(f"--ledger {count}.db init --no-gazette")
            command = ["--ledger", f"{count}.db", "import", f"{count}.csv", "--map", "mapping.yaml"]
            peaks.append((peak(command), peak(command)))
            assert f"{count:,} facts" in answered(f"--ledger {count}.db facts --csv -")[0]
        (few, few_again), (many, many_again) = peaks
        assert many - few < ROOM
        assert many_again - few_again < ROOM
