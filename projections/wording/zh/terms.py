"""The words of the field in Chinese; what the table does not have goes by its own name."""

from projections.judging.judgment import Status

STATUSES = {
    Status.NOT_MARKETED: "未上市",
    Status.BARRED: "禁止销售",
    Status.NON_COMPLIANT: "不合规",
    Status.INDETERMINATE: "待定（法律或事实未明确）",
    Status.COMPLIANT: "合规",
    Status.NOT_REGULATED: "不受监管",
}
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
FACTS = {
    "act_published": "公布",
    "question_raised": "提出法律问题",
    "question_settled": "法律问题有定论",
    "product_registered": "登记产品",
    "product_reclassified": "变更产品类别",
    "product_specified": "变更产品参数",
    "product_placed": "产品进入渠道",
    "product_withdrawn": "产品退出渠道",
    "scope_determined": "认定适用范围",
    "license_issued": "颁发证照",
    "license_renewed": "证照续期",
    "license_suspended": "暂停证照",
    "license_reinstated": "恢复证照",
    "license_revoked": "撤销证照",
    "license_expired": "证照失效",
    "license_scope_changed": "变更证照所涵盖的产品",
    "review_opened": "启动审查",
    "review_concluded": "审查结论",
    "removal_ordered": "责令移除",
    "removal_completed": "完成移除",
    "fact_voided": "作废",
}
"""The kinds of facts that bear on a status."""


def channel(name: str) -> str:
    """Return a channel's name."""
    return CHANNELS.get(name, name)


def kind(name: str) -> str:
    """Return the name of a kind of license."""
    return KINDS.get(name, f"“{name}”类证照")


def status(value: Status) -> str:
    """Return a status as people call it."""
    return STATUSES[value]


def fact_kind(name: str) -> str:
    """Return what a kind of fact says that happened."""
    return FACTS.get(name, name)
