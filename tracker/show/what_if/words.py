"""What is said of an answer to "what if", whatever it is shown on."""

from collections.abc import Callable, Sequence

from projections.record.visible import Horizon
from projections.what_if import Announced, Share, Totals, Window
from projections.wording.en.asides import aside_words
from tracker.ask.scenarios import ScenarioFiles
from tracker.ask.what_if import Supposed

SORTS: dict[str, Callable[[Totals], Sequence[Share]]] = {
    "regime": lambda counts: counts.regimes,
    "channel": lambda counts: counts.channels,
    "category": lambda counts: counts.categories,
    "vendor": lambda counts: counts.vendors,
}
NONE = "(none on record)"


def question_words(supposed: Supposed, window: Window, position: int) -> str:
    """Return what was asked: the files, the base, the days."""
    base = base_words(supposed.scenario, supposed.base, position)
    return f"{base} Days: {window_words(window)}."


def base_words(scenario: ScenarioFiles, base: Horizon, position: int) -> str:
    """Return where a scenario stands, and on what of the record it builds."""
    files = " on ".join(each.file for each in reversed(scenario.files))
    known = f"as known on {base.known_at}" if base.known_at else "with everything known"
    by = base.recorded_by
    recorded = f"recorded by {by.isoformat(timespec='seconds')}" if by else "and recorded"
    return (
        f"Supposed by {files}, none of it on record. Base: {known} {recorded} (position "
        f"{position})."
    )


def sum_words(supposed: Supposed) -> str:
    """Return how many subjects change, and when first, and what is to be said beside it."""
    return " ".join([_changed_words(supposed), *aside_words(supposed.asides)])


def _changed_words(supposed: Supposed) -> str:
    counts = supposed.totals
    everything = f"{counts.subjects:,} {'subject' if counts.subjects == 1 else 'subjects'}"
    if not counts.changed:
        return f"No difference in {everything}."
    verb = "changes" if counts.changed == 1 else "change"
    return f"{counts.changed:,} of {everything} {verb}, first on {supposed.answer.first_day}."


def reminder_words(reminders: Announced) -> str:
    """Return how many reminders a scenario adds, moves and drops."""
    counts = (f"{len(group):,} {what}" for what, group in reminders.groups.items() if group)
    return f"Reminders: {', '.join(counts) or 'none added, moved or dropped'}"


def window_words(window: Window) -> str:
    """Return the days asked for."""
    if window.first is None and window.last is None:
        return "all"
    if window.first == window.last:
        return str(window.first)
    since = f"from {window.first}" if window.first else ""
    return f"{since}{f' through {window.last}' if window.last else ''}".strip()
