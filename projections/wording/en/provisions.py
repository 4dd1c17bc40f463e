"""Provisions in plain sentences."""

from collections.abc import Sequence

from events.provisions import (
    AmendmentAnnounced,
    CatalogueAmended,
    CatalogueIssued,
    ChannelEstablished,
    GuidanceGiven,
    LicenseKind,
    ObligationWaived,
    Provision,
    RecognitionEnded,
    RecognitionGranted,
    RegimeEstablished,
)


def provision_words(provision: Provision) -> str:
    """Return what a provision does, in a sentence without its dates and article."""
    match provision:
        case ChannelEstablished():
            includes = (
                f", which includes {', '.join(provision.includes)}" if provision.includes else ""
            )
            return f"channel {provision.channel}: {provision.name}{includes}"
        case RegimeEstablished():
            kinds = ", ".join(_kind_words(kind) for kind in provision.license_kinds)
            return (
                f"{provision.name} [{provision.regime}] is required in "
                f"{', '.join(provision.channels)}; licenses: {kinds}; scope by {provision.scope.by}"
            )
        case ObligationWaived():
            limits = [
                f"in {', '.join(provision.channels)}" if provision.channels else "",
                _of_categories(provision.categories),
                f"through {provision.until}" if provision.until else "",
            ]
            return " ".join([f"{provision.regime} is waived", *filter(None, limits)])
        case CatalogueIssued():
            return (
                f"catalogue of {provision.regime}, edition {provision.edition}: "
                f"{len(provision.entries)} entries"
            )
        case CatalogueAmended():
            removed = f"; removed: {', '.join(provision.remove)}" if provision.remove else ""
            added = ", ".join(entry.code for entry in provision.add)
            return f"catalogue of {provision.regime} amended; added: {added or 'none'}{removed}"
        case RecognitionGranted():
            limits = [
                f"if issued before {provision.issued_before}" if provision.issued_before else "",
                _of_categories(provision.categories),
                f"through {provision.until}" if provision.until else "",
            ]
            head = (
                f"{provision.regime} accepts licenses of {provision.accepts} while they are valid"
            )
            return " ".join([head, *filter(None, limits)])
        case RecognitionEnded():
            return f"{provision.regime} no longer accepts licenses of {provision.accepts}"
        case AmendmentAnnounced():
            when = f", expected on {provision.expected_on}" if provision.expected_on else ""
            head = f"amendment of the {provision.regime} catalogue announced"
            return f"{head}{when}: {provision.summary}"
        case GuidanceGiven():
            return provision.text
        case _:
            return f"{_STOPS[provision.kind]} {provision.regime}"


NAMED_AT_MOST = 3
"""How many categories at most are named; of more the number is told."""


def _of_categories(categories: Sequence[str] | None) -> str:
    if not categories:
        return ""
    if len(categories) > NAMED_AT_MOST:
        return f"for {len(categories)} categories"
    return f"for {', '.join(categories)}"


_STOPS = {
    "issuance_stopped": "no license can be issued any more under",
    "issuance_resumed": "licenses are issued again under",
    "enforcement_stopped": "no longer enforced:",
    "enforcement_resumed": "enforced again:",
    "regime_repealed": "repealed:",
}


def _kind_words(kind: LicenseKind) -> str:
    return f"{kind.kind} ({kind.term_months} months)" if kind.term_months else kind.kind
