"""Findings in English: what does not fit together in the facts."""

from projections.findings.finding import About, Finding
from projections.findings.flaws import (
    AssumedLastDay,
    Defective,
    DoubtfulRenewal,
    Flaw,
    Gap,
    IdleEnd,
    IdleStop,
    IdleWaiver,
    Incomparable,
    Lacking,
    LawFlaw,
    LicenseFlaw,
    Misnamed,
    NeverIssued,
    NeverPlaced,
    ProductFlaw,
    Unknown,
    UnknownEntry,
    UnknownInCriterion,
    UnknownKind,
    UnknownReading,
    Unlisted,
    UnspokenCategory,
    Use,
    VendorNearlyNamed,
)
from projections.judging.satisfaction import Defect
from projections.wording.en.scope import problem_words

FINDING_HEADINGS = ("about", "finding", "what", "facts")
_ALL_IN = "--json, --csv and --xlsx have all"


def findings_counted(number: int) -> str:
    """Return how many findings there are, as a sentence."""
    return "1 finding." if number == 1 else f"{number:,} findings."


def finding_about(about: About, *others: str, further: int = 0) -> str:
    """Return what a finding is about, with others of which it is found, and how many more.

    >>> finding_about(About("product", "A"), "B")
    'product A, B'
    """
    named = ", ".join([str(about), *others])
    return f"{named} and {further:,} more ({_ALL_IN})" if further else named


def findings_further(number: int) -> tuple[str, str]:
    """Return that there are more findings of a code than are told one by one."""
    return f"and {number:,} more", f"the same, of other values ({_ALL_IN})"


def finding_sentence(finding: Finding) -> str:
    """Return what a finding is about and what is wrong, with the stop that ends it."""
    text = finding_text(finding)
    return f"{finding_about(finding.about)}: {text}{'' if text.endswith('?') else '.'}"


def finding_text(finding: Finding) -> str:
    """Return what is wrong, without a stop."""
    text = flaw_text(finding.flaw)
    return text if finding.reading is None else f"reading {finding.reading!r}: {text}"


def flaw_text(flaw: Flaw) -> str:
    """Return what is wrong in a fact or provision, without a stop."""
    if isinstance(flaw, Unknown):
        return f"{_unknown(flaw)}{perhaps(flaw.meant)}"
    if isinstance(flaw, Lacking):
        return _MISSING[flaw.code]
    if isinstance(flaw, ProductFlaw):
        return _product(flaw)
    return _license(flaw) if isinstance(flaw, LicenseFlaw) else _law(flaw)


def _unknown(flaw: Unknown) -> str:
    name = f"{flaw.what} {flaw.name}"
    if flaw.what == "question":
        return f"{name} is settled but was never raised"
    return f"{_naming(flaw)} {name}, {_UNKNOWN[flaw.what]}"


def _naming(flaw: Unknown) -> str:
    """Return how a fact or provision comes to name what nothing knows."""
    if flaw.by == "review_opened":
        return "opened for" if flaw.what == "channel" else "names"
    naming = "speaks of licenses of" if flaw.accepted else "names"
    return _NAMING[flaw.by] if isinstance(flaw.by, Use) else f"{flaw.by} {naming}"


_NAMING = {
    Use.COVERED: "covers",
    Use.DETERMINED: "its scope is determined under",
    Use.PLACED: "placed in",
    Use.REMOVED: "removed from",
    Use.WITHDRAWN: "withdrawn from",
}
_UNKNOWN = {
    "category": "of which nothing else on record speaks",
    "channel": "which no act on record establishes",
    "product": "of which nothing else is on record",
    "regime": "which no act on record establishes",
    "review": "which is not on record",
    "vendor": "which no registered product has",
}
_MISSING = {
    "covers-nothing": "covers no product on any day",
    "no-last-day": "no last day on record, and the law gives its kind no term: "
    "it counts without end until one is recorded",
    "unclassified-product": "no category on record, so no regime can be ruled in or out",
    "unplaced-product": "in no channel on record, so it has no status; "
    "record a product_placed with the day",
    "unregistered-product": "never registered on record; "
    "nothing is known of its category, vendor or parameters",
}


def _product(flaw: ProductFlaw) -> str:
    match flaw:
        case Misnamed(parameter, near):
            return f"{parameter} is not on record, but {near} is, of which no criterion speaks"
        case UnspokenCategory(category, meant):
            hint = perhaps(meant) or "; check its spelling"
            return f"no regime on record speaks of category {category}{hint}"
        case VendorNearlyNamed(vendor, named, review):
            return (
                f"its vendor {vendor} is nearly, but not exactly, the vendor {named} "
                f"of review {review}; the review counts only for exactly that name"
            )
        case Incomparable(parameter, day, problem):
            why = problem_words(problem)
            return f"{parameter} cannot be compared from {day}: {why}; it counts as not on record"
        case NeverPlaced(by, channel, day):
            return f"{_NAMING[by]} channel {channel} on {day}, where it never was placed until then"


def _license(flaw: LicenseFlaw) -> str:
    match flaw:
        case NeverIssued(kinds):
            return f"never issued on record, yet {', '.join(kinds)}"
        case Defective(Defect.UNKNOWN_REGIME, regime, _, meant):
            return (
                f"no act on record establishes regime {regime}, so the license satisfies "
                f"nothing{perhaps(meant)}"
            )
        case Defective(Defect.NOT_ESTABLISHED, regime, day):
            return f"issued on {day}, when {regime} was not established"
        case Defective(_, regime, day):
            return f"issued on {day}, when {regime} issued no license"
        case UnknownKind(kind, regime, kinds, meant):
            return f"{kind!r} is not a kind of {regime} ({', '.join(kinds)}){perhaps(meant)}"
        case AssumedLastDay(months):
            return f"no last day on record; it is assumed from the term of {months} months"
        case Unlisted(day, product, meant):
            return (
                f"the change of scope on {day} removes product {product}, "
                f"which the license does not list{perhaps(meant)}"
            )
        case Gap(start, until):
            return f"not valid from {start} until its renewal from {until}"
        case DoubtfulRenewal(day, regime):
            return (
                f"renewed from {day}, when {regime} issued no license; "
                "the renewal counts as recorded, check it"
            )


def _law(flaw: LawFlaw) -> str:
    match flaw:
        case UnknownReading(reading, readings):
            return (
                f"settled by reading {reading!r}, which it does not have "
                f"({', '.join(readings)}); it stays open"
            )
        case UnknownInCriterion(by, entry, parameter, unit, meant):
            what = f"gives {parameter} in {unit}" if unit else f"has a parameter {parameter}"
            return f"{by}, entry {entry}: no product and no other entry {what}{perhaps(meant)}"
        case UnknownEntry(entry, day):
            return (
                f"catalogue_amended removes entry {entry} on {day}, "
                "which is not in the catalogue on that day"
            )
        case IdleStop(by, regime, day):
            return (
                f"{by} of {regime} on {day} has no effect: "
                "the regime is not established on that day"
            )
        case IdleWaiver(by, channel, regime, asked):
            return (
                f"{by} names channel {channel}, of which {regime} does not speak, "
                f"so it waives nothing there ({', '.join(asked)})"
            )
        case IdleEnd(by, day, regime, accepts, turned):
            other = f"; {accepts} accepts {regime}" if turned else ""
            return (
                f"{by} on {day} has no effect: no act has {regime} accept "
                f"licenses of {accepts} by then{other}"
            )


def perhaps(meant: str | None) -> str:
    """Return the end of a sentence that suggests another name, if there is one."""
    return f"; did you mean {meant}?" if meant is not None else ""
