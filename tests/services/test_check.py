"""«Проверка базы»: what is spoilt is found, and what is whole is gathered anew."""

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import rowseal, seals, unfinished
from db.connection import Store
from db.files import open_store
from db.integrity import private_copy
from db.recover import recover
from desktop_app.core.errors import DatabaseDamaged, OfficeError, TargetError
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.services.desk import Desk
from desktop_app.services.health import Health
from desktop_app.services.office import Office
from tests.services.fixtures import OPEN_JOURNAL, new_ticket

_PAGE = 4096
_FIRST_SCHEMA = Path(__file__).parents[1] / "data" / "old_databases" / "schema1.sqlite"
_SETTING = OFFICE_NAME


@pytest.fixture
def filled(office: Office) -> Office:
    """Return an office with forty tickets, each handed nowhere yet."""
    for number in range(40):
        new_ticket(office, details=f"Холодно в комнате {number}, обещали прийти")
    return office


def _words(office: Office) -> dict[str, str]:
    return {finding.what: finding.words for finding in office.health.check()}


def _unsound(office: Office) -> list[str]:
    return [finding.what for finding in office.health.check() if not finding.is_sound]


def _behind_the_back(path: Path, sql: str) -> None:
    """Change the file without the program, as a broken disk or a curious hand does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(OPEN_JOURNAL)
        connection.execute(sql)
        connection.commit()


def test_a_sound_base_is_told_so(filled: Office) -> None:
    """Every part is in order, and nothing is left beside the file."""
    assert _unsound(filled) == []
    assert "все сошлись" in _words(filled)["Содержимое строк"]
    assert list(filled.path.parent.glob("*.checking*")) == []


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE ticket SET premise = '99' WHERE id = 7", "обращение (строка 7)"),
        ("UPDATE ticket SET room_temperature = 12.000000000000002 WHERE id = 8", "строка 8"),
        ("DELETE FROM draft; ", ""),
        ("UPDATE setting SET value = 'x'", "настройка"),
        ("UPDATE row_seal SET seal = seal + 1 WHERE key = 3 AND table_id ="
         " (SELECT id FROM sealed_table WHERE name = 'ticket')", "обращение (строка 3)"),
    ],
)  # fmt: skip
def test_a_changed_row_is_named(filled: Office, sql: str, named: str) -> None:
    """A change past the program is found and named; a draft has no seal to break."""
    filled.settings.set(_SETTING, "Администрация")
    _behind_the_back(filled.path, sql)
    unsound = _unsound(filled)
    assert unsound == (["Содержимое строк"] if named else [])
    assert named in _words(filled)["Содержимое строк"]


def test_a_row_that_is_gone_is_named(filled: Office) -> None:
    """A ticket deleted past the program with all its rows is missed."""
    _behind_the_back(filled.path, "DELETE FROM ticket_cycle WHERE ticket_id = 5")
    words = _words(filled)["Содержимое строк"]
    assert "цикл обращения (строка 5)" in words


def test_a_broken_chain_is_named(filled: Office) -> None:
    """History changed past its triggers is found by the first entry that does not fit."""
    _behind_the_back(filled.path, "DROP TRIGGER history_is_not_changed")
    _behind_the_back(filled.path, "UPDATE history SET note = 'иначе' WHERE id = 3")
    assert "История изменений" in _unsound(filled)
    assert _words(filled)["История изменений"] == "нарушена с записи 3"


def test_a_rule_written_otherwise_is_named(filled: Office) -> None:
    """One letter of a trigger leaves every row as it was: told by its text, as one too many is."""
    _behind_the_back(filled.path, "CREATE INDEX чужой ON ticket (floor)")
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute(OPEN_JOURNAL)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'tickets + 1', 'tickets + 9')"
            " WHERE name = 'ticket_is_counted'"
        )
        connection.commit()
    assert _unsound(filled) == ["Таблицы и правила"]
    words = _words(filled)["Таблицы и правила"]
    assert words == "не такие: индекс чужой, правило ticket_is_counted"


def test_a_base_upgraded_from_the_first_schema_is_written_as_a_new_one(tmp_path: Path) -> None:
    """Every step changes tables of old files to the very texts of new ones."""
    old = tmp_path / "old.sqlite"
    shutil.copyfile(_FIRST_SCHEMA, old)
    office = Office.open(old)
    assert "Таблицы и правила" not in _unsound(office)
    office.close()


def test_spoilt_bytes_are_found(filled: Office, figure: Callable[[str, object], None]) -> None:
    """Of flipped bits, zeroed pages and cut files none that changes a row goes unseen."""
    store = filled.desk.store
    with store.write():
        store.execute("DELETE FROM draft")
    store.raw.execute("VACUUM")
    store.close()
    whole = filled.path.read_bytes()
    rng, harmless, caught = random.Random(7), 0, 0
    for turn in range(60):
        spoilt = _spoil(bytearray(whole), turn % 3, rng)
        filled.path.write_bytes(spoilt)
        if _is_found(filled.path):
            caught += 1
        else:
            harmless += 1
            assert _rows(filled.path) == _rows_of(whole, filled.path.with_name("w.sqlite"))
    filled.path.write_bytes(whole)
    figure("порчи найдено из 60, остальные задели пустое место", f"{caught} + {harmless}")
    assert caught >= 36  # a file of 40 tickets is a third of empty room


def _spoil(content: bytearray, kind: int, rng: random.Random) -> bytes:
    if kind == 0:
        place = rng.randrange(len(content))
        content[place] ^= 1 << rng.randrange(8)
    elif kind == 1:
        page = rng.randrange(len(content) // _PAGE) * _PAGE
        content[page : page + _PAGE] = bytes(_PAGE)
    else:
        del content[rng.randrange(1, len(content)) :]
    return bytes(content)


def _is_found(path: Path) -> bool:
    try:
        store = open_store(path, create=False)
    except OfficeError:
        return True
    try:
        return not all(finding.is_sound for finding in Health(Desk(store)).check())
    except OfficeError:
        return True
    finally:
        store.close()


def _rows(path: Path) -> list[str]:
    """Return every row of every table but those inside the index of words."""
    with closing(sqlite3.connect(path)) as base:
        return [line for line in base.iterdump() if "ticket_search_" not in line]


def _rows_of(content: bytes, place: Path) -> list[str]:
    place.write_bytes(content)
    return _rows(place)


def test_rows_of_the_bulk_writer_are_sealed_later(filled: Office) -> None:
    """Rows without seals are told, sealed at the check, and guarded from then on."""
    _behind_the_back(filled.path, "DELETE FROM row_seal")
    assert "без печати" in _words(filled)["Содержимое строк"]
    assert "без печати" not in _words(filled)["Содержимое строк"]
    _behind_the_back(filled.path, "UPDATE ticket SET details = 'иначе' WHERE id = 2")
    assert _unsound(filled) == ["Содержимое строк"]


def test_columns_added_by_an_upgrade_do_not_look_like_damage(filled: Office) -> None:
    """Seals of a table are let go when its columns change, and made anew."""
    store = filled.desk.store
    raw = store.raw
    store.close()
    _behind_the_back(filled.path, "ALTER TABLE ticket ADD COLUMN more TEXT NOT NULL DEFAULT ''")
    fresh = Store(filled.path, sealing=False)
    with fresh.write():
        rowseal.register(fresh.raw)
    assert seals.verdict(fresh.raw).doubts == ()
    assert seals.seal_missing(fresh) == 40
    assert raw is not fresh.raw
    fresh.close()


def test_seals_cost_little(
    filled: Office, on_disk: Path, figure: Callable[[str, object], None]
) -> None:
    """Saving a ticket with seals takes at most half as much work again as without them."""
    path = on_disk / "office.sqlite"
    shutil.copyfile(filled.path, path)
    took = {True: 1e9, False: 1e9}
    for _ in range(8):
        for sealing in (True, False):
            store = Store(path, sealing=sealing)
            office = Office(store)
            new_ticket(office)
            began = time.process_time()  # neighbours and a busy disk cost none of it
            for _ in range(15):
                new_ticket(office)
            took[sealing] = min(took[sealing], time.process_time() - began)
            office.close()
    ratio = took[True] / took[False]
    figure("запись обращения с печатями дороже, чем без них, раз", f"{ratio:.2f}")
    assert ratio < 1.5


def test_a_damaged_file_gives_what_is_whole(
    filled: Office, tmp_path: Path, figure: Callable[[str, object], None]
) -> None:
    """Pages of tickets are lost: the new file is sound, holds the rest, and names the doubts."""
    store = filled.desk.store
    store.raw.execute("VACUUM")
    store.close()
    content = bytearray(filled.path.read_bytes())
    place = content.find("Холодно в комнате 20".encode()) // _PAGE * _PAGE
    content[place : place + _PAGE] = bytes(_PAGE)
    damaged, new = tmp_path / "испорчен.sqlite", tmp_path / "новый.sqlite"
    damaged.write_bytes(content)
    found = recover(damaged, new)
    assert damaged.read_bytes() == content
    assert 20 <= found.rows["ticket"] < 40
    assert any("не читается" in words for words in found.doubts)
    gathered = Office.open(new, create=False)
    assert _unsound(gathered) == []
    assert gathered.register.counts().total == found.rows["ticket"]
    assert gathered.search.tickets("комнате 3", 50)
    new_ticket(gathered)
    gathered.close()
    figure("обращений собрано из испорченного файла, из 40", found.rows["ticket"])


def test_recovery_of_a_sound_file_loses_nothing(filled: Office, tmp_path: Path) -> None:
    """A whole file comes over whole, without a doubt."""
    filled.close()
    found = recover(filled.path, tmp_path / "новый.sqlite")
    assert found.doubts == []
    assert found.rows["ticket"] == 40
    assert found.rows["history"] >= 40


def test_recovery_refuses(filled: Office, tmp_path: Path) -> None:
    """A name that is taken and a file of nothing are refused in words."""
    filled.close()
    with pytest.raises(TargetError, match="уже есть"):
        recover(filled.path, filled.path)
    nothing = tmp_path / "ничто.sqlite"
    nothing.write_bytes(b"\x01" * 9000)
    with pytest.raises(DatabaseDamaged, match="ничего не прочитать"):
        recover(nothing, tmp_path / "новый.sqlite")
    assert not (tmp_path / "новый.sqlite").exists()


def test_a_spoilt_index_of_words_is_made_anew(filled: Office) -> None:
    """A changed page of the index is found by comparing, and search works again at once."""
    store = filled.desk.store
    page = store.row("SELECT id, block FROM ticket_search_data ORDER BY length(block) DESC LIMIT 1")
    assert page is not None
    spoilt = bytearray(page[1])
    place = next(n for n in range(len(spoilt) // 2, len(spoilt)) if 97 <= spoilt[n] <= 240)
    spoilt[place] ^= 1
    store.close()
    with closing(sqlite3.connect(filled.path)) as connection:
        sql = "UPDATE ticket_search_data SET block = ? WHERE id = ?"
        connection.execute(sql, (bytes(spoilt), page[0]))
        connection.commit()
    assert _unsound(filled) == ["Указатель поиска"]
    assert _unsound(filled) == []
    with filled.desk.store.write():
        filled.desk.store.execute(
            "INSERT INTO ticket_search (rowid, folded) VALUES (999, ' лишнее ')"
        )
    assert _unsound(filled) == ["Указатель поиска"]
    assert _unsound(filled) == []
    assert filled.search.tickets("комнате 3", 50)


def test_two_checks_at_once_have_a_copy_each(filled: Office) -> None:
    """Neither looks at the other's copy, takes it away, or tells of it as left behind."""
    with private_copy(filled.desk.store) as one, private_copy(filled.desk.store) as other:
        assert len({filled.path, one.path, other.path}) == 3
        for copy in (one, other):
            assert copy.scalar("SELECT count(*) FROM ticket") == 40
        assert _unsound(filled) == []
    assert list(filled.path.parent.glob("*.checking*")) == []


def test_a_check_leaves_others_room_to_write(
    filled: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that fills the disk would stop every call meanwhile: the file itself is looked at."""
    size = filled.path.stat().st_size
    nearly_full = shutil.disk_usage(filled.path.parent)._replace(free=size + 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: nearly_full)
    with private_copy(filled.desk.store) as looked_at:
        assert looked_at is filled.desk.store
        assert list(filled.path.parent.glob("*.checking*")) == []
    assert _unsound(filled) == []


def test_a_check_that_was_killed_is_swept(filled: Office) -> None:
    """Its copy is told of by the next check, and goes when the base is opened again."""
    program = subprocess.Popen([sys.executable, "-c", ""])
    program.wait()
    left = filled.path.with_name(f"{filled.path.name}.{program.pid}-0a1b2c3d.checking")
    left.write_bytes(b"SQLite format 3\x00 cut")
    assert left.name in " ".join(_words(filled).values())
    unfinished.sweep(filled.path)
    assert not left.exists()
