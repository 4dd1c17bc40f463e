"""The live view: what is on record is read once, and each question sees what it may."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded
from ledgers import boundaries, known_boundaries, ledgers
from support import RECORDED_AT, a_license, a_product, day, gazette_facts

from events.recorded import Recorded
from projections.record.visible import Viewpoint, visible
from tracker.ledger import Ledger, create_ledger
from tracker.live.live import KEPT_VIEWS, Live

TODAY = Viewpoint(day("2024-01-01"))


@pytest.fixture
def ledger(tmp_path: object) -> Iterator[Ledger]:
    with create_ledger(f"{tmp_path}/tracker.db", zone="Asia/Shanghai", at=RECORDED_AT) as made:
        made.record([*gazette_facts(), a_product()], at=RECORDED_AT)
        yield made


class Counting(Live):
    """A live view that counts the facts that it reads of all on record."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.read = 0
        facts = ledger.facts

        def counted(**limits: int | None) -> Iterator[Recorded]:
            for record in facts(**limits):
                self.read += 1
                yield record

        self.ledger.facts = counted  # type: ignore[method-assign]


def test_whoever_asks_again_makes_only_what_is_new_be_read(ledger: Ledger) -> None:
    live = Counting(ledger)
    first = live.snapshot(TODAY)
    before = live.read
    assert before == first.position
    ledger.record([a_license()], at=RECORDED_AT + timedelta(hours=1))
    second = live.snapshot(TODAY)
    assert (live.read - before, second.position) == (1, first.position + 1)
    assert [record.id for record in second.seen][:-1] == [record.id for record in first.seen]


def test_questions_about_other_days_share_what_is_seen_and_worked_out(ledger: Ledger) -> None:
    live = Live(ledger)
    one, other = live.snapshot(TODAY), live.snapshot(Viewpoint(day("2020-01-01")))
    assert one.bench is other.bench
    assert one.portfolio is other.portfolio
    assert live.snapshot(Viewpoint(TODAY.as_of, known_at=day("2020-01-01"))).bench is not one.bench


def test_what_was_handed_out_does_not_change_when_more_is_recorded(ledger: Ledger) -> None:
    live = Live(ledger)
    before, records = live.snapshot(TODAY), live.records()
    seen, count = list(before.seen), len(records)
    ledger.record([a_license()], at=RECORDED_AT + timedelta(hours=1))
    live.snapshot(TODAY)
    assert (list(before.seen), len(records)) == (seen, count)


def test_a_question_about_one_product_reads_no_other_until_all_is_read(ledger: Ledger) -> None:
    live = Counting(ledger)
    assert live.snapshot(TODAY, ["P"]).portfolio.products == ["P"]
    assert live.read == 0


def test_only_the_views_asked_for_last_are_kept(ledger: Ledger) -> None:
    live = Live(ledger)
    days = [day(f"202{year}-06-01") for year in range(KEPT_VIEWS + 1)]
    points = [Viewpoint(TODAY.as_of, known_at=each) for each in days]
    first, *_, last = (live.snapshot(point).view for point in points)
    assert live.snapshot(points[-1]).view is last
    assert live.snapshot(points[0]).view is not first


def test_news_after_a_position_are_what_was_recorded_since(ledger: Ledger) -> None:
    head, live = ledger.head(), Live(ledger)
    assert list(live.news(head)) == []
    ledger.record([a_license()], at=RECORDED_AT + timedelta(hours=1))
    assert [record.position for record in live.news(head)] == [head + 1]
    live.records()
    assert [record.position for record in live.news(head)] == [head + 1]
    assert len(live.news(0)) == head + 1


def test_several_threads_see_the_same(ledger: Ledger) -> None:
    live, seen = Live(ledger), list[int]()
    threads = [
        Thread(target=lambda: seen.append(len(live.snapshot(TODAY).portfolio.products)))
        for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert seen == [1, 1, 1, 1]


class Recording:
    """A ledger in memory, of which a part is on record."""

    def __init__(self, records: list[Recorded]) -> None:
        self.all, self.end = records, 0

    def head(self) -> int:
        return self.all[self.end - 1].position if self.end else 0

    def facts(self, *, after: int = 0, upto: int | None = None) -> Iterator[Recorded]:
        last = self.head() if upto is None else upto
        return (each for each in self.all[: self.end] if after < each.position <= last)


@settings(max_examples=30)
@given(st.data())
def test_a_view_that_grew_fact_by_fact_is_the_one_of_all_facts_at_once(data: st.DataObject) -> None:
    entries = data.draw(ledgers(max_facts=30).filter(bool))
    recording = Recording(as_recorded(entries))
    live = Live(recording)  # type: ignore[arg-type]
    while recording.end < len(recording.all):
        recording.end += data.draw(st.integers(1, 10))
        recording.end = min(recording.end, len(recording.all))
        known_at = data.draw(st.none() | st.sampled_from(known_boundaries(entries)))
        as_of = data.draw(st.sampled_from(boundaries(entries)))
        seen = live.snapshot(Viewpoint(as_of, known_at)).seen
        assert list(seen) == visible(recording.all[: recording.end], known_at=known_at)
        assert live.files().products == sorted(live.files().products)
