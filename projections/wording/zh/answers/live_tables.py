"""How live tables stand beside a ledger, in Chinese."""

_UNFIT = {
    "never_filled": "尚未填充",
    "other_ledger": "属于另一账本",
    "other_rules": "由本程序的其他版本生成",
    "other_facts": "所依据的事实不在本账本中",
    "damaged": "已损坏",
}


def no_tables(location: str) -> str:
    """Return that there are no live tables, and when there will be."""
    return (
        f"{location} 处没有实时表。查询大型产品组合时会自动生成，也可运行 'tracker live rebuild'。"
    )


def tables_unfit(location: str, why: str) -> str:
    """Return that live tables are not used as they are, and why."""
    return f"{location} 处的实时表不予使用：{_UNFIT[why]}。下次使用时将重新生成。"


def tables_stand(location: str, position: int, behind: int) -> str:
    """Return up to which position live tables hold what is on record."""
    if not behind:
        return f"{location} 处的实时表已包含全部记录，至位置 {position}。"
    return f"{location} 处的实时表停在位置 {position}；其后 {behind:,} 条事实将在下次使用时读入。"


def tables_hold(products: int, subjects: int, periods: int, size: int) -> str:
    """Return how much live tables hold; `size` in bytes."""
    return (
        f"产品 {products:,} 个，产品与渠道组合 {subjects:,} 个，状态时段 {periods:,} 个；"
        f"{size / 1e6:,.1f} MB。"
    )


def tables_rebuilt(position: int) -> str:
    """Return that live tables were made anew."""
    return f"已根据全部记录重新生成实时表，至位置 {position}。"


def tables_equal(position: int) -> str:
    """Return that live tables are as a rebuild makes them."""
    return f"实时表与从头重建的结果逐行一致（位置 {position}）。"


def tables_differ(number: int) -> str:
    """Return that live tables are not as a rebuild makes them, and what to do."""
    return (
        f"实时表有 {number:,} 行与从头重建的结果不一致。记录并未丢失：请运行 "
        "'tracker live rebuild'，并报告此问题，因为本不应发生。"
    )


def table_difference(table: str, row: str, *, kept: bool) -> str:
    """Return a row that the tables have beyond a rebuild (`kept`), or lack."""
    return f"{table}：{row} {'多出' if kept else '缺少'}"


def tables_left_aside(reason: str) -> str:
    """Return that a question was answered without live tables, and why."""
    return f"未能使用实时表（{reason}）；本答案直接由事实推算，耗时较长。"


def making_tables(done: int, of: int) -> str:
    """Return how far the making of live tables has come, in products."""
    return f"实时表：{done:,}/{of:,} 个产品"
