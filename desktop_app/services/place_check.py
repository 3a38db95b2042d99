"""Whether this computer is a good home for a database: room, disk, locks, neighbours."""

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from db import files
from desktop_app.core import clock
from desktop_app.core.errors import OfficeError, PasswordWanted
from desktop_app.core.text import counted, decimal, number
from desktop_app.services import shared_folder
from desktop_app.services.health import Finding
from desktop_app.services.places import Places
from desktop_app.services.restoring import Restoring
from desktop_app.services.self_check import attempt

_KILOBYTE, _MEGABYTE = 2**10, 2**20
_FAILURE = "unexpected failure"
_LEAST_FREE = 500 * _MEGABYTE
_WRITES, _PAGE = 15, 4096
_SLOWEST_MS = 500.0


class PlaceCheck:
    """Looks at the folders of this workplace; what it writes there it takes away."""

    def __init__(self, places: Places, database: Path) -> None:
        """Check the folder of the database and that of copies."""
        self._data, self._copies = database.parent, places.backups_of(database)
        self._base, self._log = database, places.log

    def run(self) -> Iterator[Finding]:
        """Yield one finding after another."""
        yield attempt("Часы", _clock)
        yield attempt("Файл базы", self._file)
        yield attempt("Последняя копия", self._copy)
        yield attempt("Журнал программы", self._failures)
        yield attempt("Папка базы", lambda: self._folder(self._data))
        yield attempt("Место на диске", lambda: _room(self._data))
        yield attempt("Место для копий", lambda: _room(_existing(self._copies)))
        yield attempt("Запись на диск", lambda: _speed(self._data))
        yield attempt("Замки файлов", lambda: _locks(self._data))

    def _file(self) -> str:
        """Tell of the base without opening it for work: its schema, size and journal."""
        if not self._base.exists():
            return f"ещё не создан, {self._base}"
        size = f"{number(self._base.stat().st_size // _KILOBYTE)} КБ"
        try:
            words = f"схема {files.identify(self._base)}"
        except PasswordWanted:
            words = "открывается паролем"
        journal = self._base.with_name(f"{self._base.name}-journal")
        left = journal.is_file() and journal.stat().st_size > 0
        more = "; рядом журнал незаконченной записи, он нужен базе" if left else ""
        return f"{words}, {size}, {self._base}{more}"

    def _copy(self) -> str:
        copies = Restoring(self._base, [self._copies, self._data]).copies()
        if not copies:
            return f"ни одной, {self._copies}"
        kept = counted(len(copies), "копия", "копии", "копий")
        return f"{clock.show_moment(copies[0].made_at)}, всего {kept}, {self._copies}"

    def _failures(self) -> str:
        """Tell how many failures of ours the log holds; it has no values of the office."""
        if not self._log.is_file():
            return "сбоев не было"
        with self._log.open(encoding="utf-8", errors="replace") as lines:
            found = sum(1 for line in lines if _FAILURE in line)
        return f"{counted(found, 'сбой', 'сбоя', 'сбоев')}, {self._log}"

    def _folder(self, folder: Path) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        title = shared_folder.keeper_of(folder / "база.sqlite")
        if title:
            raise OfficeError(f"папку {folder} синхронизирует {title}: базу здесь держать нельзя")
        where = "сетевой диск" if shared_folder.is_remote(folder / "x") else "диск этого компьютера"
        return f"{folder}, {where}"


def _clock() -> str:
    now = clock.now()
    zone = now.astimezone().strftime("%z")
    return f"{clock.show_moment(now)}, пояс {zone[:3]}:{zone[3:]}"


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
    if not shared_folder.locks_reach(folder):
        raise OfficeError("не держатся: два окна «Райштаба» испортят базу в этой папке")
    return "держатся"
