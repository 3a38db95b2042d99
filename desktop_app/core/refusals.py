"""What a refusal of the file system means, where its errno alone says too little.

Windows has thousands of reasons and Python gives most of them one errno, EINVAL; the reason itself
is `winerror`, which some calls of the C library do not tell.
"""

import errno
import os
from pathlib import Path
from typing import Final

from desktop_app.core import errors
from desktop_app.core.file_names import is_legal

_HELD: Final = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_BAD_NAMES: Final = (123, 161, 206)  # ERROR_INVALID_NAME, BAD_PATHNAME, FILENAME_EXCED_RANGE
_IS_WINDOWS: Final = os.name == "nt"


def is_held(error: OSError) -> bool:
    """Tell whether Windows says that another program keeps the file open."""
    return getattr(error, "winerror", None) in _HELD


def is_bad_name(error: OSError, path: Path) -> bool:
    """Tell whether the name itself is refused, and not a disk or a share that went away."""
    reason = getattr(error, "winerror", None)
    if reason is not None:
        return reason in _BAD_NAMES
    named_wrong = error.errno == errno.EINVAL and not is_legal(path.name)
    return named_wrong or error.errno == errno.ENAMETOOLONG


def demand_legal(path: Path) -> None:
    """Refuse a new file Windows would not make under this name; TargetError, nothing is touched.

    A colon would hide it behind another file, and some words are devices.
    """
    if _IS_WINDOWS and not is_legal(path.name):
        raise bad_name(path, "ничего не записано")


def bad_name(path: Path, safe: str) -> errors.TargetError:
    """Return «another name is wanted»."""
    return errors.TargetError(
        f"Такое имя файла не подходит: {path.name}",
        safe,
        'дайте файлу имя короче и без знаков \\ / : * ? " < > |',
    )


def resolved(path: Path) -> Path:
    """Return where a path leads, or the path itself where the system will not tell.

    Windows raises for a share that wants another password or was cut off, of which whoever opens
    the file has better words.
    """
    try:
        return path.resolve()
    except OSError:
        return path.absolute()


def is_barred(error: OSError, folder: Path) -> bool:
    """Tell whether this program may not write into a folder.

    The guard of folders in Windows says of a file to be made in one that is there that it «is not
    found», or later that its number is no file's.
    """
    if isinstance(error, PermissionError):
        return True
    while_opened = getattr(error, "winerror", None) is None  # a file to be moved tells it
    is_guard = while_opened and error.errno in (errno.ENOENT, errno.EBADF)
    return _IS_WINDOWS and is_guard and folder.is_dir()


def other_folder() -> str:
    """Return what to do where a folder is barred; in Windows its guard is named too."""
    if not _IS_WINDOWS:
        return "выберите другую папку, например «Документы»"
    return (
        "выберите другую папку; если Windows сообщает о блокировке, разрешите «Райштаб» в "
        "«Безопасность Windows» → «Защита от программ-шантажистов» → «Контролируемый доступ к "
        "папкам»"
    )
