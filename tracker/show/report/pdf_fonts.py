"""The one font of the PDF, and which characters it can show."""

import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tracker.show.pages.text import plainly

FONT = "WenQuanYiMicroHei"
REPLACEMENT = "\ufffd"
_FILE = Path(__file__).parent / "fonts" / "wqy-microhei.ttc"


@cache
def font() -> TTFont:
    """Return the font, ready to be used by its name."""
    found = TTFont(FONT, str(_FILE), subfontIndex=0)
    pdfmetrics.registerFont(found)
    return found


class Glyphs:
    """Turns texts into what the font can show, and remembers what it could not."""

    def __init__(self) -> None:
        self._known = font().face.charToGlyph
        self.replaced: set[str] = set()

    def shown(self, text: str) -> str:
        """Return a text with a visible sign for each character that cannot be shown."""
        return "".join(map(self._shown, unicodedata.normalize("NFC", plainly(text))))

    def _shown(self, char: str) -> str:
        if char in "\t\r\n":
            return char
        joins = unicodedata.combining(char) or unicodedata.bidirectional(char) in {"R", "AL"}
        if ord(char) in self._known and not joins:
            return char
        self.replaced.add(char)
        return REPLACEMENT
