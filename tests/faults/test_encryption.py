"""A base is put under a password while the world breaks: it opens as before or as after."""

import json
import random
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db import cipher, files, rekey
from db.connection import Store
from db.migrations import LATEST
from desktop_app.core import clock
from desktop_app.core.errors import (
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFull,
    OfficeError,
    WrongPassword,
)
from desktop_app.core.file_key import SALT_BYTES, FileKey, new_salt
from desktop_app.services.encryption import Encryption
from desktop_app.services.office import Office
from tests.conftest import ROOT
from tests.faults import old
from tests.faults.desk_window import SAID, DeskWindow
from tests.faults.hindrances import no_writing, small_disk
from tests.services.fixtures import new_ticket

pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")

Promise = Callable[[str, object, object], None]
OLD, NEW = "прежний пароль базы", "новый пароль базы"
RARE = "Щербинколюбов"
TICKETS = 40
KILLS, LONG_KILLS = 4, 300
_CHILD = """
import sys
from pathlib import Path
from desktop_app.services.encryption import Encryption
live, old, new = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
work = Encryption(live, [])
key = work.unlock(old).key if old else None
print("begun", flush=True)
work.change(key, new or None)
"""
_pause = threading.Event().wait


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return a base of forty tickets with a rare name in each."""
    folder = tmp_path / "база"
    office = Office.open(folder / "район.sqlite")
    for _ in range(TICKETS):
        new_ticket(office, applicant_name=RARE)
    office.close()
    return folder / "район.sqlite"


def _opens_as(path: Path, old: str, new: str) -> str:
    """Return whether the base is as before or as after, whole in either case."""
    for name, word in (("прежняя", old), ("новая", new)):
        if not word and not cipher.is_plain(path):
            continue
        try:
            key = Encryption(path, []).unlock(word).key if word else None
        except WrongPassword:
            continue
        with closing(_office(path, key)) as office:
            assert office.register.counts().total == TICKETS
            assert all(finding.is_sound for finding in office.health.check())
        return name
    return "не открывается"


def _office(path: Path, key: FileKey | None) -> Office:
    return Office.open(path, create=False, key=key)


@pytest.mark.parametrize(("old", "new"), [("", NEW), (OLD, NEW), (OLD, "")])
def test_a_kill_at_any_moment(
    plain: Path, tmp_path: Path, promise: Promise, is_long: bool, old: str, new: str
) -> None:
    """Killed while it encrypts, changes or decrypts: one of both passwords opens all of it."""
    if old:
        Encryption(plain, []).change(None, old)
    seen: Counter[str] = Counter()
    dice = random.Random(f"{old} {new}")
    whole = plain.read_bytes()
    for number in range(LONG_KILLS if is_long else KILLS):
        live = tmp_path / f"{number}" / plain.name
        live.parent.mkdir()
        live.write_bytes(whole)
        with subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(live), old, new], stdout=subprocess.PIPE, cwd=ROOT
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline().strip() == b"begun"
            _pause(dice.uniform(0.0, 0.9))
            child.kill()
        seen[_opens_as(live, old, new)] += 1
        if old and not cipher.is_plain(live):  # half a plain file is gone with the next opening
            assert not list(live.parent.glob("*.encrypting"))
        shutil.rmtree(live.parent)
    what = f"пароль: kill −9 при смене пароля ({'да' if old else 'нет'} → {'да' if new else 'нет'})"
    promise(what, f"{sum(seen.values())} раз", dict(seen))
    assert set(seen) <= {"прежняя", "новая"}, seen


def test_a_full_disk_leaves_the_base(tmp_path: Path, promise: Promise) -> None:
    """No room for the second file: words with the free room, the old file opens, nothing stays."""
    with small_disk(tmp_path / "диск", "1m") as disk:
        live = disk / "район.sqlite"
        office = Office.open(tmp_path / "район.sqlite")
        new_ticket(office, applicant_name=RARE)
        office.close()
        shutil.copyfile(tmp_path / "район.sqlite", live)
        before = live.read_bytes()
        with pytest.raises(DiskFull, match="На диске нет места"):
            Encryption(live, []).change(None, NEW)
        assert live.read_bytes() == before
        assert [path.name for path in disk.iterdir() if path != live] in (
            [],
            [f"{live.name}-journal"],
        )
        Office.open(live, create=False).close()
    promise("пароль: диск полон при шифровании", "1 раз", "база прежняя, лишнего нет")


def test_the_world_says_the_same_of_a_base_under_a_password(
    plain: Path, tmp_path: Path, promise: Promise
) -> None:
    """Held, for reading only, on a full disk: the engine's errors are its own, the words ours."""
    key = Encryption(plain, []).change(None, NEW).key
    told = []
    first, second = (Store(plain, busy_seconds=0.1, key=key) for _ in range(2))
    with closing(first), closing(second), first.write():
        first.execute("UPDATE ticket SET details = 'занято'")
        with pytest.raises(DatabaseLocked) as held, second.write():
            pass
        told.append(held.value.cause)
    with no_writing(plain.parent), no_writing(plain), closing(Store(plain, key=key)) as store:
        with pytest.raises(DatabaseReadOnly) as forbidden, store.write():
            store.execute("UPDATE ticket SET details = 'нельзя'")
        told.append(forbidden.value.cause)
    with small_disk(tmp_path / "диск", "2m") as disk:
        shutil.copyfile(plain, disk / "район.sqlite")
        with closing(Store(disk / "район.sqlite", key=key)) as store:
            with pytest.raises(DiskFull) as full, store.write():
                store.execute("CREATE TABLE big AS SELECT zeroblob(4000000) AS x")
            told.append(full.value.cause)
            assert store.scalar("SELECT count(*) FROM ticket") == TICKETS
    promise("пароль: занята, только чтение, диск полон", f"{len(told)} раза", "сказано словами")
    assert [words.split(":")[0].split(" (")[0] for words in told] == [
        "База занята другой программой",
        "В файл базы нельзя писать",
        "На диске нет места",
    ]


@pytest.mark.gui
def test_a_call_is_taken_in_a_window_over_a_base_under_a_password(
    base: Path, qtbot: QtBot, promise: Promise
) -> None:
    """Typed, kept as a draft, refused by a held base, saved: no file holds a word of it."""
    key = Encryption(base, []).change(None, NEW).key
    desk = DeskWindow(qtbot, base, key=key)
    desk.take_call()
    with closing(Store(base, key=key)) as other, other.write():
        desk.save()
        desk.say_more(" и в ванной тоже")
        qtbot.waitUntil(
            lambda: "только в этом окне" in desk.banner() or bool(desk.beside()), timeout=60_000
        )
        assert _readable(base.parent, SAID) == []
    desk.clerk.wait()
    desk.save()
    assert desk.saved() == 1
    assert desk.crashes == []
    desk.close()
    found = [name for word in (SAID, "Соколова") for name in _readable(base.parent, word)]
    promise("пароль: слова звонка на диске", "окно, черновик, занятая база", f"файлов {len(found)}")
    assert found == []


def _readable(folder: Path, word: str) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file() and "заменён" not in path.name]
    spelt = (word.encode(), json.dumps(word).strip('"').encode())
    return [path.name for path in files if any(one in path.read_bytes() for one in spelt)]


@pytest.mark.parametrize("kept", old.KEPT, ids=lambda path: path.stem)
def test_an_old_base_under_a_password_is_upgraded(kept: Path, tmp_path: Path) -> None:
    """The copy made before the upgrade is under the same password; afterwards all is sound."""
    live = Path(shutil.copy(kept, tmp_path / "район.sqlite"))
    key = FileKey.of_password(NEW, new_salt())
    rekey.rewrite(live, None, key, clock.now()).unlink()
    with closing(_office(live, key)) as office:
        assert all(finding.is_sound for finding in office.health.check())
    copy = next(tmp_path.glob("район до обновления *.sqlite"))
    assert files.identify(copy, key) < LATEST == files.identify(live, key)
    assert not cipher.is_plain(copy)


def test_every_spoilt_page_is_found(plain: Path, promise: Promise, is_long: bool) -> None:
    """A flipped bit anywhere in an encrypted file: refused, told, or found by the check."""
    key = Encryption(plain, []).change(None, NEW).key
    whole, dice = plain.read_bytes(), random.Random("страницы")
    missed = []
    tries = 300 if is_long else 12
    for _ in range(tries):
        spoilt, at = bytearray(whole), dice.randrange(SALT_BYTES, len(whole))
        spoilt[at] ^= 1 << dice.randrange(8)
        plain.write_bytes(spoilt)
        try:
            with closing(_office(plain, key)) as office:
                if all(finding.is_sound for finding in office.health.check()):
                    missed.append(at)
        except OfficeError:
            continue
    promise("пароль: перевёрнут бит под шифром", f"{tries} раз", f"не найдено {len(missed)}")
    assert missed == []
