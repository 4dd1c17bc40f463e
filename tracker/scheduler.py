"""The only module that knows APScheduler: one job, every hour and at once, until told to stop."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Lock

_log = logging.getLogger("tracker.scheduler")


def every_hour(
    job: Callable[[], timedelta | None],
    *,
    now: Callable[[], datetime],
    wait: Callable[[], object],
    if_failed: timedelta,
) -> None:
    """Run a job at once and every hour until `wait` returns; one that is running is waited for.

    A job may ask to be run again sooner by returning after how long. One that fails is logged and
    run again after `if_failed`; runs that were missed while the machine slept are made up by one.
    """
    from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
    from apscheduler.schedulers.background import (  # type: ignore[import-untyped]
        BackgroundScheduler,
    )

    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )

    running, ended = Lock(), Event()

    def run() -> None:
        with running:
            if not ended.is_set() and (sooner := _after(job, if_failed)) is not None:
                scheduler.add_job(
                    run, "date", run_date=now() + sooner, id="again", replace_existing=True
                )

    scheduler.add_job(run, "interval", hours=1, next_run_time=now(), id="hourly")
    scheduler.start()
    try:
        wait()
    finally:
        with running:  # while it shuts down, the scheduler takes no jobs and waits for those there
            ended.set()
        scheduler.shutdown(wait=True)


def _after(job: Callable[[], timedelta | None], if_failed: timedelta) -> timedelta | None:
    """Run a job and return after how long it is to be run again, before its hour."""
    try:
        return job()
    except Exception:
        _log.exception("The sweep failed; it is tried again after %s", if_failed)
        return if_failed
