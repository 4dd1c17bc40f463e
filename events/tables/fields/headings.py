"""Headings as people write them, and what they come down to."""

import re
import unicodedata
from functools import lru_cache

_REMEMBERED = 32_768
"""Of so many headings it is remembered what they come down to: each is asked about often."""

_UNIT = re.compile(r"^(.*\S)\s*[\[(]([^\[\]()]+)[\])]\s*$", re.DOTALL)
_REMARK = re.compile(r"[\[(【]([^\[\]()【】]*)[\])】]")
_HARMLESS = re.compile(
    r"[年月日]{3}|[ymd]{3,10}|日期|date|日期格式|文本|文本格式|text"
    r"|(?:非)?必填(?:项|字段)?|必须|必需|选填(?:项)?|可选|可不填|可为空|如有|若有"
    r"|required|mandatory|optional|ifany"
    r"|(?:包?含)(?:当日|当天|该日|本日)?|inclusive|included"
    r"|单选|多选|可多选|下拉选择|请选择|选择|choose|select|(?:中文)?全称|fullname"
    r"|请填写|可填?多个|每行一个|oneperline|精确到日|注\d{1,2}"
)
_FORMAT = re.compile(r"\s*(?:格式|format)", re.IGNORECASE)
_SEPARATED = re.compile("分隔|隔开|separated", re.IGNORECASE)
_CHANGES_MEANING = re.compile(r"不含|不包|旧|原|old|former|previous|exclu", re.IGNORECASE)
_EXAMPLE = re.compile(
    r"\s*(?:例如|示例|[例如]\s*:|如\s*\d|e\.g\.|for example|example:)", re.IGNORECASE
)
_COUNTED = re.compile(r"\s*(?:[①-⑳]|[(（]\d{1,2}[)）]|\d{1,2}[.．、)）])\s*(?=[^\W\d])")
"""A number before a heading, which counts the columns."""
_UNBRACKETED = re.compile(
    r"(?:\s*\*\s*(?:必填项?|选填项?|required|mandatory|optional)|\s(?:必填项?|选填项?))\s*$",
    re.IGNORECASE,
)
_NUMBER_SIGN = re.compile(
    r"\b(certificate|cert\.?|licen[cs]e|permit|report|product|model)\s*#\s*$", re.IGNORECASE
)
_NO_WORD = re.compile(r"[\W_]+")
_PARAMETER = re.compile(r"^\s*(?:parameter|参数)\s*[:]\s*(?=\S)", re.IGNORECASE)


def wide_to_plain(text: str) -> str:
    """Return a text with full-width letters, digits and marks as plain ones.

    >>> wide_to_plain("ＳＫＵ（１）")
    'SKU(1)'
    """
    return unicodedata.normalize("NFKC", text)


@lru_cache(_REMEMBERED)
def normalized(heading: str) -> str:
    """Return what a heading comes down to: no case, blanks, marks, or remarks that do no harm.

    Nor is there a number before it that counts the columns; "#" behind a thing is its number.

    >>> normalized("Valid\\nuntil *"), normalized("有效期至（年月日）"), normalized("有效期（起）")
    ('validuntil', '有效期至', '有效期起')
    >>> normalized("①证书编号 *必填"), normalized("Certificate #")
    ('证书编号', 'certificateno')
    """
    return _bare(_without_harmless(_alone(heading)))


@lru_cache(_REMEMBERED)
def parts(heading: str) -> tuple[str, ...]:
    """Return what stands outside the brackets of a heading, and in each of them, normalized.

    >>> parts("有效期至 (Valid until)"), parts("型号（必填）")
    (('有效期至', 'validuntil'), ('型号',))
    """
    plain = _without_harmless(_alone(heading))
    found = (_REMARK.sub(" ", plain), *_REMARK.findall(plain))
    return tuple(filter(None, map(_bare, found)))


def _alone(heading: str) -> str:
    """Return a heading in plain letters without a count before it and a remark behind it."""
    counted = _COUNTED.match(heading)
    plain = wide_to_plain(heading[counted.end() :] if counted else heading)
    return _NUMBER_SIGN.sub(r"\1 no", _UNBRACKETED.sub("", plain))


def _without_harmless(plain: str) -> str:
    """Take the remarks in brackets away that say only how a column is filled in."""
    rest = _REMARK.sub(lambda found: " " if _is_harmless(found[1]) else found[0], plain)
    return rest if _bare(rest) else plain


def _is_harmless(remark: str) -> bool:
    """Tell whether a remark, or each of several, says only how a column is filled in."""
    if _CHANGES_MEANING.search(remark):
        return False
    if not remark.strip(" *") or _HARMLESS.fullmatch(_bare(remark)):
        return True
    if _EXAMPLE.match(remark) or _SEPARATED.search(remark):
        return True
    several = re.split("[,;、。\n]", remark)
    if len(several) == 1:
        if _FORMAT.match(remark):
            return True
        several = remark.split("/")
    return len(several) > 1 and all(map(_is_harmless, several))


def _bare(plain: str) -> str:
    return _NO_WORD.sub("", plain).casefold()


def name_and_unit(heading: str) -> tuple[str, str | None]:
    """Return a heading of a parameter without its unit, and the unit if it has one.

    >>> name_and_unit("throughput [Gbps]"), name_and_unit("参数：吞吐量（Gbps）")
    (('throughput', 'Gbps'), ('吞吐量', 'Gbps'))
    """
    plain = _without_harmless(_PARAMETER.sub("", wide_to_plain(heading))).strip()
    if found := _UNIT.match(plain):
        return found[1].strip(), found[2].strip()
    return plain, None


def names_a_parameter(heading: str) -> bool:
    """Tell whether a heading says of itself that it is a parameter's, as "parameter: throughput".

    >>> names_a_parameter("参数：吞吐量"), names_a_parameter("parameters")
    (True, False)
    """
    return _PARAMETER.match(wide_to_plain(heading)) is not None
