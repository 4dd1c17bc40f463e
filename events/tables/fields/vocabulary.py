"""The words that tables may use for categories, channels, regimes and kinds of licenses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import permutations

from events.acts import ActPublished
from events.categories import Category
from events.facts import Fact
from events.licenses import LicenseIssued
from events.products import (
    ProductPlaced,
    ProductReclassified,
    ProductRegistered,
    ProductSpecified,
)
from events.provisions import (
    CatalogueAmended,
    CatalogueIssued,
    ChannelEstablished,
    Provision,
    RegimeEstablished,
)
from events.tables.fields.headings import wide_to_plain

LICENSE_KINDS = (
    ("sales_permit", "Sales permit", "销售许可证"),
    ("ccci_certificate", "CCCi certificate", "CCCi证书"),
    ("certificate", "Certificate", "安全认证证书"),
    ("certificate", "Certificate", "认证证书"),
    ("test_report", "Test report", "安全检测报告"),
    ("test_report", "Test report", "检测报告"),
)
"""Codes of the kinds that the gazette knows, with what they are called."""

CHANNELS = (
    ("general_sale", "General sale", "一般销售"),
    ("government_procurement", "Government procurement", "政府采购"),
    ("critical_infrastructure", "Critical infrastructure", "关键信息基础设施"),
)

STANDINGS = (
    ("valid", "Valid", "有效"),
    ("valid", "In force", "在有效期内"),
    ("valid", "Active", "有效期内"),
    ("valid", "About to expire", "即将到期"),
    ("valid", "Normal", "正常"),
    ("not_yet_valid", "Not yet valid", "尚未生效"),
    ("not_yet_valid", "Not yet valid", "未生效"),
    ("lapsed", "Lapsed", "过期"),
    ("lapsed", "Expired", "已过期"),
    ("lapsed", "Expired", "到期"),
    ("lapsed", "No longer valid", "失效"),
    ("lapsed", "No longer valid", "已失效"),
    ("suspended", "Suspended", "暂停"),
    ("suspended", "Suspended", "已暂停"),
    ("revoked", "Revoked", "撤销"),
    ("revoked", "Revoked", "已撤销"),
    ("revoked", "Revoked", "吊销"),
    ("cancelled", "Cancelled", "注销"),
    ("cancelled", "Canceled", "已注销"),
    ("cancelled", "Withdrawn", "作废"),
)
"""How a table says that a license stands, with what that is called."""

_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """For each field of known words, its codes and what they are called; names of parameters."""

    codes: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    parameters: set[str] = field(default_factory=set)

    def meant(self, name: str, word: str) -> tuple[str, ...]:
        """Return the codes that a word may mean in a field, sorted; none: the word is not known."""
        if word in self.codes.get(name, ()):
            return (word,)
        plain = _plain(word)
        return tuple(sorted(self.words.get(name, {}).get(plain, ()))) if plain else ()

    def known(self, name: str) -> tuple[str, ...]:
        """Return the codes of a field, sorted."""
        return tuple(sorted(self.codes.get(name, ())))

    def add(self, name: str, code: str, *called: str | None) -> None:
        """Let a code be meant by itself, by what it is called, and by several of these together."""
        self.codes.setdefault(name, set()).add(code)
        words = self.words.setdefault(name, {})
        names = [code, *filter(None, called)]
        for count in range(1, len(names) + 1):
            for some in permutations(names, count):
                words.setdefault(_plain("".join(some)), set()).add(code)


def vocabulary(categories: Iterable[Category], facts: Iterable[Fact]) -> Vocabulary:
    """Return the words that categories and facts know, and those that this program ships."""
    found = Vocabulary()
    for code, english, chinese in LICENSE_KINDS:
        found.add("license_kind", code, english, chinese)
    for code, english, chinese in CHANNELS:
        found.add("channels", code, english, chinese)
    for code, english, chinese in STANDINGS:
        found.add("standing", code, english, chinese)
    for category in categories:
        found.add("category", category.code, category.name, category.name_zh)
    for fact in facts:
        note_fact(found, fact)
    return found


def note_fact(found: Vocabulary, fact: Fact) -> None:
    """Add the words that a fact knows."""
    match fact:
        case ActPublished():
            for provision in fact.provisions:
                _add_provision(found, provision)
        case ProductRegistered():
            for channel in fact.channels:
                found.add("channels", channel)
            found.parameters.update(fact.parameters)
        case ProductPlaced():
            found.add("channels", fact.channel)
        case ProductSpecified():
            found.parameters.update(fact.parameters)
        case LicenseIssued():
            found.add("regime", fact.regime)
            found.add("license_kind", fact.license_kind)
        case _:
            pass
    if isinstance(fact, ProductRegistered | ProductReclassified) and fact.category:
        found.add("category", fact.category)


def _add_provision(found: Vocabulary, provision: Provision) -> None:
    match provision:
        case ChannelEstablished():
            found.add("channels", provision.channel, provision.name)
        case RegimeEstablished():
            found.add("regime", provision.regime, provision.name, provision.name_zh)
            for kind in provision.license_kinds:
                found.add("license_kind", kind.kind)
        case CatalogueIssued() | CatalogueAmended():
            entries = provision.entries if isinstance(provision, CatalogueIssued) else provision.add
            for entry in entries:
                found.parameters.update(criterion.parameter for criterion in entry.criteria)
                for category in entry.categories:
                    found.add("category", category)
        case _:
            pass


def _plain(word: str) -> str:
    return _NO_WORD.sub("", wide_to_plain(word)).casefold()
