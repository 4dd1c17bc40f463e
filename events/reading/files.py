"""Facts from a file: all of them, or everything that is wrong with it."""

import io
import re
from json import JSONDecoder
from typing import Any, BinaryIO

from events.facts import Fact, fact_from_json
from events.following import Work, counted_out
from events.reading.forms import Form, form_of_name
from events.reading.found import LIST_FIELD, FactFile, Found
from events.reading.problems import UnreadableError
from events.reading.streams import lines, overlong, sniff, whole
from events.reading.trees.decoding import decode, refuse_foreign_marks
from events.reading.trees.json_tree import JsonReader
from events.reading.trees.tree import Member, Node, Tree
from events.reading.trees.yaml_tree import read_yaml


def read_facts(stream: BinaryIO | bytes, *, name: str, form: Form | None = None) -> FactFile:
    """Return the facts of a file, or its problems, which come all at once and in order.

    `name` is what problems call the file. Its ending tells the form (.jsonl, .ndjson, .json, .yaml,
    .yml) unless `form` does; where neither does, the text decides (`events.reading.forms`). JSON
    Lines hold a fact a line, blank lines aside; a JSON file and each document of a YAML file hold a
    fact, a list of facts, or `{"facts": [...]}`. A file without any fact has a problem.

    Whatever the bytes are, nothing is raised but what the stream itself raises.
    """
    stream = io.BytesIO(stream) if isinstance(stream, bytes) else stream
    form = form or form_of_name(name)
    if form is None:
        form, stream = sniff(stream)
    found, tree = Found(name), Tree(name)
    try:
        if form == "jsonl":
            _read_lines(stream, found)
        else:
            _read_document(decode(whole(stream, file=name), file=name), form, tree, found)
    except UnreadableError as error:
        found.problems.append(error.problem)
    found.problems += tree.problems
    return found.result()


def _read_lines(stream: BinaryIO, found: Found) -> None:
    for number, line in enumerate(counted_out(Work.LINES_READ, lines(stream)), 1):
        if line is None:
            found.problems.append(overlong(found.file, number))
        elif source := line.strip(b" \t\r\n"):
            if fact := fact_of(source):
                found.keep(fact, number)
            else:
                _read_line(line, number, found)


def _read_line(line: bytes, number: int, found: Found) -> None:
    if number == 1:
        refuse_foreign_marks(line, file=found.file)
    tree = Tree(found.file)
    try:
        reader = JsonReader(decode(line, file=found.file, line=number), tree, line=number)
        if reader.peek():
            node = reader.value()
            found.judge(node)
            reader.end("one_fact_a_line")
    except UnreadableError as error:
        found.problems.append(error.problem)
    found.problems += tree.problems


def _read_document(text: str, form: Form, tree: Tree, found: Found) -> None:
    if not text or text.isspace():
        return
    if form == "json":
        _read_json(JsonReader(text, tree), found)
    else:
        _read_yaml(text, tree, found)


def _read_yaml(text: str, tree: Tree, found: Found) -> None:
    documents: list[Node] = []
    try:
        documents.extend(read_yaml(text, tree))
    finally:
        for document in documents:
            found.judge_document(document)


_LIST_IN_OBJECT = re.compile(rf'\{{\s*"{LIST_FIELD}"\s*:\s*\[')


def _read_json(reader: JsonReader, found: Found) -> None:
    if reader.peek() == "[":
        _read_elements(reader, found)
    elif _LIST_IN_OBJECT.match(reader.text, reader.position):
        _read_list_in_object(reader, found)
    else:
        found.judge_document(reader.value())
    reader.end("document_of_facts_ended")


def _read_list_in_object(reader: JsonReader, found: Found) -> None:
    fields: dict[str, Member] = {}
    for mark, key, is_new in reader.members(fields):
        if key == LIST_FIELD and is_new:
            fields[key] = Member(mark, Node(reader.mark(), None))
            _read_elements(reader, found)
        else:
            reader.value()
            if is_new:
                found.refuse_beside_facts(mark, key)


def _read_elements(reader: JsonReader, found: Found) -> None:
    for _ in reader.elements():
        line = reader.mark().line
        # a blemish turns the quick way off: its errors count the lines of all the text before them
        blemished = bool(reader.tree.problems)
        quick = None if blemished else fact_at(reader.text, reader.position)
        if quick:
            fact, end = quick
            found.keep(fact, line)
            reader.move_to(end)
        else:
            found.judge(reader.value(), tuple(reader.tree.path))


def fact_of(source: bytes) -> Fact | None:
    """Return the fact that JSON describes without any blemish, or None."""
    try:
        text = source.decode()
    except ValueError:
        return None
    fact = _fact(text)
    return fact if fact is not None and _end_of_value(text, 0) else None


def fact_at(text: str, start: int) -> tuple[Fact, int] | None:
    """Return the fact that JSON describes from `start` on, and where that ends, or None."""
    end = _end_of_value(text, start)
    if end is None:
        return None
    fact = _fact(text[start:end])
    return None if fact is None else (fact, end)


def _fact(text: str) -> Fact | None:
    if "\\u0000" in text:
        return None
    try:
        return fact_from_json(text)
    except ValueError:
        return None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


_STRICT = JSONDecoder(object_pairs_hook=_without_repeats)


def _end_of_value(text: str, start: int) -> int | None:
    """Return where the JSON value ends, or None if an object in it has a name twice."""
    try:
        return _STRICT.raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return None
