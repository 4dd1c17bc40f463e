"""What is said of an occasion, in English."""

from datetime import date

from events.provisions import AmendmentAnnounced
from projections.notices import (
    AmendmentNews,
    LicenseEnds,
    Occasion,
    QuestionNews,
    RemovalDue,
    RenewalDue,
    StatusWorsens,
)
from projections.record.law import Provided
from projections.wording.en.citing import cited, titles
from projections.wording.en.days import dated, distance_words
from projections.wording.en.notices.licenses import covered, ends_words, renewal_words
from projections.wording.en.notices.statuses import worse_words
from projections.wording.en.terms import channel
from projections.wording.notices import NoticeText, Parts, When, composed, shortened


def notice_text(occasion: Occasion, on: date, zone: str | None = None) -> NoticeText:
    """Return what is said of an occasion to somebody who reads it on a day."""
    return composed(occasion, _parts(occasion, When(occasion.day, on, zone)))


def _parts(occasion: Occasion, when: When) -> Parts:
    products = occasion.traits.products
    match occasion.matter:
        case StatusWorsens() as worse:
            return worse_words(worse, when)
        case LicenseEnds() as ends:
            return ends_words(ends, when)
        case RenewalDue() as due:
            return renewal_words(due, when)
        case RemovalDue() as due:
            return _removal(due, occasion, when)
        case QuestionNews() as news:
            return _question(news, products, when)
        case AmendmentNews() as news:
            return _amendment(news, products, when)


def _removal(due: RemovalDue, occasion: Occasion, when: When) -> Parts:
    product, place = occasion.about[0], channel(due.channel)
    by = dated(occasion.day)
    ordered = f"ordered in review {due.review} on {dated(due.order.effective_on)}"
    todo = (
        f"The last day was {by}. If {product} is out of {place} by now, record the removal; "
        "otherwise complete it."
        if when.is_over
        else f"Complete the removal of {product} by {by}, and record it once it is done."
    )
    return (
        f"{shortened(product)}: last day to remove it from {shortened(place)} is {by}, "
        f"{distance_words(when)}",
        f"{product} is to be removed from {place}, {ordered}. The last day is {by}.",
        (f"Review {due.review}. No removal is on record as completed by that day.",),
        todo,
    )


def _question(news: QuestionNews, products: tuple[str, ...], when: When) -> Parts:
    question, since = news.question, dated(when.day)
    name, days = shortened(question.name), f"{dated(when.day)}, {distance_words(when)}"
    if news.reading is None:
        readings = question.fact.readings.items()
        return (
            f"Point of law {name} open since {days}",
            f"Point of law {question.name} has been open since {since}: {question.fact.text}",
            tuple(f"One reading ({reading}): {said.text}" for reading, said in readings),
            f"Check what the point of law means for {covered(products)}. As long as it is open, a "
            "status may hang on it.",
        )
    said = question.fact.readings[news.reading]
    return (
        f"Point of law {name} settled on {days}: {shortened(news.reading)}",
        f"Point of law {question.name} has been settled since {since}: {question.fact.text}",
        (f"It is read as {news.reading}: {said.text}",),
        f"Check what this means for {covered(products)}.",
    )


def _amendment(news: AmendmentNews, products: tuple[str, ...], when: When) -> Parts:
    regime, days = shortened(news.regime), f"{dated(when.day)}, {distance_words(when)}"
    provision = news.announced.provision
    summary = provision.summary if isinstance(provision, AmendmentAnnounced) else ""
    if news.landed is None:
        expected = provision.expected_on if isinstance(provision, AmendmentAnnounced) else None
        date_given = f"It is expected on {dated(expected)}." if expected else "No date is given."
        return (
            f"Catalogue of {regime}: amendment announced on {days}",
            f"The catalogue of {news.regime} is to be amended. {date_given} {summary}".rstrip(),
            _grounds(news.announced),
            f"Nothing changes yet. Check whether {covered(products)} may be affected.",
        )
    return (
        f"Catalogue of {regime}: amended on {days}",
        f"The amendment of the {news.regime} catalogue that was announced on "
        f"{dated(provision.effective_on)} has had effect since {dated(when.day)}.",
        _grounds(news.landed, news.announced),
        f"Check what the catalogue as amended asks for {covered(products)}.",
    )


def _grounds(*provided: Provided) -> tuple[str, ...]:
    where = "; ".join(cited(each) for each in provided)
    return (f"{where}.", *titles(provided))
