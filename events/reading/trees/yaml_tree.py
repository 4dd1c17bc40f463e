"""YAML with places, read as plainly as JSON: nothing is guessed, shared, tagged or merged.

Unquoted words mean what they say: `no`, `12:30` and `010` are texts, `2025-01-01` is the text of a
day; only `true`, `false`, `null`, `~`, nothing at all and decimal numbers are anything else. A word
that some readers take for a text and others do not (`True`, `1e3`) is refused.
"""

import re
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

import yaml

from events.reading.problems import Mark
from events.reading.sayings import Word, say
from events.reading.trees.tree import Member, Node, Tree
from events.reading.trees.yaml_text import Blinds, explain, refuse_unfit

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LITERALS = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(
    r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*(?:[eE][-+][0-9]+)?)?|\.[0-9]+(?:[eE][-+][0-9]+)?"
)
_HALF_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_HALF_WORDS = {"True", "TRUE", "False", "FALSE", "Null", "NULL"}


def read_yaml(text: str, tree: Tree) -> Iterator[Node]:
    """Yield the documents of a YAML text, empty ones left out.

    A list at the top is yielded before its elements are read, so that those before a mistake are
    in it. Raises UnreadableError where the text stops being YAML.
    """
    refuse_unfit(text, tree)
    blinds = Blinds(text)
    reader = _Reader(blinds.drawn(text), tree, blinds)
    with closing(reader.events):
        yield from reader.documents()


class _Reader:
    def __init__(self, text: str, tree: Tree, blinds: Blinds) -> None:
        self.tree = tree
        self.blinds = blinds
        self.events = self._parse(text)

    def documents(self) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, yaml.SequenceStartEvent):
                node = self._untagged(event, self.tree.node(_mark(event), []))
                yield node
                self._fill(node)
            elif isinstance(event, yaml.ScalarEvent) and _is_nothing(event):
                continue
            elif isinstance(event, yaml.NodeEvent):
                yield self._node(event)

    def _parse(self, text: str) -> Generator[Any, None, None]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            self.tree.fail(*explain(error, text))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self.tree.fail(Mark(1, 1), say("not_yaml", why=Word(str(error))))

    def _node(self, event: Any) -> Node:
        mark = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            alias = Word("*" + str(event.anchor))
            return self.tree.refused(mark, say("yaml_alias", alias=alias))
        if isinstance(event, yaml.MappingStartEvent):
            return self._untagged(event, self._mapping(event))
        if isinstance(event, yaml.SequenceStartEvent):
            self._fill(node := self.tree.node(mark, []))
            return self._untagged(event, node)
        return self._untagged(event, self._scalar(event))

    def _fill(self, node: Node) -> None:
        assert isinstance(node.value, list)
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            self.tree.go_into(_mark(event), len(node.value))
            item = self._node(event)
            self.tree.go_back()
            node.value.append(item)

    def _mapping(self, event: Any) -> Node:
        fields: dict[str, Member] = {}
        node = self.tree.node(_mark(event), fields)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self._field(event, fields)
        return node

    def _field(self, event: Any, fields: dict[str, Member]) -> None:
        mark = _mark(event)
        key = self._key(event)
        self.tree.go_into(mark, _name(event) if key is None else key)
        node = self._node(next(self.events))
        self.tree.go_back()
        if key is not None and self.tree.is_new_key(fields, mark, key):
            fields[key] = Member(mark, node)

    def _key(self, event: Any) -> str | None:
        problems = len(self.tree.problems)
        node = self._node_of_key(event)
        if len(self.tree.problems) > problems:
            return None
        if not isinstance(node.value, str):
            is_word = isinstance(event, yaml.ScalarEvent)
            advice = say("quote_word", word=Word(_name(event))) if is_word else ""
            self.tree.note(node.mark, say("field_name_no_text", advice=advice))
            return None
        if node.value == "<<" and not event.style:
            self.tree.note(node.mark, say("yaml_merge"))
            return None
        return node.value

    def _node_of_key(self, event: Any) -> Node:
        if not isinstance(event, yaml.CollectionStartEvent):
            return self._node(event)
        self.tree.go_into(_mark(event), "?")
        node = self._node(event)
        self.tree.go_back()
        return node

    def _scalar(self, event: Any) -> Node:
        mark, word = _mark(event), self.blinds.opened(event.value)
        if event.style or event.tag:
            return self.tree.text(mark, word)
        if word in _LITERALS:
            return self.tree.node(mark, _LITERALS[word])
        if _NUMBER.fullmatch(word):
            return self.tree.number(mark, word)
        if _NOT_FINITE.fullmatch(word):
            return self.tree.refused(mark, say("not_finite", word=Word(word)))
        if word in _HALF_WORDS or _HALF_NUMBER.fullmatch(word):
            sure = word.lower() if word in _HALF_WORDS else say("number_in_full")
            return self.tree.refused(mark, say("two_meanings", word=Word(word), sure=sure))
        return self.tree.text(mark, word)

    def _untagged(self, event: Any, node: Node) -> Node:
        if event.tag not in (None, "!"):
            tag = Word(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.tree.note(node.mark, say("yaml_tag", tag=tag))
            node.refused = True
        return node


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _name(event: Any) -> str:
    return str(event.value) if isinstance(event, yaml.ScalarEvent) else "?"


def _is_nothing(event: Any) -> bool:
    return not event.value and not event.style and event.tag is None
