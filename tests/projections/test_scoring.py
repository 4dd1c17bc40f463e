"""A forecast is held against what came, subject by subject, on one day."""

from collections.abc import Sequence
from datetime import date

from scenarios import a_scenario, put
from support import AnyFact, a_license, a_product, an_act, day, with_gazette

from events.facts import Fact
from projections.record.visible import Horizon
from projections.what_if.scoring import Score, Scores, Verdict, scored
from projections.wording.en import because_name

SPRING = Horizon(known_at=date(2024, 4, 1))
PRODUCT = a_product(category="vpn", effective_on="2018-01-01")
CERTIFICATE = a_license(regime="csl", issued_on="2024-01-01", valid_until="2099-12-31")


def a_waiver(effective_on: str, published_on: str = "2024-05-01", act: str = "CAME") -> Fact:
    provision = {"kind": "obligation_waived", "regime": "csl", "effective_on": effective_on}
    return an_act(provision, act=act, published_on=published_on)


def scores(came: Sequence[AnyFact], *supposed: AnyFact, on: str = "2024-07-01") -> Scores:
    """How what was supposed in April 2024 did, held on a day against what came."""
    record = with_gazette(PRODUCT, CERTIFICATE, *came)
    indexed, weighed = put(record, a_scenario(supposed), base=SPRING)
    assert weighed.objections == []
    return scored(indexed, weighed, day(on))


def only(found: Scores) -> Score:
    [score] = found.scores
    return score


def test_what_came_on_the_day_forecast_is_right() -> None:
    score = only(scores([a_waiver("2024-06-01")], a_waiver("2024-06-01", act="HYP")))
    assert (score.verdict, score.status, score.days_late) == (Verdict.RIGHT, "not_regulated", 0)


def test_what_came_earlier_than_forecast_was_forecast_late() -> None:
    score = only(scores([a_waiver("2024-06-01")], a_waiver("2024-08-01", act="HYP")))
    assert (score.verdict, score.days_late) == (Verdict.RIGHT, 61)


def test_what_came_later_than_forecast_was_forecast_early() -> None:
    score = only(scores([a_waiver("2024-08-01")], a_waiver("2024-06-01", act="HYP")))
    assert (score.verdict, score.days_late) == (Verdict.RIGHT, -61)


def test_what_came_and_was_not_forecast_was_missed_and_the_act_is_named() -> None:
    score = only(scores([a_waiver("2024-06-01")]))
    assert score.verdict is Verdict.MISSED
    assert [(because_name(each), each.added) for each in score.because] == [("CAME", True)]


def test_what_was_forecast_and_did_not_come_was_wrong_and_the_supposition_is_named() -> None:
    score = only(scores([], a_waiver("2024-06-01", act="HYP")))
    assert score.verdict is Verdict.WRONG
    assert [(because_name(each), each.added, each.supposed) for each in score.because] == [
        ("HYP", False, True)
    ]


def test_another_status_than_the_one_forecast_is_no_right_forecast() -> None:
    revoked = {"kind": "license_revoked", "license": "L", "effective_on": "2024-06-01"}
    score = only(scores([revoked], a_waiver("2024-06-01", act="HYP")))
    assert (score.verdict, score.forecast, score.outcome) == (
        Verdict.OTHERWISE,
        "not_regulated",
        "non_compliant",
    )


def test_a_product_that_changes_as_little_as_forecast_is_counted_among_the_unchanged() -> None:
    found = scores([])
    assert (found.scores, found.unchanged, found.subjects) == ((), 1, 1)


def test_a_product_of_which_the_base_had_not_heard_is_not_scored() -> None:
    newcomer = a_product("N", category="vpn", effective_on="2024-06-01")
    found = scores([newcomer])
    assert (found.subjects, found.entered_since) == (1, 1)


def test_the_day_before_a_forecast_change_is_not_held_against_the_forecast() -> None:
    forecast = a_waiver("2024-07-02", act="HYP")
    assert scores([], forecast, on="2024-07-01").scores == ()
    assert only(scores([], forecast, on="2024-07-02")).verdict is Verdict.WRONG


def test_a_forecast_that_is_not_right_has_no_days_by_which_it_was_late() -> None:
    wrong = only(scores([], a_waiver("2024-06-01", act="HYP")))
    missed = only(scores([a_waiver("2024-06-01")]))
    assert (wrong.verdict, wrong.days_late) == (Verdict.WRONG, 0)
    assert (missed.verdict, missed.days_late) == (Verdict.MISSED, 0)
