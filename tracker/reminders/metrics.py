"""The health of reminders as Prometheus reads it."""

from tracker.reminders.health import Health


def metrics(health: Health) -> bytes:
    """Return the metrics page; instants are seconds since 1970, 0 where there is none."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    last = Gauge(
        "tracker_last_sweep_timestamp_seconds", "When the last sweep ended.", registry=registry
    )
    last.set(health.last_sweep.timestamp() if health.last_sweep else 0)
    oldest = Gauge(
        "tracker_oldest_undelivered_timestamp_seconds",
        "When the delivery that fails the longest failed first.",
        registry=registry,
    )
    oldest.set(health.oldest.timestamp() if health.oldest else 0)
    failing = Gauge(
        "tracker_undelivered_notices", "Notices not delivered, by way.", ["way"], registry=registry
    )
    for way in ("email", "webhook", "chat", "log"):
        failing.labels(way).set(health.by_way[way])
    alarms = Gauge("tracker_alarms", "What somebody has to look at.", registry=registry)
    alarms.set(len(health.alarms))
    ahead = Gauge(
        "tracker_ledger_ahead_seconds",
        "By how much the ledger's last stamp is ahead of the clock.",
        registry=registry,
    )
    ahead.set(health.ahead.total_seconds())
    findings = Gauge(
        "tracker_unworkable_subjects",
        "Products and licenses whose reminders could not be worked out.",
        registry=registry,
    )
    findings.set(health.last.findings if health.last else 0)
    return generate_latest(registry)
