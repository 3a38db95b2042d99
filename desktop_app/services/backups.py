"""Copies of the database made by themselves: verified, named by time, thinned with age."""

import contextlib
import datetime as dt
import re
import threading
from pathlib import Path

from db import backup, base_marks, cipher
from desktop_app.core import backup_thinning, clock
from desktop_app.core.errors import OfficeError
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.copies import Copy, CopyKind
from desktop_app.services.desk import Desk

_MOMENT = r"(\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)"
_WHOSE = rf"(?: база (?P<mark>[0-9a-f]{{{base_marks.LENGTH}}}))?"
_REGULAR = re.compile(
    rf"^Райштаб {_MOMENT}{_WHOSE}"
    r" запись (?P<head>\d+)(?: (?P<digest>[0-9a-f]{8}))?\.sqlite$"
)
_OTHERS = (
    (CopyKind.IMPORT, re.compile(rf"^(.+) до импорта {_MOMENT}{_WHOSE}\.sqlite$")),
    (CopyKind.UPGRADE, re.compile(rf"^(.+) до обновления \d+ {_MOMENT}{_WHOSE}\.sqlite$")),
)
_UNFINISHED = re.compile(r"^(.+)\.[0-9a-f]{8}\.part$")
_ABANDONED = dt.timedelta(days=1)
_TIME = "%Y-%m-%d %H-%M-%S"
_UNKNOWN_HEAD = -1


class Backups:
    """Keeps copies in one folder, and in a second one; it touches only files it named itself.

    `second` may be changed at any time; None means one place is enough. Copies lie there in the
    `second_folder` of this base.
    """

    def __init__(self, desk: Desk, folder: Path, second: Path | None = None) -> None:
        """Use these folders; they are made with the first copy."""
        self._desk, self.folder, self.second = desk, folder, second
        self._lock = threading.Lock()

    def copies(self) -> list[Copy]:
        """Return the copies that are surely of this database, newest first."""
        return self._own(self.folder)

    def _own(self, folder: Path) -> list[Copy]:
        store = self._desk.store
        mark = base_marks.of_store(store)
        found = copies_in(folder, store.path.stem, mark)
        return [copy for copy in found if mark_of(copy, store.key) == mark]

    def make(self, *, only_if_changed: bool = True) -> Copy | None:
        """Make a verified copy and thin the old ones; None when nothing changed since the last.

        StorageError or TargetError when the copy cannot be made; older copies stay then. A second
        place that is away does not fail: the copy says so in `second_problem`.
        """
        with self._lock:
            head, digest = backup.head_of(self._desk.store)
            known = [copy for copy in self.copies() if copy.kind is CopyKind.REGULAR]
            # Not the newest alone: one made while the clock ran ahead would stay it for years.
            if only_if_changed and any(_is_of(copy, head, digest) for copy in known):
                return None
            now = self._desk.now()
            mark = base_marks.of_store(self._desk.store)
            whose = base_marks.in_name(mark)
            name = f"Райштаб {now:{_TIME}}{whose} запись {head} {digest[:8]}.sqlite"
            path = self.folder / name
            size = backup.write_copy(self._desk.store, path)
            self._thin(self.folder, now)
            return Copy(path, now, head, size, second_problem=self._repeat(path, now), mark=mark)

    def _repeat(self, path: Path, now: dt.datetime) -> str:
        if self.second is None:
            return ""
        folder = second_folder(self.second, self._desk.store.path)
        try:
            backup.repeat(path, folder / path.name, self.second)
            self._thin(folder, now)
        except OfficeError as error:
            return str(error)
        return ""

    def _thin(self, folder: Path, now: dt.datetime) -> None:
        copies = self._own(folder)
        keep = backup_thinning.kept((copy.made_at for copy in copies), now)
        for copy in copies:
            # An upgrade is made once a year: the way back from it is worth its room.
            if copy.made_at not in keep and copy.kind is not CopyKind.UPGRADE:
                # One that another program holds, or that may not be deleted, goes the next time.
                with contextlib.suppress(OSError):
                    copy.path.unlink(missing_ok=True)
        self._sweep(folder, now)

    def _sweep(self, folder: Path, now: dt.datetime) -> None:
        """Remove copies a program was killed over; one touched within a day may be on its way."""
        store = self._desk.store
        mark = base_marks.of_store(store)
        for copy in unfinished_in(folder, store.path.stem):
            with contextlib.suppress(OSError):
                touched = clock.from_timestamp(copy.path.stat().st_mtime)
                if copy.mark == mark and abs(now - touched) > _ABANDONED:
                    copy.path.unlink(missing_ok=True)


def second_folder(second: Path, database: Path) -> Path:
    """Return where copies of one base lie in a second place.

    The workstation remembers one place for every base opened at it: mixed there, copies of one
    would be thinned out, and deleted when the password changes, as if they were the other's.
    """
    return second / database.stem


def _is_of(copy: Copy, head: int, digest: str) -> bool:
    """Tell whether a copy holds this state of the base.

    The number of the last entry alone does not tell: after going back to an older copy other
    entries get the numbers of those that went. Names of former versions have no digest.
    """
    match = _REGULAR.match(copy.path.name)
    return match is not None and copy.history_head == head and match["digest"] == digest[:8]


def copies_in(folder: Path, stem: str = "", mark: str = "") -> list[Copy]:
    """Return the copies in a folder, newest first; with a `stem` others' copies are left out.

    Two bases of one file name share a folder: the `mark` of one leaves out what bears another's in
    its name. Names of former versions tell none: `mark_of` reads it.
    """
    try:
        found = [_copy_at(path, stem, path.name) for path in folder.iterdir()]
    except OSError:
        return []
    copies = [copy for copy in found if copy is not None and _may_be_of(copy.mark, mark)]
    return sorted(copies, key=lambda copy: (copy.made_at, copy.history_head), reverse=True)


def unfinished_in(folder: Path, stem: str) -> list[Copy]:
    """Return copies in a folder that were not finished: cut short, or being made right now."""
    try:
        named = [(path, _UNFINISHED.match(path.name)) for path in folder.iterdir()]
    except OSError:
        return []
    found = [_copy_at(path, stem, match[1]) for path, match in named if match]
    return [copy for copy in found if copy is not None]


def mark_of(copy: Copy, key: FileKey | None) -> str | None:
    """Return the mark of a copy by its name, or else by its file; None where that is not read.

    `key` is what the file may be under; a plain one needs none.
    """
    return copy.mark or base_marks.of_file(copy.path, cipher.key_for(copy.path, key))


def _may_be_of(said: str, mark: str) -> bool:
    return said in {"", mark} or not mark


def _copy_at(path: Path, stem: str, name: str) -> Copy | None:
    match = _REGULAR.match(name)
    if match:
        kind, moment, head = CopyKind.REGULAR, match[1], int(match["head"])
    else:
        other = next(((k, m) for k, p in _OTHERS if (m := p.match(name))), None)
        if other is None or (stem and other[1][1] != stem):
            return None
        (kind, match), head = other, _UNKNOWN_HEAD
        moment = match[2]
    try:
        made_at = dt.datetime.strptime(moment, _TIME)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return Copy(path, made_at, head, size, kind, mark=match["mark"] or "")
