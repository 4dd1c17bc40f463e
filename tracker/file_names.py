"""Names of files that are no text: bytes of another encoding, as archives of old programs hold."""

import os


def is_text(name: str) -> bool:
    """Tell whether a name of a file is text, which tables and facts can hold.

    >>> is_text("防火墙.pdf"), is_text("bad" + chr(0xDCFF))
    (True, False)
    """
    return not any("\ud800" <= character <= "\udfff" for character in name)


def as_text(name: str) -> str:
    r"""Return a name of a file with its bytes that are no text written out.

    >>> as_text("bad" + chr(0xDCFF)), as_text("防火墙.pdf")
    ('bad\\xff', '防火墙.pdf')
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")
