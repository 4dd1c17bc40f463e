"""Other documents than facts (a scenario, a policy), read into a model of one's own."""

import io
from typing import BinaryIO, TypeVar

from pydantic import TypeAdapter

from events.reading.decoding import decode
from events.reading.forms import Form, form_of_name
from events.reading.json_tree import JsonReader
from events.reading.problems import Mark, Problem, Problems, UnreadableError
from events.reading.streams import sniff, whole
from events.reading.tree import Node, Tree
from events.reading.validation import validate
from events.reading.yaml_tree import read_yaml

T = TypeVar("T")


def read_document(
    stream: BinaryIO | bytes, adapter: TypeAdapter[T], *, name: str, form: Form | None = None
) -> T | Problems:
    """Return the one value that a JSON or YAML file describes, or all that is wrong with it.

    The form is told as for `read_facts`; a file of one document is never JSON Lines, so that form
    is read as JSON. Nothing is raised but what the stream itself raises.
    """
    stream = io.BytesIO(stream) if isinstance(stream, bytes) else stream
    form = form or form_of_name(name)
    if form is None:
        form, stream = sniff(stream)
    tree = Tree(name)
    value: T | Problems = Problems()
    problems: list[Problem] = []
    try:
        text = decode(whole(stream, file=name), file=name)
        value = validate(_one_node(text, form, tree), adapter, file=name)
    except UnreadableError as error:
        problems.append(error.problem)
    problems += [*tree.problems, *(value if isinstance(value, Problems) else ())]
    return Problems.in_order(problems) if problems else value


def _one_node(text: str, form: Form, tree: Tree) -> Node:
    top = Mark(1, 1)
    if not text or text.isspace():
        tree.fail(top, "the file is empty")
    if form != "yaml":
        reader = JsonReader(text, tree)
        node = reader.value()
        reader.end("the document ended before this")
        return node
    documents = [*read_yaml(text, tree)]
    if not documents:
        tree.fail(top, "the file is empty")
    if len(documents) > 1:
        tree.fail(documents[1].mark, "the file holds a second document; only one is read")
    return documents[0]
