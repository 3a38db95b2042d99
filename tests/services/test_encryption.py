"""A base under a password: its life through the services, nothing readable on the disk."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import cipher, engine
from db.connection import APPLICATION_ID, SETTINGS
from desktop_app.core.enums import Entity
from desktop_app.core.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    PasswordWanted,
    StorageError,
    WrongPassword,
)
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.copies import OpenCopies
from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.register import RegisterQuery
from desktop_app.services import encryption
from desktop_app.services.drafts import INTAKE
from desktop_app.services.encryption import Encryption
from desktop_app.services.imports.batch import copy_before
from desktop_app.services.office import Office
from desktop_app.services.recovering import gather
from tests.conftest import ROOT
from tests.services.fixtures import HandClock, new_ticket

pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")

WORDS = "три случайных слова"
RARE = "Щербинколюбов"


@pytest.fixture
def folder(tmp_path: Path, hand_clock: HandClock) -> Path:
    """Return a folder with a base of one ticket whose caller has a rare name, and its copy."""
    office = Office.open(tmp_path / "район.sqlite", now=hand_clock, backups=tmp_path / "копии")
    new_ticket(office, applicant_name=RARE)
    office.backups.make()
    office.close()
    return tmp_path


@pytest.fixture
def work(folder: Path, hand_clock: HandClock) -> Encryption:
    """Return what changes the password of that base."""
    return Encryption(folder / "район.sqlite", [folder / "копии"], hand_clock)


@pytest.fixture
def locked(work: Encryption, hand_clock: HandClock) -> Iterator[Office]:
    """Return an office over the base under a password, plain copies destroyed."""
    key = work.change(None, WORDS).key
    assert work.destroy(work.plain_files(key).ours) == []
    office = Office.open(work.live, now=hand_clock, backups=work.live.parent / "копии", key=key)
    yield office
    office.close()


@contextmanager
def _open(work: Encryption, key: FileKey | None) -> Iterator[Office]:
    office = Office.open(work.live, backups=work.live.parent / "копии", key=key)
    yield office
    office.close()


def _holders(folder: Path) -> list[str]:
    """Return names of files in which the rare name can be read."""
    sought = [RARE.encode(), RARE.casefold().encode(), RARE.encode("utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in sought)]


def test_nothing_is_readable_on_the_disk(folder: Path, work: Encryption) -> None:
    """The rare name stands in the plain base and its copies; afterwards in no file at all."""
    assert len(_holders(folder)) == 2
    done = work.change(None, WORDS)
    found = work.plain_files(done.key)
    assert sorted(_holders(folder)) == sorted(path.name for path in found.ours)
    assert (done.kept in found.ours, found.unknown) == (True, ())
    work.destroy(found.ours)
    assert _holders(folder) == []
    assert [path.suffix for path in (folder / "копии").iterdir()] == [".sqlite"]


def _namesake(folder: Path, now: HandClock) -> Office:
    """Return an open base of the same file name elsewhere, with the same folder of copies."""
    (folder / "другая").mkdir()
    now.forward(minutes=1)
    other = Office.open(folder / "другая" / "район.sqlite", now=now, backups=folder / "копии")
    new_ticket(other, applicant_name="Другая база")
    return other


def test_open_copies_of_a_namesake_are_not_ours_to_destroy(
    folder: Path, work: Encryption, hand_clock: HandClock
) -> None:
    """Bases of one name share the folder: the mark tells whose a copy is, its name does not.

    A copy of either kind that bears no mark in its name is read; one that does not let itself be
    read is left, and named as such.
    """
    copies = folder / "копии"
    mine = next(copies.glob("Райштаб *.sqlite"))
    other = _namesake(folder, hand_clock)
    before = copy_before(other.desk, copies)
    hand_clock.forward(minutes=1)
    regular = other.backups.make()
    assert regular is not None
    unmarked = {
        "район до обновления 3 2026-01-05 09-00-00.sqlite": regular.path,
        "Райштаб 2026-01-06 09-00-00 запись 2.sqlite": regular.path,
        "район до импорта 2026-01-07 09-00-00.sqlite": mine,
    }
    for name, source in unmarked.items():
        shutil.copyfile(source, copies / name)
    cut = copies / "Райштаб 2026-01-08 09-00-00 запись 2.sqlite"
    cut.write_bytes(mine.read_bytes()[:5_000])
    other.close()
    done = work.change(None, WORDS)
    found = work.plain_files(done.key)
    names = {path.name for path in found.ours}
    assert names == {done.kept.name, mine.name, "район до импорта 2026-01-07 09-00-00.sqlite"}
    assert found.unknown == (cut,)
    assert work.destroy(found.ours) == []
    left = {before, regular.path, cut, *(copies / name for name in list(unmarked)[:2])}
    assert left <= set(copies.iterdir())
    assert work.plain_in(copies, done.key) == OpenCopies((), (cut,))


def test_a_copy_cut_short_is_destroyed_with_the_others(
    folder: Path, work: Encryption, hand_clock: HandClock
) -> None:
    """A program killed over a copy leaves half of it: as readable as a whole one."""
    copies = folder / "копии"
    whole = next(copies.glob("Райштаб *.sqlite"))
    content, mark = whole.read_bytes(), whole.name.partition(" база ")[2][:8]
    halves = [copies / f"{whole.name}.0000000{number}.part" for number in (1, 2)]
    theirs = copies / f"{whole.name.replace(mark, 'deadbeef')}.00000003.part"
    for path, size in zip((*halves, theirs), (len(content), 9_000, 9_000), strict=True):
        path.write_bytes(content[:size])
        os.utime(path, (hand_clock().timestamp(),) * 2)
    found = work.plain_files(work.change(None, WORDS).key)
    assert set(halves) <= set(found.ours)
    assert theirs not in (*found.ours, *found.unknown)
    work.destroy((*found.ours, theirs))
    assert _holders(folder) == []


def test_a_namesake_s_password_is_no_proof_of_damage(
    folder: Path, work: Encryption, hand_clock: HandClock
) -> None:
    """A base with copies of its own is not called damaged because another's copy opens.

    With its own salt spoilt all are asked, and its password is found behind the namesake's.
    """
    other = _namesake(folder, hand_clock)
    other.close()
    work.change(None, WORDS)
    hand_clock.forward(hours=1)
    theirs = Encryption(other.path, [folder / "копии"], hand_clock)
    theirs.change(None, "пароль другой базы")
    with pytest.raises(WrongPassword):
        work.unlock("пароль другой базы")
    content = bytearray(work.live.read_bytes())
    content[3] ^= 4
    work.live.write_bytes(content)
    assert work.unlock(WORDS).is_damaged


def test_a_ticket_lives_under_a_password(locked: Office) -> None:
    """Taken, found by its words, changed, drafted, copied, checked; the journal holds no word."""
    new_ticket(locked, applicant_name=RARE)
    found = locked.register.ids(RegisterQuery(text=RARE))
    assert len(found) == 2
    now = locked.desk.now()
    locked.drafts.put(FormDraft(-1, INTAKE, now, now, RARE, {"name": RARE}))
    store = locked.desk.store
    with store.write():
        store.execute("UPDATE ticket SET applicant_name = applicant_name || ?", (RARE * 10,))
        journal = store.path.with_name(f"{store.path.name}-journal").read_bytes()
        assert len(journal) > 4096
        assert RARE.encode() not in journal
    assert locked.backups.make() is not None
    assert _holders(store.path.parent) == []


def test_every_setting_of_safety_holds(locked: Office) -> None:
    """Settings are read back through the other engine as through ours, and the mark is inside."""
    store = locked.desk.store
    for name, _, expected in SETTINGS:
        assert store.scalar(f"PRAGMA {name}") == expected
    assert store.scalar("PRAGMA application_id") == APPLICATION_ID
    assert locked.key is not None
    assert store.path.read_bytes()[:16] == locked.key.salt


def test_the_check_is_content_with_what_another_engine_wrote(locked: Office) -> None:
    """Rows sealed by one version of SQLite are whole to another."""
    new_ticket(locked)
    assert [finding.words for finding in locked.health.check() if not finding.is_sound] == []


def test_the_recovery_key_opens(work: Encryption, tmp_path: Path) -> None:
    """As printed, in small letters, with Cyrillic look-alikes and dashes; not with one sign off."""
    key = work.change(None, WORDS).key
    assert key is not None
    code = key.recovery_code
    likely = code.lower().replace("a", "А").replace("e", "Е").replace("0", "О").replace(" ", "-")
    for typed in (code, code.replace(" ", ""), likely):
        assert work.unlock(typed).key == key
    wrong = code.replace(code[0], "1" if code[0] != "1" else "2", 1)
    assert FileKey.of_recovery(wrong, key.salt) is None
    with pytest.raises(WrongPassword):
        work.unlock(wrong)
    sheet = encryption.write_sheet(work.live, key, tmp_path / "лист.pdf")
    assert sheet.read_bytes().startswith(b"%PDF")
    assert WORDS not in repr(key)
    assert key.secret.hex() not in repr(key)


def test_a_new_password_closes_the_base_to_the_old_one(work: Encryption) -> None:
    """Copies made before keep theirs, and are named so in the list; a fresh copy is there."""
    first = work.change(None, WORDS).key
    second = work.change(first, "совсем другой пароль").key
    with pytest.raises(WrongPassword):
        work.unlock(WORDS)
    assert work.unlock("совсем другой пароль").key == second
    with _open(work, second) as office:
        listed = office.restoring.kept()
        assert [kept.is_locked for kept in listed] == [False, True, False]
        assert [kept.is_open for kept in listed] == [False, False, True]
        former = listed[1].copy
        with pytest.raises(WrongPassword):
            office.restoring.unlock(former.path, "не тот пароль")
        office.restoring.unlock(former.path, WORDS)
        assert office.restoring.problem(former) == ""
        restoring = office.restoring
    done = restoring.restore(former.path)
    assert work.unlock(WORDS).key == first
    assert done.live == work.live


def test_going_back_to_a_copy_keeps_the_password(locked: Office, hand_clock: HandClock) -> None:
    """The restored base opens by the same key and holds what the copy held."""
    restoring, key = locked.restoring, locked.key
    copy = restoring.kept()[0]
    new_ticket(locked)
    locked.close()
    assert restoring.problem(copy.copy) == ""
    done = restoring.restore(copy.copy.path)
    assert done.kept is not None
    with pytest.raises(PasswordWanted):
        Office.open(done.live)
    office = Office.open(done.live, key=key, now=hand_clock)
    assert office.register.counts().total == 1
    office.close()


def test_damage_is_found_and_the_rest_gathered_under_the_same_key(
    locked: Office, tmp_path: Path
) -> None:
    """A flipped bit of any page does not pass; what is whole comes over, still unreadable."""
    for _ in range(30):
        new_ticket(locked, applicant_name=RARE)
    path, key = locked.path, locked.key
    locked.close()
    whole = path.read_bytes()
    spoilt = bytearray(whole)
    spoilt[len(whole) // 4096 // 2 * 4096 + 100] ^= 1
    path.write_bytes(spoilt)
    office = Office.open(path, key=key)
    assert not all(finding.is_sound for finding in office.health.check())
    office.close()
    gathered = gather(path, tmp_path / "новая.sqlite", key=key)
    assert gathered.tickets
    office = Office.open(tmp_path / "новая.sqlite", key=key)
    assert office.register.counts().total == gathered.tickets
    office.close()
    assert RARE.encode() not in (tmp_path / "новая.sqlite").read_bytes()


def test_a_spoilt_head_is_told_from_a_wrong_password(work: Encryption) -> None:
    """The copies open by what was typed: then the base is damaged and may be restored."""
    key = work.change(None, WORDS).key
    content = bytearray(work.live.read_bytes())
    content[:4096] = random.Random(2).randbytes(4096)
    work.live.write_bytes(content)
    opened = work.unlock(WORDS)
    assert (opened.key, opened.is_damaged) == (key, True)
    assert isinstance(work.damage(), DatabaseDamaged)
    with pytest.raises(WrongPassword):
        work.unlock("не тот пароль")


def test_a_spoilt_salt_costs_nothing(work: Encryption, tmp_path: Path) -> None:
    """The password no longer fits the file, but fits its copy: all of the base is gathered."""
    work.change(None, WORDS)
    content = bytearray(work.live.read_bytes())
    content[3] ^= 4
    work.live.write_bytes(content)
    opened = work.unlock(WORDS)
    assert opened.is_damaged
    gathered = gather(work.live, tmp_path / "новая.sqlite", key=opened.key)
    assert (gathered.tickets, gathered.doubts) == (1, ())


_RIVAL = """
import sys
from pathlib import Path
from db.connection import Store
from desktop_app.core.errors import DatabaseLocked
from desktop_app.core.file_key import FileKey

key = FileKey(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]))
try:
    with Store(Path(sys.argv[1]), busy_seconds=0.1, key=key).write():
        print("let in")
except DatabaseLocked:
    print("refused")
"""


def _rival(office: Office) -> str:
    """Let another program try to write; return what came of it."""
    assert office.key is not None
    words = (str(office.path), office.key.secret.hex(), office.key.salt.hex())
    done = subprocess.run(
        [sys.executable, "-c", _RIVAL, *words],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return done.stdout.strip()


def test_a_look_at_the_copies_does_not_drop_the_locks(locked: Office) -> None:
    """Two engines in one program: the plain one never opens and closes a file the other holds."""
    with locked.desk.store.write():
        locked.desk.store.execute("UPDATE ticket SET details = 'в работе'")
        assert _rival(locked) == "refused"
        kept = locked.restoring.kept()
        assert kept[0].newer is not None
        locked.restoring.at(locked.path)
        locked.restoring.problem(locked.restoring.at(locked.path).copy)
        assert _rival(locked) == "refused"
    assert _rival(locked) == "let in"


def test_a_base_in_use_is_left_alone(work: Encryption, hand_clock: HandClock) -> None:
    """Another window at the file: nothing is changed, and it is said who works."""
    other = Office.open(work.live, now=hand_clock)
    other.sessions.beat()
    with pytest.raises(DatabaseLocked, match="С базой сейчас работают"):
        work.change(None, WORDS)
    other.sessions.end()
    other.close()
    assert cipher.is_plain(work.live)
    assert not list(work.live.parent.glob("*.encrypting"))


def test_without_the_library_it_is_said_what_to_do(
    work: Encryption, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain base opens as ever; an encrypted one is refused in words, its bytes untouched."""
    key = work.change(None, WORDS).key
    before = work.live.read_bytes()
    monkeypatch.setattr(engine, "_library", lambda: None)
    assert not encryption.is_available()
    with pytest.raises(PasswordWanted):
        Office.open(work.live)
    for attempt in (lambda: work.unlock(WORDS), lambda: Office.open(work.live, key=key)):
        with pytest.raises(StorageError, match="sqlcipher3"):
            attempt()
    assert work.live.read_bytes() == before


def test_history_tells_of_it(work: Encryption) -> None:
    """Who put the base under a password and when stands in the journal, the password does not."""
    key = work.change(None, WORDS).key
    with _open(work, key) as office:
        rows = office.desk.store.rows(
            "SELECT entity, changes FROM history WHERE operation = 'setting_saved'"
        )
    assert [row[0] for row in rows] == [Entity.SETTING.value]
    assert "file.password" in rows[0][1]
    assert WORDS not in rows[0][1]
