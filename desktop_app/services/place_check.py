"""Whether this computer is a good home for a database: room, disk, locks, neighbours."""

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from db import locks
from desktop_app.core.errors import OfficeError
from desktop_app.core.text import decimal, number
from desktop_app.services import shared_folder
from desktop_app.services.health import Finding
from desktop_app.services.places import Places
from desktop_app.services.self_check import attempt

_MEGABYTE = 2**20
_LEAST_FREE = 500 * _MEGABYTE
_WRITES, _PAGE = 15, 4096
_SLOWEST_MS = 500.0


class PlaceCheck:
    """Looks at the folders of this workplace; what it writes there it takes away."""

    def __init__(self, places: Places, database: Path) -> None:
        """Check the folder of the database and that of copies."""
        self._data, self._copies = database.parent, places.backups_of(database)

    def run(self) -> Iterator[Finding]:
        """Yield one finding after another."""
        yield attempt("Папка базы", lambda: self._folder(self._data))
        yield attempt("Место на диске", lambda: _room(self._data))
        yield attempt("Место для копий", lambda: _room(_existing(self._copies)))
        yield attempt("Запись на диск", lambda: _speed(self._data))
        yield attempt("Замки файлов", lambda: _locks(self._data))

    def _folder(self, folder: Path) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        title = shared_folder.synchroniser(folder / "база.sqlite")
        if title:
            raise OfficeError(f"папку {folder} синхронизирует {title}: базу здесь держать нельзя")
        where = "сетевой диск" if shared_folder.is_remote(folder / "x") else "диск этого компьютера"
        return f"{folder}, {where}"


def _existing(folder: Path) -> Path:
    """Return the nearest folder above that is there: copies may not have been made yet."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def _room(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    words = f"свободно {number(free // _MEGABYTE)} МБ, {folder}"
    if free < _LEAST_FREE:
        raise OfficeError(f"{words}: освободите место, нужно хотя бы 500 МБ")
    return words


def _speed(folder: Path) -> str:
    """Write pages as a saved call does, each pushed to the disk; the middle time counts."""
    place = folder / f".rayshtab-speed-{os.getpid()}.tmp"
    took = []
    try:
        with place.open("wb") as stream:
            for _ in range(_WRITES):
                began = time.perf_counter()
                stream.write(os.urandom(_PAGE))
                stream.flush()
                os.fsync(stream.fileno())
                took.append((time.perf_counter() - began) * 1000)
    finally:
        place.unlink(missing_ok=True)
    middle = statistics.median(took)
    words = f"{decimal(middle)} мс на запись, самая долгая {decimal(max(took))} мс"
    if middle > _SLOWEST_MS:
        raise OfficeError(f"{words}: диск слишком медленный")
    return words


def _locks(folder: Path) -> str:
    if not locks.hold(folder):
        raise OfficeError("не держатся: два окна «Райштаба» испортят базу в этой папке")
    return "держатся"
