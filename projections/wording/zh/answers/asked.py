"""The points in time at which a question was asked, in Chinese."""

from collections.abc import Sequence
from datetime import date

from projections.record.asked import Asked
from projections.record.visible import Viewpoint
from projections.wording.zh.days import day


def asked_words(asked: Asked, days: Sequence[date] = ()) -> str:
    """Return the points in time of a question; `days` are those judged by if there are several."""
    return f"{_point(asked.point, days)}（记录位置 {asked.position}）。"


def point_words(point: Viewpoint) -> str:
    """Return the three answers to "when"."""
    return f"{_point(point)}。"


def _point(point: Viewpoint, days: Sequence[date] = ()) -> str:
    as_of = "、".join(map(day, days or [point.as_of]))
    known = f"截至{day(point.known_at)}已知" if point.known_at else "已知"
    by = point.recorded_by
    joint = "、" if point.known_at else "且"
    recorded = f"{joint}截至 {by.isoformat(timespec='seconds')} 已记录" if by else "并已记录"
    every = "" if point.known_at or by else "全部"
    return f"判断日期：{as_of}；依据{known}{recorded}的{every}事实"
