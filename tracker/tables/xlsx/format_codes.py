"""What a number format makes of a number, by its code."""

import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property


class Shown(Enum):
    """As what a number format shows a number."""

    NUMBER = auto()
    DAY = auto()
    PART_OF_A_DAY = auto()
    TIME = auto()


TOKEN = re.compile(
    r'"[^"]*"?|[\\!_*].?|\[[^\]]*\]|general|g/通用格式|am/pm|a/p|上午/下午|e[+-]|.',
    re.IGNORECASE | re.DOTALL,
)
"""Quoted and escaped texts, blanks, brackets, and what several letters mean together."""

TEXT = "'"
"""What stands for a text in a pattern."""

OF_NUMBERS = frozenset("0#?.,%@")
OF_MOMENTS = frozenset("yedmhsba")
GENERAL = ("general", "g/通用格式")

ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)\]")
CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
HOLDS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
HOLDS |= {"=": operator.eq, "<>": operator.ne}

MINUTES = re.compile(r"h+[^a-z]*m+|m+[^a-z]*s+")
YEAR, DAY_OF_MONTH = re.compile("[ye]|bb"), re.compile("(?<!d)dd?(?!d)")
PARTS_OF_DAYS = re.compile("[yedm]|bb|aaa")
DIGITS = re.compile(r"'*[0#?]+'*")
SCALED = re.compile(r"[0#?],+(?![0#?,])")

FRACTION = re.compile(r"\s+/")
"""What stands among the digits of a whole number and a fraction."""

SIGNS = "+-()/:"
"""What stands before a number, other than its own sign, and makes another of it."""


@dataclass(frozen=True)
class Section:
    """How some numbers are shown: `pattern` has their fields in small letters, and ' for a text."""

    pattern: str
    texts: tuple[str, ...]
    condition: tuple[str, float] | None

    @cached_property
    def shown(self) -> Shown:
        """As what numbers are shown; as a day only with its year, month and day."""
        fields = MINUTES.sub("h", self.pattern)
        if YEAR.search(fields) and "m" in fields and DAY_OF_MONTH.search(fields):
            return Shown.DAY
        if PARTS_OF_DAYS.search(fields):
            return Shown.PART_OF_A_DAY
        return Shown.TIME if re.search("[hs]", fields) else Shown.NUMBER

    @cached_property
    def beside(self) -> tuple[str, str, str]:
        """The texts before the digits of a number, among them, and behind them."""
        from_digits = self.pattern.lstrip(TEXT)
        before = len(self.pattern) - len(from_digits)
        behind = len(self.texts) - (len(from_digits) - len(from_digits.rstrip(TEXT)))
        bounds = ((0, before), (before, behind), (behind, len(self.texts)))
        first, within, last = ("".join(self.texts[slice(*each)]) for each in bounds)
        return first.strip(), within, last.strip()

    def words(self, number: float, *, has_sign: bool) -> str | None:
        """Return the texts beside a number, such as its unit; None: another number is shown.

        The sign of the number is none of them; `has_sign` tells that it is shown anyway.
        """
        before, within, behind = self.beside
        own = ("", "") if has_sign else self._own_sign(number)
        if own is None or (within.strip() and not FRACTION.fullmatch(within)):
            return None
        before, behind = before.replace(own[0], "", 1), behind.replace(own[1], "", 1)
        if before and not before.strip(SIGNS):
            return None
        if behind.startswith("(") and behind.endswith(")"):
            behind = behind[1:-1]
        return (before + behind).strip()

    def _own_sign(self, number: float) -> tuple[str, str] | None:
        """Return how the sign of a number is written before and behind it; None: it is not."""
        before, _, behind = self.beside
        if number > 0:
            return "+", ""
        if number == 0:
            return ("-" if "-" in before else "+"), ""
        if not self.pattern.strip(TEXT):
            return None
        if "(" in before and ")" in behind:
            return "(", ")"
        return ("-", "") if "-" in before else None

    @cached_property
    def shows_nothing(self) -> bool:
        """Whether a number of this section is hidden."""
        return not self.pattern.strip(TEXT) and not "".join(self.texts).strip()

    @cached_property
    def shows_another_number(self) -> bool:
        """Whether the number that is shown is a hundredfold, or one by thousands."""
        return "%" in self.pattern or SCALED.search(self.pattern) is not None

    def shows_just(self, number: int, sign: str) -> bool:
        """Tell whether the digits of a whole number are shown, and nothing else."""
        if sign + "".join(self.texts).strip() != ("-" if number < 0 else ""):
            return False
        digits = str(abs(number))
        if self.pattern.strip(TEXT) == "#,##0":
            return len(digits) <= 3
        if DIGITS.fullmatch(self.pattern):
            return self.pattern.count("0") <= len(digits) and (number != 0 or "0" in self.pattern)
        return self.pattern.strip(TEXT) in ("@", "n")


class Format:
    """A number format by its code, with as many sections as it has for different numbers.

    >>> [Format(code).section(1).shown.name for code in ("yyyy-mm-dd", "mmm-yy", "[h]:mm", "0E+0")]
    ['DAY', 'PART_OF_A_DAY', 'TIME', 'NUMBER']
    >>> Format('0.0 "Gbps"').words(1), Format("+0;(0)").words(-1), Format("0;0").words(-1)
    ('Gbps', '', None)
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.is_general = code == "General"
        sections = [_section(tokens) for tokens in _parted(code)]
        if len(sections) > 1 and "@" in sections[-1].pattern:
            del sections[-1]  # it is for texts
        self._sections = sections[:3]
        self._has_conditions = any(each.condition for each in self._sections)

    def section(self, number: float) -> Section:
        """Return the section by which a number is shown."""
        return self._sections[self._place(number)]

    def words(self, number: float) -> str | None:
        """Return the texts that are shown beside a number; None: another number is shown."""
        place = self._place(number)
        return self._sections[place].words(number, has_sign=number < 0 and place == 0)

    def shows_just(self, number: int) -> bool:
        """Tell whether the digits of a whole number are shown, and nothing else.

        >>> Format("000").shows_just(123), Format("000").shows_just(12)
        (True, False)
        """
        place = self._place(number)
        return self._sections[place].shows_just(number, "-" if number < 0 and place == 0 else "")

    def _place(self, number: float) -> int:
        count = len(self._sections)
        if self._has_conditions:
            held = (n for n, each in enumerate(self._sections) if _holds(each.condition, number))
            return next(held, count - 1)
        if number < 0:
            return min(1, count - 1)
        return 2 if number == 0 and count > 2 else 0


def _holds(condition: tuple[str, float] | None, number: float) -> bool:
    return condition is None or HOLDS[condition[0]](number, condition[1])


def _parted(code: str) -> Iterator[list[str]]:
    tokens: list[str] = []
    for token in TOKEN.findall(code):
        if token == ";":
            yield tokens
            tokens = []
        else:
            tokens.append(token)
    yield tokens


def _section(tokens: list[str]) -> Section:
    pattern, texts, condition = "", list[str](), None
    for token in tokens:
        if found := CONDITION.fullmatch(token):
            condition = found[1], float(found[2])
        elif field := _field(token.casefold()):
            pattern += field
        elif text := _text(token):
            pattern += TEXT
            texts.append(text)
    return Section(pattern, tuple(texts), condition)


def _field(token: str) -> str:
    """Return what a token is as a field, or nothing if it is none.

    A number as it is has n, a power of ten or other digits x.
    """
    if token in GENERAL:
        return "n"
    if ELAPSED.fullmatch(token) or token in ("am/pm", "a/p", "上午/下午"):
        return "h"
    if token in ("e+", "e-") or token.startswith("[dbnum"):
        return "x"
    return token if token in OF_NUMBERS | OF_MOMENTS else ""


def _text(token: str) -> str:
    """Return the text that a token shows; colors and blanks of a certain width show none."""
    if token[0] in "_*":
        return ""
    if token[0] == "[":
        found = CURRENCY.fullmatch(token)
        return found[1] if found else ""
    return token.strip('"') if token[0] == '"' else token.lstrip("\\!")
