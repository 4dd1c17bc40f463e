"""Acts and articles as Chinese cites them."""

import re

from events.acts import ActPublished, QuestionRaised
from events.provisions import Provision
from projections.record.law import Provided
from projections.wording.zh.days import day

NOT_VERIFIED = "［未经核实］"
_DIGITS = "零一二三四五六七八九"
_ARTICLES = re.compile(r"\d{1,4}(-\d{1,4})?(, \d{1,4}(-\d{1,4})?)*", re.ASCII)
_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def cited(provided: Provided) -> str:
    """Return where a provision stands, and what of it is in doubt.

    A reading has no articles of its own: the article it names is that of the act it reads.
    """
    where = origin(provided)
    if provided.provision.article and provided.reading is None:
        where += articles(provided.provision.article)
    return where + doubt_words(provided.provision)


def doubt_words(provision: Provision) -> str:
    """Return what of a provision is in doubt: whether anybody verified it, and its day."""
    doubt = NOT_VERIFIED if provision.verified is False else ""
    if provision.perhaps_on is None:
        return doubt
    days = f"{day(provision.effective_on)}或{day(provision.perhaps_on)}"
    return f"{doubt}［生效日存疑：{days}］"


def origin(provided: Provided) -> str:
    """Return the title of the act, or the question and its reading, in which a provision stands."""
    match provided.record.fact:
        case ActPublished() as act:
            return title(act)
        case QuestionRaised(question=question):
            return f"法律问题 {question}（按“{provided.reading}”解读）"
        case _:
            return provided.fact_id


def title(act: ActPublished) -> str:
    """Return an act's Chinese title in its marks, or its name where there is none."""
    if not act.title_zh:
        return f"{act.act} "
    return in_title_marks(act.title_zh)


def in_title_marks(title_zh: str) -> str:
    """Return a Chinese title in its marks, those within it made single.

    >>> in_title_marks("关于发布《目录》的公告")
    '《关于发布〈目录〉的公告》'
    """
    return f"《{title_zh.translate(_INNER)}》"


_INNER = str.maketrans("《》", "〈〉")


def articles(written: str) -> str:
    """Return articles as Chinese writes them; what is not made of numbers stays as it is.

    >>> articles("2"), articles("23, 35-37"), articles("annex")
    ('第二条', '第二十三条、第三十五条至第三十七条', '（annex）')
    """
    if not _ARTICLES.fullmatch(written):
        return f"（{written}）"
    return "、".join(
        "至".join(f"第{_numeral(int(number))}条" for number in span.split("-"))
        for span in written.split(", ")
    )


def _numeral(number: int) -> str:
    """Return a number from 0 to 9999 in Chinese numerals.

    >>> [_numeral(number) for number in (0, 10, 12, 23, 105, 110, 1260)]
    ['零', '十', '十二', '二十三', '一百零五', '一百一十', '一千二百六十']
    """
    digits = f"{number:04}"
    parts = [
        _DIGITS[int(digit)] + unit if digit != "0" else "零"
        for digit, unit in zip(digits, ("千", "百", "十", ""), strict=True)
    ]
    written = re.sub("零+", "零", "".join(parts)).strip("零") or "零"
    return written.removeprefix("一") if 10 <= number < 20 else written


def in_chinese(text: str) -> bool:
    """Tell whether at least half of a text is written in Chinese characters."""
    return 2 * len(_HAN.findall(text)) >= len(text) > 0
