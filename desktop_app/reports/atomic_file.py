"""Files that appear whole or not at all: written beside the target, then put in its place."""

import errno
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from desktop_app.core import errors, file_moves, refusals

Filler = Callable[[Path], object]

_SAFE = "прежний файл не изменён"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, content: bytes | Filler) -> None:
    """Write a file under a temporary name beside `path`, flush it to the disk, put it in place.

    `content` is the bytes themselves or a function that fills the temporary path it is given (which
    keeps the suffix of `path`). Whatever is raised, the old file keeps its bytes and no temporary
    file stays. Raises FileBusy, TargetError or DiskFull; what the function raises passes through.
    """
    check_target(path)
    temporary = path.with_name(f"~{secrets.token_hex(6)}{path.suffix}")
    try:
        if isinstance(content, bytes):
            temporary.write_bytes(content)
        else:
            content(temporary)
        _flush(temporary)
        _put_in_place(temporary, path)
    except OSError as error:
        raise _worded(error, path) from error
    finally:
        _forget(temporary)


def check_target(path: Path) -> None:
    """Tell before the work whether `path` can be written: FileBusy or TargetError if not.

    Long exports call it first: a workbook left open in Excel is told at once, not after minutes.
    """
    refusals.demand_legal(path)
    try:
        _check_place(path)
        if path.exists():
            _check_old_file(path)
    except OSError as error:
        raise _worded(error, path) from error


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        raise errors.TargetError(
            f"Нет папки {path.parent}", "ничего не записано", "выберите другую папку"
        )
    if path.is_dir():
        raise errors.TargetError(
            f"Это папка, а не файл: {path}", "ничего не записано", "укажите имя файла"
        )


def _check_old_file(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise errors.TargetError(
            f"Файл защищён от записи: {path}",
            _SAFE,
            "снимите отметку «Только чтение» или выберите другое имя",
        )
    try:
        # On Windows opening for change fails while Excel or a viewer holds the file.
        with path.open("r+b"):
            pass
    except PermissionError as error:
        raise busy(path) from error


def busy(path: Path) -> errors.FileBusy:
    """Return «another program keeps the target open»."""
    return errors.FileBusy(
        f"Файл открыт в другой программе: {path.name}",
        _SAFE,
        f"Закройте файл «{path.name}» и повторите",
    )


def _flush(temporary: Path) -> None:
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        file_moves.replace(temporary, path)
    except PermissionError as error:
        raise busy(path) from error
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut where the system lets a folder be opened."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network shares cannot flush a folder; the file itself is already safe.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM):
            raise
    finally:
        os.close(descriptor)


def _forget(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return


def _worded(error: OSError, path: Path) -> errors.OfficeError:
    if error.errno in _NO_ROOM:
        return errors.DiskFull(
            f"На диске нет места ({path.parent}, {_room(path.parent)})",
            _SAFE,
            "освободите место и повторите",
        )
    if refusals.is_barred(error, path.parent):
        return errors.TargetError(
            f"Нет прав на запись в папку {path.parent}", _SAFE, refusals.other_folder()
        )
    if refusals.is_bad_name(error, path):
        return refusals.bad_name(path, _SAFE)
    return errors.TargetError(
        f"Не удалось записать {path} ({error.strerror or error})",
        _SAFE,
        "проверьте папку и повторите",
    )


def _room(folder: Path) -> str:
    try:
        return f"свободно {shutil.disk_usage(folder).free / 2**20:.0f} МБ"
    except OSError:
        return "свободное место узнать не удалось"
