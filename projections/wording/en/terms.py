"""The words of the field in English; what the tables do not have goes by its own name."""

from datetime import date

from projections.judging.judgment import Status

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
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def channel(name: str) -> str:
    """Return a channel's name."""
    return CHANNELS.get(name, name)


def kind(name: str) -> str:
    """Return the name of a kind of license."""
    return KINDS.get(name, name)


def fact_kind(name: str) -> str:
    """Return the word that facts have for their kind, or provisions for theirs."""
    return name


def day(value: date) -> str:
    """Return a day as it is written.

    >>> day(date(2025, 7, 1))
    '1 July 2025'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def status(value: Status) -> str:
    """Return a status by the word that facts and commands have for it."""
    return value.value
