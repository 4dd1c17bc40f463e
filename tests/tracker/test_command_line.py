"""The command line as a whole: help, lazy imports, and packages of ours that were replaced."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from console import NOON, empty_folder, run
from wcwidth import width

from tracker._names import EXIT_CLASH
from tracker.cli import COMMANDS, Session, tracker

ROOT = Path(__file__).parents[2]
HEAVY = {"pydantic", "eventsourcing", "apscheduler", "yaml", "sqlite3", "psycopg", "wcwidth"}
HEAVY |= {"cryptography", "jinja2", "reportlab", "xlsxwriter"}


def every_command() -> list[tuple[str, click.Command]]:
    context = click.Context(tracker)
    found: list[tuple[str, click.Command]] = []
    for name in COMMANDS:
        command = tracker.get_command(context, name)
        assert command is not None
        below = command.commands if isinstance(command, click.Group) else {}
        found += [(name, command), *((f"{name} {sub}", each) for sub, each in below.items())]
    return found


@pytest.mark.parametrize(("name", "command"), every_command(), ids=lambda value: str(value))
def test_help_opens_with_a_verb_and_shows_an_example(name: str, command: click.Command) -> None:
    assert command.help
    verb = command.help.split()[0].rstrip(",")
    verbs = {
        "Create",
        "Record",
        "Show",
        "Say",
        "List",
        "Print",
        "Write",
        "Check",
        "Compare",
        "Tell",
        "Keep",
        "Send",
    }
    assert verb in verbs
    assert f"tracker {name}" in command.help or f"tracker --ledger other.db {name}" in command.help


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says_of_itself(name: str) -> None:
    told = COMMANDS[name][1].split()[0].rstrip(",")
    command = dict(every_command())[name]
    assert command.help
    assert command.help.split()[0].rstrip(",") == told


def modules_imported_by(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tracker", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    return {
        line.rpartition("|")[2].strip().split(".")[0]
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }


def test_help_imports_no_heavy_library() -> None:
    assert not modules_imported_by("--help") & HEAVY


def test_shell_completion_imports_no_heavy_library() -> None:
    asked = {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "tracker st", "COMP_CWORD": "1"}
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "importtime",
            "-c",
            "from tracker.cli import tracker; tracker(prog_name='tracker')",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=asked,
        check=False,
    )
    assert done.stdout.strip() == "plain,status"
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not imported & HEAVY


def test_a_foreign_package_of_our_name_is_met_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tracker").symlink_to(ROOT / "tracker")
    (tmp_path / "projections").symlink_to(ROOT / "projections")
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "__init__.py").write_text("raise SystemExit('foreign code ran')\n")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tracker", "--help"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == EXIT_CLASH
    assert "The package 'events' that Python finds" in done.stderr
    assert "environment of its own" in done.stderr


def test_json_is_one_document_on_standard_output() -> None:
    with empty_folder():
        list(run("tracker init"))
        for command in ("status", "acts", "questions", "facts", "products", "licenses", "findings"):
            result = CliRunner().invoke(tracker, [command, "--json"])
            assert result.exit_code == 0
            assert isinstance(json.loads(result.stdout), dict)
            assert not result.stderr


def test_the_environment_names_the_ledger() -> None:
    with empty_folder():
        result = CliRunner().invoke(tracker, ["init"], env={"TRACKER_LEDGER": "named.db"})
        assert result.exit_code == 0
        assert Path("named.db").is_file()
        assert not Path("tracker.db").exists()


def test_an_export_recorded_elsewhere_holds_the_same_facts() -> None:
    with empty_folder():
        list(run("tracker init"))
        list(run("tracker record examples/portfolio.jsonl"))
        list(run("tracker export -o all.jsonl"))
        list(run("tracker --ledger other.db init --no-gazette"))
        told = "\n".join(run("tracker --ledger other.db record all.jsonl"))
        assert "Recorded 195 facts" in told
        list(run("tracker --ledger other.db export -o again.jsonl"))
        assert Path("again.jsonl").read_bytes() == Path("all.jsonl").read_bytes()
        one, other = (
            list(run(f"tracker --ledger {name} status --as-of 2024-06-01"))
            for name in ("tracker.db", "other.db")
        )
        assert one == other


LONG = "虚构" * 40 + " invented " + "X" * 100


def test_text_fits_eighty_columns_whatever_is_on_record() -> None:
    product = {
        "kind": "product_registered",
        "product": LONG,
        "name": LONG,
        "vendor": LONG,
        "category": "vpn",
        "channels": ["general_sale"],
        "effective_on": "2022-01-01",
    }
    permit = {
        "kind": "license_issued",
        "license": LONG,
        "regime": "mps",
        "license_kind": "sales_permit",
        "number": LONG,
        "products": [LONG],
        "issued_on": "2023-06-30",
    }
    with empty_folder():
        Path("long.jsonl").write_text("\n".join(map(json.dumps, [product, permit])))
        for command in (
            ["init"],
            ["record", "examples/portfolio.jsonl"],
            ["record", "long.jsonl"],
            ["status"],
            ["status", "--as-of", "2023-07-03", "--as-of", "2025-07-01"],
            ["timeline", LONG],
            ["explain", LONG, "--as-of", "2024-01-01"],
            ["facts"],
            ["products"],
            ["licenses"],
            ["acts"],
            ["questions"],
            ["findings"],
            ["gazette", "list"],
            ["gazette", "categories"],
            ["gazette", "show", "MPS-32-1997"],
        ):
            result = CliRunner().invoke(tracker, command, obj=Session(clock=lambda: NOON))
            assert result.exit_code == 0, result.output
            wide = [line for line in result.stdout.splitlines() if width(line) > 80]
            assert not [line for line in wide if "http" not in line], command
            assert not [line for line in result.stdout.splitlines() if line != line.rstrip()]


def test_channels_of_a_product_are_told_in_the_order_of_their_names() -> None:
    product = {
        "kind": "product_registered",
        "product": "P",
        "name": "Invented product",
        "channels": ["b", "a"],
        "effective_on": "2020-01-01",
    }
    with empty_folder():
        Path("product.jsonl").write_text(json.dumps(product))
        list(run("tracker init"))
        list(run("tracker record product.jsonl"))
        for command in ("status P --as-of 2021-01-01", "timeline P"):
            asked = CliRunner().invoke(tracker, [*command.split(), "--json"])
            told = asked.stdout
            assert 0 < told.index('"channel": "a"') < told.index('"channel": "b"'), command
