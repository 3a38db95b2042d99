"""SQLite's failures as the office's own: the world's fault is worded, ours is raised as it is."""

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from db import engine
from desktop_app.core import errors, refusals

_SAFE = "записанное раньше цело, введённое осталось на экране"

# Primary result codes: sqlite.org/rescode.html
_FULL, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _CANTOPEN, _NOTADB = 13, 5, 6, 8, 10, 11, 14, 26


def world_fault(error: BaseException, path: Path) -> errors.StorageError | None:
    """Return the worded failure, or None when the fault is in our own SQL.

    peewee wraps the driver's error; the first engine's error of the chain decides, because after a
    full disk the last one says only «cannot rollback». A driver that cannot decode its own words
    has met a schema that is no text any more.
    """
    if isinstance(error, UnicodeDecodeError):
        return damaged(path)
    found = _driver_error(error)
    if found is None:
        return None
    if "decode to UTF-8" in str(found):  # sqlite3's own words for text that is no text any more
        return damaged(path)
    code = engine.fault_code(found)
    if code == _IOERR:
        return _io_failure(found, path)
    worder = _WORDERS.get(code)
    return worder(path) if worder else None


def gone_reference(error: BaseException) -> errors.GoneReference | None:
    """Return «what it names is gone», or None when no reference was broken.

    Every id a record names was read from the file: it was merged or taken away by another clerk.
    """
    found = _driver_error(error)
    if found is None or "FOREIGN KEY" not in str(found):
        return None
    return errors.GoneReference(
        "Того, что указано в записи, в базе уже нет: другой сотрудник тем временем убрал его или "
        "объединил с другим",
        "ничего не записано, введённое осталось на экране",
        "выберите заново дом, организацию или обращение",
    )


def is_there(path: Path) -> bool:
    """Tell whether a file or a folder can be seen.

    A share that went away, or a folder nobody may look into, raises where others answer «no».
    """
    try:
        return path.exists()
    except OSError:
        return False


def busy(path: Path) -> errors.DatabaseLocked:
    """Return «another program holds the file»."""
    return errors.DatabaseLocked(
        f"База занята другой программой: {path.name}",
        _SAFE,
        "закройте другие окна «Райштаба» и программы копирования и повторите",
    )


def read_only(path: Path) -> errors.DatabaseReadOnly:
    """Return «the file or its folder does not allow writing», or «the file was taken away»."""
    if not is_there(path):
        return errors.DatabaseReadOnly(
            f"Файл базы убран со своего места: {path}",
            _SAFE,
            "верните файл на место под прежним именем, и введённое запишется",
        )
    return errors.DatabaseReadOnly(
        f"В файл базы нельзя писать: {path}",
        _SAFE,
        "снимите у файла и папки «Только чтение» или откройте базу из другой папки",
    )


def guarded(path: Path) -> errors.DatabaseReadOnly:
    """Return «somebody guards the file or its folder against any change», as a backup guard may."""
    return errors.DatabaseReadOnly(
        f"Файл базы или его папку защитили от изменений: {path}",
        _SAFE,
        "снимите защиту с файла, папки или диска (её ставят и программы безопасности) и повторите",
    )


def cannot_open(path: Path) -> errors.StorageError:
    """Return «the file does not open», or «read-only» where its folder takes no journal."""
    if is_there(path) and not os.access(path.parent, os.W_OK):
        return read_only(path)
    return errors.StorageError(
        f"Не открывается файл базы: {path}",
        "сам файл не изменён",
        "проверьте, что папка на месте и к ней есть доступ",
    )


def disk_full(path: Path) -> errors.DiskFull:
    """Return «no room» with the free space of the disk, in megabytes."""
    try:
        free = f"свободно {shutil.disk_usage(path.parent).free / 2**20:.0f} МБ"
    except OSError:
        free = "свободное место узнать не удалось"
    return errors.DiskFull(
        f"На диске нет места ({path.parent}, {free})",
        _SAFE,
        "освободите место и повторите запись",
    )


def damaged(path: Path) -> errors.DatabaseDamaged:
    """Return «the file is damaged» with the way to a backup."""
    return errors.DatabaseDamaged(
        f"Файл базы повреждён: {path}",
        "резервные копии целы, этот файл больше не меняется",
        "сделайте «Проверку базы» и восстановите последнюю копию",
    )


def newer(path: Path, schema: int, known: int) -> errors.DatabaseNewer:
    """Return «a newer program has written the file», with both numbers of schemas."""
    return errors.DatabaseNewer(
        f"Базу {path.name} записала более новая версия программы (схема {schema}, эта "
        f"программа знает {known})",
        "файл не изменён",
        "обновите «Райштаб» на этом компьютере",
    )


def os_fault(error: OSError, path: Path) -> errors.OfficeError:
    """Word a failure of the file system met while writing `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full(path)
    if refusals.is_held(error):
        return errors.FileBusy(
            f"Файл держит другая программа: {path}",
            "ничего не изменено",
            "закройте её (это бывает и антивирус, и программа копирования) и повторите",
        )
    if refusals.is_barred(error, path.parent):
        return errors.TargetError(
            f"Нет прав на запись: {path}", "ничего не изменено", refusals.other_folder()
        )
    return errors.TargetError(
        f"Не удалось записать {path}: {error.strerror or error}",
        "ничего не изменено",
        "проверьте папку и повторите",
    )


def _driver_error(error: BaseException) -> BaseException | None:
    chain: list[BaseException] = []
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        if engine.is_fault(current):
            chain.append(current)
        current = current.__cause__ or current.__context__
    coded = [item for item in chain if engine.fault_code(item) > 1]
    if coded:
        return coded[-1]
    return chain[-1] if chain else None


def _io_failure(error: BaseException, path: Path) -> errors.StorageError:
    if is_there(path) and not all(os.access(place, os.W_OK) for place in (path, path.parent)):
        return guarded(path)  # an immutable file, a disk that became one for reading only
    try:
        room = shutil.disk_usage(path.parent).free
    except OSError:
        room = 0
    if room < 2**20:
        return disk_full(path)
    return errors.StorageError(
        f"Диск не отвечает: {path} ({error})",
        _SAFE,
        "проверьте диск или сеть и повторите; если не поможет, откройте последнюю копию",
    )


_WORDERS: Mapping[int, Callable[[Path], errors.StorageError]] = {
    _FULL: disk_full,
    _BUSY: busy,
    _LOCKED: busy,
    _READONLY: read_only,
    _CORRUPT: damaged,
    _NOTADB: damaged,
    _CANTOPEN: cannot_open,
}
