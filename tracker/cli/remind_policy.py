"""`tracker remind policy`: whether a policy can be used, and what it comes to."""

import click

from tracker.cli.asking import refusals
from tracker.cli.output import counted, print_paragraph
from tracker.reminders.policies import PolicyRefused, read_policy


@click.group("policy")
def policy_commands() -> None:
    """Check the policy that says how long before a day people are reminded.

    \b
    Example:
      tracker remind policy check policy.yaml
    """


@policy_commands.command("check")
@click.argument("file")
def check(file: str) -> None:
    """Read a policy and say what it comes to; problems are told with file, line and field.

    \b
    Example:
      tracker remind policy check policy.yaml
    """
    with refusals():
        try:
            policy = read_policy(file)
        except PolicyRefused as refused:
            for problem in refused.problems:
                click.echo(str(problem), err=True)
            count = counted(len(refused.problems), "problem")
            raise click.ClickException(f"The policy cannot be used: {count} to mend.") from refused
    for number, rule in enumerate(policy.rules, 1):
        chosen = rule.select.model_dump(exclude_defaults=True)
        what = "; ".join(f"{name}: {', '.join(values)}" for name, values in chosen.items())
        print_paragraph(f"{number}. {what or 'everything'}: {_days(rule.lead_days)}.")
    rest = "Everything else" if policy.rules else "Everything"
    print_paragraph(f"{rest}: {_days(policy.lead_days)}.")
    if policy.start:
        print_paragraph(f"Nothing that had happened before {policy.start}.")


def _days(lead_days: tuple[int, ...]) -> str:
    if not lead_days:
        return "no reminder"
    return f"{', '.join(map(str, sorted(lead_days, reverse=True)))} days before"
