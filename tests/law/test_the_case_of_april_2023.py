"""The case that the tracker was made for, as it stood in April 2023 and as it came out.

On 2023-04-17 the Circular (2023 No. 1) was published: from 2023-07-01 no permit is issued, permits
in date go on serving, and a product in the catalogue must be certified or tested. The catalogue was
to be widened; nobody knew when. Must a permit holder that the wider catalogue takes in be certified
too? That was question OQ01. The catalogue came on 2023-07-03, and art. 2 answered the question.

The product is an invented VPN, which the catalogue of 2017 does not list and that of 2023 does.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from support import (
    GENERAL_SALE,
    a_fact,
    a_license,
    a_product,
    an_act,
    judgment,
    sentences,
    status,
    status_under,
    with_gazette,
)

from events.facts import Fact
from events.recorded import Recorded
from projections.judging.bench import Judgment
from projections.judging.judgment import Status
from projections.judging.requirements import PendingAmendment

MAY_2023 = "2023-05-01"
LAST_DAY_OF_THE_PERMIT = "2024-08-31"

VPN_ENTRY = {"code": "VPN", "name": "Virtual private network product", "categories": ["vpn"]}
ISSUED: dict[str, Any] = {
    "kind": "catalogue_issued",
    "regime": "csl",
    "edition": "hypothetical",
    "entries": [VPN_ENTRY],
    "effective_on": "2023-09-01",
}
AMENDED: dict[str, Any] = {
    "kind": "catalogue_amended",
    "regime": "csl",
    "add": [VPN_ENTRY],
    "effective_on": "2023-09-01",
}
HYPOTHETICAL = pytest.mark.parametrize("change", [ISSUED, AMENDED], ids=["issued", "amended"])


@cache
def with_permit(*hypotheses: Fact) -> list[Recorded]:
    permit = a_license(issued_on="2022-09-01", valid_until=LAST_DAY_OF_THE_PERMIT)
    return with_gazette(a_product(category="vpn"), permit, *hypotheses)


@cache
def without_permit(*hypotheses: Fact) -> list[Recorded]:
    return with_gazette(a_product(category="vpn"), *hypotheses)


def in_may(records: list[Recorded], as_of: str) -> Judgment:
    """Return the judgment on a day by what was known on 2023-05-01."""
    return judgment(records, "P", GENERAL_SALE, as_of, known_at=MAY_2023)


def pending(judged: Judgment) -> list[PendingAmendment]:
    return [reason for reason in judged.reasons if isinstance(reason, PendingAmendment)]


def questions(judged: Judgment, *, decisive: bool | None = None) -> set[str]:
    return {
        point.question.name
        for point in judged.open_points
        if decisive is None or point.decisive is decisive
    }


# -- What was on record on 2023-05-01 --------------------------------------------------------------


@pytest.mark.parametrize("as_of", [MAY_2023, "2023-07-01", "2023-08-01", "2030-01-01"])
@pytest.mark.parametrize("records", [with_permit, without_permit])
def test_in_may_2023_it_is_on_record_that_the_catalogue_will_change(
    records: Callable[[], list[Recorded]], as_of: str
) -> None:
    """Circular art. 1."""
    (amendment,) = pending(in_may(records(), as_of))

    assert amendment.regime == "csl"
    assert amendment.announced.fact_id == "act/CIRC-2023-1"


def test_the_amendment_is_told_without_a_date() -> None:
    """Circular art. 1 gives none."""
    told = sentences(in_may(with_permit(), "2023-07-01"))

    assert any("amendment" in sentence and "no date" in sentence for sentence in told)


def test_in_may_2023_question_oq01_is_open_for_a_permit_holder() -> None:
    """Circular arts 1 and 2: nobody had answered it before 2023-07-01."""
    judged = in_may(with_permit(), "2023-07-01")

    assert "OQ01" in questions(judged)
    assert any(sentence.startswith("OQ01") for sentence in sentences(judged))


def test_question_oq01_does_not_concern_a_product_without_a_permit() -> None:
    """Circular art. 2 speaks of products that have one."""
    assert "OQ01" not in questions(in_may(without_permit(), "2023-07-01"))


def test_before_the_circular_was_published_there_is_neither_amendment_nor_question() -> None:
    """The Circular is known from 2023-04-17."""
    judged = judgment(with_permit(), "P", GENERAL_SALE, "2023-07-03", known_at="2023-04-16")

    assert pending(judged) == []
    assert questions(judged) & {"OQ01", "OQ02"} == set()


# -- What it decided then: nothing yet -------------------------------------------------------------


@pytest.mark.parametrize("as_of", ["2023-07-01", "2023-07-03", "2024-08-31", "2024-09-01"])
def test_in_may_2023_neither_decides_anything_for_a_product_outside_the_catalogue(
    as_of: str,
) -> None:
    """CAT-2017-1 was the only catalogue known; it does not list VPNs."""
    judged = in_may(with_permit(), as_of)

    assert judged.status == "not_regulated"
    assert questions(judged, decisive=True) == set()


def test_in_may_2023_a_product_without_a_permit_looks_free_from_2023_07_01() -> None:
    """Circular art. 2: no permit is needed any more, and no known catalogue lists a VPN."""
    assert in_may(without_permit(), "2023-06-30").status == "non_compliant"
    assert in_may(without_permit(), "2023-07-03").status == "not_regulated"


# -- What if the catalogue took the product in? ----------------------------------------------------


@HYPOTHETICAL
def test_for_a_permit_holder_newly_listed_everything_hangs_on_oq01(change: dict[str, Any]) -> None:
    """Circular arts 1 and 2."""
    judged = in_may(with_permit(an_act(change)), "2023-09-01")

    assert judged.status == "indeterminate"
    assert questions(judged, decisive=True) == {"OQ01"}
    assert status_under(judged, "OQ01") == {
        "permit_suffices": {Status.COMPLIANT},
        "certification_too": {Status.NON_COMPLIANT},
    }


@HYPOTHETICAL
@pytest.mark.parametrize(
    ("reading", "expected"),
    [("permit_suffices", "compliant"), ("certification_too", "non_compliant")],
)
def test_once_oq01_is_assumed_to_be_settled_nothing_is_open(
    change: dict[str, Any], reading: str, expected: str
) -> None:
    """Circular arts 1 and 2."""
    settled = a_fact(
        kind="question_settled", question="OQ01", reading=reading, effective_on=MAY_2023
    )

    judged = in_may(with_permit(an_act(change), settled), "2023-09-01")

    assert judged.status == expected
    assert "OQ01" not in questions(judged)


@HYPOTHETICAL
def test_a_newly_listed_product_without_a_permit_is_in_breach_under_either_reading(
    change: dict[str, Any],
) -> None:
    """Circular art. 1."""
    records = without_permit(an_act(change))

    assert in_may(records, "2023-08-31").status == "not_regulated"
    assert in_may(records, "2023-09-01").status == "non_compliant"


@HYPOTHETICAL
def test_once_the_permit_has_ended_the_readings_agree(change: dict[str, Any]) -> None:
    """Circular art. 2: the permit serves within its validity."""
    judged = in_may(with_permit(an_act(change)), "2024-09-01")

    assert judged.status == "non_compliant"
    assert questions(judged, decisive=True) == set()


@HYPOTHETICAL
def test_with_the_hypothetical_catalogue_the_amendment_is_no_longer_pending(
    change: dict[str, Any],
) -> None:
    """Circular art. 1 is then carried out."""
    records = with_permit(an_act(change))

    assert pending(in_may(records, "2023-08-31"))
    assert not pending(in_may(records, "2023-09-01"))


# -- As it came out --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-06-30", "compliant"),  # the permit is needed and there
        ("2023-07-01", "not_regulated"),  # permits waived, the catalogue still that of 2017
        ("2023-07-02", "not_regulated"),
        ("2023-07-03", "compliant"),  # listed, and the permit serves
        (LAST_DAY_OF_THE_PERMIT, "compliant"),
        ("2024-09-01", "non_compliant"),  # listed, and nothing serves any more
    ],
)
def test_as_known_today_the_permit_serves_until_its_last_day(as_of: str, expected: str) -> None:
    """Circular art. 2; CAT-2023-2 of 2023-07-03; OQ01 settled as permit_suffices."""
    assert status(with_permit(), "P", GENERAL_SALE, as_of) == expected


def test_as_known_today_a_product_without_a_permit_is_in_breach_from_2023_07_03() -> None:
    """Circular art. 1; CAT-2023-2."""
    assert status(without_permit(), "P", GENERAL_SALE, "2023-07-02") == "not_regulated"
    assert status(without_permit(), "P", GENERAL_SALE, "2023-07-03") == "non_compliant"


def test_as_known_today_oq01_is_settled_and_nothing_is_pending() -> None:
    """OQ01 was settled on 2023-07-01 by the text in force."""
    judged = judgment(with_permit(), "P", GENERAL_SALE, "2023-07-03")

    assert "OQ01" not in questions(judged)
    assert pending(judged) == []


def test_what_was_believed_in_may_2023_can_still_be_asked() -> None:
    """The same day, the same ledger, two answers: what is known is part of the question."""
    asked = (with_permit(), "P", GENERAL_SALE, "2024-09-01")

    assert status(*asked, known_at=MAY_2023) == "not_regulated"
    assert status(*asked) == "non_compliant"
