"""Who carries a letter: each way has a module of its own, loaded when something goes that way."""

from datetime import datetime

from events.policies import ChatWay, EmailWay, LogWay, Mail, Way, WebhookWay
from tracker.delivery.letters import Letter, Undelivered


def carrier(way: Way) -> Way | str:
    """Return what carries that which goes a way: one server carries all mail."""
    return way.sort if isinstance(way, EmailWay) else way


def deliver(letter: Letter, way: Way, mail: Mail | None, *, at: datetime) -> None:
    """Deliver a letter once, by a way; raises Undelivered. Nothing is tried again here."""
    match way:
        case EmailWay():
            _mail(letter, way, mail, at)
        case WebhookWay():
            from tracker.delivery.webhooks.carrier import post_webhook

            post_webhook(letter, way, at=at)
        case ChatWay():
            from tracker.delivery.chat.carrier import send_chat

            send_chat(letter, way)
        case LogWay():
            from tracker.delivery.logfile import append_line

            append_line(letter, way, at=at)


def _mail(letter: Letter, way: EmailWay, mail: Mail | None, at: datetime) -> None:
    from tracker.delivery.mail.carrier import send_mail

    if mail is None:
        raise Undelivered("The policy names no mail server.", final=False)
    send_mail(letter, way, mail, at=at)
