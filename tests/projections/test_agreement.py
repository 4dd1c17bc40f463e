"""The fast judge and the slow one agree, whatever happened, whenever one asks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
import slow_judge
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import as_recorded, cases
from ledgers import boundaries, known_boundaries, ledgers, random_ledger
from slow_judge import Entry

from events.recorded import Recorded
from projections.judging.timeline import period_on, standstill, statuses, timeline

THOROUGH = settings(max_examples=60)


def fast(
    records: Sequence[Recorded],
    as_of: date,
    known_at: date | None = None,
    recorded_by: datetime | None = None,
) -> dict[tuple[str, str], str]:
    return {
        (case.dossier.product, case.channel): case.judgment(as_of).status.value
        for case in cases(records, known_at, recorded_by)
    }


@THOROUGH
@given(st.data())
def test_both_judges_agree_on_random_ledgers_and_points_in_time(data: st.DataObject) -> None:
    entries = data.draw(ledgers(max_facts=60).filter(bool))
    records = as_recorded(entries)
    instants = [entry.recorded_at for entry in entries]
    for _ in range(4):
        as_of = data.draw(st.sampled_from(boundaries(entries)))
        known_at = data.draw(st.none() | st.sampled_from(known_boundaries(entries)))
        recorded_by = data.draw(st.none() | st.sampled_from(instants))
        asked = {"as_of": as_of, "known_at": known_at, "recorded_by": recorded_by}
        assert fast(records, **asked) == slow_judge.statuses(entries, **asked)


@pytest.mark.parametrize("seed", range(12))
def test_both_judges_agree_on_every_boundary(seed: int) -> None:
    entries = random_ledger(seed, 45)
    found = list(cases(as_recorded(entries)))
    for day in boundaries(entries):
        judged = {(case.dossier.product, case.channel): case.judgment(day).status for case in found}
        assert judged == slow_judge.statuses(entries, as_of=day)


@pytest.mark.parametrize("seed", range(12))
def test_the_timeline_says_of_every_day_what_the_judgment_says(seed: int) -> None:
    entries = random_ledger(seed + 100, 45)
    for case in cases(as_recorded(entries)):
        periods = timeline(case)
        courses = statuses(case)
        for day in boundaries(entries):
            period = period_on(periods, day)
            judgment = case.judgment(day)
            assert courses.at(day) is judgment.status
            assert period is None or period.judgment == judgment
            assert period is not None or judgment.status == "not_marketed"
            assert standstill(case, day).judgment == judgment
        assert courses.days == sorted(set(courses.days))
        for earlier, later in pairwise(periods):
            assert earlier.end == later.start
            assert earlier.judgment != later.judgment


@pytest.mark.parametrize("seed", range(6))
def test_a_status_stands_from_since_until_the_day_before_until(seed: int) -> None:
    entries = random_ledger(seed + 200, 40)
    for case in cases(as_recorded(entries)):
        for day in boundaries(entries)[::5]:
            stands = standstill(case, day)
            status = stands.judgment.status
            if stands.since:
                assert case.judgment(stands.since).status == status
                assert case.judgment(stands.since - timedelta(days=1)).status != status
            if stands.until:
                assert case.judgment(stands.until).status != status
                assert case.judgment(stands.until - timedelta(days=1)).status == status


def test_both_judges_agree_on_a_ledger_of_a_thousand_facts() -> None:
    entries = random_ledger(7, 1000)
    as_of = date(2023, 7, 3)
    assert fast(as_recorded(entries), as_of) == slow_judge.statuses(entries, as_of=as_of)


@THOROUGH
@given(st.data())
def test_readings_that_decide_are_told_with_the_status_under_each(data: st.DataObject) -> None:
    entries = data.draw(ledgers(max_facts=50).filter(bool))
    day = data.draw(st.sampled_from(boundaries(entries)))
    for case in cases(as_recorded(entries)):
        judgment = case.judgment(day)
        under = slow_judge.statuses_by_reading(
            entries, case.dossier.product, case.channel, as_of=day
        )
        named = {point.question.name for point in judgment.open_points if point.decisive}
        assert named == slow_judge.causes(under)
        for reading in judgment.readings:
            chosen = set(reading.choice)
            told = {status for choice, status in under.items() if chosen <= set(choice)}
            assert told == {reading.verdict.status}


@THOROUGH
@given(st.data())
def test_the_order_of_arrival_does_not_matter_to_facts_of_different_days(
    data: st.DataObject,
) -> None:
    """Position decides between facts of one day and between openings; nothing else may."""
    entries = data.draw(ledgers(max_facts=40).filter(bool))
    kept = _one_a_day(entries)
    shuffled = data.draw(st.permutations(kept))
    instant = max(entry.recorded_at for entry in entries)
    known = {entry.position: slow_judge.known_on(entry) for entry in kept}
    day = data.draw(st.sampled_from(boundaries(entries)))
    one, other = (
        fast(
            as_recorded(
                [
                    Entry(number, instant, {**entry.fact, "known_on": str(known[entry.position])})
                    for number, entry in enumerate(order, start=1)
                ]
            ),
            day,
        )
        for order in (kept, shuffled)
    )
    assert one == other


def _one_a_day(entries: Sequence[Entry]) -> list[Entry]:
    """Keep of each sort of fact one a day; leave out voidings, second openings and questions.

    Acts stay only where no two of them provide on the same day: there, the day of publication and
    then the position decide. Of all reviews one conclusion a day stays: of those that bear on a
    subject in a channel the last one counts, whichever review it concludes.
    """
    kept: list[Entry] = []
    taken: set[tuple[str, str]] = set()
    for entry in entries:
        fact = entry.fact
        if fact["kind"] in {"fact_voided", "question_raised", "question_settled"}:
            continue
        days = {fact.get("effective_on") or fact.get("issued_on") or fact.get("published_on")}
        days |= {provision["effective_on"] for provision in fact.get("provisions", [])}
        names = {
            f"{field} {fact[field]}"
            for field in ("product", "license", "review", "act")
            if field in fact
        }
        if fact["kind"] == "review_concluded":
            names.add("any review")
        openings = {("opening", f"{fact['kind']} {name}") for name in names}
        matters = {
            ("law" if "provisions" in fact else name, str(d)) for name in names for d in days
        }
        opening = openings if fact["kind"] in OPENINGS else set()
        if taken.isdisjoint(matters | opening):
            taken |= matters | opening
            kept.append(entry)
    return kept


OPENINGS = {"act_published", "license_issued", "product_registered", "review_opened"}
