"""A spoilt entry of history: the check names it, a card tells of damage, nothing crashes."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import history, redactions
from db.connection import Store
from db.files import open_store
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import DatabaseDamaged
from desktop_app.core.records.history import FieldChange, HistoryDraft

_NOW = dt.datetime(2026, 11, 23, 9, 0)
_ACT = """
INSERT INTO destruction_act (number, made_at, closed_before, basis, tickets, entries, events)
VALUES ('1', '2026-11-23T09:00:00', '2021-01-01', 'Истёк срок', 1, 1, '')
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a file with an entry emptied by an act, and the act that vouches for it."""
    path = tmp_path / "база.sqlite"
    store = open_store(path)
    with history.action(store, _NOW, None) as action:
        saved = (FieldChange("office.name", "", ""),)
        action.record(HistoryDraft(Operation.SETTING_SAVED, Entity.SETTING, 0, saved))
    digest = redactions.digest_of(store, [1])
    with history.action(store, _NOW, None) as action:
        told = (FieldChange(redactions.DIGEST, None, digest),)
        action.record(HistoryDraft(Operation.SETTING_SAVED, Entity("destruction"), 1, told))
        store.execute(_ACT)
        store.execute("INSERT INTO redaction VALUES (1, 1)")
    assert redactions.trusted(store) == {1}
    assert history.broken_link(store) is None
    store.close()
    return path


def _spoilt(path: Path, assignment: str) -> Store:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER history_is_not_changed")
        raw.execute(f"UPDATE history SET {assignment} WHERE id = 2")  # noqa: S608  words of this test
    return open_store(path)


@pytest.mark.parametrize("changes", ['[["digest"', "5", "[[1]]", "[null]", ""])
def test_a_witness_that_is_no_json_vouches_for_nobody(base: Path, changes: str) -> None:
    """The check of the chain ends with the number of the spoilt entry, not with a crash."""
    store = _spoilt(base, f"changes = '{changes}'")
    assert redactions.trusted(store) == frozenset()
    assert history.broken_link(store) == 2
    store.close()


@pytest.mark.parametrize("what", ["changes = '[[1]]'", "operation = 'zz'", "at = 'вчера'"])
def test_a_card_of_a_spoilt_entry_tells_of_damage(base: Path, what: str) -> None:
    """What cannot be read as an entry is a damaged file, told with the way to a copy."""
    store = _spoilt(base, what)
    with pytest.raises(DatabaseDamaged):
        history.of_entity(store, Entity("destruction"), 1)
    with pytest.raises(DatabaseDamaged):
        history.of_action(store, 2)
    store.close()
