"""Where a database must not lie, and the lock probe with a real child."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from db import locks
from desktop_app.core.errors import StorageError
from desktop_app.services import shared_folder
from desktop_app.services.office import Office


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (PureWindowsPath(r"D:\Люди\OneDrive - Администрация\база.sqlite"), "OneDrive"),
        (PureWindowsPath(r"D:\Яндекс.Диск\Райштаб\база.sqlite"), "Яндекс.Диск"),
        (PurePosixPath("/srv/anna/YandexDisk/база.sqlite"), "Яндекс.Диск"),
        (PurePosixPath("/srv/anna/Dropbox/район/база.sqlite"), "Dropbox"),
        (PureWindowsPath(r"C:\Облако Mail.ru\база.sqlite"), "Облако Mail"),
        (PurePosixPath("/srv/anna/Документы/Dropbox.sqlite"), ""),
    ],
)
def test_synchronised_folders_are_known(path: Path, title: str) -> None:
    """The folder tells, never the name of the file itself."""
    assert shared_folder.synchroniser(path) == title


def test_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    """Nothing is made there, and the words say where to put the file."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with pytest.raises(StorageError, match="синхронизирует Dropbox") as told:
        Office.open(folder / "база.sqlite")
    assert "Вторая папка для копий" in str(told.value)
    assert list(folder.iterdir()) == []


def test_onedrive_is_known_by_its_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A renamed OneDrive folder is found by what Windows says of it."""
    monkeypatch.setenv("OneDrive", str(tmp_path / "Облачная"))
    assert shared_folder.synchroniser(tmp_path / "Облачная" / "база.sqlite") == "OneDrive"


def test_shares_are_told_from_disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UNC names and mounted shares are other computers; a disk of this one is not."""
    assert shared_folder.is_remote(Path("//server/share/база.sqlite"))
    assert not shared_folder.is_remote(tmp_path / "база.sqlite")
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"disk / ext4 rw 0 0\nserver:/x {tmp_path}/net cifs rw 0 0\n", encoding="utf-8"
    )
    monkeypatch.setattr(shared_folder, "_MOUNTS", mounts)
    assert shared_folder.is_remote(tmp_path / "net" / "район" / "база.sqlite")
    assert not shared_folder.is_remote(tmp_path / "network.sqlite")


def test_locks_of_a_good_disk_hold(tmp_path: Path) -> None:
    """A real child is refused while the parent holds the file; the probe leaves nothing."""
    assert locks.hold(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_share_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the child gets through, the base is refused and nothing is made."""
    monkeypatch.setattr(shared_folder, "is_remote", lambda _path: True)
    shared_folder.demand_fit(tmp_path / "база.sqlite")
    monkeypatch.setattr(locks, "_child", lambda _place: 0)
    with pytest.raises(StorageError, match="не работают замки файлов"):
        Office.open(tmp_path / "база.sqlite")
    assert list(tmp_path.iterdir()) == []
