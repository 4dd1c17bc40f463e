"""What of a status or a day is assumed or not verified is told with it."""

from support import (
    GENERAL_SALE,
    AnyFact,
    a_fact,
    a_license,
    a_product,
    an_act,
    case,
    day,
    ledger,
    with_gazette,
)

from events.facts import Fact
from projections.judging.marks import NO_MARKS, Marks, status_marks, turn_marks
from projections.wording import en, zh

VERIFIED = "2020-01-01"


def a_law(*, verified: bool | None = True, **fields: object) -> Fact:
    """An invented act that asks a permit of firewalls; a permit has a term of 24 months."""
    regime = {
        "kind": "regime_established",
        "regime": "mps",
        "name": "Permit",
        "license_kinds": [{"kind": "sales_permit", "term_months": 24}],
        "channels": [GENERAL_SALE],
        "scope": {"by": "determination", "in": ["firewall"], "out": []},
        "effective_on": "2015-01-01",
    }
    return an_act({**regime, **fields} | ({} if verified is None else {"verified": verified}))


def marks_on(as_of: str, *facts: AnyFact) -> Marks:
    return status_marks(case(ledger(*facts), "P", GENERAL_SALE).judgment(day(as_of)))


def marks_of_turn(on: str, *facts: AnyFact) -> Marks:
    return turn_marks(case(ledger(*facts), "P", GENERAL_SALE), day(on))


ASSUMED = a_license(issued_on="2022-01-01")
CERTAIN = a_license(issued_on="2022-01-01", valid_until="2024-01-01")


def test_a_status_that_rests_on_an_assumed_last_day_says_so() -> None:
    found = marks_on("2023-01-01", a_law(), a_product(), ASSUMED)
    assert (len(found.assumed), found.not_verified, found.signs) == (1, (), "~")
    assert "2024-01-01" in en.mark_words(found)
    assert "2024年1月1日" in zh.mark_words(found)


def test_a_license_that_lapsed_on_an_assumed_day_makes_the_status_after_it_no_surer() -> None:
    assert marks_on("2025-01-01", a_law(), a_product(), ASSUMED).signs == "~"


def test_a_status_that_rests_on_law_nobody_has_verified_says_so() -> None:
    found = marks_on("2023-01-01", a_law(verified=False), a_product(), CERTAIN)
    assert (found.assumed, found.signs) == ((), "*")
    assert en.in_doubt_words(found) == ["INVENTED-1"]


def test_a_status_that_rests_on_neither_bears_no_mark() -> None:
    assert marks_on("2023-01-01", a_law(), a_product(), CERTAIN) == NO_MARKS


def test_a_bad_status_is_as_sure_as_the_one_requirement_that_makes_it() -> None:
    """A second regime, not verified, is met; the first one alone makes the status."""
    second = a_law(verified=False, regime="csl", license_kinds=[{"kind": "certificate"}])
    met = a_license("C", regime="csl", issued_on="2022-01-01", valid_until="2030-01-01")
    two = [a_law(), a_fact_of(second, "INVENTED-2"), a_product(), met]
    assert marks_on("2023-01-01", *two) == NO_MARKS


def a_fact_of(act: Fact, name: str) -> Fact:
    return act.model_copy(update={"act": name})


def test_the_day_after_an_assumed_last_day_is_assumed_and_no_other() -> None:
    facts = [a_law(), a_product(), ASSUMED]
    assert marks_of_turn("2024-01-02", *facts).signs == "~"
    assert marks_of_turn("2022-01-01", *facts) == NO_MARKS


def test_the_day_after_a_last_day_on_record_is_certain() -> None:
    assert marks_of_turn("2024-01-02", a_law(), a_product(), CERTAIN) == NO_MARKS


def test_a_day_from_which_unverified_law_counts_is_in_doubt() -> None:
    facts = [a_law(verified=False, effective_on="2021-05-01"), a_product()]
    assert marks_of_turn("2021-05-01", *facts).signs == "*"


def test_a_suspension_makes_the_assumed_last_day_beside_the_point() -> None:
    suspended = a_fact(kind="license_suspended", license="L", effective_on="2022-06-01")
    assert marks_on("2023-01-01", a_law(), a_product(), ASSUMED, suspended) == NO_MARKS


def test_the_permit_of_the_gazette_rests_on_a_term_that_nobody_has_verified() -> None:
    records = with_gazette(a_product(category="antivirus"), ASSUMED)
    found = status_marks(case(records, "P", GENERAL_SALE).judgment(day("2022-06-01")))
    assert found.signs == "~*"
