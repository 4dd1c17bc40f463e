"""What is said of an occasion, in Chinese; a text in another language is not quoted but named."""

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
from projections.wording.notices import (
    NoticeText,
    Parts,
    When,
    composed,
    shortened,
)
from projections.wording.zh.citing import cited, in_chinese
from projections.wording.zh.days import dated, distance_words
from projections.wording.zh.notices.licenses import covered_and, ends_words, renewal_words
from projections.wording.zh.notices.statuses import worse_words
from projections.wording.zh.terms import channel


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
    todo = (
        f"期限{by}已过。如 {product} 已移出{place}渠道，请予以记录；否则请完成移除。"
        if when.is_over
        else f"请于{by}前（含当日）完成 {product} 的移除，完成后予以记录。"
    )
    return (
        f"{shortened(product)}：移出{shortened(place)}渠道的最后一天为{by}，{distance_words(when)}",
        f"审查 {due.review} 于{dated(due.order.effective_on)}责令将 {product} 移出{place}渠道，"
        f"最后一天为{by}。",
        (f"审查 {due.review}。记录中没有在该日前完成移除的事实。",),
        todo,
    )


def _question(news: QuestionNews, products: tuple[str, ...], when: When) -> Parts:
    fact, day, far = news.question.fact, dated(when.day), distance_words(when)
    name = shortened(fact.question)
    text = f"：{fact.text}" if in_chinese(fact.text) else "。"
    if news.reading is None:
        return (
            f"法律问题 {name}：自{day}起未有定论，{far}",
            f"法律问题 {fact.question} 自{day}起未有定论{text}",
            tuple(
                f"一种解读为“{reading}”{_said(said.text)}"
                for reading, said in fact.readings.items()
            ),
            f"请查明该问题对 {covered_and(products, '的影响。')}"
            "在有定论之前，产品的状态可能取决于该问题。",
        )
    said = fact.readings[news.reading]
    return (
        f"法律问题 {name}：自{day}起已有定论“{shortened(news.reading)}”，{far}",
        f"法律问题 {fact.question} 自{day}起已有定论{text}",
        (f"采用的解读为“{news.reading}”{_said(said.text)}",),
        f"请查明该结论对 {covered_and(products, '的影响。')}",
    )


def _said(text: str) -> str:
    return f"：{text}" if in_chinese(text) else "。"


def _amendment(news: AmendmentNews, products: tuple[str, ...], when: When) -> Parts:
    regime, day, far = shortened(news.regime), dated(when.day), distance_words(when)
    provision = news.announced.provision
    if news.landed is None:
        return (
            f"{regime} 的目录：自{day}起拟修订，{far}",
            _announced(news.regime, provision),
            _grounds(news.announced),
            f"目前没有变化。请查明 {covered_and(products, '是否可能受影响。')}",
        )
    return (
        f"{regime} 的目录：自{day}起已修订，{far}",
        f"{dated(provision.effective_on)}公布的 {news.regime} 目录修订自{day}起生效。",
        _grounds(news.landed, news.announced),
        f"请查明修订后的目录对 {covered_and(products, '的要求。')}",
    )


def _announced(regime: str, provision: object) -> str:
    if not isinstance(provision, AmendmentAnnounced):
        return f"{regime} 的目录拟修订。"
    when = f"预计{dated(provision.expected_on)}" if provision.expected_on else "日期尚未公布"
    summary = provision.summary if in_chinese(provision.summary) else ""
    return f"{regime} 的目录拟修订，{when}。{summary}"


def _grounds(*provided: Provided) -> tuple[str, ...]:
    return tuple(f"{cited(each)}。" for each in provided)
