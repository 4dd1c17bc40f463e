"""The one way from a message to whichever way it goes."""

from datetime import datetime

from events.policies import ChatWay, EmailWay, LogWay, Mail, Way, WebhookWay
from tracker.delivery.letters import Letter


def deliver(letter: Letter, way: Way, mail: Mail | None, *, at: datetime) -> None:
    """Deliver a message by a way at an instant; raises Undelivered."""
    match way:
        case EmailWay():
            from tracker.delivery.mail import send_mail

            if mail is None:
                raise ValueError("a policy that tells somebody by email names a mail server")
            send_mail(letter, way, mail, at=at)
        case WebhookWay():
            from tracker.delivery.webhooks import post_webhook

            post_webhook(letter, way, at=at)
        case ChatWay():
            from tracker.delivery.chat import send_chat

            send_chat(letter, way)
        case LogWay():
            from tracker.delivery.logfile import append_line

            append_line(letter, way, at=at)
