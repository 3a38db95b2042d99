"""Where a database must not lie, and the lock probe with a real child."""

import sys
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
        (PureWindowsPath(r"D:\Яндекс Диск\база.sqlite"), "Яндекс.Диск"),
        (PureWindowsPath(r"G:\Мой диск\Райштаб\база.sqlite"), "Google Диск"),
        (PureWindowsPath(r"D:\iCloudDrive\база.sqlite"), "iCloud"),
        (PureWindowsPath(r"D:\СберДиск\база.sqlite"), "СберДиск"),
        (PureWindowsPath(r"D:\ONEDRIVE\база.sqlite"), "OneDrive"),
        (PurePosixPath("/srv/anna/Nextcloud/база.sqlite"), "Nextcloud"),
        (PurePosixPath("/srv/anna/Документы/Dropbox.sqlite"), ""),
        (PureWindowsPath(r"D:\Мои документы\база.sqlite"), ""),
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


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_onedrive_is_known_by_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """A renamed OneDrive folder is found by what Windows says of it."""
    monkeypatch.setenv(variable, str(tmp_path / "Облачная"))
    assert shared_folder.synchroniser(tmp_path / "Облачная" / "база.sqlite") == "OneDrive"


def test_shares_are_told_from_disks(tmp_path: Path) -> None:
    """A UNC name is another computer; a disk of this one is not."""
    assert shared_folder.is_remote(Path("//server/share/база.sqlite"))
    assert not shared_folder.is_remote(tmp_path / "база.sqlite")


@pytest.mark.skipif(sys.platform == "win32", reason="таблица монтирования есть в Linux")
def test_mounted_shares_are_told_from_disks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of a mounted share is another computer; one named alike is not."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"disk / ext4 rw 0 0\nserver:/x {tmp_path}/net cifs rw 0 0\n", encoding="utf-8"
    )
    monkeypatch.setattr(shared_folder, "_MOUNTS", mounts)
    assert shared_folder.is_remote(tmp_path / "net" / "район" / "база.sqlite")
    assert not shared_folder.is_remote(tmp_path / "network.sqlite")


def test_a_renamed_folder_is_known_by_its_marks(tmp_path: Path) -> None:
    """What a synchroniser keeps in its folder betrays it, from below and through a link."""
    inside = tmp_path / "Общее" / "Район"
    inside.mkdir(parents=True)
    assert shared_folder.keeper_of(inside / "база.sqlite") == ""
    (tmp_path / "Общее" / ".dropbox.cache").mkdir()
    assert shared_folder.keeper_of(inside / "база.sqlite") == "Dropbox"
    with pytest.raises(StorageError, match="синхронизирует Dropbox"):
        shared_folder.demand_fit(inside / "база.sqlite")


@pytest.mark.skipif(sys.platform == "win32", reason="ссылку на папку в Windows создаёт не всякий")
def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path) -> None:
    """A link of a plain name leads where it leads."""
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "База").symlink_to(tmp_path / "OneDrive")
    assert shared_folder.keeper_of(tmp_path / "База" / "база.sqlite") == "OneDrive"


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        (r"\\server\обмен\база.sqlite", True),
        ("//server/share/база.sqlite", True),
        (r"\\?\UNC\server\обмен\база.sqlite", True),
        (r"\\?\D:\Райштаб\база.sqlite", False),
        (r"\\.\D:\база.sqlite", False),
        (r"D:\Райштаб\база.sqlite", False),
    ],
)
def test_names_of_windows_shares(path: str, *, is_remote: bool) -> None:
    """Another computer is known by its name, the long form of a disk's name is no share."""
    assert shared_folder.is_unc(PureWindowsPath(path)) is is_remote


@pytest.mark.skipif(sys.platform == "win32", reason="таблица монтирования есть в Linux")
@pytest.mark.parametrize(
    ("options", "holds"),
    [
        ("rw,vers=3.0", True),
        ("rw,vers=3.0,nobrl", False),
        ("rw,nolock", False),
        ("rw,local_lock=all", False),
    ],
)
def test_locks_that_stay_on_this_computer_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: str, *, holds: bool
) -> None:
    """A share mounted so that its locks are local passes the probe and is refused all the same."""
    share = tmp_path / "Обмен отдела"
    share.mkdir()
    name = str(share).replace(" ", r"\040")
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"disk / ext4 rw 0 0\n//server/x {name} cifs {options} 0 0\n", encoding="utf-8"
    )
    monkeypatch.setattr(shared_folder, "_MOUNTS", mounts)
    assert shared_folder.is_remote(share / "база.sqlite")
    assert shared_folder.locks_reach(share) is holds
    if not holds:
        with pytest.raises(StorageError, match="не работают замки файлов"):
            shared_folder.demand_fit(share / "база.sqlite")


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
