"""What became of reminders: who was told what, when and how, and what people answered."""

from dataclasses import dataclass
from typing import Any

from events.facts import fact_to_dict
from events.notices import NoticeBounced
from events.recorded import Recorded
from tracker.live.live import Live
from tracker.live.notices import notices_about, notices_on_record
from tracker.live.snapshot import check_on_record


@dataclass(frozen=True, slots=True)
class ReminderLogQuestion:
    """Whose reminders are asked about, and of what; None: of all. `failed`: what did not arrive."""

    product: str | None = None
    license: str | None = None
    recipient: str | None = None
    failed: bool = False

    def concerns(self, record: Recorded) -> bool:
        """Tell whether a fact about a notice is asked for, be the product what it may."""
        named = (("license", self.license), ("recipient", self.recipient))
        return all(
            getattr(record.fact, name, None) == value for name, value in named if value
        ) and (not self.failed or isinstance(record.fact, NoticeBounced))


@dataclass(frozen=True, slots=True)
class ReminderLog:
    """The facts about notices that are asked for, in order."""

    entries: tuple[Recorded, ...]

    def document(self) -> dict[str, Any]:
        """Return the answer as a JSON document."""
        return {
            "notices": [
                {
                    "position": record.position,
                    "recorded_at": record.recorded_at.isoformat(),
                    "fact": fact_to_dict(record.fact),
                }
                for record in self.entries
            ]
        }


def reminder_log(live: Live, question: ReminderLogQuestion) -> ReminderLog:
    """Return what became of reminders; raises ProductNotFound."""
    ledger, product = live.ledger, question.product
    if product is None:
        records = notices_on_record(ledger)
    else:
        check_on_record(ledger, [product])
        records = notices_about(ledger, [product])
    return ReminderLog(tuple(filter(question.concerns, records)))
