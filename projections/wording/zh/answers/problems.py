"""What is wrong with files, in Chinese."""

from typing import TYPE_CHECKING

from events.words import printable
from projections.wording.zh.answers.imports import saying_text

if TYPE_CHECKING:
    from events.reading.problems import Problem


def problem_text(problem: "Problem") -> str:
    """Return where something is wrong with a file, and what, without a stop."""
    column = f"第 {problem.column} 列" if problem.column else ""
    where = f"{printable(problem.file)} 第 {problem.line} 行{column}"
    return f"{where}{_field(problem.field)}：{saying_text(problem.saying)}"


def problem_sentence(problem: "Problem") -> str:
    """Return a problem with a mark at its end, to stand among sentences."""
    said = problem_text(problem)
    return said if said.endswith(("。", "？")) else f"{said}。"


def problem_parts(problem: "Problem") -> tuple[str, str]:
    """Return what is told of a problem before the numbers of its lines, and behind."""
    said = f"{_field(problem.field_within)}：{saying_text(problem.saying)}"
    return f"{printable(problem.file)} ", said


def numbers_text(noun: str, numbers: set[int], most: int) -> str:
    """Return rows or lines by their numbers; of so many ranges at `most` the numbers are told."""
    from events.reading.mistakes import spans

    found = spans(numbers)
    named = "、".join(
        str(first) if first == last else f"{first}-{last}" for first, last in found[:most]
    )
    further = sum(last - first + 1 for first, last in found[most:])
    return f"第 {named} 行" + (f"等（另有 {further:,} 行）" if further else "")


def mistake_text(phrase: str, /, **values: object) -> str:
    """Return a phrase about mistakes that are told together."""
    return MISTAKES[phrase].format(**values)


MISTAKES = {
    "times": "（{times:,} 处）",
    "like_row": "：与第 {number} 行相同，仅值不同",
    "like_line": "：与第 {number} 行相同，仅值不同",
    "like_above": "：与上文相同，仅值不同",
    "beyond": "另有其他种类 {count:,} 处",
    "not_all": "此处未列出全部的值：{all_in}",
    "in_json": "全部见 --json",
    "mended_first": "请先更正以上各处，其余随后列出",
    "in_rejects": "全部见 --json，以及 --partial 写出的待更正行的文件",
}


def _field(name: str) -> str:
    return f"，字段“{name}”" if name else ""
