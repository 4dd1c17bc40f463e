"""Other documents than facts (a scenario, a policy), read into a model of one's own."""

import io
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from pydantic import TypeAdapter

from events.reading.forms import Form, form_of_name
from events.reading.problems import (
    Mark,
    Path,
    Problem,
    Problems,
    UnreadableError,
    field_name,
)
from events.reading.sayings import Saying, say
from events.reading.streams import sniff, whole
from events.reading.trees.decoding import decode
from events.reading.trees.json_tree import JsonReader
from events.reading.trees.tree import Node, Tree
from events.reading.trees.yaml_tree import read_yaml
from events.reading.validation import validate

T = TypeVar("T")


def read_document(
    stream: BinaryIO | bytes, adapter: TypeAdapter[T], *, name: str, form: Form | None = None
) -> T | Problems:
    """Return the one value that a JSON or YAML file describes, or all that is wrong with it.

    The form is told as for `read_facts`; a file of one document is never JSON Lines, so that form
    is read as JSON. Nothing is raised but what the stream itself raises.
    """
    found = read_located(stream, adapter, name=name, form=form)
    return found if isinstance(found, Problems) else found.value


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """The value of a document, and where its fields stand in the file."""

    value: T
    file: str
    node: Node

    def problem(self, path: Path, saying: Saying) -> Problem:
        """Return a problem of the field at the end of a path, or of the last part that is there."""
        mark = _mark(self.node, path)
        return Problem(self.file, mark.line, mark.column, field_name(path), saying)


def read_located(
    stream: BinaryIO | bytes, adapter: TypeAdapter[T], *, name: str, form: Form | None = None
) -> Located[T] | Problems:
    """Return what `read_document` returns, with the places of all fields in the file."""
    stream = io.BytesIO(stream) if isinstance(stream, bytes) else stream
    form = form or form_of_name(name)
    if form is None:
        form, stream = sniff(stream)
    tree = Tree(name)
    problems: list[Problem] = []
    try:
        node = _one_node(decode(whole(stream, file=name), file=name), form, tree)
        value = validate(node, adapter, file=name)
        if not isinstance(value, Problems) and not tree.problems:
            return Located(value, name, node)
        problems += value if isinstance(value, Problems) else ()
    except UnreadableError as error:
        problems.append(error.problem)
    return Problems.in_order([*tree.problems, *problems])


def _mark(node: Node, path: Path) -> Mark:
    for part in path:
        value = node.value
        if isinstance(value, dict) and part in value:
            node = value[str(part)].node
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            node = value[part]
    return node.mark


def _one_node(text: str, form: Form, tree: Tree) -> Node:
    top = Mark(1, 1)
    if not text or text.isspace():
        tree.fail(top, say("file_empty"))
    if form != "yaml":
        reader = JsonReader(text, tree)
        node = reader.value()
        reader.end("document_ended")
        return node
    documents = [*read_yaml(text, tree)]
    if not documents:
        tree.fail(top, say("file_empty"))
    if len(documents) > 1:
        tree.fail(documents[1].mark, say("second_document"))
    return documents[0]
