"""By what cells are checked as people type into them."""

from typing import Any

from events.base import LATEST_DAY
from events.tables.table import column_letters
from tracker.show.sheets.limits import FIRST_SURE_DAY
from tracker.show.sheets.sheets import Help


def rule_for(help: Help) -> dict[str, Any] | None:
    """Return by what the cells of a column are checked as they are typed."""
    if help.choices is not None:
        column = column_letters(help.choices.column)
        cells = f"${column}$2:${column}${help.choices.count + 1}"
        return {
            "validate": "list",
            "source": f"='{help.choices.sheet}'!{cells}",
            "show_error": not help.several,
            "error_title": "Not in the list 不在列表中",
            "error_message": (
                f"Choose one of the values on the sheet '{help.choices.sheet}'. "
                f"请从工作表“{help.choices.sheet}”所列的值中选择。"
            ),
        }
    if help.day:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": FIRST_SURE_DAY,
            "maximum": LATEST_DAY,
            "error_title": "Not a day 不是日期",
            "error_message": "Type a day such as 2023-07-01. 请输入日期，例如 2023-07-01。",
        }
    return None
