"""Faults of the world are told by their own cause."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import backup, failures
from db.files import open_store
from desktop_app.core.errors import DatabaseReadOnly, NotFound, StorageError, TargetError
from desktop_app.services.office import Office
from tests.services.fixtures import new_ticket
from tests.workplaces import seated_office


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be moved")
def test_a_file_taken_away_is_not_called_read_only(tmp_path: Path) -> None:
    """The remedy is to bring the file back; once it is back, writing goes on."""
    path = tmp_path / "office.sqlite"
    office: Office = seated_office(path)
    path.rename(tmp_path / "elsewhere.sqlite")
    with pytest.raises(DatabaseReadOnly, match="убран со своего места"):
        new_ticket(office)
    (tmp_path / "elsewhere.sqlite").rename(path)
    assert new_ticket(office)
    office.close()


def test_a_file_that_is_there_is_called_read_only(tmp_path: Path) -> None:
    """A file in its place that cannot be written to keeps its own words."""
    path = tmp_path / "office.sqlite"
    path.touch()
    assert "нельзя писать" in failures.read_only(path).cause


@pytest.mark.parametrize(("what", "is_open"), [("файл", True), ("файл", False), ("папка", False)])
def test_a_guarded_file_is_no_failing_disk(on_disk: Path, what: str, is_open: bool) -> None:
    """An immutable file or folder, before or after opening, has words of its own, and is whole."""
    path = on_disk / "район" / "база.sqlite"
    path.parent.mkdir()
    open_store(path).close()
    store = open_store(path) if is_open else None

    def change() -> None:
        nonlocal store
        store = store or open_store(path)
        with store.write():
            store.execute("CREATE TABLE written (at TEXT)")

    try:
        with _immutable(path if what == "файл" else path.parent):
            with pytest.raises(DatabaseReadOnly) as refused:
                change()
            assert "Диск не отвечает" not in str(refused.value)
            assert refused.value.remedy.startswith("снимите")
        change()
    finally:
        if store is not None:
            store.close()


@contextmanager
def _immutable(place: Path) -> Iterator[None]:
    """Guard a file or folder as an administrator may; skipped where there is no such guard."""
    chattr = shutil.which("chattr")
    flags = [chattr, "+i", str(place)] if chattr else []
    if not flags or subprocess.run(flags, check=False, capture_output=True).returncode:
        pytest.skip("здесь нельзя поставить защиту chattr +i")
    try:
        yield
    finally:
        subprocess.run([str(chattr), "-i", str(place)], check=True)


def test_a_share_that_went_away_has_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows answers even «is it there?» with a failure then: no question ends in a crash."""
    path = tmp_path / "office.sqlite"
    office = seated_office(path)
    office.close()
    with monkeypatch.context() as away:
        away.setattr(Path, "stat", _away)
        with pytest.raises(StorageError, match="Не открывается файл базы"):
            new_ticket(office)
        with pytest.raises(NotFound, match="Нет файла базы"):
            open_store(path, create=False)
        with pytest.raises(TargetError, match="Вторая копия не записана"):
            backup.repeat(path, tmp_path / "вторая" / "копия.sqlite", tmp_path / "вторая")
    assert new_ticket(office)
    office.close()


def _away(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
    del follow_symlinks
    raise PermissionError(13, "the network name is no longer there", str(path))
