"""Headings as people write them, and what they come down to."""

import re
import unicodedata

_UNIT = re.compile(r"^(.*\S)\s*[\[(]([^\[\]()]+)[\])]\s*$", re.DOTALL)
_NO_WORD = re.compile(r"[\W_]+")
_PARAMETER = re.compile(r"^\s*(?:parameter|参数)\s*[:]\s*(?=\S)", re.IGNORECASE)


def wide_to_plain(text: str) -> str:
    """Return a text with full-width letters, digits and marks as plain ones.

    >>> wide_to_plain("ＳＫＵ（１）")
    'SKU(1)'
    """
    return unicodedata.normalize("NFKC", text)


def normalized(heading: str) -> str:
    """Return what a heading comes down to: no case, blanks, marks, or remark at its end.

    >>> normalized("Valid\\nuntil *"), normalized("有效期至（年月日）"), normalized("valid_until")
    ('validuntil', '有效期至', 'validuntil')
    """
    plain = wide_to_plain(heading).strip()
    if found := _UNIT.match(plain):
        plain = found[1]
    return _NO_WORD.sub("", plain).casefold()


def name_and_unit(heading: str) -> tuple[str, str | None]:
    """Return a heading of a parameter without its unit, and the unit if it has one.

    >>> name_and_unit("throughput [Gbps]"), name_and_unit("参数：吞吐量（Gbps）")
    (('throughput', 'Gbps'), ('吞吐量', 'Gbps'))
    """
    plain = _PARAMETER.sub("", wide_to_plain(heading)).strip()
    if found := _UNIT.match(plain):
        return found[1].strip(), found[2].strip()
    return plain, None


def names_a_parameter(heading: str) -> bool:
    """Tell whether a heading says of itself that it is a parameter's, as "parameter: throughput".

    >>> names_a_parameter("参数：吞吐量"), names_a_parameter("parameters")
    (True, False)
    """
    return _PARAMETER.match(wide_to_plain(heading)) is not None
