"""Parcels in words: one letter, as text, as HTML and as JSON, the same for the same parcel."""

from datetime import date
from typing import Any

from projections.notices.sending.parcels import Parcel, Telling, Withdrawal
from projections.wording import Language, notice_words_of
from tracker.delivery.letters import Letter
from tracker.delivery.plain import plain_text
from tracker.delivery.sheets import Links, sheet, tellings, withdrawals, zone_elsewhere
from tracker.show.pages.rendering import rendered

PRODUCTS_AT_MOST = 50


def compose(parcel: Parcel, *, on: date, zone: str, ledger: str, links: Links) -> Letter:
    """Return a parcel as the letter that is sent on a day of a zone, in which all days are told.

    `ledger` names the ledger of which it tells; `links` gives the address for an action on an
    item, "ack", "snooze" or "show", or None where there is none.
    """
    composed = sheet(parcel, on=on, zone=zone, ledger=ledger, links=links)
    return Letter(
        key=parcel.key,
        recipient=parcel.recipient,
        name=parcel.person.name,
        language=parcel.person.language,
        subject=composed.subject,
        text=plain_text(composed),
        html=rendered("mail.html", sheet=composed),
        data=_data(parcel, on, zone, ledger),
        earlier=parcel.items[0].earlier if len(parcel.items) == 1 else (),
    )


def _data(parcel: Parcel, on: date, zone: str, ledger: str) -> dict[str, Any]:
    language, elsewhere = parcel.person.language, zone_elsewhere(parcel, zone)
    return {
        "ledger": ledger,
        "zone": zone,
        "recipient": parcel.recipient,
        "language": language,
        "notices": [_notice(each, language, on, elsewhere) for each in tellings(parcel)],
        "withdrawn": [_withdrawn(each) for each in withdrawals(parcel)],
    }


def _notice(telling: Telling, language: Language, on: date, zone: str | None) -> dict[str, Any]:
    notice, occasion = telling.notice, telling.notice.occasion
    text = notice_words_of(language).notice_text(occasion, on, zone)
    products = occasion.traits.products
    return {
        "key": telling.key,
        "occasion": occasion.key,
        "sort": occasion.sort.value,
        "about": [str(part) for part in occasion.about],
        "day": occasion.day.isoformat(),
        "lead_days": notice.lead_days,
        "due": notice.due_on.isoformat(),
        "products": list(products[:PRODUCTS_AT_MOST]),
        "products_total": len(products),
        "headline": text.headline,
        "change": text.change,
        "ground": list(text.ground),
        "todo": text.todo,
        "because": telling.because.value,
        "owner": telling.owner,
    }


def _withdrawn(withdrawal: Withdrawal) -> dict[str, Any]:
    told = withdrawal.told
    return {
        "key": withdrawal.key,
        "occasion": told.occasion,
        "sort": told.sort,
        "day": told.day.isoformat(),
        "text": told.text,
        "told_on": withdrawal.told_on.isoformat(),
    }
