"""The law of a day: provisions folded in their order (contract 4.1)."""

from datetime import date
from typing import Any

import pytest
from contract_cases import act, catalogue, established, provision
from support import law, ledger

from projections.record.law import RegimeState

STOP = provision("enforcement_stopped", "2021-01-01")
RESUME = provision("enforcement_resumed", "2021-01-01")


def state(*acts: Any, on: str = "2022-01-01") -> RegimeState:
    return law(ledger(*acts)).regime("permit", date.fromisoformat(on))


def test_before_it_is_established_a_regime_neither_stands_nor_issues() -> None:
    early = state(act(established()), on="2019-12-31")
    assert (early.stands, early.issues, early.channels) == (False, False, ())
    there = state(act(established()), on="2020-01-01")
    assert (there.stands, there.issues, there.channels) == (True, True, ("shop",))


@pytest.mark.parametrize(
    ("one", "other", "stopped"),
    [
        ((STOP, "2020-06-01"), (RESUME, "2020-05-01"), True),
        ((STOP, "2020-05-01"), (RESUME, "2020-06-01"), False),
        ((STOP, "2020-05-01"), (RESUME, "2020-05-01"), False),
        ((RESUME, "2020-05-01"), (STOP, "2020-05-01"), True),
    ],
)
def test_provisions_of_one_day_go_by_publication_and_then_by_position(
    one: tuple[Any, str], other: tuple[Any, str], stopped: bool
) -> None:
    acts = [
        act(rule, act=name, published_on=day)
        for name, (rule, day) in zip("BC", (one, other), strict=True)
    ]
    assert (state(act(established()), *acts).enforcement_stopped is not None) is stopped


def test_what_stops_twice_keeps_its_first_ground() -> None:
    again = provision("enforcement_stopped", "2021-06-01")
    found = state(act(established(), STOP, again)).enforcement_stopped
    assert found is not None
    assert str(found.provision.effective_on) == "2021-01-01"


def test_a_repealed_regime_hears_nothing_until_it_is_established_again() -> None:
    repealed = provision("regime_repealed", "2021-01-01")
    stop = provision("issuance_stopped", "2021-06-01")
    again = established("2021-12-01")
    assert not state(act(established(), repealed, stop)).stands
    assert state(act(established(), repealed, stop, again)).issues


def test_a_catalogue_issued_anew_replaces_all_and_an_amendment_removes_before_it_adds() -> None:
    listed = {"code": "F", "name": "F", "categories": ["router"]}
    amended = provision(
        "catalogue_amended", "2021-01-01", remove=["E"], add=[*catalogue()["entries"], listed]
    )
    anew = provision("catalogue_issued", "2022-01-01", edition="2", entries=[listed])
    acts = act(established(scope={"by": "catalogue"}), catalogue(), amended, anew)
    codes = [
        sorted(state(acts, on=f"{year}-12-31").catalogue.entries) for year in (2020, 2021, 2022)
    ]
    assert codes == [["E"], ["E", "F"], ["F"]]


@pytest.mark.parametrize("kind", ["obligation_waived", "recognition_granted"])
def test_what_names_a_last_day_holds_through_it(kind: str) -> None:
    says = {"accepts": "cert"} if kind == "recognition_granted" else {}
    rule = provision(kind, "2021-01-01", until="2021-12-31", **says)

    def holds(on: str) -> bool:
        found = state(act(established(), rule), on=on)
        return bool(found.waivers or found.recognitions)

    days = "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01"
    assert [holds(day) for day in days] == [False, True, True, False]


def test_a_recognition_that_another_replaced_does_not_come_back_when_that_one_ends() -> None:
    first = provision("recognition_granted", "2020-01-01", accepts="cert")
    second = provision("recognition_granted", "2021-01-01", accepts="cert", until="2021-12-31")
    assert state(act(established(), first, second), on="2022-01-01").recognitions == {}
