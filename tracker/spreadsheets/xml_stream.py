"""XML read bit by bit: memory does not grow with it, and it may define no entities."""

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from tracker.spreadsheets.errors import TableRefused

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The two namespaces of workbooks: as Excel writes them, and the strict one."""

LONGEST_TEXT = 1024 * 1024
"""Characters of one text; a cell of Excel has 32,767 at most."""
LONGEST_TOKEN = 8 * 1024 * 1024
"""Bytes of one tag or comment; what is longer would have to be held whole."""

Attributes = dict[str, str]
Opened = Callable[[Attributes], None]
Closed = Callable[[], None]


class Damaged(ValueError):
    """Something is not written as it should be; says how."""


class XmlStream:
    """Calls `opened` and `closed` by the names of elements in one of the namespaces.

    Text is kept from `gather` on, and taken by `gathered`.
    """

    def __init__(
        self,
        file: str,
        *,
        opened: dict[str, Opened],
        closed: dict[str, Closed] | None = None,
        spaces: Iterable[str] = MAIN,
        sheet: str | None = None,
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._opened = {f"{space} {tag}": call for space in spaces for tag, call in opened.items()}
        self._closed = {
            f"{space} {tag}": call for space in spaces for tag, call in (closed or {}).items()
        }
        self._text: list[str] = []
        self._length = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunks: Iterable[bytes]) -> Iterator[None]:
        """Read bytes; yields after each chunk, so that what was found can be taken away.

        Raises TableRefused for XML that is not well-formed, and for whatever a handler finds amiss.
        """
        try:
            fed = 0
            for chunk in chunks:
                self._parser.Parse(chunk)
                fed += len(chunk)
                if fed - self._parser.CurrentByteIndex > LONGEST_TOKEN:
                    raise Damaged("a tag without end")
                yield
            self._parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise self._refused(f"XML that is not well-formed ({error})") from error
        except (ValueError, KeyError) as error:
            raise self._refused(
                str(error) if isinstance(error, Damaged) else repr(error)
            ) from error

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read all bytes."""
        for _ in self.feed(chunks):
            pass

    def gather(self) -> None:
        """Keep the text from here on."""
        self._length = 0
        self._text = []
        self._parser.CharacterDataHandler = self._keep

    def gathered(self) -> str:
        """Return the text since `gather`, and keep no more."""
        self._parser.CharacterDataHandler = None
        return "".join(self._text)

    def _keep(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise Damaged("a text without end")

    def _start(self, tag: str, attributes: Attributes) -> None:
        if handler := self._opened.get(tag):
            handler(attributes)

    def _end(self, tag: str) -> None:
        if handler := self._closed.get(tag):
            handler()

    def _doctype(self, *declared: object) -> None:
        raise self._refused("XML that declares a document type, as no workbook does")

    def _refused(self, reason: str) -> TableRefused:
        return TableRefused(
            self._file,
            "the workbook is damaged, or was made to do harm.",
            f"Found: {reason}.",
            "Open it in a spreadsheet program, if you trust it, and save it anew.",
            sheet=self._sheet,
        )
