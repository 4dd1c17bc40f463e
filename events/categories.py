"""The categories as which products are classified, and the regimes that meet each."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from events.base import Immutable, Name, Text


class Category(Immutable):
    """A kind of product; `regimes` says for readers how each regime speaks of it."""

    code: Name
    name: Text
    name_zh: Text | None = None
    group: Text
    regimes: Mapping[Name, str | int | tuple[str, ...]]
    verified: Mapping[Name, bool]
    note: Text | None = None


class Categories(Immutable):
    """The file that lists every category once."""

    categories: tuple[Category, ...]


CATEGORIES: TypeAdapter[Categories] = TypeAdapter(Categories)
