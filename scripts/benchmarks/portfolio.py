"""An invented portfolio of any size, ten facts a product, the same for the same seed."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from events.facts import Fact, fact_from_json
from tracker.gazette.files import read_gazette

FIRST_DAY = date(2016, 1, 1)


def invented_facts(
    products: int, *, seed: int = 1, categories: int | None = None
) -> Iterator[Fact]:
    """Yield ten facts for each of some products: what it is, and the life of its licenses.

    One product in ten is unclassified; the others are of all categories, or the first so many.
    """
    chance = random.Random(seed)
    codes = [category.code for category in read_gazette().categories][:categories]
    sorts = [*codes, *[None] * (len(codes) // 9)]
    for number in range(products):
        for fields in _life(f"P{number:06}", chance, chance.choice(sorts)):
            yield fact_from_json(json.dumps(fields))


def _life(product: str, chance: random.Random, category: str | None) -> Iterator[dict[str, Any]]:
    day = FIRST_DAY + timedelta(days=chance.randrange(2500))
    channels = ["general_sale", "government_procurement", "critical_infrastructure"]
    yield {
        "kind": "product_registered",
        "product": product,
        "name": f"Invented product {product}",
        "vendor": f"Invented vendor {chance.randrange(200)}",
        "category": category,
        "parameters": {"throughput": chance.randrange(200)},
        "channels": channels[: chance.choice([1, 1, 1, 2, 2, 3])],
        "effective_on": str(day),
    }
    permit, certificate = f"MPS-{product}", f"CSL-{product}"
    yield _issue(permit, "mps", "sales_permit", product, day, 730)
    for renewal in range(1, 3):
        start = day + timedelta(days=730 * renewal + chance.choice([0, 0, 0, 40]))
        yield _change("license_renewed", permit, start, valid_until=start + timedelta(days=729))
    yield from _suspension(permit, day, chance)
    issued = date(2023, 8, 1) + timedelta(days=chance.randrange(900))
    yield _issue(certificate, "csl", "certificate", product, issued, 1825)
    yield from _suspension(certificate, issued, chance)
    yield {
        "kind": "product_specified",
        "product": product,
        "parameters": {"max_concurrent_connections": chance.randrange(6_000_000)},
        "effective_on": str(day + timedelta(days=100)),
    }


def _issue(
    license: str, regime: str, kind: str, product: str, day: date, days: int
) -> dict[str, Any]:
    return {
        "kind": "license_issued",
        "license": license,
        "regime": regime,
        "license_kind": kind,
        "products": [product],
        "issued_on": str(day),
        "valid_until": str(day + timedelta(days=days - 1)),
    }


def _suspension(license: str, day: date, chance: random.Random) -> Iterator[dict[str, Any]]:
    start = day + timedelta(days=chance.randrange(50, 600))
    yield _change("license_suspended", license, start)
    yield _change("license_reinstated", license, start + timedelta(days=chance.randrange(5, 90)))


def _change(kind: str, license: str, day: date, **more: date) -> dict[str, Any]:
    fields = {name: str(value) for name, value in more.items()}
    return {"kind": kind, "license": license, "effective_on": str(day), **fields}
