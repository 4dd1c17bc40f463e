"""Every command of the program: what reads is named with words to try it, and so is what changes.

As a program, tries those that read on a ledger, and tells of each as a line of JSON how it ended,
what became of the ledger's folder, and which of the ledger's files it opened past SQLite.
"""

from __future__ import annotations

import json
import shlex
import sys
from contextlib import chdir
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
from console import SAMPLE, run

from tracker.ledger.files import files_of, identity

READING = {
    "record --dry-run": "record {examples}/portfolio.jsonl --dry-run",
    "import file --dry-run": "import {examples}/imports/licenses.csv --dry-run",
    "import mapping": "import mapping {examples}/imports/licenses.csv -o {out}/mapping.yaml",
    "template": "template evidence --files {folder} -o {out}/list.xlsx",
    "status": "status --xlsx {out}/status.xlsx",
    "timeline": "timeline FW-100",
    "explain": "explain FW-100",
    "report": "report FW-100 -o {out}/report.html",
    "diff": "diff --as-of 2023-06-30 --to-as-of 2023-07-03",
    "late": "late --since 2024-01-01",
    "what-if": "what-if {examples}/scenarios/honoring-withdrawn.yaml",
    "adopt --dry-run": "adopt {examples}/scenarios/honoring-withdrawn.yaml --dry-run "
    "--published-on 2026-11-20 --number 2026-9",
    "remind calendar": "remind calendar -o {out}/reminders.ics",
    "remind health": "remind health",
    "remind log": "remind log",
    "remind policy check": "remind policy check {examples}/reminders/policy.yaml",
    "remind preview": "remind preview",
    "attestations": "attestations",
    "evidence get": "evidence get {sha256} -o {out}/copy.txt",
    "evidence list": "evidence list",
    "facts": "facts",
    "products": "products",
    "licenses": "licenses",
    "acts": "acts",
    "questions": "questions",
    "findings": "findings",
    "gazette update --dry-run": "gazette update --dry-run",
    "export": "export -o {out}/facts.jsonl",
    "export --full": "export --full -o {out}/ledger.record",
    "live status": "live status",
    "verify": "verify",
    "pack": "pack --product FW-100 -o {out}/pack.zip",
    "checkpoint": "checkpoint -o {out}/checkpoint.json",
}
"""Words by which to try what reads a ledger; in braces stands what they are tried on."""

MAKING = (
    "init --no-gazette",
    "gazette update",
    "record {examples}/portfolio.jsonl",
    "import {examples}/imports/licenses.csv",
    "import {examples}/imports/evidence.csv --files {examples}/evidence",
    'attest FW-100 --by "Li Wei (sample)" --note "Tender 7 (invented)"',
)
"""Words that make the ledger on which all this is tried."""

CHANGING = {
    *("init", "record", "import file", "import undo", "adopt", "attest", "gazette update"),
    *("evidence add", "restore", "schedule"),
    *("remind ack", "remind bounced", "remind resend", "remind run", "remind snooze"),
}

BESIDE_A_LEDGER = {"live check", "live rebuild"}
"""What leaves the ledger as it is, and writes the tables beside it."""

WITHOUT_A_LEDGER = {
    *("gazette categories", "gazette check", "gazette list", "gazette show", "schema"),
    *("checkpoint key", "pack check"),
}


def leaves(command: click.Command, *names: str) -> set[str]:
    """Return the names of all commands, those of groups by both names."""
    if not isinstance(command, click.Group):
        return {" ".join(names)}
    context = click.Context(command)
    found = {
        leaf
        for name in command.list_commands(context)
        for leaf in leaves(command.get_command(context, name) or command, *names, name)
    }
    return found | ({" ".join(names)} if command.invoke_without_command else set())


def try_all(folder: Path, out: Path) -> None:
    """Try what reads on a ledger that some commands made, and tell what came of each."""
    ledger = folder / "tracker.db"
    opened: list[str] = []

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and not isinstance(args[0], int):
            at = identity(args[0])
            if at and at in map(identity, files_of(ledger)):
                opened.append(str(args[0]))

    sys.addaudithook(watch)
    for words in MAKING:
        assert not _run(ledger, words.format(examples=SAMPLE))[-1].startswith("[exit"), words
    print(json.dumps({"name": "making", "opened": opened}))
    found = next(each for each in (folder / "tracker.db.evidence").rglob("*") if each.is_file())
    places = {"examples": SAMPLE, "folder": folder, "out": out, "sha256": found.name}
    for name, words in READING.items():
        before = _contents(folder)
        opened.clear()
        said = _run(ledger, words.format(**places))
        told = {
            "name": name,
            "refusals": [line for line in said if line.startswith("Error")],
            "opened": list(opened),
            "changed": sorted(_contents(folder) ^ before),
        }
        print(json.dumps(told))


def _run(ledger: Path, words: str) -> list[str]:
    return list(run(f"tracker --ledger {shlex.quote(str(ledger))} {words}"))


def _contents(folder: Path) -> set[tuple[str, str, int]]:
    return {
        (str(each), sha256(each.read_bytes()).hexdigest(), each.stat().st_mtime_ns)
        for each in folder.rglob("*")
        if each.is_file()
    }


if __name__ == "__main__":
    with chdir(sys.argv[2]):
        try_all(Path(sys.argv[1]), Path(sys.argv[2]))
