"""A letter as a CloudEvent: what machines are told, in an envelope that many of them know."""

import json
from datetime import UTC, datetime
from urllib.parse import quote

from tracker.delivery.letters import Letter

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
EVENT_TYPE = "compliance_tracker.notices"


def cloud_event(letter: Letter, at: datetime) -> bytes:
    """Return a letter as a CloudEvent 1.0 in JSON; source and id are the same for a repeat."""
    ledger = letter.data.get("ledger")
    source = "urn:compliance-tracker" + (f":{quote(str(ledger), safe='')}" if ledger else "")
    event = {
        "specversion": "1.0",
        "id": letter.key,
        "source": source,
        "type": EVENT_TYPE,
        "time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": dict(letter.data),
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
