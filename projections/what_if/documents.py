"""What a scenario changes, as JSON documents."""

from collections.abc import Iterable
from typing import Any

from projections.comparing.needs import Need
from projections.documents.marks import change_marks_document
from projections.findings import Finding
from projections.record.visible import Horizon
from projections.what_if.announced import Announced, Reminder
from projections.what_if.answer import Answer, Changed, Period
from projections.what_if.because import Because
from projections.what_if.totals import Share, Totals
from projections.wording import ENGLISH
from projections.wording.en import finding_text
from projections.wording.en.occasions import occasion_name


def base_json(base: Horizon, position: int) -> dict[str, Any]:
    """Return on what of the record a scenario builds, and the last position on record."""
    return {
        "known_at": base.known_at.isoformat() if base.known_at else None,
        "recorded_by": base.recorded_by.isoformat() if base.recorded_by else None,
        "position": position,
    }


def answer_json(answer: Answer, counts: Totals) -> dict[str, Any]:
    """Return what changes by product and channel, the counts, and the doubts."""
    return {
        "first_day": answer.first_day.isoformat() if answer.first_day else None,
        "changed": [_changed(each) for each in answer.changed],
        "totals": totals_json(counts),
        "findings": [finding_json(each) for each in answer.doubts],
    }


def announced_json(reminders: Announced) -> dict[str, Any]:
    """Return the reminders added, moved and dropped, with the days on which people are told."""
    found = {name: [_reminder(each) for each in group] for name, group in reminders.groups.items()}
    return {"from": reminders.since.isoformat(), **found}


def _reminder(each: Reminder) -> dict[str, Any]:
    occasion = each.occasion
    moved = {"day_before": each.before.day.isoformat()} if each.before else {}
    return {
        "sort": occasion.sort,
        "about": list(occasion.about),
        "day": occasion.day.isoformat(),
        **moved,
        "told_on": [day.isoformat() for day in each.told_on],
        "products": list(occasion.traits.products),
        "text": occasion_name(occasion),
    }


def totals_json(counts: Totals) -> dict[str, Any]:
    """Return counts of subjects with their denominators ("of")."""
    return {
        "subjects": counts.subjects,
        "changed": counts.changed,
        "status": [
            {
                "status": turned.status,
                "left": turned.left,
                "entered": turned.entered,
                "of": counts.subjects,
            }
            for turned in counts.statuses
        ],
        "regime": _shares("regime", counts.regimes),
        "channel": _shares("channel", counts.channels),
        "category": _shares("category", counts.categories),
        "vendor": _shares("vendor", counts.vendors),
    }


def because_json(each: Because) -> dict[str, Any]:
    """Return a fact, or an article of a supposed act, that makes a difference."""
    return {
        "effect": "added" if each.added else "removed",
        "supposed": each.supposed,
        "id": each.record.fact.id if each.supposed else each.record.id,
        "kind": each.record.fact.kind,
        "about": each.name,
        "article": each.article,
        "text": each.words,
    }


def finding_json(each: Finding) -> dict[str, Any]:
    """Return what a person should look at in a scenario."""
    return {"about": str(each.about), "code": each.code, "text": finding_text(each)}


def _changed(each: Changed) -> dict[str, Any]:
    product, channel = each.subject
    return {
        "product": product,
        "channel": channel,
        "category": each.facing.category,
        "vendor": each.facing.vendor,
        "periods": [_period(period) for period in each.periods],
    }


def _period(period: Period) -> dict[str, Any]:
    change = period.change
    return {
        "from": change.start.isoformat(),
        "to": change.end.isoformat() if change.end else None,
        "before": change.before,
        "after": change.after,
        "because": [because_json(each) for each in period.because],
        "regimes": list(period.regimes),
        "licenses_needed": [_need(each) for each in period.needs],
        **change_marks_document(ENGLISH, period.marks),
    }


def _need(each: Need) -> dict[str, Any]:
    return {
        "regime": each.regime,
        "license_kinds": list(each.kinds),
        "by": each.by.isoformat(),
        "certain": each.certain,
    }


def _shares(sort: str, shares: Iterable[Share]) -> list[dict[str, Any]]:
    return [
        {sort: each.name, "changed": each.changed, "of": each.of} for each in shares if each.changed
    ]
