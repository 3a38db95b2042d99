"""A byte of the schema that is no letter any more: told in words, and a copy takes its place."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import backup, recover, restore
from db.connection import Store
from db.files import open_store
from desktop_app.core.errors import DatabaseDamaged, TargetError

_NOW = dt.datetime(2026, 11, 23, 9, 0)
_TOPIC = """
INSERT INTO topic (code, title, folded, service, priority, is_group, position)
VALUES (?, 'Тема', 'тема', 'heating', 'normal', 0, 1)
"""
_CLERK = "INSERT INTO clerk (name) VALUES ('Орлова И. С.')"
_PLACES = (b"CREATE TABLE clerk", b"CREATE INDEX ticket_topic ON", b"CREATE TRIGGER history_is")


def _base(path: Path) -> Path:
    store = open_store(path)
    with store.write():
        store.execute(_CLERK)
    store.close()
    return path


def _spoil(path: Path, words: bytes) -> Path:
    """Put a byte no UTF-8 has into the text of the schema."""
    content = bytearray(path.read_bytes())
    content[content.index(words) + 3] = 0xFF
    path.write_bytes(bytes(content))
    return path


@pytest.mark.parametrize("words", _PLACES)
def test_a_spoilt_copy_is_refused_in_words(tmp_path: Path, words: bytes) -> None:
    """Such a copy is told to be damaged; what it holds is not asked in vain either."""
    spoilt = _spoil(_base(tmp_path / "копия.sqlite"), words)
    assert restore.problem(spoilt) == "файл повреждён"
    with pytest.raises(DatabaseDamaged):
        restore.facts(spoilt)


@pytest.mark.parametrize("words", _PLACES)
def test_a_copy_takes_the_place_of_a_spoilt_base(tmp_path: Path, words: bytes) -> None:
    """Going back to a sound copy must not stumble over the damage it is there to mend."""
    copy, live = _base(tmp_path / "копия.sqlite"), _base(tmp_path / "база.sqlite")
    _spoil(live, words)
    with pytest.raises(DatabaseDamaged):
        restore.newer(live, restore.facts(copy))
    kept = restore.put_back(copy, live, _NOW)
    assert kept is not None
    assert kept.is_file()
    assert restore.facts(live) == restore.facts(copy)


@pytest.mark.parametrize("words", _PLACES)
def test_no_copy_is_made_of_a_spoilt_base(tmp_path: Path, words: bytes) -> None:
    """A copy nobody could open is not written: the base is told to be damaged."""
    store = Store(_spoil(_base(tmp_path / "база.sqlite"), words))
    with pytest.raises(DatabaseDamaged):
        backup.write_copy(store, tmp_path / "копия.sqlite")
    store.close()
    assert not (tmp_path / "копия.sqlite").exists()


def test_a_journal_that_stays_keeps_the_base_in_its_place(tmp_path: Path) -> None:
    """Where the journal cannot be set aside, the live file is not left without its name."""
    copy, live = _base(tmp_path / "копия.sqlite"), _base(tmp_path / "база.sqlite")
    before = live.read_bytes()
    journal = live.with_name(f"{live.name}-journal")
    kept = restore.kept_name(live, _NOW)
    (kept.with_name(f"{kept.name}-journal") / "занято").mkdir(parents=True)
    journal.write_bytes(bytes(512))  # no journal of SQLite's: it is let be, and has a size
    with pytest.raises(TargetError):
        restore.put_back(copy, live, _NOW)
    assert live.read_bytes() == before
    assert not kept.exists()


def _numbers(path: Path) -> dict[int, str]:
    with closing(sqlite3.connect(path)) as base:
        return dict(base.execute("SELECT id, code FROM topic"))


@pytest.mark.parametrize("altered", [1, 2])
def test_a_row_that_took_anothers_number_removes_nobody(tmp_path: Path, altered: int) -> None:
    """A flipped letter makes two rows alike: the sound one is kept, the other stands in doubts."""
    path = tmp_path / "база.sqlite"
    store = open_store(path)
    with store.write():
        for code in ("HEAT.AA", "HEAT.BB"):
            store.execute(_TOPIC, (code,))
    store.close()
    content = path.read_bytes()
    own, other = (b"HEAT.AA", b"HEAT.BB") if altered == 1 else (b"HEAT.BB", b"HEAT.AA")
    row = content.index(own + "Тема".encode())
    path.write_bytes(content[:row] + other + content[row + len(other) :])
    found = recover.recover(path, tmp_path / "новая.sqlite")
    sound = 3 - altered
    assert _numbers(tmp_path / "новая.sqlite") == {sound: other.decode()}
    told = [words for words in found.doubts if "не записывается" in words]
    assert len(told) == 1
    assert '"id": ' + str(altered) in told[0]
