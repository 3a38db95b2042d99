"""Copies of the database made by themselves: verified, named by time, thinned with age."""

import datetime as dt
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from db import backup
from desktop_app.core import backup_thinning
from desktop_app.services.desk import Desk

_NAME = re.compile(r"^Райштаб (\d{4}-\d\d-\d\d \d\d-\d\d-\d\d) запись (\d+)\.sqlite$")
_TIME = "%Y-%m-%d %H-%M-%S"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in the folder: when it was made and the last history entry it holds."""

    path: Path
    made_at: dt.datetime
    history_head: int
    size: int


class Backups:
    """Keeps copies in one folder; it touches only files it named itself."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """Use this folder; it is made with the first copy."""
        self._desk, self.folder = desk, folder
        self._lock = threading.Lock()

    def copies(self) -> list[Copy]:
        """Return the copies, newest first."""
        if not self.folder.is_dir():
            return []
        found = []
        for path in self.folder.iterdir():
            match = _NAME.match(path.name)
            if match:
                made_at = dt.datetime.strptime(match[1], _TIME)
                found.append(Copy(path, made_at, int(match[2]), path.stat().st_size))
        return sorted(found, key=lambda copy: (copy.made_at, copy.history_head), reverse=True)

    def make(self, *, only_if_changed: bool = True) -> Copy | None:
        """Make a verified copy and thin the old ones; None when nothing changed since the last.

        StorageError or TargetError when the copy cannot be made; older copies stay then.
        """
        with self._lock:
            head = int(self._desk.store.scalar("SELECT coalesce(max(id), 0) FROM history"))
            known = self.copies()
            if only_if_changed and known and known[0].history_head == head:
                return None
            now = self._desk.now()
            path = self.folder / f"Райштаб {now:{_TIME}} запись {head}.sqlite"
            size = backup.write_copy(self._desk.store, path)
            self._thin(now)
            return Copy(path, now, head, size)

    def _thin(self, now: dt.datetime) -> None:
        copies = self.copies()
        keep = backup_thinning.kept((copy.made_at for copy in copies), now)
        for copy in copies:
            if copy.made_at not in keep:
                copy.path.unlink(missing_ok=True)
