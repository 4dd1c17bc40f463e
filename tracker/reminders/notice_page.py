"""The page behind a link in a message: what it is about, and a button that answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from events.notices import NoticeEscalated, NoticeSent, NoticeWithdrawn
from events.policies import Links
from events.recorded import Recorded
from projections.notices.sending.log import happened_at
from tracker.act.answering import Answered, AnswerRefused, Told
from tracker.clock import today as today_in
from tracker.ledger import Ledger
from tracker.reminders.links import ACTIONS, read_link
from tracker.show.pages.rendering import rendered

SNOOZE_DAYS = 7
"""For how long a link snoozes, at most until the day that the notice is about."""

NOTHING_LEFT = "Its day has come; it cannot be put off any more. 日期已到，不能再推迟。"


@dataclass(frozen=True)
class Shown:
    """What the page says of a notice, and to whom it went; `text` speaks as of the day it did."""

    text: str
    about: str
    day: date
    recipient: str
    sent_on: date
    zone: str
    withdrawn: bool


class NoticePage:
    """One link's page. Whoever makes it raises LinkRefused or AnswerRefused."""

    def __init__(
        self, ledger: Ledger, links: Links, token: str, clock: Callable[[], datetime]
    ) -> None:
        self._clock = clock
        self._zone = ledger.zone
        self._today = today_in(ledger.zone, clock=clock)
        self._linked = read_link(token, links, ledger.id, today=self._today)
        self._told = Told(ledger)
        self._last = self._told.last_to(self._linked.occasion, self._linked.recipient)

    def ask(self, query: str) -> str:
        """Return the page that only asks; nothing is recorded."""
        if _action(query) == "ack":
            return self._page(None, "Acknowledge · 确认收到")
        until = self._until()
        if until <= self._today:
            return self._page(NOTHING_LEFT, None)
        return self._page(None, f"No more of it before {until} · {until} 之前不再提醒")

    def answer(self, query: str) -> str:
        """Record the answer and return the page that says so; raises AnswerRefused."""
        occasion, by = self._linked.occasion, self._linked.recipient
        if _action(query) == "ack":
            answer = self._told.acknowledge(occasion, by, at=self._clock())
            return self._page(f"Acknowledged by {by}. 已由 {by} 确认。{self._since(answer)}", None)
        until = self._until()
        answer = self._told.snooze(occasion, by, until, by, at=self._clock(), today=self._today)
        said = f"You hear no more of it before {until}. {until} 之前不再提醒。"
        return self._page(said + self._since(answer), None)

    def _since(self, answer: Answered) -> str:
        """Return when an answer was given that is given again; nothing if it is new."""
        if answer.since is None:
            return ""
        at = answer.since.astimezone(ZoneInfo(self._zone)).strftime("%Y-%m-%d %H:%M")
        return f" This was done on {at}; nothing was recorded anew. 已于 {at} 完成，未重复记录。"

    def _until(self) -> date:
        day: date = self._told.find(self._linked.occasion).day
        return min(self._today + timedelta(days=SNOOZE_DAYS), day)

    def _page(self, said: str | None, button: str | None) -> str:
        notice = _shown(self._last, self._zone)
        return rendered("notice.html", said=said, notice=notice, button=button)


def _shown(last: Recorded, zone: str) -> Shown:
    fact, sent_on = last.fact, happened_at(last).astimezone(ZoneInfo(zone)).date()
    assert isinstance(fact, NoticeSent | NoticeEscalated | NoticeWithdrawn)
    about = fact.product or fact.license or fact.review or fact.sort.replace("_", " ")
    withdrawn = isinstance(fact, NoticeWithdrawn)
    return Shown(fact.text, about, fact.day, fact.recipient, sent_on, zone, withdrawn)


def _action(query: str) -> str:
    asked = parse_qs(query, keep_blank_values=True).get("do", [])
    if len(asked) == 1 and asked[0] in ACTIONS:
        return asked[0]
    raise AnswerRefused(
        "The link asks for nothing that can be done.",
        f"It asks to '{', '.join(asked)[:50]}'; there are {' and '.join(ACTIONS)}.",
        "Open it from the message as it came.",
    )
