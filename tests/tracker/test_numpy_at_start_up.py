"""NumPy is loaded where a whole portfolio is judged, and nowhere else."""

import subprocess
import sys
from pathlib import Path

from console import NOON

from events.facts import fact_from_json
from tracker.ledger import create_ledger

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from click.testing import CliRunner
from tracker.cli import tracker
done = CliRunner().invoke(tracker, sys.argv[1:])
print(done.exit_code, 'numpy' in sys.modules)
print(done.output)
"""


def test_status_of_a_small_ledger_loads_no_numpy(tmp_path: Path) -> None:
    location = str(tmp_path / "small.db")
    placed = """{"kind": "product_placed", "product": "Gate", "channel": "general_sale",
        "effective_on": "2024-01-01"}"""
    with create_ledger(location, at=NOON) as ledger:
        ledger.record([fact_from_json(placed)], at=NOON)
    for asked in (["status"], ["status", "Gate"]):
        command = [sys.executable, "-c", PROGRAM, "--ledger", location, *asked]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.splitlines()[0] == "0 False"
        assert "Gate" in done.stdout
