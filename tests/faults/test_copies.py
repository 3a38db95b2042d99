"""A copy is put in place only when everything SQLite can ask of it holds."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import backup
from db.connection import Store
from db.files import open_store
from desktop_app.core.errors import DatabaseDamaged, OfficeError
from desktop_app.services.demo.build import DemoOrder, make_demo
from tests.faults.test_damage import cut_end, flip_bit, zero_page

TIMES, LONG_TIMES = 40, 400


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sound file with some hundred tickets, tightly packed."""
    path = tmp_path_factory.mktemp("sound") / "office.sqlite"
    make_demo(path, DemoOrder(houses=20, tickets=300))
    with closing(sqlite3.connect(path)) as base:
        base.execute("VACUUM")
    return path


def test_a_row_against_its_rules_is_not_copied(sound: Path, tmp_path: Path) -> None:
    """A whole structure with one impossible word in it is damage: the copy is refused."""
    spoilt, target = tmp_path / "spoilt.sqlite", tmp_path / "copy.sqlite"
    spoilt.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(spoilt)) as base:
        base.execute("PRAGMA ignore_check_constraints = ON")
        base.execute("UPDATE callback SET outcome = 'sloved' WHERE id = 7")
        base.commit()
        base.execute("PRAGMA ignore_check_constraints = OFF")
        assert base.execute("PRAGMA quick_check").fetchone()[0] != "ok"
    with closing(open_store(spoilt)) as store, pytest.raises(DatabaseDamaged):
        backup.write_copy(store, target)
    assert [path.name for path in tmp_path.iterdir()] == ["spoilt.sqlite"]


@pytest.mark.parametrize("damage", [flip_bit, zero_page, cut_end], ids=lambda d: d.__name__)
def test_it_refuses_whatever_one_check_refuses(
    sound: Path,
    tmp_path: Path,
    figure: Callable[[str, object], None],
    is_long: bool,
    damage: Callable[[bytearray, random.Random], None],
) -> None:
    """Checked by two threads, a copy is refused wherever one quick_check would have refused it."""
    ends: Counter[str] = Counter()
    for number in range(LONG_TIMES if is_long else TIMES):
        content = bytearray(sound.read_bytes())
        damage(content, random.Random(f"{damage.__name__}-{number}"))
        path = tmp_path / f"{number}.sqlite"
        path.write_bytes(content)
        wanted, refused = not _is_sound(path), _is_refused(path, tmp_path / "copy.sqlite")
        ends["refused" if refused else "missed" if wanted else "taken"] += 1
        path.unlink()
    figure(f"копии испорченных файлов, {damage.__name__}", dict(ends))
    assert ends["refused"]
    assert not ends["missed"]


def _is_sound(path: Path) -> bool:
    """Ask one connection everything at once, as copies were checked before."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            return bool(base.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _is_refused(path: Path, target: Path) -> bool:
    store = Store(path, sealing=False)
    try:
        backup.write_copy(store, target)
    except OfficeError:
        return True
    finally:
        store.close()
    return False
