"""A policy is used whole or refused with every problem: file, line, field, and what would do."""

from pathlib import Path

import pytest
from console import answered, empty_folder

ANNA = "people:\n  anna: {name: Anna (sample), ways: [{log: anna.jsonl}]}\n"


def person(*fields: str, ways: str = "[{log: anna.jsonl}]") -> str:
    """Return a policy of one person with some fields, told of everything."""
    told = ", ".join(["name: Anna (sample)", f"ways: {ways}", *fields])
    return f"people:\n  anna: {{{told}}}\ntell: [{{owner: anna}}]\n"


WRONG = {
    "a field is misspelled": (
        "lead_day: [30]\n",
        "policy.yaml:1:1: unknown field 'lead_day'. Did you mean 'lead_days'?",
    ),
    "somebody is told whom nobody knows": (
        f"{ANNA}tell:\n  - {{owner: ana}}\n",
        "policy.yaml:4:3: tell: 'tell' names ana; 'people' knows anna: add who is missing, or "
        "mend the name",
    ),
    "a deputy is the owner": (
        f"{ANNA}tell:\n  - {{owner: anna, deputy: anna}}\n",
        "policy.yaml:4:5: tell[0]: names the owner as the deputy; a deputy is somebody else",
    ),
    "a number of days is below zero": (
        "lead_days: [30, -1]\n",
        "policy.yaml:1:17: lead_days[1]: -1 is not at least 0",
    ),
    "a number of days is no number": (
        "lead_days: [a month]\n",
        "policy.yaml:1:13: lead_days[0]: expected a whole number, found the text 'a month'",
    ),
    "days stand without brackets": (
        "lead_days: 30\n",
        "policy.yaml:1:12: lead_days: expected a list, found the number 30; put it in square "
        "brackets",
    ),
    "a number of days is given twice": (
        "lead_days: [30, 7, 30]\n",
        "policy.yaml:1:12: lead_days: names a number of days twice; each is one reminder",
    ),
    "a rule gives a number of days twice": (
        "rules:\n  - {lead_days: [3, 3]}\n",
        "policy.yaml:2:17: rules[0].lead_days: names a number of days twice; each is one reminder",
    ),
    "a calendar is of no country": (
        person("calendar: China"),
        "policy.yaml:2:68: people.anna.calendar: 'China' is no country's two letters; write, say, "
        "CN or DE",
    ),
    "a country has no calendar": (
        person("calendar: XX"),
        "policy.yaml:2:68: people.anna.calendar: no calendar of working days is known for 'XX'; "
        "leave it out, or give days off as quiet_weekdays and quiet_days",
    ),
    "a time zone is none": (
        person("zone: Asia/Bejing"),
        "policy.yaml:2:64: people.anna.zone: there is no time zone 'Asia/Bejing'; write, say, "
        "Asia/Shanghai",
    ),
    "a weekday is none": (
        person("quiet_weekdays: [Sat]"),
        "policy.yaml:2:75: people.anna.quiet_weekdays[0]: 'Sat' is not 'monday', 'tuesday', "
        "'wednesday', 'thursday', 'friday', 'saturday' or 'sunday'",
    ),
    "an absence ends before it begins": (
        person("away: [{from: 2025-01-05, through: 2025-01-01}]"),
        "policy.yaml:2:65: people.anna.away[0]: ends on 2025-01-01, before it begins on 2025-01-05",
    ),
    "two ways are of one sort": (
        person(ways="[{log: a}, {log: b}]"),
        "policy.yaml:2:9: people.anna: has 'log' twice; list a second person for a second address",
    ),
    "somebody cannot be reached": (
        person(ways="[]"),
        "policy.yaml:2:37: people.anna.ways: expected 1 or more, found 0",
    ),
    "a way is none": (
        person(ways="[{mail: anna@vendor.example}]"),
        "policy.yaml:2:38: people.anna.ways[0]: names none of 'email', 'webhook', 'chat' and 'log'",
    ),
    "an address has a name beside it": (
        person(ways="[{email: Anna <anna@vendor.example>}]"),
        "policy.yaml:2:46: people.anna.ways[0].email: 'Anna <anna@vendor.example>' is no address "
        "for mail; write name@host.example, without a display name",
    ),
    "mail has no server": (
        person(ways="[{email: anna@vendor.example}]"),
        "policy.yaml:1:1: 'mail' must name a server, because anna is told by email",
    ),
    "a webhook is no address": (
        person(ways="[{webhook: vendor.example, secret: 'env:HOOK'}]"),
        "policy.yaml:2:48: people.anna.ways[0].webhook: 'vendor.example' does not begin with "
        "https:// or http://, or has a blank in it",
    ),
    "a sort is misspelled": (
        "rules:\n  - {for: {sorts: [license_end]}, lead_days: [3]}\n",
        "Did you mean 'license_ends'?",
    ),
    "a field is given twice": (
        "lead_days: [3]\nlead_days: [4]\n",
        "policy.yaml:2:1: 'lead_days' is given twice in one object, first on line 1, column 1",
    ),
    "it is no YAML": ("people: {anna: [\n", "this is not YAML"),
    "it is a list": ("- anna\n", "policy.yaml:1:1: expected an object, found a list"),
    "it is empty": ("", "policy.yaml:1:1: the file is empty"),
    "it holds a comment alone": ("# nothing\n", "policy.yaml:1:1: the file is empty"),
}


def checked(policy: str, *, with_ledger: bool = False) -> tuple[str, int]:
    with empty_folder():
        if with_ledger:
            answered("init")
            answered("record examples/portfolio.jsonl")
        Path("policy.yaml").write_text(policy, encoding="utf-8")
        return answered("remind policy check policy.yaml")


@pytest.mark.parametrize("what", WRONG)
def test_a_policy_is_refused_where(what: str) -> None:
    policy, sentence = WRONG[what]
    said, code = checked(policy)
    assert code == 1
    assert sentence in said
    assert "The policy cannot be used: 1 problem to mend." in said


def test_every_problem_is_told_at_once_and_a_secret_in_the_file_is_not_repeated() -> None:
    said, code = checked(
        person("zone: Mars", ways="[{webhook: 'https://vendor.example', secret: hunter2}]")
    )
    assert code == 1
    assert "people.anna.ways[0].secret: a secret is never written here" in said
    assert "people.anna.zone: there is no time zone 'Mars'" in said
    assert "2 problems to mend" in said
    assert "hunter2" not in said


def test_a_file_that_is_not_there_is_told_by_its_name() -> None:
    with empty_folder():
        said, code = answered("remind policy check policy.yaml")
    assert code == 1
    assert "cannot read 'policy.yaml': No such file or directory" in said


@pytest.mark.parametrize("command", ["remind run", "remind preview"])
def test_a_policy_that_cannot_be_used_is_used_for_nothing(command: str) -> None:
    with empty_folder():
        answered("init")
        Path("policy.yaml").write_text(person("calendar: XX"), encoding="utf-8")
        said, code = answered(f"{command} --policy policy.yaml")
    assert code == 1
    assert "policy.yaml:2:68: people.anna.calendar: no calendar" in said


# -- What a sound policy comes to --------------------------------------------------------------


def test_a_rule_that_fits_nothing_to_come_is_warned_of() -> None:
    rules = "rules:\n  - {for: {regimes: [msp]}, lead_days: [3]}\n"
    said, code = checked(f"{ANNA}tell:\n  - {{owner: anna}}\n{rules}", with_ledger=True)
    assert code == 0
    assert "1. regimes: msp: 3 days before (0 occasions to come)." in said
    assert "WARNING: 'regimes: msp' fits nothing to come in the ledger" in said


@pytest.mark.parametrize("with_ledger", [False, True])
def test_a_rule_after_one_that_fits_everything_is_warned_of(with_ledger: bool) -> None:
    rules = "rules: [{lead_days: [3]}, {for: {sorts: [license_ends]}, lead_days: [9]}]\n"
    said, code = checked(f"{ANNA}tell: [{{owner: anna}}]\n{rules}", with_ledger=with_ledger)
    assert code == 0
    assert "WARNING: rule 2 ('sorts: license_ends') decides nothing" in said


def test_rules_in_order_from_the_narrow_to_the_wide_are_not_warned_of() -> None:
    rules = "rules: [{for: {sorts: [license_ends]}, lead_days: [9]}, {lead_days: [3]}]\n"
    said, code = checked(f"{ANNA}tell: [{{owner: anna}}]\n{rules}", with_ledger=True)
    assert (code, "WARNING" in said) == (0, False)


def test_who_is_told_of_nothing_and_what_nobody_is_told_of_is_warned_of() -> None:
    two = f"{ANNA}  idle: {{name: Idle (sample), ways: [{{log: idle.jsonl}}]}}\n"
    told = "tell: [{for: {sorts: [license_ends]}, owner: anna}]\n"
    said, code = checked(two + told, with_ledger=True)
    assert code == 0
    assert "WARNING: 'tell' never names idle." in said
    assert "occasions to come nobody is told." in said
