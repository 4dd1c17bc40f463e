"""Commands that live tables answer, cold, each in a process of its own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from commands import START_UP, answer, command, process, tracker
from ledgers import DAY, POLICY, copy_of, ledger_of, scenario
from measured import Goal, NotHere, Result, Setting, in_turn

PAGE = ["status", "--as-of", DAY, "--reasons", "none", "--limit", "25"]
AHEAD = 90


def _needs(ledger: Path, *words: str) -> None:
    """Raise NotHere unless the program knows a command with such words in its help."""
    name, *options = words
    told = answer(tracker(ledger, name, "--help"))
    if missing := [option for option in options if option not in told]:
        raise NotHere(f"not in this version: tracker {name} {' '.join(missing)}")


def page(setting: Setting) -> Result:
    """Measure counts and a first page, cold, beside starting up."""
    ledger = ledger_of(setting.products, setting.ledgers)
    _needs(ledger, "status", "--reasons", "--limit")
    _same(answer(tracker(ledger, *PAGE)), answer(tracker(ledger, *PAGE, live="never")))
    works = {
        "tracker status, a page": command(tracker(ledger, *PAGE)),
        "import click, sqlite3": command(START_UP),
    }
    rounds = in_turn(works, setting.rounds)
    what = f"counts and first page of {setting.products:,} products, cold"
    return Result(what, rounds, (Goal("import click, sqlite3", "CPU", 8),))


def known_earlier(setting: Setting) -> Result:
    """Measure the same known at an earlier day, cold, beside decoding the facts once."""
    ledger = ledger_of(setting.products, setting.ledgers)
    words = [*PAGE, "--known-at", "2024-01-01"]
    _needs(ledger, "status", "--reasons", "--limit")
    _same(answer(tracker(ledger, *words)), answer(tracker(ledger, *words, live="never")))
    works = {
        "tracker status --known-at": command(tracker(ledger, *words)),
        "decoding the facts once": command(process("decode", ledger)),
    }
    rounds = in_turn(works, setting.rounds)
    what = f"the same, known at an earlier day, {setting.products:,} products, cold"
    return Result(what, rounds, (Goal("decoding the facts once", "CPU", 1.5),))


def rebuild(setting: Setting) -> Result:
    """Measure making all tables anew beside decoding the facts once."""
    with copy_of(ledger_of(setting.products, setting.ledgers)) as ledger:
        _needs(ledger, "live", "rebuild", "check")
        works = {
            "tracker live rebuild": command(tracker(ledger, "live", "rebuild")),
            "decoding the facts once": command(process("decode", ledger)),
        }
        rounds = in_turn(works, setting.rounds)
        answer(tracker(ledger, "live", "check"))
    what = f"rebuild of all tables, {setting.products:,} products"
    return Result(what, rounds, (Goal("decoding the facts once", "CPU", 4),))


def fresh(setting: Setting) -> Result:
    """Measure a page after 1,000 new facts, cold, beside a rebuild."""
    with copy_of(ledger_of(setting.products, setting.ledgers)) as ledger:
        _needs(ledger, "live", "rebuild", "check")

        def news() -> Iterator[None]:
            for number in range(setting.rounds + 1):
                answer(process("license_a_thousand", ledger, str(number)))
                yield

        recorded = news()
        next(recorded)
        answer(tracker(ledger, *PAGE))
        answer(tracker(ledger, "live", "check"))
        asked, made = (command(tracker(ledger, *words)) for words in (PAGE, ["live", "rebuild"]))

        def after_news() -> Any:
            next(recorded)
            return asked()

        works = {"a page after 1,000 new facts": after_news, "tracker live rebuild": made}
        rounds = in_turn(works, setting.rounds)
    what = f"fresh answer after 1,000 new facts, {setting.products:,} products, cold"
    return Result(what, rounds, (Goal("tracker live rebuild", "CPU", 0.02),))


def ahead(setting: Setting) -> Result:
    """Measure whose status ends within 90 days, cold, beside judging everybody day by day."""
    ledger = ledger_of(setting.products, setting.ledgers)
    _needs(ledger, "status", "--ends-within")
    words = [*PAGE, "--ends-within", f"{AHEAD}d"]
    naive = process("day_by_day", ledger, DAY, str(AHEAD + 1))
    found = json.loads(answer(tracker(ledger, *words, "--json")))["page"]["of"]
    assert found == json.loads(answer(naive)), "another number of subjects changes"
    works = {"tracker status --ends-within": command(tracker(ledger, *words))}
    works["day by day, in columns"] = command(naive)
    rounds = in_turn(works, setting.rounds, once=["day by day, in columns"])
    what = f"changes in the next {AHEAD} days, {setting.products:,} products, cold"
    return Result(what, rounds, (Goal("day by day, in columns", "CPU", 0.01),))


def reminders(setting: Setting) -> Result:
    """Measure a reminder run with nothing due beside the status of one product."""
    with copy_of(ledger_of(setting.products, setting.ledgers)) as ledger:
        policy = ledger.with_name("policy.yaml")
        policy.write_text(POLICY)
        run = tracker(ledger, "remind", "run", "--policy", str(policy))
        answer(run)
        assert answer(run).startswith("0 messages sent, 0 failed, 0 findings."), "something is due"
        works = {
            "tracker remind run": command(run),
            "tracker status P000007": command(tracker(ledger, "status", "P000007")),
        }
        rounds = in_turn(works, setting.rounds)
    what = f"reminder run, nothing due, {setting.products:,} products, cold"
    return Result(what, rounds, (Goal("tracker status P000007", "CPU", 1.2),))


def what_if(setting: Setting) -> Result:
    """Measure what-if, cold, beside recomputing everything, and a reform of OpenFisca."""
    ledger = ledger_of(setting.products, setting.ledgers)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.json"
        file.write_text(scenario())
        columns, objects = (
            process(f"recompute_{how}", ledger) for how in ("in_columns", "by_objects")
        )
        found = json.loads(answer(tracker(ledger, "what-if", str(file), "--json")))["changed"]
        changed = [[each["product"], each["channel"]] for each in found]
        assert sorted(changed) == json.loads(answer(columns)), "others change in columns"
        works = {"tracker what-if": command(tracker(ledger, "what-if", str(file)))}
        works |= {"all anew, in columns": command(columns)}
        works |= {"all anew, by objects": command(objects)}
        goals = [Goal("all anew, in columns", "CPU", 0.01)]
        goals += [Goal("all anew, by objects", "CPU", 0.01)]
        if setting.peers:
            works["OpenFisca"] = _openfisca(setting.peers, ledger, Path(folder), found)
            goals.append(Goal("OpenFisca", "CPU", 1))
        rounds = in_turn(works, setting.rounds, once=["all anew, by objects"])
    what = f"what-if, one category in forty, {setting.products:,} products, cold"
    notes = () if setting.peers else ("OpenFisca is not installed",)
    return Result(what, rounds, tuple(goals), notes=notes)


def _openfisca(peers: Path, ledger: Path, folder: Path, found: list[Any]) -> Any:
    """Return the work of a process that begins with the values of one day in a file."""
    script = Path(__file__).parents[1] / "peers" / "by_openfisca.py"
    values = folder / "values.npz"
    subjects = json.loads(answer(process("values_on_a_day", ledger, str(values))))
    work = command([str(script), str(values)], peers)
    first_day = "2027-01-01"
    expected = [
        [each["product"], each["channel"]]
        for each in found
        if any(
            period["from"] <= first_day and first_day < (period["to"] or "9999")
            for period in each["periods"]
        )
    ]
    places = json.loads(answer([str(script), str(values)], peers))
    assert sorted(expected) == sorted(subjects[place] for place in places), "others change"
    return work


def _same(one: str, other: str) -> None:
    """Assert that two answers are the same but for spaces."""
    assert re.sub(r"\s+", " ", one) == re.sub(r"\s+", " ", other), "the answers differ"
