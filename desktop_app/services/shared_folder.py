"""Whether a database may lie where it lies: not in a synchronised folder, not on a lame share."""

import os
import re
import sys
from pathlib import Path, PurePath

from db import locks
from desktop_app.core.errors import StorageError
from desktop_app.core.refusals import resolved
from desktop_app.core.text import fold

# A synchroniser copies the file while it is written and puts an older one over it.
_SYNCED = {
    "onedrive": "OneDrive",
    "яндекс.диск": "Яндекс.Диск",
    "yandexdisk": "Яндекс.Диск",
    "yandex.disk": "Яндекс.Диск",
    "яндекс диск": "Яндекс.Диск",
    "yandex disk": "Яндекс.Диск",
    "dropbox": "Dropbox",
    "google drive": "Google Диск",
    "googledrive": "Google Диск",
    "google диск": "Google Диск",
    "мой диск": "Google Диск",
    "my drive": "Google Диск",
    "облако mail": "Облако Mail",
    "cloud mail": "Облако Mail",
    "mail.ru cloud": "Облако Mail",
    "сбердиск": "СберДиск",
    "sberdisk": "СберДиск",
    "icloud": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "synologydrive": "Synology Drive",
    "pcloud": "pCloud",
}
# A folder renamed by its owner is known by what its program keeps in it.
_MARKS = {
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".stfolder": "Syncthing",
}
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_REMOTE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "davfs"}
    | {"fuse.sshfs", "fuse.davfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs"}
)
# With these options locks hold on this computer only: its neighbours never hear of them.
_DEAF = frozenset({"nolock", "local_lock=all", "local_lock=posix", "nobrl"})
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")  # a space in a name is \040 there


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


def is_unc(path: PurePath) -> bool:
    """Tell whether a path names another computer: «\\\\server\\share», by its long name too."""
    whole = str(path).replace("/", "\\")
    if whole.startswith(("\\\\?\\", "\\\\.\\")):
        return whole[4:].upper().startswith("UNC\\")
    return whole.startswith("\\\\")


def is_remote(path: Path) -> bool:
    """Tell whether a path lies on another computer: by UNC, a network drive, a mounted share."""
    if is_unc(path):
        return True
    if sys.platform == "win32":
        return _is_network_drive(path)
    return _mount_of(path)[0] in _REMOTE_SYSTEMS


def demand_fit(path: Path) -> None:
    """Refuse a place where a database would be spoilt; the file is not touched.

    StorageError for a synchronised folder, and for a share whose locks do not hold: two programs
    would write at once and spoil the file within seconds.
    """
    title = keeper_of(path)
    if title:
        raise StorageError(
            f"База лежит в папке, которую синхронизирует {title}: {path}",
            "файл не изменён",
            "перенесите его в обычную папку, например «Документы», а в облако складывайте копии "
            "(«Настройки» → «Вторая папка для копий…»)",
        )
    if is_remote(path) and _is(path.parent) and not locks_reach(path.parent):
        raise StorageError(
            f"На этом сетевом диске не работают замки файлов: {path.parent}",
            "файл не изменён",
            "держите базу на диске одного компьютера: два окна «Райштаба» испортили бы её здесь",
        )


def keeper_of(path: Path) -> str:
    """Return who synchronises a file's folder: by its name, through links, by marks left in it."""
    real = resolved(path)
    marked = (
        title for folder in real.parents for mark, title in _MARKS.items() if _is(folder / mark)
    )
    return synchroniser(path.absolute()) or synchroniser(real) or next(marked, "")


def locks_reach(folder: Path) -> bool:
    """Tell whether locks hold in a folder, for programs of other computers too."""
    if sys.platform != "win32" and _DEAF & set(_mount_of(folder / "x")[1].split(",")):
        return False
    return locks.hold(folder)


def _is(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:
        return False


def _mount_of(path: Path) -> tuple[str, str]:
    """Return the file system of a path on Linux with its options, by the mount point above it."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return "", ""
    best, found = "", ("", "")
    whole = str(resolved(path))
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 4:
            continue
        mount = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[1])
        above = mount.rstrip("/") + "/"
        if whole.startswith(above) and len(above) >= len(best):  # the last one covers the others
            best, found = above, (fields[2], fields[3])
    return found


def _is_network_drive(path: Path) -> bool:
    # Imported here: only Windows is asked this way.
    import ctypes

    root = path.absolute().anchor
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  absent outside Windows
    return int(kernel.GetDriveTypeW(root)) == _DRIVE_REMOTE
