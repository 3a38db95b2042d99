"""Whether a database may lie where it lies: not in a synchronised folder, not on a lame share."""

import os
import sys
from pathlib import Path, PurePath

from db import locks
from desktop_app.core.errors import StorageError
from desktop_app.core.text import fold

# A synchroniser copies the file while it is written and puts an older one over it.
_SYNCED = {
    "onedrive": "OneDrive",
    "яндекс.диск": "Яндекс.Диск",
    "yandexdisk": "Яндекс.Диск",
    "yandex.disk": "Яндекс.Диск",
    "dropbox": "Dropbox",
    "google drive": "Google Диск",
    "googledrive": "Google Диск",
    "google диск": "Google Диск",
    "облако mail": "Облако Mail",
    "cloud mail": "Облако Mail",
    "icloud": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "megasync": "MEGA",
}
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_REMOTE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "fuse.sshfs", "afs", "davfs", "fuse.davfs"}
)
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mounts")


def synchroniser(path: PurePath) -> str:
    """Return the name of the program that synchronises a path's folder, empty when none does."""
    for variable in _SYNC_VARIABLES:
        root = os.environ.get(variable)
        if root and path.is_relative_to(root):
            return "OneDrive"
    for part in path.parts[:-1]:
        name = fold(part)
        for beginning, title in _SYNCED.items():
            if name.startswith(beginning):
                return title
    return ""


def is_remote(path: Path) -> bool:
    """Tell whether a path lies on another computer: by UNC, a network drive, a mounted share."""
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _is_network_drive(path)
    return _system_of(path) in _REMOTE_SYSTEMS


def demand_fit(path: Path) -> None:
    """Refuse a place where a database would be spoilt; the file is not touched.

    StorageError for a synchronised folder, and for a share whose locks do not hold: two programs
    would write at once and spoil the file within seconds.
    """
    title = synchroniser(path.absolute())
    if title:
        raise StorageError(
            f"База лежит в папке, которую синхронизирует {title}: {path}",
            "файл не изменён",
            "перенесите его в обычную папку, например «Документы», а в облако складывайте копии "
            "(«Настройки» → «Вторая папка для копий…»)",
        )
    if is_remote(path) and path.parent.is_dir() and not locks.hold(path.parent):
        raise StorageError(
            f"На этом сетевом диске не работают замки файлов: {path.parent}",
            "файл не изменён",
            "держите базу на диске одного компьютера: два окна «Райштаба» испортили бы её здесь",
        )


def _system_of(path: Path) -> str:
    """Return the file system of a path on Linux, by the longest mount point above it."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, system = "", ""
    whole = str(path.absolute())
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = fields[1].encode().decode("unicode_escape")
        above = mount.rstrip("/") + "/"
        if whole.startswith(above) and len(above) > len(best):
            best, system = above, fields[2]
    return system


def _is_network_drive(path: Path) -> bool:
    import ctypes

    root = path.absolute().anchor
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  absent outside Windows
    return int(kernel.GetDriveTypeW(root)) == _DRIVE_REMOTE
