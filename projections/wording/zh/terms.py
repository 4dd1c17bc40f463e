"""The words of the field in Chinese; what the table does not have goes by its own name."""

from projections.judging.judgment import Status

STATUSES = {
    Status.BARRED: "禁止销售",
    Status.NON_COMPLIANT: "不合规",
    Status.INDETERMINATE: "待定",
    Status.COMPLIANT: "合规",
    Status.NOT_REGULATED: "不受监管",
    Status.NOT_MARKETED: "未上市",
}
"""Statuses, the worst first."""
CHANNELS = {
    "general_sale": "一般销售",
    "government_procurement": "政府采购",
    "critical_infrastructure": "关键信息基础设施",
}
KINDS = {
    "sales_permit": "销售许可证",
    "certificate": "认证证书",
    "test_report": "检测报告",
    "ccci_certificate": "国家信息安全产品认证证书",
}


def channel(name: str) -> str:
    """Return a channel's name."""
    return CHANNELS.get(name, name)


def kind(name: str) -> str:
    """Return the name of a kind of license."""
    return KINDS.get(name, f"“{name}”类证照")


def status(value: Status) -> str:
    """Return a status as people call it."""
    return STATUSES[value]
