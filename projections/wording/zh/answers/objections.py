"""Why a part of a scenario cannot stand, in Chinese."""

from typing import TYPE_CHECKING

from projections.wording.zh.findings import ABOUT, flaw_text, perhaps

if TYPE_CHECKING:
    from projections.what_if.weighing import Hindrance


def hindrance_text(hindrance: "Hindrance") -> str:
    """Return why a part of a scenario cannot stand, and what to do about it."""
    from projections.what_if.weighing import (
        NoQuestion,
        NoReading,
        OpenedTwice,
        Taken,
        VoidsNothing,
    )

    match hindrance:
        case VoidsNothing(fact, meant):
            return f"拟作废“{fact}”，而情景所依据的记录中没有该事实{perhaps(meant)}"
        case NoQuestion(question, meant):
            return f"情景所依据的记录中没有法律问题“{question}”{perhaps(meant)}"
        case NoReading(question, reading, readings, meant):
            near = perhaps(meant) or f"；其解读为：{'、'.join(readings)}"
            return f"法律问题 {question} 没有解读“{reading}”{near}"
        case OpenedTwice(what, name, first):
            known = f"{ABOUT[what]} {name} 已由事实“{first}”首次记录，不能再次记录"
            return f"{known}；请先作废该事实，或另用名称"
        case Taken(fact, voided=True):
            return (
                f"事实“{fact}”已在记录中但已作废，因此不予计算；请为本条另取 id，或作废原作废记录"
            )
        case Taken(fact):
            return (
                f"事实“{fact}”已在记录中且内容不同，而事实一经记录不得更改；"
                "请为本条另取 id，如原事实应予取消，请将其作废"
            )
        case flaw:
            text = flaw_text(flaw)
            return f"{text}{'' if text.endswith('？') else '。'}{_REMEDIES[flaw.code]}"


_REMEDIES = {
    "unknown-regime": "请更正名称，或在情景中设立该制度。",
    "unknown-channel": "请更正名称，或在情景中设立该渠道。",
    "unknown-entry": "请去掉该条目编号，或改为目录中已有的条目。",
}
