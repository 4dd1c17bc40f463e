"""Characters that nobody sees, by which names that look the same would be two."""

import re
import unicodedata

_UNSEEN = re.compile(r"[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]")


def unseen_in(name: str) -> str | None:
    """Return what the first such character of a name is called, or None if it has none.

    >>> unseen_in("N1" + chr(0x200B)), unseen_in("N1")
    ('zero width space (U+200B)', None)
    """
    if found := _UNSEEN.search(name):
        return f"{unicodedata.name(found[0]).lower()} (U+{ord(found[0]):04X})"
    return None
