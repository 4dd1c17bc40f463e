"""Satisfaction: which license answers a regime, or comes nearest, and what is wrong with it."""

from typing import Any

import pytest
from contract_cases import act, established, license_issued, of_license, product, provision
from support import judgment, ledger

from projections.judging.requirements import Requirement
from projections.judging.satisfaction import Defect, LicenseFinding, Outcome

STANDS = established()
RECOGNIZES = provision("recognition_granted", "2020-01-01", accepts="cert")
CERT = established(regime="cert", channels=["elsewhere"])


def nearest(*facts: Any, law: Any = None, on: str = "2023-01-01") -> LicenseFinding | None:
    facts = (law or act(STANDS), product(), *facts)
    (found,) = judgment(ledger(*facts), "P", "shop", on).reasons
    assert isinstance(found, Requirement)
    return found.license


def outcome(*facts: Any, **asked: Any) -> Outcome | None:
    found = nearest(*facts, **asked)
    return found.outcome if found else None


def test_without_any_license_there_is_none_to_be_told() -> None:
    assert nearest() is None
    assert nearest(license_issued("2022-01-01", regime="other")) is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([license_issued("2022-01-01")], Outcome.SATISFIES),
        ([license_issued("2022-01-01", valid_until="2022-12-31")], Outcome.LAPSED),
        ([license_issued("2022-01-01", valid_from="2023-01-02")], Outcome.NOT_YET_VALID),
        ([license_issued("2022-01-01"), of_license("suspended", "2022-06-01")], Outcome.SUSPENDED),
        ([license_issued("2022-01-01"), of_license("revoked", "2022-06-01")], Outcome.REVOKED),
        ([license_issued("2019-12-31")], Outcome.DEFECTIVE),
        ([license_issued("2022-01-01", license_kind="other")], Outcome.WRONG_KIND),
        (
            [license_issued("2022-01-01"), of_license("scope_changed", "2022-06-01", remove=["P"])],
            Outcome.PRODUCT_NOT_COVERED,
        ),
    ],
)
def test_a_license_that_does_not_do_is_told_with_what_it_lacks(
    facts: list[Any], expected: Outcome
) -> None:
    assert outcome(*facts) is expected


def test_of_several_that_satisfy_the_one_that_lasts_longest_is_told() -> None:
    short = license_issued("2022-01-01", license="A", valid_until="2024-01-01")
    long = license_issued("2022-01-01", license="B", valid_until="2025-01-01")
    found = nearest(short, long)
    assert found is not None
    assert found.license == "B"


def test_of_several_that_do_not_the_one_that_lacks_least_is_told() -> None:
    revoked = license_issued("2022-01-01", license="A"), of_license("revoked", "2022-06-01")
    lapsed = license_issued("2022-01-01", license="B", valid_until="2022-12-31")
    found = nearest(*(fact | {"license": "A"} for fact in revoked), lapsed)
    assert found is not None
    assert (found.license, found.outcome) == ("B", Outcome.LAPSED)


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        (act(STANDS, provision("issuance_stopped", "2022-01-01")), Defect.ISSUANCE_STOPPED),
        (act(established("2022-01-02")), Defect.NOT_ESTABLISHED),
    ],
)
def test_a_license_of_a_day_on_which_none_could_be_issued_is_defective(
    law: Any, expected: Defect
) -> None:
    found = nearest(license_issued("2022-01-01"), law=law)
    assert found is not None
    assert found.defect is expected


def test_the_day_before_the_stop_a_license_could_still_be_issued() -> None:
    law = act(STANDS, provision("issuance_stopped", "2022-01-01"))
    assert outcome(license_issued("2021-12-31"), law=law) is Outcome.SATISFIES
    assert outcome(license_issued("2022-01-01"), law=law) is Outcome.DEFECTIVE


def test_a_renewal_from_the_stop_on_is_doubtful_and_one_before_it_is_not() -> None:
    law = act(STANDS, provision("issuance_stopped", "2022-01-01"))
    first = license_issued("2021-01-01", valid_until="2022-06-30")
    renewed = {"valid_until": "2025-12-31"}
    early = nearest(first, of_license("renewed", "2021-12-31", **renewed), law=law)
    late = nearest(first, of_license("renewed", "2022-01-01", **renewed), law=law)
    assert early is not None
    assert late is not None
    assert early.doubtful_renewal is None
    assert str(late.doubtful_renewal) == "2022-01-01"
    assert early.outcome is late.outcome is Outcome.SATISFIES


@pytest.mark.parametrize(
    ("limits", "issued_on", "expected"),
    [
        ({}, "2022-06-01", Outcome.SATISFIES),
        ({"issued_before": "2022-06-01"}, "2022-05-31", Outcome.SATISFIES),
        ({"issued_before": "2022-06-01"}, "2022-06-01", Outcome.NOT_RECOGNISED),
        ({"categories": ["firewall"]}, "2022-06-01", Outcome.SATISFIES),
        ({"categories": ["router"]}, "2022-06-01", Outcome.NOT_RECOGNISED),
    ],
)
def test_a_license_of_a_recognized_regime_counts_within_the_limits_of_the_recognition(
    limits: dict[str, Any], issued_on: str, expected: Outcome
) -> None:
    law = act(STANDS, CERT, {**RECOGNIZES, **limits})
    assert outcome(license_issued(issued_on, regime="cert"), law=law) is expected


def test_the_term_is_that_of_the_kind_on_the_day_of_issue() -> None:
    year = [{"kind": "certificate", "term_months": 12}]
    law = act(established(license_kinds=year), established("2022-06-01"))
    found = nearest(license_issued("2022-05-31"), law=law, on="2023-05-31")
    assert found is not None
    assert (found.outcome, str(found.state.last_day)) == (Outcome.SATISFIES, "2023-05-31")
    assert found.term is not None
    later = nearest(license_issued("2022-06-01"), law=law, on="2033-01-01")
    assert later is not None
    assert (later.outcome, later.state.last_day, later.term) == (Outcome.SATISFIES, None, None)
