"""Going back to a kept copy; works without an open office, for a file that does not open."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from db import base_marks, cipher, failures, restore
from desktop_app.core import clock
from desktop_app.core.errors import OfficeError, PasswordWanted
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.copies import (
    BaseFacts,
    Copy,
    CopyKind,
    KeptCopy,
    Kin,
    Newer,
    Restored,
)
from desktop_app.core.text import decimal
from desktop_app.services.backups import copies_in, mark_of, second_folder

_OTHER_PASSWORD = "под другим паролем или не база «Райштаба»"


class Restoring:
    """The copies of one live file, and the way to put one in its place."""

    def __init__(
        self,
        live: Path,
        folders: Sequence[Path],
        now: clock.Clock = clock.now,
        key: FileKey | None = None,
    ) -> None:
        """Look for copies in these folders; the live file may be damaged or missing.

        Its `key` opens its encrypted copies too; those of a former password wait for `unlock`.
        """
        self.live, self.folders, self._now, self.key = live, tuple(folders), now, key
        self.second: Path | None = None
        self._known: tuple[FileKey, ...] = () if key is None else (key,)

    def copies(self) -> list[Copy]:
        """Return all copies, newest first; one that lies in two places comes once.

        Those of another base with this file name are left out while this one can be read.
        """
        found: dict[str, Copy] = {}
        mark = base_marks.of_file(self.live, self.key) if self.live.is_file() else ""
        for folder in (*self.folders, *self.second_folders()):
            for copy in copies_in(folder, self.live.stem, mark or ""):
                # What cannot be told is offered: its line says what the file is.
                if not mark or mark_of(copy, self._key_of(copy.path)) in {mark, "", None}:
                    found.setdefault(copy.path.name, copy)
        return sorted(found.values(), key=lambda copy: copy.made_at, reverse=True)

    def second_folders(self) -> list[Path]:
        """Return the folder of this base in the second place, if there is such a place."""
        return [second_folder(self.second, self.live)] if self.second else []

    def kept(self) -> list[KeptCopy]:
        """Return the copies with what they hold and what the live file has more."""
        return [self.look(copy, number) for number, copy in enumerate(self.copies())]

    def look(self, copy: Copy, number: int = 0) -> KeptCopy:
        """Return what one copy holds."""
        key = self._key_of(copy.path)
        try:
            facts = restore.facts(copy.path, key)
        except PasswordWanted:
            return KeptCopy(number, copy, None, _OTHER_PASSWORD, is_locked=True)
        except OfficeError as error:
            return KeptCopy(number, copy, None, error.cause)
        newer, kin = self._compared(facts)
        copy = replace(copy, history_head=facts.head)
        is_open = self.key is not None and key is None
        return KeptCopy(number, copy, facts, newer=newer, kin=kin, is_open=is_open)

    def _compared(self, facts: BaseFacts) -> tuple[Newer | None, Kin]:
        if not failures.is_there(self.live):
            return None, Kin.LIVE_MISSING
        try:
            newer = restore.newer(self.live, facts, self.key)
        except OfficeError:
            return None, Kin.LIVE_UNREADABLE
        return newer, Kin.OTHER if newer is None else Kin.EARLIER

    def unlock(self, copy: Path, typed: str) -> FileKey:
        """Learn the password of a copy, or its recovery key; WrongPassword when it is neither."""
        key = cipher.unlock(copy, typed)
        self._known = (*self._known, key)
        return key

    def _key_of(self, copy: Path) -> FileKey | None:
        """Return the key a copy was made under: its salt tells; None for a plain one."""
        if copy == self.live:
            return self.key  # it may be open here: another engine at it would drop its locks
        if not self._known or cipher.is_plain(copy):
            return None
        try:
            salt = cipher.salt_of(copy)
        except OSError:
            return None
        return next((key for key in self._known if key.salt == salt), self._known[0])

    def at(self, path: Path) -> KeptCopy:
        """Return what a file chosen by hand holds; NotFound is told in `problem`."""
        try:
            stat = path.stat()
        except OSError:
            return KeptCopy(-1, Copy(path, self._now(), -1, 0), None, "файла нет")
        made_at = clock.from_timestamp(stat.st_mtime)
        return self.look(Copy(path, made_at, -1, stat.st_size, CopyKind.REGULAR), -1)

    def problem(self, copy: Copy) -> str:
        """Return why a copy must not be used, after looking at all of it; empty when sound."""
        is_open = self.live.exists() and copy.path.exists() and copy.path.samefile(self.live)
        return restore.problem(copy.path, self._key_of(copy.path), is_open=is_open)

    def lacking_room(self, copy: Copy) -> str:
        """Return how much room the disk lacks for a second file beside the live one; else empty.

        The replaced file stays, so the copy needs a place of its own whatever it replaces.
        """
        try:
            free = shutil.disk_usage(self.live.parent).free
        except OSError:
            return ""  # the folder is away: restoring will say so
        if free >= copy.size:
            return ""
        need, have = (decimal(size / 2**20) for size in (copy.size, free))
        return f"Нужно {need} МБ, свободно {have} МБ: {self.live.parent}"

    def restore(self, copy: Path) -> Restored:
        """Put a copy in the place of the live file; the replaced file stays beside it.

        DatabaseDamaged for a copy that is no good, DatabaseLocked while others work, TargetError
        or DiskFull when the file cannot be written; the live file is whole then.
        """
        kept = restore.put_back(copy, self.live, self._now(), self.key, self._key_of(copy))
        return Restored(self.live, kept)
