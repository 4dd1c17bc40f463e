"""A letter to deliver, and the instant at which that is done."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tracker.delivery.letters import Letter

AT = datetime(2023, 5, 2, 1, 30, tzinfo=UTC)
KEY = "0123456789abcdef" * 2

_LETTER = Letter(
    key=KEY,
    recipient="li",
    name="李晓, Legal",
    language="zh",
    subject="许可提醒：防火墙 FW-200 的证书将于 2023-06-01 到期",
    text="您好，\n\n防火墙 FW-200 的证书将于 2023-06-01 到期。\n",
    html="<p>您好，防火墙 FW-200 的证书将于 2023-06-01 到期。</p>",
    data={"ledger": "5c1e", "notices": [{"key": "a" * 32, "product": "防火墙 FW-200"}]},
)


def letter(**changes: Any) -> Letter:
    return replace(_LETTER, **changes)


def key(number: int) -> str:
    return f"{number:032x}"
