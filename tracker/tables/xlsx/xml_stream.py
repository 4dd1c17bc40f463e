"""XML read bit by bit: memory does not grow with it, and it may define no entities."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.parsers import expat

from tracker.tables.errors import TableRefused

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The two namespaces of workbooks: as Excel writes them, and the strict one."""

TRUE = ("1", "true")
"""How an attribute says yes."""

MOST_PIECES = 64
"""Chunks over which one text may run; a cell of Excel, 32,767 characters at most, needs 17."""
LONGEST_TOKEN = 1024 * 1024
"""Bytes of one tag or comment; what is longer would have to be held whole."""
LONGEST_SPACE = 500
"""Characters of a namespace; those of workbooks have a hundred at most."""
MOST_OF_NAMES = 1024 * 1024
"""Characters of all different names of elements and attributes, which are held."""
DEEPEST = 100
"""Elements within each other; those that are open are held."""

Attributes = dict[str, str]
Opened = Callable[[str, Attributes], None]
Closed = Callable[[str], None]


class Damaged(ValueError):
    """Something is not written as it should be; says how."""


WHOLE_NUMBER = re.compile(r"\s*([0-9]{1,10})\s*", re.ASCII)


def whole_number(written: str) -> int:
    """Return a number that counts something; raises Damaged if it does not."""
    if found := WHOLE_NUMBER.fullmatch(written):
        return int(found[1])
    raise Damaged(f"'{written[:40]}' where a whole number is to be")


def named(*tags: str, spaces: Iterable[str] = MAIN) -> frozenset[str]:
    """Return the full names of elements: a namespace, a blank, and what they are called in it."""
    return frozenset(f"{space} {tag}" for space in spaces for tag in tags)


class XmlStream:
    """Calls `opened` and `closed` with the full names of elements.

    Text is kept from `gather` on, and taken by `gathered`.
    """

    def __init__(
        self,
        file: str,
        opened: Opened,
        closed: Closed | None = None,
        *,
        sheet: str | None = None,
    ) -> None:
        self._file = file
        self._sheet = sheet
        self._text: list[str] = []
        self._opened, self._closed = opened, closed
        self._depth = 0
        self._gathers = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.StartNamespaceDeclHandler = self._space
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
                self._check_size(fed)
                yield
            self._parser.Parse(b"", True)
            yield
        except expat.ExpatError as error:
            raise self._refused(f"XML that is not well-formed ({error})") from error
        except KeyError as error:
            raise self._refused(f"an element without its '{error.args[0]}'") from error
        except ValueError as error:
            raise self._refused(str(error)) from error

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read all bytes."""
        for _ in self.feed(chunks):
            pass

    def gather(self) -> None:
        """Keep the text from here on."""
        self._text.clear()
        self._gathers = True
        self.resume()

    def gathered(self) -> str:
        """Return the text since `gather`, and keep no more."""
        self._gathers = False
        self.pause()
        return "".join(self._text)

    def pause(self) -> None:
        """Keep no text until `resume`."""
        self._parser.CharacterDataHandler = None

    def resume(self) -> None:
        """Keep the text again if it was being kept."""
        if self._gathers:
            self._parser.CharacterDataHandler = self._text.append

    def _open(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Damaged(f"more than {DEEPEST} elements within each other")
        self._opened(tag, attributes)

    def _close(self, tag: str) -> None:
        self._depth -= 1
        if self._closed:
            self._closed(tag)

    def _space(self, prefix: str | None, space: str | None) -> None:
        if space and len(space) > LONGEST_SPACE:
            raise Damaged("a namespace without end")

    def _check_size(self, fed: int) -> None:
        if fed - self._parser.CurrentByteIndex > LONGEST_TOKEN:
            raise Damaged("a tag without end")
        if self._parser.CharacterDataHandler and len(self._text) > MOST_PIECES:
            raise Damaged("a text without end")
        if sum(map(len, filter(None, self._parser.intern))) > MOST_OF_NAMES:
            raise Damaged("names of elements without end")

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


Places = Mapping[str, frozenset[str]]
"""Which elements are read within which; the first is read within none, called ""."""


def places(**within: str) -> Places:
    """Return places from the elements within each, parted by blanks; `root` has the first.

    >>> places(root="sst", sst="si")[""]
    frozenset({'sst'})
    """
    return {
        "" if name == "root" else name: frozenset(each.split()) for name, each in within.items()
    }


class XmlTree:
    """Calls what is given for elements by their plain names, each only in its place.

    What is read nowhere is passed over with all that is in it: extensions, how a text is
    pronounced, and what other formats add.
    """

    def __init__(
        self,
        file: str,
        read: Places,
        opened: Mapping[str, Callable[[Attributes], None]],
        closed: Mapping[str, Callable[[], None]] | None = None,
        *,
        sheet: str | None = None,
    ) -> None:
        self.stream = XmlStream(file, self._open, self._close, sheet=sheet)
        names = frozenset().union(*read.values())
        self._plain = {f"{space} {name}": name for space in MAIN for name in names}
        self._read = read
        self._opened = opened
        self._closed = closed or {}
        self._path = [""]
        self._passed_over = 0

    def _open(self, tag: str, attributes: Attributes) -> None:
        name = self._plain.get(tag, "")
        if self._passed_over or name not in self._read.get(self._path[-1], ()):
            self._pass_over(tag)
            return
        self._path.append(name)
        if opened := self._opened.get(name):
            opened(attributes)

    def _pass_over(self, tag: str) -> None:
        """Pass over an element; one that is read, but not here, would be lost."""
        within = self._path[-1]
        if not self._passed_over and (tag in self._plain or not within):
            raise Damaged(f"the element '{tag.rpartition(' ')[2]}' out of its place")
        self._passed_over += 1
        self.stream.pause()

    def _close(self, _: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
            if not self._passed_over:
                self.stream.resume()
            return
        if closed := self._closed.get(self._path.pop()):
            closed()
