"""`tracker schedule`: reminders every hour, in the foreground."""

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from events.policies import Policy
from projections.wording import ENGLISH
from tracker.cli import Session
from tracker.cli.asking import opened
from tracker.cli.remind.run import policy_needed
from tracker.cli.remind.stopping import told_when_it_suits, wait_until_told
from tracker.ledger import open_ledger
from tracker.live.live import Live
from tracker.live.tables.keeping import Use
from tracker.reminders.policies import read_policy

if TYPE_CHECKING:
    from tracker.reminders.sweeping import Sweeper

RETRY_AFTER = timedelta(minutes=1)
"""How soon another sweep follows one that failed, or that somebody else was at; at the soonest."""

LAST_PORT = 65535

_log = logging.getLogger("tracker.reminders")


@click.command("schedule")
@policy_needed
@click.option("--listen", metavar="HOST:PORT", help="Serve metrics, health and the links in mails.")
@click.pass_obj
def command(session: Session, policy_file: str, listen: str | None) -> None:
    """Send what is due at start and every hour, until it is told to stop (SIGTERM, Ctrl-C).

    Any number may run against one ledger, on any machines: one of them sweeps, and another takes
    over when it dies. Told to stop, it finishes the message that it is at. The policy is read at
    start.

    \b
    Example:
      tracker schedule --policy policy.yaml --listen 127.0.0.1:8040
    """
    from tracker.reminders.setting_up import sweeper
    from tracker.scheduler import every_hour

    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("tracker").setLevel(logging.INFO)  # others would tell addresses, say
    stop = Event()
    with told_when_it_suits(), opened(session, to_write=True) as ledger:

        def wait() -> None:
            wait_until_told()
            stop.set()

        policy = read_policy(policy_file)
        one = sweeper(ledger, policy, session.clock, Use(session.live))
        if Live(ledger).sees_no_act():
            _log.warning("%s", ENGLISH.no_act_words())
        if listen:
            _serve(listen, session, policy)
        with closing(one):
            job = _Job(one, session.clock, stop)
            every_hour(job, now=session.clock, wait=wait, if_failed=RETRY_AFTER)
    _log.info("Stopped")


@dataclass
class _Job:
    """One sweep after another, none of which begins a message once it is to stop."""

    sweeper: "Sweeper"
    clock: Callable[[], datetime]
    stop: Event

    def __call__(self) -> timedelta | None:
        swept = self.sweeper.sweep(stopping=self.stop.is_set)
        if swept is None:
            _log.info("Another sweep of this ledger is under way")
            return RETRY_AFTER  # should it be killed, this one takes over
        _log.info(
            "%s: %d messages sent, %d failed, %d findings",
            "Broken off" if swept.broken_off else "Swept",
            len(swept.sent),
            len(swept.failed),
            len(swept.findings),
        )
        for parcel, error in swept.failed:
            _log.warning(
                "Not sent to %s by %s: %s", parcel.recipient, parcel.way.sort, error.reason
            )
        for finding in swept.findings:
            _log.warning("Left out: %s '%s': %r", *finding.subject, finding.error)
        if swept.broken_off:
            return RETRY_AFTER
        return max(swept.next_try - self.clock(), RETRY_AFTER) if swept.next_try else None


def _serve(listen: str, session: Session, policy: Policy) -> None:
    from tracker.reminders.serving import CannotListen, make_service
    from tracker.reminders.web import Service

    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > LAST_PORT:
        raise click.UsageError(f"'{listen}' is no HOST:PORT; write, say, 127.0.0.1:8040")
    service = Service(lambda: open_ledger(session.ledger), policy, session.clock)
    try:
        server = make_service(host.strip("[]"), int(port), service)
    except OSError as error:
        raise CannotListen(listen, error.strerror) from error
    Thread(target=server.serve_forever, daemon=True).start()
    _log.info("Listening on %s:%d", host, server.server_port)
