"""The report for people in English; what stands in braces is filled in."""

from events.base import Source
from events.licenses import LicenseIssued

PHRASES = {
    "tag": "en",
    "title": "Compliance report: {}",
    "top": "Compliance report 合规报告 · {} · {}",
    "page": "Page {} of {}",
    "and_then": ", ",
    "colon": "{}: {}",
    "also": "; ",
    "none": "None.",
    "nameless": "none on record",
    "marked": "{}{}",
    "yes": "yes",
    "no": "no",
    "no_advice": (
        "What is said here was worked out from facts on record, and from nothing else. It is no "
        "legal advice. What nobody has verified is marked [not verified]."
    ),
    # the answer
    "channel": "Channel",
    "status": "Status",
    "meaning": "What it means",
    "status_caption": "Status of {} on {}",
    "nowhere": "The product was not placed in any channel: there is no status to tell.",
    "hinges_on": "It hinges on this: {}",
    "picture": "The timeline as a picture",
    "asked": "What was asked",
    # the three dates
    "dates_caption": "The three dates of the question",
    "date": "Date",
    "asked_for": "Asked",
    "date_meaning": "Meaning",
    "as_of": "As of",
    "as_of_foot": "as of {}",
    "as_of_means": "Judged by the law and the licenses as they stand on this day.",
    "known_at": "Known at",
    "known_at_foot": "known at {}",
    "known_at_open": "everything known",
    "known_at_means": (
        "Only what could be known by this day is used: acts published, licenses issued."
    ),
    "known_at_open_means": "No fact on record is left out for having become known later.",
    "recorded_by": "Recorded by",
    "recorded_by_foot": "recorded by {}",
    "recorded_by_open": "everything recorded",
    "recorded_by_means": "Only what the ledger held by this instant is used.",
    "recorded_by_open_means": (
        "No fact is left out for having been recorded later, up to the position named."
    ),
    # the product and the ledger
    "identity_caption": "The product and the ledger on {}",
    "what": "What",
    "on_record": "On record",
    "product": "Product",
    "name": "Name",
    "vendor": "Vendor",
    "category": "Category",
    "parameters": "Parameters",
    "ledger": "Ledger",
    "position": "Position",
    "up_to": "{}: facts recorded later are not looked at",
    "legal_days": "Legal days",
    "in_zone": "counted in the time zone {}",
    # a channel
    "channel_named": "{} ({})",
    "since": "Since {}",
    "since_ever": "From the first day on record",
    "stretch": "{}, {}.",
    "until": "through {}",
    "until_ever": "with no end on record",
    "lead": "{} {}",
    "hinges": "What it hinges on",
    "why": "Why",
    "under_readings": "The status under each reading",
    "under_readings_caption": "Status in {} under each reading of what is open",
    "read": "Read",
    "these_reasons": "With these reasons",
    "shared": "the reasons above",
    "open_points": "Open points of law",
    "reading": "{}: {} (Status: {}.)",
    "or": " or ",
    "pending": "Pending",
    "next": "What changes next",
    "periods": "Every period",
    "periods_caption": "Periods of the product in {}; before the first, {}",
    "from": "From",
    "through": "Through",
    "no_end": "no end",
    "holds": "→ holds the day asked for",
    # doubts and law
    "doubts": "Doubts about the record",
    "no_doubts": "Nothing in the facts on this product was found not to fit together.",
    "law": "The law cited",
    "law_caption": "Acts and points of law cited",
    "cited_as": "Cited as",
    "act_title": "Title 名称",
    "read_where": "What was read where",
    "where": "Where to read it",
    "no_law": "The status rests on no act.",
    "unverified": "Provisions relied on that nobody has verified",
    "provision": "{}: {}.",
    "without_rule": "Points of law on record that carry no rule",
    "without_rule_means": "{}. Whatever their answer, no status changes.",
    "is_verified": "Verified: {}",
    "is_not_verified": "Not verified: {}",
    "no_source": "No source is on record.",
    "no_address": "no address on record",
    # facts
    "relied_on": "The facts relied on",
    "relied_on_caption": "Facts on which the status on the day asked for leans",
    "other_facts": "Other facts on the product",
    "other_facts_caption": (
        "Facts that the question sees, but the status on this day does not lean on"
    ),
    "fact": "Fact",
    "says": "What it says",
    "known_on": "Known on",
    "effective": "Effective",
    "recorded_at": "Recorded at (UTC)",
    "note": "Note: {}",
    "no_day": "no day of its own",
    "late": "Late entries",
    "none_late": "Every fact on the product was recorded on the day it was known.",
    "late_caption": "Facts on the product recorded later than known; days in {}",
    "recorded_on": "Recorded on",
    "days_late": "Days late",
    "was_relied_on": "Relied on",
    "voided": "Voided facts",
    "none_voided": "No fact on the law or on the product was voided, as far as the question sees.",
    "voided_caption": "Voidings, and the facts they void",
    "voiding": "Voiding",
    "voids": "What it voids",
    "reason": "Reason given",
    "voiding_made": "recorded at {} UTC, known on {}",
    "counts_not": "This voiding does not count: it was voided itself.",
    "unseen": "a fact that this question does not see",
    "target": "position {}, {}, known on {}",
    "evidence": "Evidence",
    "no_evidence": "No file is kept as evidence of these facts.",
    "evidence_caption": "Files kept as evidence",
    "file": "File",
    "evidence_of": "Evidence of",
    "type": "Type",
    "size": "Size",
    "bytes": "{:,} bytes",
    # how to check it
    "check": "How to check this",
    "check_lead": "A report proves nothing by itself. It can be checked in four ways.",
    "check_pack": (
        "Where the report came in a pack, run the file verify.py beside it: it says whether "
        "the facts in the pack are the facts of the ledger, and whether files were changed. "
        "With the program, 'tracker pack check' makes the answer anew from these facts, too."
    ),
    "check_ledger": (
        "Ask the ledger {} the same question again, with the three dates above. "
        "The same question gives the same report, byte for byte."
    ),
    "check_acts": (
        "Read the acts at the addresses given, in Chinese where the title is Chinese, and hold "
        "the articles cited against them. Begin with what is marked as not verified."
    ),
    "check_facts": (
        "Hold the facts relied on against the licenses and certificates themselves, by their "
        "numbers and days."
    ),
    "replaced": "Characters not shown",
    "replaced_means": (
        "The font of this document lacks some characters; {} stands for them: {}. The page in "
        "HTML has them."
    ),
    # the picture
    "picture_title": "Timeline of statuses around {}",
    "licenses": "Licenses",
    "not_drawn": "{} earlier licenses are not drawn",
    "legend": "{}  {}",
    "look_valid": "valid",
    "look_suspended": "suspended",
    "look_of_license": "{} license",
    "told": "{}: {}.",
    "told_from": "{} from {}, no end on record",
    "told_through": "{} from {} through {}",
    "told_nothing": "nothing",
    "short_not_marketed": "–",
    "short_barred": "B",
    "short_non_compliant": "NC",
    "short_indeterminate": "?",
    "short_compliant": "C",
    "short_not_regulated": "NR",
    # the command
    "wrote": "Wrote {}: {} as of {}, position {}.",
}


def report(phrase: str, *values: object) -> str:
    """Return a phrase of a report, with values filled in."""
    return PHRASES[phrase].format(*values)


def titles(title: str, title_zh: str | None) -> tuple[str, ...]:
    """Return the titles under which an act is shown."""
    return (title, title_zh) if title_zh else (title,)


def source_part(source: Source) -> str:
    """Return which part of an act was read where."""
    return f"{source.article or 'the whole'}" + (f" ({source.title})" if source.title else "")


def license_row(name: str, issue: LicenseIssued, *, defective: bool) -> str:
    """Return a license as the picture names it."""
    defect = ", defective" if defective else ""
    return f"{name} ({issue.license_kind} of {issue.regime}{defect})"
