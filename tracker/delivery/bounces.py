"""Reports of mail servers that a message did not arrive after all (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([0-9a-f]{32})@[^>]*>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message, by its key, did not reach a recipient; `final`: the server has given up."""

    message: str
    status: str
    reason: str
    final: bool


def read_bounce(raw: bytes) -> Bounce | None:
    """Return what a report says of a message of ours, or None if it is no such report.

    A delay that the server still hopes to end is reported as not final.
    """
    report = message_from_bytes(raw, policy=policy.default)
    if not isinstance(report, EmailMessage) or report.get_content_type() != "multipart/report":
        return None
    parts = [part for part in report.walk() if part.get_content_type() == "message/delivery-status"]
    key = _MESSAGE_ID.search(raw, _after_headers(raw))
    if not parts or key is None:
        return None
    for fields in parts[0].iter_parts() if parts[0].is_multipart() else ():
        status = str(fields.get("Status", "")).strip()
        if fields.get("Action") and status:
            said = str(fields.get("Diagnostic-Code", "")).split(";", 1)[-1]
            reason = " ".join(said.split()) or f"The mail server reported status {status}."
            failed = str(fields["Action"]).strip().lower() == "failed"
            return Bounce(key[1].decode(), status, reason, failed and status.startswith("5"))
    return None


def _after_headers(raw: bytes) -> int:
    """Return where the headers of the report itself end, whose own Message-ID is not meant."""
    ends = [at for gap in (b"\r\n\r\n", b"\n\n") if (at := raw.find(gap)) >= 0]
    return min(ends, default=0)
