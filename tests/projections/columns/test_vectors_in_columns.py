"""The conformance vectors, answered in columns."""

import json
from datetime import date
from pathlib import Path

import pytest
from columnar import by_subject, seen_in_columns
from contract_cases import name_of, on_record, vector_files
from judging import as_recorded


@pytest.mark.parametrize("file", vector_files(), ids=name_of)
def test_a_vector_is_answered_as_prescribed(file: Path) -> None:
    vector = json.loads(file.read_text(encoding="utf-8"))
    records = as_recorded(on_record(vector["facts"]))
    for asked in vector["questions"]:
        known_at = asked["known_at"] and date.fromisoformat(asked["known_at"])
        found = by_subject(seen_in_columns(records, known_at), date.fromisoformat(asked["as_of"]))
        for name, channel, status in asked["statuses"]:
            assert found.get((name, channel), "not_marketed") == status
