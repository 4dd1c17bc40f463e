"""What an import comes to, in English."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from events.products import Measure
from events.tables.shelves import Listed
from events.words import listed, quoted
from projections.wording.en.answers.objections import hindrance_text
from projections.wording.en.answers.problem_sayings import PROBLEMS

if TYPE_CHECKING:
    from events.reading.sayings import Saying
    from projections.imports.plan import Contradiction, Plan
    from projections.imports.strangers import Stranger

SAYINGS = {
    # of products
    "name_missing": "{called} is not on record yet, and its name is not given; fill it in",
    "first_day_missing": "{called} is not on record yet, and the day from which it counts is not "
    "given; fill in a column 'effective on' (登记日期), or give it with --effective-on",
    "change_without_day": "{called}: {change}; from which day is not said: give it with "
    "--effective-on, or as 'changes_on' in a mapping",
    "change_too_early": "{called}: {change}; what is on record counts from {since}, later than "
    "{day}, and would still stand; give a later day, or void that fact if it was wrong",
    "category_differs": "category is {here} here and {there} on record",
    "parameter_differs": "{parameter} is {here} here and {there} on record",
    "channel_not_on_record": "channel {channel} is not on record",
    "channels_not_named": "{called} is placed in {channels} on record, which the row does not "
    "name; if it is no longer sold there, record a product_withdrawn with the day",
    "placed_again": "If it is sold there again, record a product_placed with the day; else take "
    "the channel out of the cell.",
    # of licenses
    "number_of_several": "number '{number}' is on record for licenses {licenses}; say which in a "
    "column 'license'",
    "named_otherwise": "{called} is named by row {rows} otherwise; write it alike, or take one out",
    "that_of_license": "that of license {license}",
    "one_license_or_a_wrong_number": "If both are one, write {license} here; else one of the "
    "numbers is wrong.",
    "issue_incomplete": "{called} is not on record yet, and not all is given that its issue says: "
    "fill in {fields}, or give it under 'constants' in a mapping",
    "first_last_day_missing": "{called} is not on record yet and was renewed, so that the last day "
    "that it had at first is not told; record its license_issued with that day, then import again",
    "impossible": "{called}: {why}; check the days",
    "void_and_record_with_first_last_day": "If the record is wrong, void '{fact}' and record a "
    "license_issued that says it right, with the last day it had before it was renewed; else mend "
    "the cell.",
    "last_day_left_out": "If the last day was left out, void '{fact}' and import again; if the "
    "license was renewed, record a license_renewed.",
    "ended": "'{last}, and the license ended on {day}'",
    "ended_early": "If that fact is wrong, void '{fact}' and import again; if the license ended "
    "early, record a license_expired or license_revoked; else mend the cell.",
    "renewal_without_day": "{called}: valid_until is {here} here and {there} on record, which is a "
    "renewal; from which day is not said: fill in renewed_on, or give --effective-on",
    "renewal_would_not_count": "A renewal would not count. Void that fact if it was wrong; else "
    "mend the cell.",
    "renewal_outside": "{called}: renewed_on has it renewed from {day}, and it is valid from "
    "{first} and, renewed, through {last}; a renewal counts from a day between these: fill in "
    "renewed_on in this row, or mend the days",
    "renewal_as_told_outside": "{called}: --effective-on, or the mapping, has it renewed from "
    "{day}, and it is valid from {first} and, renewed, through {last}; a renewal counts from a day "
    "between these: fill in renewed_on in this row, or mend the days",
    "renewal_after_gap": "{called}: the last day on record is {last} and the renewal counts from "
    "{day}; on the days between the license is not valid",
    "products_without_day": "{called} covers {products} here and not on record; from which day is "
    "not said: give it with --effective-on, or as 'changes_on' in a mapping",
    "products_not_named": "{called} lists {products} on record, which the row does not name; if it "
    "no longer does, record a license_scope_changed that removes it, with the day",
    "joined_again": "If it joined the license again, record a license_scope_changed with the day; "
    "else take it out of the cell.",
    "standing_untold": "{called}: its standing is '{here}' here, and '{stands}' on {day} by the "
    "record, which does not say since when it is '{here}'; record a {facts} with the day first "
    "('tracker record'), or name the column under 'ignore' in a mapping and record it afterwards",
    "standing_lapsed_without_day": "{called}: its standing is '{here}' here, and '{stands}' on "
    "{day} by the record, which does not say since when it is '{here}'; fill in the last day, or "
    "record a {facts} with the day first ('tracker record'), or name the column under 'ignore' in "
    "a mapping and record it afterwards",
    "standing_by_days": "{called}: its standing is '{here}' here, and '{stands}' on {day} by its "
    "days, which count",
    "standing_by_record": "{called}: its standing is '{here}' here, and '{stands}' on {day} by the "
    "record; mend the cell, or record first what has changed since",
    # of facts
    "with_other_content": "a {kind} with other content",
    "a_fact_never_changes": "A recorded fact never changes. Void '{fact}' if it was wrong, and "
    "give this row an id of its own.",
    "does_not_count": "'{fact}' is on record and voided by '{voiding}', so that it does not count; "
    "to record it anew, empty the cell of its id, or void the voiding",
    # of evidence
    "no_certificate_on_record": "neither the issue nor a renewal of its license is on record; "
    "record it first",
    "no_such_fact": "no fact on record has the id '{fact}'; 'tracker facts' shows the ids",
    "fact_voided": "fact '{fact}' was voided by '{voiding}'; name one that counts",
    "fact_of_no_license": "fact '{fact}' is about no license, and the row names license {others}; "
    "mend one",
    "fact_of_another_license": "fact '{fact}' is about license '{license}', and the row names "
    "license {others}; mend one",
    "no_such_license": "no license on record has the name or number {names}; import it first",
    "several_licenses": "the row speaks of licenses {names}; say which in a column 'license'",
    "supports_which": "{called} may support {certificates}; say which in a column 'fact'",
    "renewed_from": "'{fact}' (renewed from {day})",
    "issued_on": "'{fact}' (issued on {day})",
    "supports_with_another_note": "{called} supports the fact already, with another note; both are "
    "kept",
    "is_another_file": "{called} is another than the one of that name which supports the fact "
    "already; both are kept",
    # of any rows
    "void_and_import_again": "If the record is wrong, void '{fact}' and import again; else mend "
    "the cell.",
    "without": "without {name}, since {since}",
    "with": "with {name}",
    "looks_alike": "{called} is named here, and {known} is known: they are taken for two; if they "
    "are one, write it alike",
    "changed_since": "{called} was imported from this row of this file before, and the record has "
    "changed since; it stands",
    "read_otherwise": "{called} was imported from this row of this file before, as fact {facts}, "
    "and is read otherwise now; if it was read wrongly then, undo that import ('tracker import "
    "undo') and import the file again; if it is wrong now, read it as before",
    "plain": "{text}",
}
"""What is to be said by its code; the values of a saying go into the braces."""


def saying_text(saying: "Saying") -> str:
    """Return what is to be said of rows or files, without a stop."""
    values = {name: value_text(value) for name, value in saying.values.items()}
    return (SAYINGS.get(saying.code) or PROBLEMS[saying.code]).format(**values)


def value_text(value: object) -> str:
    """Return a value of which an import speaks."""
    from events.reading.sayings import AnyOf, Every, Saying, Word
    from projections.imports.sayings import Called, Either, Value
    from projections.what_if.weighing import Hindrance

    if isinstance(value, Hindrance):
        return hindrance_text(value)
    match value:
        case Saying():
            return saying_text(value)
        case Word(text):
            return quoted(text)
        case Called(what, name):
            return what if name is None else f"{what} '{name}'"
        case Value(None) | None:
            return "nothing"
        case Value(set() | list() | tuple() as held):
            return ", ".join(f"'{each}'" for each in sorted(held)) or "nothing"
        case Value(held):
            return f"'{held}'"
        case Every(parts):
            return listed(map(value_text, parts), "and")
        case AnyOf(parts):
            return listed(map(value_text, parts), "or")
        case Either(words):
            return listed(words, "or")
        case tuple():
            return "; ".join(map(value_text, value))
        case Measure():
            return f"{value.value} {value.unit}"
        case _:
            return str(value)


def contradiction_text(found: "Contradiction") -> str:
    """Return what rows say otherwise than a fact on record, and what to do about it."""
    here, there = value_text(found.in_table), value_text(found.on_record)
    return (
        f"{value_text(found.called)}: {found.field} is {here} here and {there} on record, "
        f"by fact '{found.fact}'. {saying_text(found.advice)}"
    )


def stranger_text(stranger: "Stranger") -> str:
    """Return a name that no act knows, with what it is and what may be meant."""
    meant = f" (did you mean {stranger.meant}?)" if stranger.meant else ""
    return f"{stranger.what} {stranger.name}{meant}"


def plan_remarks(plan: "Plan", noun: str) -> Iterator[str]:
    """Yield what deserves a second look in an import of things called by a noun, in sentences."""
    if plan.missing:
        yield (
            f"Imported before and not in this table: {_some(plan.missing)}. A missing row ends "
            "nothing; if this is a later version of the whole table, record what did, if anything."
        )
    if plan.apart:
        files = [
            f"{file} ({count:,} {noun}{'' if count == 1 else 's'})" for file, count in plan.apart
        ]
        yield f"Imports of which nothing is in this table: {_some(files)}."
    if plan.endless:
        yield (
            f"Without a last day: {_some(plan.endless)}. Where the law gives their regime a term, "
            "an assumed day stands for it until the real one is recorded."
        )
    if plan.early:
        yield (
            f"Issued on a day yet to come: {_some(plan.early)}. Check the days: no license is "
            "known before it is issued."
        )
    if plan.foreign:
        yield (
            f"Of a kind that no act on record has their regime issue: {_some(plan.foreign)}. Such "
            "a license satisfies nothing; check its regime and its kind."
        )
    if plan.unknown:
        yield (
            f"Products that licenses list and of which nothing else is on record: "
            f"{_some(plan.unknown)}. Register them, or mend the names."
        )
    if plan.unplaced:
        yield (
            f"In no channel, and so without a status: {_some(plan.unplaced)}. Record a "
            "product_placed with the channel and the day."
        )
    if plan.strangers:
        named = [*map(stranger_text, plan.strangers)]
        yield (
            f"Known to no act on record: {_some(named)}. No rule is asked of what bears "
            "such a name; mend it, or record the act that speaks of it."
        )


NAMED_AT_MOST = 20


def _some(values: Listed[str]) -> str:
    further = len(values) - NAMED_AT_MOST
    more = f" and {further:,} more" if further > 0 else ""
    return f"{', '.join(islice(values, NAMED_AT_MOST))}{more}"
