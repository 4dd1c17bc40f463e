"""`tracker remind policy`: whether a policy can be used, and what it comes to."""

from collections.abc import Iterator
from pathlib import Path

import click

from events.policies import Policy, Selection, TellRule
from events.words import counted
from projections.wording import Words
from tracker.ask.reminders.policy_check import PolicyCheck, policy_check
from tracker.cli import Session
from tracker.cli.asking import asking
from tracker.cli.mistakes import print_problems
from tracker.cli.options import language_option
from tracker.cli.output import print_paragraph
from tracker.reminders.policies import PolicyRefused, read_policy


@click.group("policy")
def policy_commands() -> None:
    """Check the policy that says who is reminded of what, how, and how long before.

    \b
    Example:
      tracker remind policy check policy.yaml
    """


@policy_commands.command("check")
@click.argument("file")
@language_option
@click.pass_obj
def check(session: Session, file: str, words: Words) -> None:
    """Read a policy and say what it comes to; problems are told with file, line and field.

    With a ledger at hand, it is also told how many reminders to come each rule fits, and how many
    nobody is told of: a misspelled name fits nothing.

    \b
    Example:
      tracker remind policy check policy.yaml
    """
    try:
        policy = read_policy(file)
    except PolicyRefused as refused:
        print_problems(refused.problems, words)
        raise click.ClickException(refused.what) from refused
    found = _checked(session, policy)
    for line in (*_of_leads(found), *_of_people(found)):
        print_paragraph(line)
    for warning in _warnings(found):
        click.echo(f"WARNING: {warning}", err=True)


def _checked(session: Session, policy: Policy) -> PolicyCheck:
    """Return what a policy comes to, held against the ledger if there is one."""
    if "://" not in session.ledger and not Path(session.ledger).exists():
        return policy_check(None, policy, session.clock())
    with asking(session) as live:
        return policy_check(live, policy, session.clock())


def _of_leads(found: PolicyCheck) -> Iterator[str]:
    policy = found.policy
    for number, rule in enumerate(policy.rules):
        count = _to_come(found.decided[number] if found.decided else None)
        yield f"{number + 1}. {_words(rule.select)}: {_days(rule.lead_days)}{count}."
    yield f"{'Everything else' if policy.rules else 'Everything'}: {_days(policy.lead_days)}."
    if policy.start:
        yield f"Nothing that had happened before {policy.start}."


def _of_people(found: PolicyCheck) -> Iterator[str]:
    for rule in found.policy.tell:
        yield f"{_words(rule.select)}: {_told(rule)}{_to_come(found.fitting(rule.select))}."


def _told(rule: TellRule) -> str:
    deputy = f", or {rule.deputy} in their place" if rule.deputy else ""
    further = rule.escalate
    later = f", and after {further.after_days} days {', '.join(further.to)}" if further else ""
    return f"{rule.owner}{deputy}{later}"


def _to_come(count: int | None) -> str:
    return "" if count is None else f" ({counted(count, 'occasion')} to come)"


def _warnings(found: PolicyCheck) -> Iterator[str]:
    policy = found.policy
    if not policy.tell:
        yield "nobody is told of anything; add 'people' and 'tell'."
        return
    if found.idle_people:
        yield f"'tell' never names {', '.join(found.idle_people)}."
    for number in found.idle_rules:
        yield (
            f"rule {number + 1} ('{_words(policy.rules[number].select)}') decides nothing, because "
            "rules before it fit all that it fits; put it before them."
        )
    for select in found.unfitting:
        yield f"'{_words(select)}' fits nothing to come in the ledger; is a name misspelled?"
    if found.untold:
        every = counted(len(found.occasions or ()), "occasion")
        yield f"of {found.untold} of {every} to come nobody is told."


def _words(select: Selection) -> str:
    chosen = select.model_dump(exclude_defaults=True)
    return (
        "; ".join(f"{name}: {', '.join(given)}" for name, given in chosen.items()) or "everything"
    )


def _days(lead_days: tuple[int, ...]) -> str:
    if not lead_days:
        return "no reminder"
    return f"{', '.join(map(str, sorted(lead_days, reverse=True)))} days before"
