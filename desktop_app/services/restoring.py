"""Going back to a kept copy; works without an open office, for a file that does not open."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from db import restore
from desktop_app.core import clock
from desktop_app.core.errors import OfficeError, PasswordWanted
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.copies import Copy, CopyKind, KeptCopy, Restored
from desktop_app.services.backups import copies_in

_OTHER_PASSWORD = (
    "копия под другим паролем или не база «Райштаба»; откройте её отдельно, она спросит свой пароль"
)


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

        Its `key` opens its encrypted copies too; those of a former password stay closed.
        """
        self.live, self.folders, self._now, self.key = live, tuple(folders), now, key
        self.second: Path | None = None

    def copies(self) -> list[Copy]:
        """Return all copies, newest first; one that lies in two places comes once."""
        found: dict[str, Copy] = {}
        for folder in (*self.folders, *([self.second] if self.second else [])):
            for copy in copies_in(folder, self.live.stem):
                found.setdefault(copy.path.name, copy)
        return sorted(found.values(), key=lambda copy: copy.made_at, reverse=True)

    def kept(self) -> list[KeptCopy]:
        """Return the copies with what they hold and what the live file has more."""
        return [self.look(copy, number) for number, copy in enumerate(self.copies())]

    def look(self, copy: Copy, number: int = 0) -> KeptCopy:
        """Return what one copy holds."""
        try:
            facts = restore.facts(copy.path, self.key)
        except PasswordWanted:
            return KeptCopy(number, copy, None, _OTHER_PASSWORD)
        except OfficeError as error:
            return KeptCopy(number, copy, None, error.cause)
        newer = restore.newer(self.live, facts, self.key) if self.live.is_file() else None
        copy = replace(copy, history_head=facts.head)
        return KeptCopy(number, copy, facts, newer=newer, is_ours=newer is not None)

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
        return restore.problem(copy.path, self.key)

    def restore(self, copy: Path) -> Restored:
        """Put a copy in the place of the live file; the replaced file stays beside it.

        DatabaseDamaged for a copy that is no good, DatabaseLocked while others work, TargetError
        or DiskFull when the file cannot be written; the live file is whole then.
        """
        kept = restore.put_back(copy, self.live, self._now(), self.key)
        return Restored(self.live, kept)
