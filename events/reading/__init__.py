"""The one way from files to facts: JSON Lines, JSON and YAML in, facts or all problems out.

Nothing here opens a file: readers take a stream of bytes and the name that problems shall call it.
"""

from events.reading.documents import Located, read_document, read_located
from events.reading.files import read_facts
from events.reading.forms import Form
from events.reading.found import FactFile, LocatedFact
from events.reading.problems import Mark, Path, Problem, Problems, field_name
from events.reading.trees.tree import Member, Node
from events.reading.validation import validate

__all__ = [
    "FactFile",
    "Form",
    "Located",
    "LocatedFact",
    "Mark",
    "Member",
    "Node",
    "Path",
    "Problem",
    "Problems",
    "field_name",
    "read_document",
    "read_facts",
    "read_located",
    "validate",
]
