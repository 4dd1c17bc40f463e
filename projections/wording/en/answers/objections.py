"""Why a part of a scenario cannot stand, in English."""

from typing import TYPE_CHECKING

from projections.wording.en.findings import flaw_text, perhaps

if TYPE_CHECKING:
    from projections.what_if.weighing import Hindrance


def hindrance_text(hindrance: "Hindrance") -> str:
    """Return why a part of a scenario cannot stand, and what to do about it."""
    from projections.what_if.weighing import (
        NoQuestion,
        NoReading,
        OpenedTwice,
        Taken,
        VoidsNothing,
    )

    match hindrance:
        case VoidsNothing(fact, meant):
            known = f"names no fact that the scenario's base sees{perhaps(meant)}"
            return f"voids {fact!r}, which {known}"
        case NoQuestion(question, meant):
            return f"the scenario's base sees no question {question!r}{perhaps(meant)}"
        case NoReading(question, reading, readings, meant):
            near = perhaps(meant) or f"; it has {', '.join(readings)}"
            return f"{reading!r} is no reading of {question}{near}"
        case OpenedTwice(what, name, first):
            return (
                f"opens {what} {name!r} a second time: fact {first!r} opened it; "
                "void that one first, or give another name"
            )
        case Taken(fact, voided=True):
            return (
                f"fact {fact!r} is there already, but voided, so that it does not count; give this "
                "one an id of its own, or void the voiding"
            )
        case Taken(fact):
            return (
                f"fact {fact!r} is there already with other content, and a fact never changes; "
                "give this one an id of its own, and void that one if it is to fall away"
            )
        case flaw:
            text = flaw_text(flaw)
            return f"{text}{'' if text.endswith('?') else '.'} {_REMEDIES[flaw.code]}"


_REMEDIES = {
    "unknown-regime": "Mend the name, or establish the regime in the scenario.",
    "unknown-channel": "Mend the name, or establish the channel in the scenario.",
    "unknown-entry": "Take the code out, or remove one that the catalogue has.",
}
