"""The words of the field in Chinese; what the table does not have goes by its own name."""

from projections.judging.judgment import Status
from projections.wording.words import Language

LANGUAGE: Language = "zh"

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
FACT_KINDS = {
    "act_published": "文件发布",
    "question_raised": "提出法律问题",
    "question_settled": "法律问题定论",
    "product_registered": "产品登记",
    "product_reclassified": "类别变更",
    "product_specified": "参数记录",
    "product_placed": "进入渠道",
    "product_withdrawn": "退出渠道",
    "scope_determined": "适用范围认定",
    "license_issued": "颁发证照",
    "license_renewed": "证照续期",
    "license_suspended": "证照暂停",
    "license_reinstated": "证照恢复",
    "license_revoked": "证照撤销",
    "license_expired": "证照提前失效",
    "license_scope_changed": "证照范围变更",
    "review_opened": "启动审查",
    "review_concluded": "审查结论",
    "removal_ordered": "责令移除",
    "removal_completed": "完成移除",
    "fact_voided": "作废记录",
    "answer_attested": "答复存证",
    "evidence_added": "证明材料",
    "notice_sent": "提醒已发送",
    "notice_escalated": "提醒已上报",
    "notice_withdrawn": "提醒已撤回",
    "notice_bounced": "提醒被退回",
    "notice_acknowledged": "提醒已确认",
    "notice_snoozed": "提醒已推迟",
    "notice_resend_asked": "要求重发提醒",
    "reminders_swept": "提醒巡检",
    "channel_established": "设立渠道",
    "regime_established": "设立制度",
    "issuance_stopped": "停止颁发证照",
    "issuance_resumed": "恢复颁发证照",
    "enforcement_stopped": "停止执行",
    "enforcement_resumed": "恢复执行",
    "regime_repealed": "废止制度",
    "obligation_waived": "豁免",
    "catalogue_issued": "发布目录",
    "catalogue_amended": "修订目录",
    "recognition_granted": "认可证照",
    "recognition_ended": "终止认可",
    "amendment_announced": "预告修订",
    "guidance_given": "指引",
}
"""The kinds of facts, and of the provisions of acts."""

FIELDS = {
    "act": "文件",
    "add": "新增产品",
    "as_of": "判断日期",
    "at": "时间",
    "attempt": "第几次尝试",
    "authorities": "发布机关",
    "basis": "依据",
    "by": "经办人",
    "category": "类别",
    "channel": "渠道",
    "channels": "渠道",
    "day": "日期",
    "deadline": "期限",
    "digest": "摘要",
    "effective_on": "生效日期",
    "fact": "所涉事实",
    "failed": "失败",
    "final": "不再重试",
    "findings": "未能得出结果的对象数",
    "holder": "持证人",
    "in_scope": "属于适用范围",
    "issued_on": "签发日期",
    "known_at": "所知截止",
    "lead_days": "提前天数",
    "license": "证照",
    "license_kind": "证照类型",
    "media_type": "文件类型",
    "message": "消息",
    "models": "型号",
    "name": "名称",
    "number": "编号",
    "occasion": "事项",
    "outcome": "结论",
    "parameters": "参数",
    "position": "记录位置",
    "product": "产品",
    "products": "产品",
    "published_on": "公布日期",
    "question": "法律问题",
    "reading": "解读",
    "reason": "理由",
    "recipient": "接收人",
    "recorded_by": "记录截止",
    "regime": "制度",
    "remove": "移除产品",
    "review": "审查",
    "round": "轮次",
    "sent": "已发送",
    "sha256": "SHA-256",
    "signed_on": "签署日期",
    "size": "大小（字节）",
    "sort": "类型",
    "status": "状态",
    "sweep": "巡检",
    "text": "内容",
    "title": "标题",
    "title_zh": "中文标题",
    "until": "推迟至",
    "valid_from": "有效期起始日",
    "valid_until": "有效期至",
    "vendor": "厂商",
    "way": "方式",
}
"""The fields of facts."""


def channel(name: str) -> str:
    """Return a channel's name."""
    return CHANNELS.get(name, name)


def kind(name: str) -> str:
    """Return the name of a kind of license."""
    return KINDS.get(name, f"“{name}”类证照")


def fact_kind(name: str) -> str:
    """Return the name of a kind of fact or provision."""
    return FACT_KINDS.get(name, name)


def status(value: Status) -> str:
    """Return a status as people call it."""
    return STATUSES[value]
