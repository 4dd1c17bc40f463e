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
from projections.wording.en.citing import cited
from projections.wording.en.days import dated, distance_words
from projections.wording.en.license_notices import covered, ends_words, renewal_words
from projections.wording.en.status_notices import worse_words
from projections.wording.en.terms import channel
from projections.wording.shared.law import titles
from projections.wording.shared.notices import NoticeWords, Parts, composed, shortened


def words(occasion: Occasion, on: date, zone: str | None = None) -> NoticeWords:
    """Return what is said of an occasion to somebody who reads it on a day."""
    return composed(occasion, _parts(occasion, on, zone))


def _parts(occasion: Occasion, on: date, zone: str | None) -> Parts:
    when = f"{dated(occasion.day)}, {distance_words(occasion.day, on, zone)}"
    products = occasion.traits.products
    match occasion.matter:
        case StatusWorsens() as worse:
            return worse_words(worse, occasion.day, on, when)
        case LicenseEnds() as ends:
            return ends_words(ends, occasion.day, on, when)
        case RenewalDue() as due:
            return renewal_words(due, occasion.day, on, when)
        case RemovalDue() as due:
            return _removal(due, occasion, on, when)
        case QuestionNews() as news:
            return _question(news, occasion.day, products, when)
        case AmendmentNews() as news:
            return _amendment(news, occasion.day, products, when)


def _removal(due: RemovalDue, occasion: Occasion, on: date, when: str) -> Parts:
    product, place = occasion.about[0], channel(due.channel)
    by = dated(occasion.day)
    ordered = f"ordered in review {due.review} on {dated(due.order.effective_on)}"
    todo = (
        f"Complete the removal of {product} by {by}, and record it once it is done."
        if occasion.day >= on
        else f"The last day was {by}. If {product} is out of {place} by now, record the removal; "
        "otherwise complete it."
    )
    return (
        f"{shortened(product)}: last day to remove it from {shortened(place)} is {when}",
        f"{product} is to be removed from {place}, {ordered}. The last day is {by}.",
        (f"Review {due.review}. No removal is on record as completed by that day.",),
        todo,
    )


def _question(news: QuestionNews, day: date, products: tuple[str, ...], when: str) -> Parts:
    question = news.question
    name = shortened(question.name)
    if news.reading is None:
        readings = question.fact.readings.items()
        return (
            f"Point of law {name} open since {when}",
            f"Point of law {question.name} has been open since {dated(day)}: {question.fact.text}",
            tuple(f"One reading ({reading}): {said.text}" for reading, said in readings),
            f"Check what the point of law means for {covered(products)}. As long as it is open, a "
            "status may hang on it.",
        )
    said = question.fact.readings[news.reading]
    return (
        f"Point of law {name} settled on {when}: {shortened(news.reading)}",
        f"Point of law {question.name} has been settled since {dated(day)}: {question.fact.text}",
        (f"It is read as {news.reading}: {said.text}",),
        f"Check what this means for {covered(products)}.",
    )


def _amendment(news: AmendmentNews, day: date, products: tuple[str, ...], when: str) -> Parts:
    regime = shortened(news.regime)
    provision = news.announced.provision
    summary = provision.summary if isinstance(provision, AmendmentAnnounced) else ""
    if news.landed is None:
        expected = provision.expected_on if isinstance(provision, AmendmentAnnounced) else None
        date_given = f"It is expected on {dated(expected)}." if expected else "No date is given."
        return (
            f"Catalogue of {regime}: amendment announced on {when}",
            f"The catalogue of {news.regime} is to be amended. {date_given} {summary}".rstrip(),
            _grounds(news.announced),
            f"Nothing changes yet. Check whether {covered(products)} may be affected.",
        )
    return (
        f"Catalogue of {regime}: amended on {when}",
        f"The amendment of the {news.regime} catalogue that was announced on "
        f"{dated(provision.effective_on)} has had effect since {dated(day)}.",
        _grounds(news.landed, news.announced),
        f"Check what the catalogue as amended asks for {covered(products)}.",
    )


def _grounds(*provided: Provided) -> tuple[str, ...]:
    where = "; ".join(cited(each) for each in provided)
    return (f"{where}.", *titles(provided))
