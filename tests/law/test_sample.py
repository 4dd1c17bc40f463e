"""The sample ledger shows every rule once; its README says what the program says.

`python tests/law/test_sample.py`, run with the tests on the path, writes the table anew.
"""

from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest
from support import (
    GENERAL_SALE,
    INFRASTRUCTURE,
    PROCUREMENT,
    ROOT,
    case,
    day,
    judgment,
    sample,
    sentences,
    status,
    with_gazette,
)

from events.facts import FACTS
from events.licenses import LicenseIssued
from events.notices import NoticeFact
from events.products import ProductRegistered
from events.recorded import Recorded
from events.remarks import FactVoided
from events.reviews import ReviewOpened
from projections.findings.finding import Finding
from projections.findings.gathering import findings
from projections.judging.bench import Bench
from projections.record.dossiers import Portfolio
from projections.record.questions import law_book
from projections.record.visible import visible
from tracker.gazette.vocabulary import gazette_vocabulary

README = ROOT / "examples" / "README.md"
DAYS = ("2023-06-30", "2023-07-02", "2023-07-03", "2025-07-01", "2026-11-23")
MADE_ELSEWHERE = {
    "act_published",
    "question_raised",
    "question_settled",
    "answer_attested",
    "evidence_added",
    *(get_args(model.model_fields["kind"].annotation)[0] for model in get_args(NoticeFact)),
}
"""Law is not a matter of a portfolio: the gazette brings it.

Commands attest, add evidence and send reminders.
"""


@cache
def records() -> list[Recorded]:
    return with_gazette(*sample())


def products() -> Iterator[ProductRegistered]:
    return (fact for fact in sample() if isinstance(fact, ProductRegistered))


# -- What is shown ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("product", "channel", "as_of", "expected", "word"),
    [
        # Thresholds of the catalogue of 2017
        ("FW-100", GENERAL_SALE, "2023-06-30", "compliant", "SNSP-06"),
        ("FW-200", GENERAL_SALE, "2023-06-30", "compliant", "CERT-0002"),
        ("FW-210", GENERAL_SALE, "2023-06-30", "non_compliant", "throughput >= 80 Gbps"),
        ("FW-230", GENERAL_SALE, "2023-06-30", "compliant", "79.9"),
        ("RT-2", GENERAL_SALE, "2023-06-30", "compliant", "routing_table_capacity"),
        ("SRV-1", GENERAL_SALE, "2023-06-30", "not_regulated", "CNE-03"),
        # A parameter that is missing, or in another unit
        ("FW-240", GENERAL_SALE, "2023-06-30", "indeterminate", "not on record"),
        ("PLC-1", GENERAL_SALE, "2024-05-05", "indeterminate", "80 ns"),
        ("PLC-1", GENERAL_SALE, "2024-05-06", "non_compliant", "0.08 us"),
        ("PLC-1", GENERAL_SALE, "2024-09-02", "compliant", "TEST-0007"),
        # Permits in date and lapsed, before and after 2023-07-01
        ("FW-210", GENERAL_SALE, "2023-07-01", "compliant", "CIRC-2023-1 art. 2"),
        ("FW-100", GENERAL_SALE, "2023-07-02", "not_regulated", "waived"),
        ("FW-100", GENERAL_SALE, "2024-12-14", "compliant", "MPS-0001"),
        ("FW-100", GENERAL_SALE, "2024-12-15", "non_compliant", "2024-12-14"),
        ("FW-100", GENERAL_SALE, "2026-02-10", "compliant", "CERT-0001"),
        ("AVG-1", GENERAL_SALE, "2023-05-31", "compliant", "MPS-0011"),
        ("AVG-1", GENERAL_SALE, "2023-06-01", "non_compliant", "2023-05-31"),
        ("TAC-1", GENERAL_SALE, "2023-06-30", "non_compliant", "no license"),
        ("TAC-1", GENERAL_SALE, "2023-07-02", "not_regulated", "terminal_access_control"),
        ("TAC-1", GENERAL_SALE, "2023-07-03", "non_compliant", "SNSP-24"),
        # A permit's last day: assumed, printed, first day of the Circular, 29 February
        ("VPN-1", GENERAL_SALE, "2025-06-30", "compliant", "assumed"),
        ("VPN-1", GENERAL_SALE, "2025-07-01", "non_compliant", "2025-06-30 (assumed"),
        ("VPN-2", GENERAL_SALE, "2025-06-29", "compliant", "2025-06-29"),
        ("VPN-2", GENERAL_SALE, "2025-06-30", "non_compliant", "2025-06-29"),
        ("AV-1", GENERAL_SALE, "2023-07-03", "non_compliant", "2023-07-01 (assumed"),
        ("IPS-1", GENERAL_SALE, "2022-02-28", "compliant", "2022-02-28 (assumed"),
        ("IPS-1", GENERAL_SALE, "2022-03-01", "non_compliant", "2022-02-28"),
        ("IPS-1", GENERAL_SALE, "2022-03-15", "compliant", "MPS-0019"),
        # CCCi in government procurement
        ("BK-1", PROCUREMENT, "2023-06-30", "compliant", "CCCI-0001"),
        ("BKS-1", GENERAL_SALE, "2023-06-30", "compliant", "MPS-0024"),
        ("BKS-1", PROCUREMENT, "2023-06-30", "non_compliant", "CCCi-06"),
        ("BKS-1", PROCUREMENT, "2023-07-03", "compliant", "MPS-0024"),
        ("SR-1", PROCUREMENT, "2023-06-30", "compliant", "CCCI-0003"),
        ("SR-1", PROCUREMENT, "2023-07-03", "not_regulated", "CIRC-2023-1 art. 3"),
        ("SDB-1", PROCUREMENT, "2023-06-30", "compliant", "CCCI-0002"),
        ("SDB-1", PROCUREMENT, "2023-07-03", "indeterminate", "OQ05"),
        ("SDB-1", PROCUREMENT, "2027-01-10", "non_compliant", "MPS-0025"),
        # Certificates and test reports of the Cybersecurity Law
        ("SW-1", GENERAL_SALE, "2024-09-02", "compliant", "2024-09-02 (assumed"),
        ("SW-1", GENERAL_SALE, "2024-09-03", "non_compliant", "2024-09-02"),
        ("LOG-1", GENERAL_SALE, "2023-07-21", "non_compliant", "2023-07-20"),
        ("LOG-1", GENERAL_SALE, "2026-11-23", "compliant", "2028-08-07 (assumed"),
        ("SMP-1", GENERAL_SALE, "2026-11-23", "compliant", "2029-03-15 (assumed"),
        ("SA-1", GENERAL_SALE, "2024-02-01", "compliant", "TEST-0004"),
        ("FW-200", GENERAL_SALE, "2026-11-23", "compliant", "2031-10-19"),
        # What becomes of licenses
        ("ASP-1", GENERAL_SALE, "2023-01-31", "compliant", "MPS-0020"),
        ("ASP-1", GENERAL_SALE, "2023-02-01", "non_compliant", "2023-03-06"),
        ("ASP-1", GENERAL_SALE, "2023-03-06", "compliant", "2025-03-05"),
        ("BH-1", GENERAL_SALE, "2025-05-14", "compliant", "CERT-0008"),
        ("BH-1", GENERAL_SALE, "2025-05-15", "non_compliant", "suspended since 2025-05-15"),
        ("BH-1", GENERAL_SALE, "2025-09-01", "compliant", "CERT-0008"),
        ("IDS-1", GENERAL_SALE, "2023-05-09", "compliant", "MPS-0017"),
        ("IDS-1", GENERAL_SALE, "2023-05-10", "non_compliant", "revoked on 2023-05-10"),
        ("DLP-1", GENERAL_SALE, "2023-06-14", "compliant", "MPS-0021"),
        ("DLP-1", GENERAL_SALE, "2023-06-15", "non_compliant", "2023-06-14"),
        ("UTM-1", GENERAL_SALE, "2023-07-12", "non_compliant", "MPS-0013"),
        ("AUD-2", GENERAL_SALE, "2023-05-07", "compliant", "MPS-0026"),
        ("AUD-2", GENERAL_SALE, "2023-05-08", "non_compliant", "does not cover the product"),
        ("AUD-3", GENERAL_SALE, "2023-05-10", "compliant", "MPS-0026"),
        ("AUD-1", GENERAL_SALE, "2023-05-10", "compliant", "MPS-0026"),
        ("CARD-1", GENERAL_SALE, "2023-06-30", "compliant", "MPS-0033"),
        ("CARD-1", PROCUREMENT, "2023-06-30", "non_compliant", "suspended since 2023-02-01"),
        # What a product is, and whether it is sold
        ("TM-1", GENERAL_SALE, "2023-06-30", "indeterminate", "no category on record"),
        ("GW-1", GENERAL_SALE, "2023-05-31", "not_regulated", "router"),
        ("GW-1", GENERAL_SALE, "2023-06-01", "non_compliant", "utm"),
        ("LB-1", GENERAL_SALE, "2023-06-30", "not_regulated", "INV-LETTER-0001"),
        ("LB-1", GENERAL_SALE, "2023-07-03", "non_compliant", "SNSP-21"),
        ("COS-2", GENERAL_SALE, "2023-09-17", "not_regulated", "smart_card_cos"),
        ("COS-2", GENERAL_SALE, "2023-09-18", "non_compliant", "INV-LETTER-0002"),
        ("COS-2", GENERAL_SALE, "2025-02-03", "not_regulated", "smart_card_cos"),
        ("COS-1", GENERAL_SALE, "2024-05-05", "not_regulated", "waived"),
        ("ID-1", GENERAL_SALE, "2023-07-02", "not_regulated", "waived"),
        ("ID-1", GENERAL_SALE, "2023-07-03", "not_marketed", "2023-07-03"),
        ("USB-1", GENERAL_SALE, "2024-03-31", "not_marketed", "2023-07-03"),
        ("USB-1", GENERAL_SALE, "2024-04-01", "compliant", "CERT-0013"),
        ("FW-230", GENERAL_SALE, "2025-12-15", "non_compliant", "2024-10-09"),
        ("FW-230", GENERAL_SALE, "2026-01-15", "non_compliant", "2024-10-09"),
        # Open questions
        ("RT-1", GENERAL_SALE, "2023-06-30", "indeterminate", "OQ06, "),
        ("RT-1", GENERAL_SALE, "2023-07-03", "indeterminate", "OQ06-2023"),
        ("WAF-5", GENERAL_SALE, "2024-03-31", "compliant", "OQ11"),
        ("WAF-5", GENERAL_SALE, "2024-04-01", "indeterminate", "OQ11"),
        ("WAF-8", GENERAL_SALE, "2025-12-31", "compliant", "TEST-0002"),
        ("WAF-8", GENERAL_SALE, "2026-01-01", "indeterminate", "OQ11"),
        ("VFW-10", GENERAL_SALE, "2023-07-03", "indeterminate", "OQ11"),
        # Reviews, in critical infrastructure
        ("NAS-1", INFRASTRUCTURE, "2024-09-01", "compliant", "CERT-0016"),
        ("NAS-1", INFRASTRUCTURE, "2024-09-02", "indeterminate", "REV-INV-1"),
        ("NAS-1", INFRASTRUCTURE, "2024-12-20", "barred", "failed"),
        ("NAS-1", INFRASTRUCTURE, "2025-05-19", "not_marketed", "REV-INV-1"),
        ("NAS-1", GENERAL_SALE, "2024-12-20", "compliant", "CERT-0016"),
        ("NAS-2", INFRASTRUCTURE, "2025-07-01", "barred", "REV-INV-1"),
        ("NAS-3", INFRASTRUCTURE, "2025-06-23", "not_marketed", "2025-06-23"),
        ("NAS-3", INFRASTRUCTURE, "2026-01-05", "barred", "REV-INV-1"),
        ("PLC-2", INFRASTRUCTURE, "2025-03-03", "indeterminate", "REV-INV-2"),
        ("PLC-2", INFRASTRUCTURE, "2025-05-30", "compliant", "conditional"),
        ("GAP-1", INFRASTRUCTURE, "2026-09-13", "compliant", "CERT-0015"),
        ("GAP-1", INFRASTRUCTURE, "2026-11-23", "indeterminate", "REV-INV-3"),
        ("GAP-1", GENERAL_SALE, "2026-11-23", "compliant", "CERT-0015"),
    ],
)
def test_the_sample_shows(product: str, channel: str, as_of: str, expected: str, word: str) -> None:
    judged = judgment(records(), product, channel, as_of)

    assert judged.status == expected
    assert any(word in sentence for sentence in sentences(judged)), sentences(judged)


def test_a_voided_entry_counts_until_the_voiding_is_known() -> None:
    before, after = "2023-05-21", "2023-05-22"

    assert status(records(), "DD-1", GENERAL_SALE, "2023-05-01", known_at=before) == "compliant"
    assert status(records(), "DD-1", GENERAL_SALE, "2023-05-01", known_at=after) == "non_compliant"
    assert status(records(), "DD-2", GENERAL_SALE, "2023-05-01", known_at=before) == "non_compliant"
    assert status(records(), "DD-2", GENERAL_SALE, "2023-05-01", known_at=after) == "compliant"


def test_a_voiding_says_why() -> None:
    (voiding,) = [fact for fact in sample() if isinstance(fact, FactVoided)]

    assert "it never covered DD-1" in voiding.reason


def test_a_revocation_known_late_does_not_change_what_was_known_before() -> None:
    asked = (records(), "FE-1", GENERAL_SALE, "2023-03-01")

    assert status(*asked, known_at="2023-08-14") == "compliant"
    assert status(*asked, known_at="2023-08-15") == "non_compliant"


def test_what_does_not_fit_together_is_found() -> None:
    found = {(str(finding.about), finding.code) for finding in sample_findings()}

    assert found == {
        ("license MPS-0009", "assumed-last-day"),
        ("license MPS-0012", "assumed-last-day"),
        ("license MPS-0013", "defective-license"),
        ("license MPS-0018", "assumed-last-day"),
        ("license MPS-0020", "gap"),
        ("license MPS-0037", "unknown-product"),
        ("license CERT-0003", "assumed-last-day"),
        ("license CERT-0006", "assumed-last-day"),
        ("license CERT-0007", "assumed-last-day"),
        ("license TEST-0003", "no-last-day"),
        ("product PLC-1", "incomparable"),
        ("product TM-1", "unclassified-product"),
    }


def sample_findings() -> list[Finding]:
    seen = visible(records())
    return findings(seen, Portfolio(seen), Bench(law_book(seen)), gazette_vocabulary())


# -- What the sample is made of --------------------------------------------------------------------


def test_the_sample_has_fifty_products_in_every_channel() -> None:
    channels = {channel for product in products() for channel in product.channels}

    assert len(list(products())) == 50
    assert channels == {GENERAL_SALE, PROCUREMENT, INFRASTRUCTURE}


def test_the_sample_has_a_fact_of_every_kind_but_those_of_the_gazette() -> None:
    assert {fact.kind for fact in sample()} == FACTS.keys() - MADE_ELSEWHERE


def test_every_fact_of_the_sample_says_that_it_is_invented() -> None:
    silent = [fact.id for fact in sample() if not str(fact.note).startswith("Invented.")]

    assert silent == []


def test_every_fact_of_the_sample_has_an_id_of_its_own() -> None:
    ids = [str(fact.id) for fact in sample()]

    assert all(id.startswith("sample/") for id in ids)
    assert len(ids) == len(set(ids))


def test_nothing_in_the_sample_can_be_taken_for_real() -> None:
    holders = {fact.holder for fact in sample() if isinstance(fact, LicenseIssued)}
    vendors = {product.vendor for product in products()} | holders
    names = [product.name for product in products()]
    numbers = [str(fact.number) for fact in sample() if isinstance(fact, LicenseIssued)]
    reviews = [fact.review for fact in sample() if isinstance(fact, ReviewOpened)]

    assert len(vendors) == 6
    assert all("(invented)" in str(name) and "（虚构）" in str(name) for name in [*vendors, *names])
    assert len(names) == len(set(names))
    assert all(number.startswith("INV-") for number in numbers)
    assert all(review.startswith("REV-INV-") for review in reviews)


# -- What its README says --------------------------------------------------------------------------


def test_the_readme_says_first_that_everything_is_invented() -> None:
    opening = README.read_text(encoding="utf-8")[:400]

    assert "Every product, every vendor and every license here is invented" in opening


def test_the_table_of_the_readme_is_what_the_program_says() -> None:
    written = [line for line in README.read_text(encoding="utf-8").splitlines() if _is_row(line)]

    assert written == table()


def table() -> list[str]:
    """Return the table: each product in each of its channels, and its status on some days."""
    head = ["Product", "Name", "Channel", "What it shows", *DAYS]
    return [_row(head), _row(["---"] * len(head)), *map(_row, _subjects())]


def _subjects() -> Iterator[list[str]]:
    for product in products():
        shows = str(product.note).removeprefix("Invented. ")
        for channel in product.channels:
            asked = case(records(), product.product, channel)
            statuses = [asked.judgment(day(written)).status for written in DAYS]
            yield [product.product, product.name, channel, shows, *statuses]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _is_row(line: str) -> bool:
    return line.startswith("| ")


def _write_table() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    prose = [line for line in lines if not _is_row(line)]
    place = prose.index("## The products") + 2
    text = [*prose[:place], *table(), *prose[place:]]
    README.write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write_table()
