"""Sweeps of a real ledger: each notice goes out once, and what goes wrong is known and mended."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from office import noon
from prometheus_client.parser import text_string_to_metric_families
from reminding import Desk, a_desk, log_of
from support import a_fact, a_license, a_product

from events.facts import Fact
from events.recorded import Recorded
from projections.judging.bench import Bench
from projections.notices import Occasion
from projections.notices.occasions import gathering
from projections.notices.sending.agenda import Agenda
from projections.record.dossiers import Dossier
from tracker.act.answering import Told
from tracker.ledger import Ledger, open_ledger
from tracker.ledger.storage import Row
from tracker.reminders.health import Watch, health
from tracker.reminders.metrics import metrics
from tracker.reminders.setting_up import sweeper

NEVER = "No sweep has ever been put on record."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def swept(desk: Desk) -> tuple[int, int, int]:
    """How many messages a sweep sent, how many failed, and how many subjects it left out."""
    found = desk.sweeper.sweep()
    assert found is not None
    return len(found.sent), len(found.failed), len(found.findings)


def test_what_is_due_goes_out_once_however_often_anybody_sweeps(desk: Desk) -> None:
    assert swept(desk) == (1, 0, 0)
    assert swept(desk) == (0, 0, 0)
    assert swept(Desk(desk.folder, desk.ledger, desk.clock, desk.policy)) == (0, 0, 0)
    assert desk.told() == ["license_ends L -30"]


def test_one_sweeper_that_sweeps_every_hour_sends_each_step_once(desk: Desk) -> None:
    for _ in range(24 * 40):
        desk.sweeper.sweep()
        desk.clock.move(hours=1)
    assert desk.told() == [f"license_ends L -{lead}" for lead in (30, 14, 7, 1, 0)]


def test_two_sweepers_that_take_turns_send_each_step_once(desk: Desk) -> None:
    with open_ledger(desk.ledger.location) as same:
        sweepers = [desk.sweeper, sweeper(same, desk.policy, desk.clock)]
        for hour in range(24 * 40):
            sweepers[hour % 2].sweep()
            desk.clock.move(hours=1)
    assert desk.told() == [f"license_ends L -{lead}" for lead in (30, 14, 7, 1, 0)]


def test_nothing_is_sent_while_somebody_else_sweeps(desk: Desk) -> None:
    with open_ledger(desk.ledger.location) as other, other.alone() as held:
        assert held()
        assert desk.sweeper.sweep() is None
    assert desk.told() == []
    assert swept(desk) == (1, 0, 0)


def test_what_is_recorded_between_two_sweeps_is_seen_by_the_second(desk: Desk) -> None:
    swept(desk)
    desk.record(a_license("NEW", issued_on="2023-01-01", valid_until="2024-12-20"))
    assert swept(desk) == (1, 0, 0)
    assert desk.told() == ["license_ends L -30", "license_ends NEW -30"]


# -- A product that cannot be worked out ------------------------------------------------------


def break_down(product: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No fact on record is known to stop a product from being worked out, so a defect is made."""
    usual = gathering.product_occasions

    def defective(dossier: Dossier, bench: Bench) -> Iterator[Occasion]:
        if dossier.product == product:
            raise ValueError("a defect made for a test")
        return usual(dossier, bench)

    monkeypatch.setattr(gathering, "product_occasions", defective)


def a_specification(product: str, **parameters: object) -> Fact:
    return a_fact(
        kind="product_specified",
        product=product,
        parameters=parameters,
        effective_on="2024-12-01",
    )


def two_products() -> list[Fact]:
    return [
        each
        for name in ("A", "B")
        for each in (
            a_product(name),
            a_license(f"L-{name}", product=name, issued_on="2023-01-01", valid_until="2024-12-31"),
        )
    ]


TOLD_ALL = {"tell": [{"owner": "owner"}], "start": "2000-01-01"}


def test_a_product_that_cannot_be_worked_out_is_a_finding_and_others_are_told_of_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_desk(tmp_path, *two_products(), tell=TOLD_ALL["tell"]) as desk:
        break_down("A", monkeypatch)
        found = desk.sweeper.sweep()
        assert found is not None
        assert [each.subject for each in found.findings] == [("product", "A")]
        told = desk.told()
        assert "status_worsens B -60" in told
        assert "status_worsens A -60" not in told
        assert any("1 products or licenses" in each for each in alarms(desk))


def test_what_was_told_of_a_product_is_not_withdrawn_because_it_cannot_be_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = a_product(), a_license(issued_on="2023-01-01", valid_until="2024-12-31")
    with a_desk(tmp_path, *facts, **TOLD_ALL) as desk:
        swept(desk)
        told = desk.told()
        sorts = {each.split()[0] for each in told}
        assert {"status_worsens", "license_ends", "amendment_announced"} <= sorts
        with monkeypatch.context() as broken:
            break_down("P", broken)
            desk.record(a_specification("P", version=2))
            assert swept(desk) == (0, 0, 1)
        desk.record(a_specification("P", version=3))
        assert swept(desk) == (0, 0, 0)
        assert desk.told() == told


def test_a_sweep_that_fails_halfway_is_made_good_by_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept(desk)
    desk.record(a_license("NEW", issued_on="2023-01-01", valid_until="2024-12-20"))
    with monkeypatch.context() as broken:
        broken.setattr(Agenda, "put", raises)
        with pytest.raises(ValueError, match="made for a test"):
            desk.sweeper.sweep()
    assert swept(desk) == (1, 0, 0)
    assert desk.told() == ["license_ends L -30", "license_ends NEW -30"]


def raises(*_: object) -> None:
    raise ValueError("a defect made for a test")


# -- What cannot be delivered, and who notices -------------------------------------------------


def alarms(desk: Desk) -> list[str]:
    return health(desk.ledger, desk.clock()).alarms


@pytest.fixture
def nowhere(desk: Desk) -> Desk:
    """A desk whose owner is told by a file in a folder that is not there."""
    log_of(desk.folder, "owner").parent.rmdir()
    return desk


def test_a_message_that_cannot_be_written_goes_out_once_its_folder_is_there(nowhere: Desk) -> None:
    assert swept(nowhere) == (0, 1, 0)
    assert swept(nowhere) == (0, 0, 0)  # it is not tried again at once
    nowhere.clock.move(minutes=1)
    assert swept(nowhere) == (0, 1, 0)
    log_of(nowhere.folder, "owner").parent.mkdir()
    nowhere.clock.move(minutes=5)
    assert swept(nowhere) == (1, 0, 0)
    assert nowhere.told() == ["license_ends L -30"]
    kinds = [each for each in nowhere.kinds() if each != "reminders_swept"]
    assert kinds == ["notice_bounced", "notice_bounced", "notice_sent"]
    assert alarms(nowhere) == []


def test_a_line_broken_off_by_a_crash_does_not_spoil_the_next_one(desk: Desk) -> None:
    log_of(desk.folder, "owner").write_text('{"key": "broken o')
    swept(desk)
    broken, whole = log_of(desk.folder, "owner").read_text(encoding="utf-8").splitlines()
    assert broken == '{"key": "broken o'
    assert whole.endswith("}")


def test_an_idle_sweep_is_put_on_record_once_in_fifty_minutes(desk: Desk) -> None:
    swept(desk)
    for _ in range(12):  # two hours
        desk.clock.move(minutes=10)
        swept(desk)
    assert desk.kinds() == ["notice_sent", *["reminders_swept"] * 3]
    instants = [
        record.recorded_at
        for record in desk.ledger.facts()
        if record.fact.kind == "reminders_swept"
    ]
    gaps = [later - earlier for earlier, later in pairwise(instants)]
    assert gaps == [timedelta(minutes=50)] * 2


def test_it_is_an_alarm_that_no_sweep_ever_ran_and_none_once_one_did(desk: Desk) -> None:
    assert alarms(desk) == [NEVER]
    swept(desk)
    assert alarms(desk) == []


def test_two_hours_without_a_sweep_are_no_alarm_and_a_minute_more_is_one(desk: Desk) -> None:
    swept(desk)
    desk.clock.move(hours=2)
    assert alarms(desk) == []
    desk.clock.move(minutes=1)
    assert alarms(desk) == ["No sweep has been put on record for 2 hours."]


def test_a_delivery_that_fails_for_more_than_two_hours_is_an_alarm(nowhere: Desk) -> None:
    for _ in range(13):  # two hours
        swept(nowhere)
        assert alarms(nowhere) == []
        nowhere.clock.move(minutes=10)
    assert alarms(nowhere) == ["Deliveries have been failing since 2024-12-01T04:00+00:00."]


def test_a_delivery_given_up_is_an_alarm_until_it_is_asked_for_again(nowhere: Desk) -> None:
    for _ in range(24 * 3):
        swept(nowhere)
        nowhere.clock.move(hours=1)
    assert nowhere.kinds().count("notice_bounced") == 7
    assert any(each.startswith("1 deliveries failed for good") for each in alarms(nowhere))
    log_of(nowhere.folder, "owner").parent.mkdir()
    key = health(nowhere.ledger, nowhere.clock()).undelivered[0].occasion
    Told(nowhere.ledger).resend(key, "owner", "boss", at=nowhere.clock())
    assert swept(nowhere) == (1, 0, 0)
    assert alarms(nowhere) == []


def test_a_watch_tells_after_each_step_what_reading_everything_tells(nowhere: Desk) -> None:
    watch, desk = Watch(), nowhere

    def tells_the_same() -> bool:
        return watch.health(desk.ledger, desk.clock()) == health(desk.ledger, desk.clock())

    assert tells_the_same()
    swept(desk)
    assert tells_the_same()
    failed = [each.id for each in desk.ledger.facts() if each.fact.kind == "notice_bounced"]
    desk.record(a_fact(kind="fact_voided", id="slip", fact=failed[0], reason="An invented slip."))
    assert watch.health(desk.ledger, desk.clock()).undelivered == ()
    assert tells_the_same()
    desk.record(a_fact(kind="fact_voided", fact="slip", reason="It was none."))
    assert watch.health(desk.ledger, desk.clock()).by_way == {"log": 1}
    assert tells_the_same()
    log_of(desk.folder, "owner").parent.mkdir()
    desk.clock.move(minutes=1)
    swept(desk)
    assert watch.health(desk.ledger, desk.clock()).undelivered == ()
    assert tells_the_same()


def test_a_watch_reads_nothing_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    watch, read = Watch(), list[int]()
    usual = Ledger._read

    def counted(ledger: Ledger, rows: Iterable[Row]) -> Iterator[Recorded]:
        for record in usual(ledger, rows):
            read.append(record.position)
            yield record

    swept(desk)
    monkeypatch.setattr(Ledger, "_read", counted)
    for _ in range(3):
        watch.health(desk.ledger, desk.clock())
    assert len(read) == 2  # what was sent, and the sweep
    desk.record(
        a_fact(kind="product_withdrawn", product="P", channel="x", effective_on="2024-12-01")
    )
    for _ in range(3):
        watch.health(desk.ledger, desk.clock())
    assert len(read) == 3


# -- Metrics ----------------------------------------------------------------------------------


def measured(desk: Desk) -> dict[str, float]:
    """What Prometheus reads, by name and way."""
    page = metrics(health(desk.ledger, desk.clock())).decode()
    return {
        f"{sample.name} {' '.join(sample.labels.values())}".strip(): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def test_metrics_tell_a_ledger_that_was_never_swept_by_an_instant_of_zero(desk: Desk) -> None:
    found = measured(desk)
    assert found["tracker_last_sweep_timestamp_seconds"] == 0
    assert found["tracker_alarms"] == 1


def test_metrics_tell_the_last_sweep_and_what_is_not_delivered_by_way(nowhere: Desk) -> None:
    swept(nowhere)
    instant = noon("2024-12-01").timestamp()
    assert measured(nowhere) == {
        "tracker_last_sweep_timestamp_seconds": instant,
        "tracker_oldest_undelivered_timestamp_seconds": instant,
        "tracker_undelivered_notices email": 0,
        "tracker_undelivered_notices webhook": 0,
        "tracker_undelivered_notices chat": 0,
        "tracker_undelivered_notices log": 1,
        "tracker_alarms": 0,
        "tracker_ledger_ahead_seconds": 0,
        "tracker_unworkable_subjects": 0,
    }
