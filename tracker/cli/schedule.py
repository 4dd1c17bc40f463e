"""`tracker schedule`: reminders every hour, in the foreground."""

import logging
import signal
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from events.policies import Policy
from tracker.cli import Session
from tracker.cli.asking import opened, refusals
from tracker.cli.remind_run import policy_needed
from tracker.ledger import open_ledger
from tracker.reminders.policies import read_policy

if TYPE_CHECKING:
    from tracker.reminders.sweeping import Sweeper

RETRY_AFTER = timedelta(minutes=1)
"""How soon a sweep with failures is followed by another, which tries what is to be tried again."""

_log = logging.getLogger("tracker.reminders")


@click.command("schedule")
@policy_needed
@click.option("--listen", metavar="HOST:PORT", help="Serve metrics, health and the links in mails.")
@click.pass_obj
def command(session: Session, policy_file: str, listen: str | None) -> None:
    """Send what is due at start and every hour, until it is told to stop (SIGTERM, Ctrl-C).

    Any number may run against one ledger, on any machines: one of them sweeps, and another takes
    over when it dies.

    \b
    Example:
      tracker schedule --policy policy.yaml --listen 127.0.0.1:8040
    """
    from tracker.scheduler import every_hour

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    with refusals():
        policy = read_policy(policy_file)
    with opened(session):
        pass  # a ledger that cannot be used is told at once, not in an hour
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    if listen:
        _serve(listen, session, policy)
    every_hour(_Job(session, policy), now=session.clock, stop=stop)
    _log.info("Stopped")


class _Job:
    """One sweep after another; a sweep that fails begins with a ledger opened anew."""

    def __init__(self, session: Session, policy: Policy) -> None:
        self._session, self._policy = session, policy
        self._sweeper: Sweeper | None = None

    def __call__(self) -> timedelta | None:
        from tracker.reminders.setting_up import sweeper

        self._sweeper, known = None, self._sweeper
        known = known or sweeper(
            open_ledger(self._session.ledger), self._policy, self._session.clock
        )
        swept = known.sweep()
        self._sweeper = known
        if swept is None:
            _log.info("Another sweep of this ledger is under way")
            return None
        _log.info(
            "Swept: %d messages sent, %d failed, %d findings",
            len(swept.sent),
            len(swept.failed),
            len(swept.findings),
        )
        for parcel, error in swept.failed:
            _log.warning(
                "Not sent to %s by %s: %s", parcel.recipient, parcel.way.sort, error.reason
            )
        return RETRY_AFTER if swept.failed else None


def _serve(listen: str, session: Session, policy: Policy) -> None:
    from tracker.reminders.web import Service, make_service

    host, _, port = listen.rpartition(":")
    if not host or not port.isdigit():
        raise click.UsageError(f"'{listen}' is no HOST:PORT; write, say, 127.0.0.1:8040")
    service = Service(lambda: open_ledger(session.ledger), policy, session.clock)
    try:
        server = make_service(host.strip("[]"), int(port), service)
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {listen}: {error.strerror}.") from error
    Thread(target=server.serve_forever, daemon=True).start()
    _log.info("Listening on %s", listen)
