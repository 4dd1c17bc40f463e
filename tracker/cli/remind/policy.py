"""`tracker remind policy`: whether a policy can be used, and what it comes to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from events.policies import Policy, Selection, TellRule
from projections.notices import Occasion, owed_occasions
from projections.notices.sending.owed import believable, selects
from projections.notices.sending.people import pairs
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.mistakes import print_mistakes
from tracker.cli.output import counted, print_paragraph
from tracker.clock import today
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
@click.pass_obj
def check(session: Session, file: str) -> None:
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
        print_mistakes(problem.mistake for problem in refused.problems)
        raise click.ClickException(refused.what) from refused
    occasions = _to_come(session, policy)
    for line in (*_of_leads(policy, occasions), *_of_people(policy, occasions)):
        print_paragraph(line)
    for warning in _warnings(policy, occasions):
        click.echo(f"WARNING: {warning}", err=True)


def _to_come(session: Session, policy: Policy) -> list[Occasion] | None:
    """Return the occasions to come that are on record, or None without a ledger."""
    if "://" not in session.ledger and not Path(session.ledger).exists():
        return None
    with opened(session) as ledger:
        first = today(ledger.zone, clock=session.clock)
        facts = believable(ledger.facts(), ledger.zone, now=session.clock())
        owed = owed_occasions(facts, policy, ledger.zone)
        return [each for each in owed if each.day >= first]


def _of_leads(policy: Policy, occasions: Sequence[Occasion] | None) -> Iterator[str]:
    decided = _decided(policy, occasions)
    for number, rule in enumerate(policy.rules, 1):
        count = "" if decided is None else f" ({counted(decided[number - 1], 'occasion')} to come)"
        yield f"{number}. {_words(rule.select)}: {_days(rule.lead_days)}{count}."
    yield f"{'Everything else' if policy.rules else 'Everything'}: {_days(policy.lead_days)}."
    if policy.start:
        yield f"Nothing that had happened before {policy.start}."


def _decided(policy: Policy, occasions: Sequence[Occasion] | None) -> Counter[int] | None:
    """Return of how many occasions each rule decides: the first that fits does."""
    if occasions is None:
        return None
    firsts = (
        next((n for n, rule in enumerate(policy.rules) if selects(rule.select, each)), -1)
        for each in occasions
    )
    return Counter(firsts)


def _of_people(policy: Policy, occasions: Sequence[Occasion] | None) -> Iterator[str]:
    for rule in policy.tell:
        yield f"{_words(rule.select)}: {_told(rule)}{_fitting(rule.select, occasions)}."


def _told(rule: TellRule) -> str:
    deputy = f", or {rule.deputy} in their place" if rule.deputy else ""
    further = rule.escalate
    later = f", and after {further.after_days} days {', '.join(further.to)}" if further else ""
    return f"{rule.owner}{deputy}{later}"


def _warnings(policy: Policy, occasions: Sequence[Occasion] | None) -> Iterator[str]:
    if not policy.tell:
        yield "nobody is told of anything; add 'people' and 'tell'."
        return
    named = {name for rule in policy.tell for name in rule.people}
    if idle := sorted(set(policy.people) - named):
        yield f"'tell' never names {', '.join(idle)}."
    yield from _never_deciding(policy, occasions)
    for select in [*(rule.select for rule in policy.rules), *(each.select for each in policy.tell)]:
        if occasions is not None and not any(selects(select, each) for each in occasions):
            yield f"'{_words(select)}' fits nothing to come in the ledger; is a name misspelled?"
    if occasions and (lost := sum(not any(pairs(each, policy)) for each in occasions)):
        yield f"of {lost} of {counted(len(occasions), 'occasion')} to come nobody is told."


def _never_deciding(policy: Policy, occasions: Sequence[Occasion] | None) -> Iterator[str]:
    """Yield the rules that fit something of which rules before them have decided already."""
    decided = _decided(policy, occasions)
    for number, rule in enumerate(policy.rules):
        after_all = any(each.select == Selection() for each in policy.rules[:number])
        fits = occasions is not None and any(selects(rule.select, each) for each in occasions)
        if after_all or (fits and decided is not None and not decided[number]):
            yield (
                f"rule {number + 1} ('{_words(rule.select)}') decides nothing, because rules "
                "before it fit all that it fits; put it before them."
            )


def _fitting(select: Selection, occasions: Sequence[Occasion] | None) -> str:
    if occasions is None:
        return ""
    count = sum(selects(select, each) for each in occasions)
    return f" ({counted(count, 'occasion')} to come)"


def _words(select: Selection) -> str:
    chosen = select.model_dump(exclude_defaults=True)
    return (
        "; ".join(f"{name}: {', '.join(given)}" for name, given in chosen.items()) or "everything"
    )


def _days(lead_days: tuple[int, ...]) -> str:
    if not lead_days:
        return "no reminder"
    return f"{', '.join(map(str, sorted(lead_days, reverse=True)))} days before"
