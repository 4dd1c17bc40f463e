"""What is said beside statuses, in Chinese."""

from collections.abc import Iterator, Sequence

from projections.findings.asides import Asides, Stray, Unplaced

NAMED_AT_MOST = 5


def aside_words(asides: Asides) -> list[str]:
    """Return a sentence for each sort of product without a status, and for each stray name."""
    unplaced, strays = asides.unplaced or Unplaced(), asides.strays or ()
    return [*_unplaced_words(unplaced), *map(_stray_words, strays)]


def _unplaced_words(unplaced: Unplaced) -> Iterator[str]:
    """Yield a sentence for each sort of product without a status.

    >>> list(_unplaced_words(Unplaced(("A-2", "B"))))
    ['有 2 个产品未进入任何渠道，没有状态：A-2、B。']
    """
    if unplaced.in_no_channel:
        yield _without_status("未进入任何渠道", unplaced.in_no_channel)
    if unplaced.only_named:
        yield _without_status("仅在证照或审查中被提及", unplaced.only_named)


def no_act_words() -> str:
    """Return that a question sees no act, and what statuses are then worth."""
    return "所问时点没有任何已记录的文件，所示状态因而没有法律依据：“不受监管”不等于无需取得证照。"


def no_act_advice() -> str:
    """Return what to do where a question sees no act."""
    return "已记录的文件可用 tracker acts 列出，内置的文件可用 tracker gazette update 补录。"


def note(said: str) -> str:
    """Return what is to be said beside an answer, as such."""
    return f"说明：{said}"


def _without_status(why: str, products: Sequence[str]) -> str:
    return f"有 {len(products):,} 个产品{why}，没有状态：{_some(products)}。"


def _stray_words(stray: Stray) -> str:
    what, known = {
        "category": ("类别", "不见于任何目录、适用范围或类别表"),
        "channel": ("渠道", "未由任何已记录的文件设立"),
    }[stray.what]
    meant = f"；是否应为 {stray.meant}？" if stray.meant else "。"
    return f"{what} {stray.name}（涉及{_some(stray.products)}）{known}{meant}"


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:NAMED_AT_MOST]) + ("等" if len(names) > NAMED_AT_MOST else "")
