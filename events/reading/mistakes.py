"""Mistakes told once each, with the rows or lines that make them; however many there are."""

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from events.words import MistakeWords

MOST = 50
"""So many different mistakes are told in all."""
OF_A_KIND, OF_NAMES = 10, 3
"""So many are told that differ by their values only; or by the name of what a row is about."""
SPANS = 5
"""Of so many ranges of rows or lines the numbers are told with a mistake."""

_VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|\d+")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in rows or lines of a file: what is said before their numbers, and behind.

    Without numbers it is wrong in no place of a file. `alone` is how it is told if nothing else is
    wrong in the same way. So many are told of its kind.
    """

    before: str
    numbers: tuple[int, ...]
    said: str
    noun: str = "row"
    alone: str = ""
    of_a_kind: int = OF_A_KIND

    @property
    def kind(self) -> tuple[str, str]:
        """What it has in common with mistakes that differ by their values only."""
        return self.before, _VALUES.sub("", self.said)


class _Same:
    """A mistake, and all numbers under which it was met."""

    def __init__(self, first: Mistake) -> None:
        self._first = first
        self._numbers = array("L", first.numbers)
        self._times = 1

    def add(self, mistake: Mistake) -> None:
        self._numbers.extend(mistake.numbers)
        self._times += 1

    def told(self, words: MistakeWords) -> str:
        if self._times == 1 and self._first.alone:
            return self._first.alone
        return f"{self._where(words)}{self._first.said}"

    def _where(self, words: MistakeWords) -> str:
        numbers = set(self._numbers)
        is_often = self._times > max(len(numbers), 1)
        often = words.mistake_text("times", times=self._times) if is_often else ""
        named = words.numbers_text(self._first.noun, numbers, SPANS) if numbers else ""
        return f"{self._first.before}{named}{often}"

    def like(self, first: Mistake, words: MistakeWords) -> str:
        """Say that these are of the same kind as the first of that kind."""
        phrase = f"like_{first.noun}" if first.numbers else "like_above"
        number = first.numbers[0] if first.numbers else 0
        return f"{self._where(words)}{words.mistake_text(phrase, number=number)}"


def told(mistakes: Iterable[Mistake], words: MistakeWords, *, all_in: str) -> Iterator[str]:
    """Yield a line for each different mistake, in their order, with where it was made.

    Of those of one kind the first are told; of the rest only where they are, and at the end
    what has all of them, which is the phrase `all_in`.
    """
    same: dict[tuple[str, str], _Same] = {}
    kinds: dict[tuple[str, str], tuple[int, Mistake]] = {}
    rest: dict[tuple[str, str], _Same] = {}
    beyond = 0
    for each in mistakes:
        if met := same.get((each.before, each.said)):
            met.add(each)
            continue
        kind = each.kind
        count, first = kinds.get(kind, (0, each))
        if count < each.of_a_kind and len(same) < MOST:
            kinds[kind] = count + 1, first
            same[each.before, each.said] = _Same(each)
        elif kind in rest:
            rest[kind].add(each)
        elif kind in kinds:
            rest[kind] = _Same(each)
        else:
            beyond += 1
    yield from (each.told(words) for each in same.values())
    for kind, further in rest.items():
        yield further.like(kinds[kind][1], words)
    if beyond:
        yield words.mistake_text("beyond", count=beyond)
    if rest or beyond:
        yield words.mistake_text("not_all", all_in=words.mistake_text(all_in))


def numbered(noun: str, numbers: Collection[int], most: int) -> str:
    """Return rows or lines by their numbers, those that follow each other as a range.

    Of so many ranges at `most` the numbers are told.

    >>> numbered("row", [9, 2, 3, 4], 5), numbered("line", [1, 3, 5, 6], 2)
    ('rows 2-4, 9', 'lines 1, 3 and 2 more')
    """
    found = spans(numbers)
    further = sum(last - first + 1 for first, last in found[most:])
    named = ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in found[:most]
    )
    more = f" and {further:,} more" if further else ""
    return f"{noun if len(numbers) == 1 else f'{noun}s'} {named}{more}"


def spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers in order as ranges, each by its first and last."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def first_of(sentences: Sequence[str], most: int = 20) -> str:
    """Return sentences as a paragraph, the first of them if they are many.

    >>> first_of(["One.", "Two.", "Three."], 2)
    'One. Two. And 1 more.'
    """
    further = len(sentences) - most
    more = [f"And {further:,} more."] if further > 0 else []
    return " ".join([*islice(sentences, most), *more])
