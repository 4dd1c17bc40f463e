"""The columns of workbooks to be filled in, with what goes into each, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be filled in: its field, what it is called in Chinese, and what goes into it."""

    field: str
    chinese: str
    english_note: str
    chinese_note: str
    example: str
    required: bool = False
    day: bool = False
    several: bool = False

    @property
    def heading(self) -> str:
        """The heading in both languages."""
        return f"{self.field} {self.chinese}"

    @property
    def note(self) -> str:
        """What goes into the column, in both languages, with an example."""
        must = "Required. " if self.required else ""
        must_zh = "必填。" if self.required else ""
        return (
            f"{must}{self.english_note}\n{must_zh}{self.chinese_note}\nExample 示例: {self.example}"
        )


PRODUCTS = (
    Column(
        "product",
        "产品编号",
        "The code by which the product goes everywhere; one row for each.",
        "产品的唯一编号，每个产品一行。",
        "FW-100",
        required=True,
    ),
    Column(
        "name", "产品名称", "What it is called.", "产品的名称。", "Firewall 防火墙", required=True
    ),
    Column("vendor", "厂商", "Who makes it.", "生产企业。", "Example vendor 示例厂商"),
    Column(
        "models",
        "型号",
        "Models; part several by ';'.",
        "型号；多个型号用分号隔开。",
        "FW-100-A; FW-100-B",
        several=True,
    ),
    Column(
        "category",
        "产品类别",
        "Choose from the list. Left empty, whether the product needs a license stays unknown.",
        "从列表中选择。留空则无法判断该产品是否需要许可。",
        "router 路由器",
    ),
    Column(
        "channels",
        "销售渠道",
        "Where it is sold from the day in effective_on; part several by ';'.",
        "自登记日期起的销售渠道；多个渠道用分号隔开。",
        "general_sale; government_procurement",
        several=True,
    ),
    Column(
        "effective_on",
        "登记日期",
        "From which day all of this holds.",
        "以上内容自哪一天起成立。",
        "2023-07-01",
        required=True,
        day=True,
    ),
)

LICENSES = (
    Column(
        "license",
        "许可代号",
        "The name by which the license goes in the tracker; left empty, its number.",
        "该许可在本系统中的代号；留空则使用证书编号。",
        "MPS-0001",
    ),
    Column("number", "证书编号", "The number printed on it.", "证书上的编号。", "XKC00001"),
    Column(
        "regime",
        "制度",
        "Under which regime it was issued; choose from the list.",
        "依据哪一制度颁发；从列表中选择。",
        "mps",
        required=True,
    ),
    Column(
        "license_kind",
        "证书类型",
        "What kind of license it is; choose from the list.",
        "证书的类型；从列表中选择。",
        "sales_permit 销售许可证",
        required=True,
    ),
    Column("holder", "持证单位", "To whom it was issued.", "获证单位。", "Example vendor 示例厂商"),
    Column(
        "products",
        "产品编号",
        "The codes of the products it covers; part several by ';'.",
        "证书覆盖的产品编号；多个编号用分号隔开。",
        "FW-100; FW-200",
        required=True,
        several=True,
    ),
    Column(
        "issued_on",
        "发证日期",
        "The day of issue.",
        "发证的日期。",
        "2023-07-01",
        required=True,
        day=True,
    ),
    Column(
        "valid_from",
        "有效期自",
        "The first valid day, if it is not the day of issue.",
        "有效期的第一天；与发证日期相同时可留空。",
        "2023-07-01",
        day=True,
    ),
    Column(
        "valid_until",
        "有效期至",
        "The last valid day as printed. Never guess it: left empty, one may be assumed, and is "
        "marked as assumed.",
        "证书上载明的最后一个有效日。请勿推测；留空时系统可能按期限推定，并标明为推定。",
        "2028-06-30",
        day=True,
    ),
)

EVIDENCE = (
    Column(
        "file",
        "文件",
        "The file, by its place in the folder of the list or of --files.",
        "文件在列表所在文件夹（或 --files 所指文件夹）中的位置。",
        "scans/permit-7.pdf",
        required=True,
    ),
    Column(
        "license",
        "许可代号",
        "The license whose certificate it is; its number will do.",
        "该文件所证明的许可；也可只填证书编号。",
        "MPS-0001",
    ),
    Column("number", "证书编号", "The number printed on it.", "证书上的编号。", "XKC00001"),
    Column(
        "fact",
        "事实",
        "The id of the fact that it supports, as 'tracker facts' shows it: needed for what is no "
        "license, and for a license that was renewed.",
        "该文件所支持的事实编号，见 tracker facts；非许可文件或已续期的许可必填。",
        "permit-7",
    ),
    Column(
        "note", "备注", "What is to be said of it.", "需要说明的内容。", "Received by post 邮寄收到"
    ),
)

TEMPLATES = {"products": PRODUCTS, "licenses": LICENSES, "evidence": EVIDENCE}
