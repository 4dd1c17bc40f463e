"""A sound ledger is gone through row by row, and what is held of it is put aside."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_places import STORAGES, a_place
from ledgers import random_ledger
from support import RECORDED_AT

from events.facts import fact_from_json
from tracker.integrity.aside import digests, positions
from tracker.integrity.audit import audit
from tracker.integrity.sound import read_sound
from tracker.integrity.stored import read_stored
from tracker.ledger import create_ledger


@given(st.lists(st.integers(0, 2**63 - 1), max_size=2500))
def test_what_is_put_aside_is_found_again_in_order(values: list[int]) -> None:
    aside = positions()
    for number, value in enumerate(values):
        aside.put(value)
        assert aside[number] == value
    assert [*aside] == values == aside[:]
    assert len(aside) == len(values)
    assert aside[-3:] == values[-3:]
    with pytest.raises(IndexError):
        aside[len(values)]


def test_what_is_too_long_is_not_put_aside() -> None:
    aside = digests()
    with pytest.raises(ValueError, match="32 bytes"):
        aside.put(b"too short")
    assert len(aside) == 0


@pytest.mark.parametrize("storage", STORAGES)
def test_a_sound_ledger_is_seen_as_its_rows_have_it(storage: str, tmp_path: Path) -> None:
    facts = [fact_from_json(json.dumps(entry.fact)) for entry in random_ledger(11, 800)]
    with a_place(storage, tmp_path) as place:
        with create_ledger(place.location, at=RECORDED_AT) as ledger:
            for number in range(100):
                ledger.record(facts[number : number + 1], at=RECORDED_AT + timedelta(number))
            ledger.record(facts[100:], at=RECORDED_AT + timedelta(200))
            with ledger.reading() as session:
                sound, stored = (
                    read_sound(session, ledger.header),
                    read_stored(session, ledger.header),
                )
                found = audit(session, ledger.header)
        assert sound is not None
        links = stored.fact_links
        assert [*sound.positions] == [link.position for link in links] == [*stored.facts]
        assert [*sound.leaves] == [link.leaf for link in links]
        assert [*sound.heads] == [link.head for link in stored.links]
        assert [*sound.times] == [link.recorded_at for link in links]
        assert not stored.faults
        assert [*found.leaves] == [*found.kept] == [*sound.leaves]
