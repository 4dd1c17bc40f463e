"""Texts as they may be shown: controls that would steer the page are made visible."""

import re

CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
CHINESE = re.compile(
    "[\u2e80-\u303f\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)


def plainly(text: str) -> str:
    """Return a text with each invisible control written as its number.

    >>> plainly("a\\u200eb")
    'a[U+200E]b'
    """
    return CONTROLS.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
