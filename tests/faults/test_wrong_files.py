"""Promise 4: a file that is not ours is refused at once, in words, and keeps every byte."""

import random
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import engine, files
from db.connection import APPLICATION_ID
from db.migrations import LATEST
from desktop_app.core import errors
from tests.faults import old

Promise = Callable[[str, object, object], None]
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea135811e0000000049454e44ae426082"
)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("Журнал обращений за 2026 год\n" * 200, encoding="utf-8")


def _xlsx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>" * 500)


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj <<>> endobj\n" * 300 + b"%%EOF")


def _png(path: Path) -> None:
    path.write_bytes(_PNG)


def _random(path: Path) -> None:
    path.write_bytes(random.Random("wrong").randbytes(64_000))


def _header_only(path: Path) -> None:
    """The first page of a SQLite file of ours, and nothing after."""
    path.write_bytes(old.KEPT[0].read_bytes()[:100])


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY, number TEXT)")
        base.execute("INSERT INTO ticket (number) VALUES ('1')")
        base.commit()


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        base.execute(f"PRAGMA user_version = {LATEST + 1}")
        base.execute("CREATE TABLE ticket (id INTEGER PRIMARY KEY)")


Maker = Callable[[Path], None]
WRONG: tuple[tuple[str, Maker, type[errors.OfficeError]], ...] = (
    ("пустой", _empty, errors.NotOurDatabase),
    ("текст", _text, errors.NotOurDatabase),
    ("xlsx", _xlsx, errors.NotOurDatabase),
    ("pdf", _pdf, errors.NotOurDatabase),
    ("png", _png, errors.NotOurDatabase),
    ("случайные байты", _random, errors.NotOurDatabase),
    ("только заголовок", _header_only, errors.StorageError),
    ("чужой SQLite", _foreign, errors.NotOurDatabase),
    ("более новая схема", _newer, errors.DatabaseNewer),
)


@pytest.mark.parametrize(("kind", "make", "wanted"), WRONG, ids=[kind for kind, *_ in WRONG])
def test_a_wrong_file_is_refused(
    tmp_path: Path, promise: Promise, kind: str, make: Maker, wanted: type[errors.OfficeError]
) -> None:
    """It is refused within a second in all three parts of words, its bytes and folder kept."""
    path = tmp_path / "файл.sqlite"
    make(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    started = time.perf_counter()
    with pytest.raises(wanted) as caught:
        files.open_store(path)
    seconds = time.perf_counter() - started
    assert caught.value.cause
    assert caught.value.remedy
    assert caught.value.safe
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [item.name for item in tmp_path.iterdir()] == [path.name]
    assert seconds < 1
    promise(f"4. не тот файл: {kind}", f"отказ за {seconds * 1000:.0f} мс", "байты целы")


def test_a_file_on_a_server_is_asked_for_rightly(tmp_path: Path) -> None:
    """SQLite refuses «file://server/share»; a path with blanks and Russian letters passes."""
    there = engine.sqlite_uri("file://server/share/a.sqlite")
    assert there == "file:////server/share/a.sqlite"
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(f"{there}?mode=ro", uri=True)
    path = tmp_path / "база № 1 %20.sqlite"
    files.open_store(path).close()
    assert files.identify(path) == LATEST


def test_a_file_of_other_tables_is_not_upgraded(tmp_path: Path) -> None:
    """A file that says it is ours but lacks a table of its version is refused in words, kept."""
    path = tmp_path / "a.sqlite"
    files.open_store(path).close()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DROP TABLE ticket_week")
        base.execute("PRAGMA user_version = 6")
    before = path.read_bytes()
    with pytest.raises(errors.NotOurDatabase, match="её таблицы не такие"):
        files.open_store(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_politely(tmp_path: Path) -> None:
    """The words name both schemas and the way out."""
    _newer(tmp_path / "a.sqlite")
    with pytest.raises(errors.DatabaseNewer) as caught:
        files.open_store(tmp_path / "a.sqlite")
    words = str(caught.value)
    assert f"схема {LATEST + 1}" in words
    assert "более новая версия программы" in words
    assert "Обновите «Райштаб»" in words
    assert "Файл не изменён" in words
