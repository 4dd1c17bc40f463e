"""One product as an aggregate of eventsourcing, as its tutorial writes one, on SQLite."""

from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event


class ProductAggregate(Aggregate):
    """A product that keeps the fields of every fact about it."""

    @event("Registered")
    def __init__(self, name: str) -> None:
        self.name = name
        self.facts: list[dict[str, Any]] = []

    @event("FactNoted")
    def note(self, fact: dict[str, Any]) -> None:
        """Note one more fact."""
        self.facts.append(fact)


class Products(Application[UUID]):
    """Products in an SQLite file."""

    name = "products"


def application(file: Path) -> Products:
    """Return an application on a file."""
    module, name = "eventsourcing.sqlite", str(file)
    return Products(env={"PERSISTENCE_MODULE": module, "SQLITE_DBNAME": name})


def saved(products: Products, facts: list[dict[str, Any]]) -> UUID:
    """Save a product of as many events as there are facts, and return its id."""
    product = ProductAggregate(name="P")
    for fact in facts[1:]:
        product.note(fact)
    products.save(product)
    return product.id
