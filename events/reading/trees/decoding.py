"""From bytes to text: UTF-8, with or without a byte order mark, and nothing else."""

import codecs

from events.reading.problems import Problem, UnreadableError
from events.reading.sayings import Saying, say

_FOREIGN_MARKS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
    codecs.BOM_UTF32_BE: "UTF-32",
}


def refuse_foreign_marks(data: bytes, *, file: str) -> None:
    """Raise UnreadableError if a file begins with the mark of an encoding other than UTF-8."""
    for mark, encoding in _FOREIGN_MARKS.items():
        if data.startswith(mark):
            foreign = say("other_encoding", byte=f"0x{data[0]:02X}", encoding=encoding)
            raise UnreadableError(Problem(file, 1, 1, "", foreign))


def decode(data: bytes, *, file: str, line: int = 1) -> str:
    """Return the text of bytes that begin on a line; raises UnreadableError if it is not UTF-8."""
    if line == 1:
        refuse_foreign_marks(data, file=file)
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        unknown = say("not_utf_8", byte=f"0x{data[error.start]:02X}")
        raise _unreadable(data[: error.start], file, line, unknown) from None
    if (nul := data.find(0)) >= 0:
        raise _unreadable(data[:nul], file, line, say("nul_in_text"))
    return text


def _unreadable(before: bytes, file: str, line: int, saying: Saying) -> UnreadableError:
    column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
    return UnreadableError(Problem(file, line + before.count(b"\n"), column, "", saying))
