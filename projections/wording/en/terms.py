"""The words of the field in English; what the tables do not have goes by its own name."""

from projections.judging.judgment import Status
from projections.wording.words import Language

LANGUAGE: Language = "en"

STATUSES = {
    Status.NOT_MARKETED: "not marketed",
    Status.BARRED: "barred",
    Status.NON_COMPLIANT: "non-compliant",
    Status.INDETERMINATE: "indeterminate",
    Status.COMPLIANT: "compliant",
    Status.NOT_REGULATED: "not regulated",
}
CHANNELS = {
    "general_sale": "general sale",
    "government_procurement": "government procurement",
    "critical_infrastructure": "critical infrastructure",
}
KINDS = {
    "sales_permit": "sales permit",
    "certificate": "certificate",
    "test_report": "test report",
    "ccci_certificate": "CCCi certificate",
}


def channel(name: str) -> str:
    """Return a channel's name."""
    return CHANNELS.get(name, name)


def kind(name: str) -> str:
    """Return the name of a kind of license."""
    return KINDS.get(name, name)


def fact_kind(name: str) -> str:
    """Return the word that facts have for their kind, or provisions for theirs."""
    return name


def status(value: Status) -> str:
    """Return a status by the word that facts and commands have for it."""
    return value.value
