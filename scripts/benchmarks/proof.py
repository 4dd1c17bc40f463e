"""What proving a record costs beside reading its facts: verify, pack, full export and restore."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from portfolio import invented_facts
from timing import timed

from projections.record.visible import Viewpoint
from tracker.gazette.files import read_gazette
from tracker.integrity.copies import copy_of, restore
from tracker.integrity.verification import Against, verify
from tracker.ledger import Ledger, create_ledger
from tracker.live.live import Live
from tracker.live.snapshot import facts_about
from tracker.pack.archive import archive
from tracker.pack.contents import Bearing, Proving, pack_files

DAY = date(2024, 6, 1)
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
PRODUCT = "P000007"


def main() -> None:
    """Build a ledger in a temporary folder, do each work once, print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        with create_ledger(str(folder / "bench.db"), at=NOW) as ledger:
            ledger.record(read_gazette().facts, at=NOW)
            ledger.record(list(invented_facts(chosen.products)), at=NOW)
            _report(ledger, folder)


def _report(ledger: Ledger, folder: Path) -> None:
    copy = folder / "ledger.record"
    works = {
        "read and decode every fact": lambda: list(ledger.facts()),
        "verify everything": lambda: verify(ledger, Against(), None),
        "pack of one product": lambda: _pack(ledger),
        "full export": lambda: copy.write_bytes(b"".join(copy_of(ledger))),
        "restore": lambda: restore(copy, str(folder / "other.db")).close(),
    }
    seconds = {what: timed(work) for what, work in works.items()}
    beside = seconds["read and decode every fact"]
    print(f"{ledger.head():,} facts, each work once")
    for what, taken in seconds.items():
        print(f"{what:27} {taken:8.2f} s {taken / beside:8.1f} times reading")


def _pack(ledger: Ledger) -> bytes:
    asked = Live(ledger).snapshot(Viewpoint(DAY), [PRODUCT])
    facts = facts_about(ledger, [PRODUCT], asked.position)
    return archive(pack_files(ledger, asked, PRODUCT, Bearing(facts, {}), Proving()))


if __name__ == "__main__":
    main()
