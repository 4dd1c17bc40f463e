"""The fields that a table can hold, and the headings under which people keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from events.tables.fields.headings import normalized

Sort = Literal["products", "licenses", "events", "evidence"]
Holds = Literal["name", "text", "names", "texts", "day", "truth", "number", "json", "parameters"]
"""What a cell of a field is read as."""

SORTS: tuple[Sort, ...] = ("products", "licenses", "events", "evidence")

OTHER_PARAMETERS = "other_parameters"
"""Parameters without a column of their own: their values by name, as JSON."""

NEVER_READ = frozenset(map(normalized, ("problem", "序号", "行号", "#")))
"""Headings of what counts rows, or tells what was wrong with them."""

PERHAPS_COUNTING = frozenset(("no",))
"""Headings of what counts rows where another column says what a row is about."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its name in facts; `headings` are the usual ones, the English and Chinese first.

    `words` says whether the field holds one of a known set of words, such as a category's.
    """

    name: str
    holds: Holds
    headings: tuple[str, ...]
    words: bool = False


def _field(name: str, holds: Holds, *headings: str, words: bool = False) -> Field:
    return Field(name, holds, headings, words)


PRODUCTS = (
    _field(
        "product",
        "name",
        *("product", "产品编号", "product code", "product id", "product number", "sku"),
        *("product no", "asset tag", "产品代码", "产品编码", "产品id", "物料号", "物料编码"),
        *("物料代码", "料号", "存货编码", "商品编号", "商品编码", "货号"),
    ),
    _field(
        "name",
        "text",
        *("name", "产品名称", "product name", "产品名", "品名", "名称", "商品名称"),
    ),
    _field(
        "vendor",
        "name",
        *("vendor", "厂商", "manufacturer", "supplier", "生产企业", "生产厂商", "生产厂家"),
        *("制造商", "厂家", "供应商", "厂商名称", "vendor name", "manufacturer name"),
        *("supplier name", "生产商", "制造厂商", "制造企业", "供货商", "厂家名称", "供应商名称"),
        *("制造商名称", "生产企业名称"),
    ),
    _field(
        "models",
        "texts",
        *("models", "型号", "model", "规格型号", "产品型号", "型号规格"),
        *("model number", "model no", "product model"),
    ),
    _field(
        "category",
        "name",
        *("category", "产品类别", "product category", "类别", "产品分类", "产品类型", "分类"),
        *("product type", "产品种类", "产品品类"),
        words=True,
    ),
    _field(
        "channels",
        "names",
        *("channels", "销售渠道", "channel", "渠道", "sales channel", "sales channels"),
        words=True,
    ),
    _field(
        "effective_on",
        "day",
        *("effective_on", "登记日期", "registered on", "on sale since", "上市日期", "上市时间"),
        *("on sale from", "registration date", "登记时间"),
    ),
    _field(OTHER_PARAMETERS, "parameters", "other_parameters", "其他参数"),
)

LICENSES = (
    _field(
        "license",
        "name",
        *("license", "许可代号", "license name", "license id", "证书代号"),
        *("licence", "licence name", "licence id"),
    ),
    _field(
        "number",
        "text",
        *("number", "证书编号", "license number", "certificate number", "certificate no"),
        *("许可证号", "许可证编号", "证书号", "报告编号", "license no", "licence number"),
        *("licence no", "certificate id", "cert no", "cert number", "permit number", "permit no"),
        *("report number", "report no", "证书号码", "许可证号码", "许可证书编号", "销售许可证号"),
        *("销售许可证编号", "认证证书编号", "检测报告编号", "no of certificate"),
    ),
    _field(
        "regime",
        "name",
        *("regime", "制度", "证书制度", "许可制度", "监管制度", "认证制度"),
        words=True,
    ),
    _field(
        "license_kind",
        "name",
        *("license_kind", "证书类型", "license type", "certificate type", "许可类型", "证书类别"),
        *("证书种类", "许可种类", "licence type", "licence kind", "许可证类型", "许可证类别"),
        *("许可证种类",),
        words=True,
    ),
    _field(
        "holder",
        "name",
        *("holder", "持证单位", "license holder", "certificate holder", "applicant", "申请单位"),
        *("企业名称", "持证人", "持证企业", "获证单位", "获证企业", "单位名称", "licensee"),
        *("licence holder", "company name", "公司名称", "持有人", "证书持有人", "持证单位名称"),
    ),
    _field(
        "products",
        "names",
        *("products", "产品编号", "product", "product code", "product id", "sku", "产品代码"),
        *("产品编码", "物料号", "物料编码", "product codes", "product number", "product no"),
        *("products covered", "产品id", "物料代码", "料号", "存货编码", "商品编号", "商品编码"),
        *("货号", "覆盖产品"),
    ),
    _field(
        "issued_on",
        "day",
        *("issued_on", "发证日期", "issue date", "date of issue", "issued", "签发日期", "颁发日期"),
        *("发证时间", "issuance date", "date issued", "issued date", "发证日", "颁证日期"),
        *("签发时间", "颁发时间", "证书颁发日期", "证书签发日期", "发证年月日"),
        *("颁证日", "颁证时间"),
    ),
    _field(
        "valid_from",
        "day",
        *("valid_from", "有效期自", "valid since", "start date", "生效日期", "有效期起"),
        *("有效期开始", "有效期起始日期", "validity from", "validity start", "effective from"),
        *("生效时间", "生效日", "起始日期", "开始日期", "有效期始", "有效期从", "有效期起始"),
        *("有效期起始日", "有效期起始时间", "有效期起日", "有效期开始日期", "有效期from"),
        "有效期start",
    ),
    _field(
        "valid_until",
        "day",
        *("valid_until", "有效期至", "valid to", "valid through", "expiry date", "expires"),
        *("expiration date", "expires on", "有效期", "到期日", "到期日期", "有效期止", "截止日期"),
        *("失效日期", "有效期截止", "expiry", "expiration", "expiry day", "expires at"),
        *("expire date", "date of expiry", "date of expiration", "valid till", "valid thru"),
        *("last valid day", "validity to", "validity end", "到期", "到期时间", "证书到期日"),
        *("证书到期日期", "有效至", "有效期到", "有效期截至", "有效期终", "有效期终止"),
        *("有效期终止日期", "有效期止日", "有效期结束", "有效期结束日期", "有效期截止日"),
        *("有效期截止日期", "有效截止日期", "有效截止日", "截止有效期", "证书有效期至"),
        *("许可证有效期至", "证书截止日期", "有效期to", "有效期until", "有效期end"),
    ),
    _field(
        "standing",
        "name",
        *("standing", "证书状态", "license status", "certificate status", "许可状态"),
        *("licence status", "许可证状态"),
        words=True,
    ),
    _field("as_of", "day", "as_of", "状态日期", "standing as of", "状态截至"),
    _field(
        "renewed_on",
        "day",
        *("renewed_on", "换证日期", "renewal from", "renewed", "续期日期", "续证日期", "换发日期"),
    ),
)

_NAMED_IN_LICENSES = {field.name: field for field in LICENSES}

EVIDENCE = (
    _field(
        "file",
        "text",
        *("file", "文件", "file name", "filename", "path", "scan", "attachment"),
        *("文件名", "扫描件", "附件", "证书文件", "证书扫描件", "电子件", "文件路径"),
        *("文件名称", "附件名称"),
    ),
    _field("fact", "name", "fact", "事实", "fact id", "事实编号"),
    _NAMED_IN_LICENSES["license"],
    _NAMED_IN_LICENSES["number"],
    _field("note", "text", "note", "备注", "notes", "remark", "remarks", "comment", "说明"),
)

_LAST_DAY_OR_TERM = (
    *("有效期限", "证书有效期", "许可证有效期", "有效期间", "有效时间", "期限", "终止日期"),
    *("终止时间", "结束日期", "term", "validity", "validityperiod", "enddate"),
)
_DAY_OF_VALIDITY = ("有效日期", "有效期起止", "有效期起止日期", "valid", "validitydate")

AMBIGUOUS: Mapping[Sort, Mapping[str, tuple[str, ...]]] = {
    "products": dict.fromkeys(("日期", "date", "day", "effectivedate"), ("effective_on",))
    | dict.fromkeys(("code", "itemnumber", "itemno", "itemcode", "partnumber"), ("product",))
    | {"编号": ("product",), "类型": ("category",), "type": ("category", "models")},
    "licenses": dict.fromkeys(("日期", "date", "day"), ("issued_on", "valid_from", "valid_until"))
    | dict.fromkeys(_LAST_DAY_OR_TERM, ("valid_until",))
    | dict.fromkeys(_DAY_OF_VALIDITY, ("valid_from", "valid_until"))
    | {"effectivedate": ("valid_from",)}
    | dict.fromkeys(("状态", "status"), ("standing",))
    | dict.fromkeys(("renewaldate", "dateofrenewal"), ("renewed_on", "valid_until"))
    | dict.fromkeys(("编号", "no", "code", "代号"), ("license", "number", "products"))
    | dict.fromkeys(("类型", "type", "类别", "category"), ("regime", "license_kind")),
    "events": {},
    "evidence": dict.fromkeys(("编号", "no", "code", "代号"), ("fact", "license", "number")),
}
"""Headings that may mean a field or something else; which, only a mapping can say."""
