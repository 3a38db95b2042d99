"""Where things lie on this computer: the database, backups, the log.

By default in the user's own folders; a `portable.ini` beside the program keeps everything there.
"""

import os
import sys
from functools import cached_property
from pathlib import Path

PORTABLE_MARK = "portable.ini"
_DATABASE = "rayshtab.sqlite"
_LOG = "rayshtab.log"
_APPLICATION = "Rayshtab"


class Places:
    """Folders of one workplace; nothing is created by naming them."""

    def __init__(
        self, data: Path, backups: Path | None = None, *, is_portable: bool = False
    ) -> None:
        """Take the folder of data; `backups` None means the documents of this user."""
        self.data, self.is_portable = data, is_portable
        self._backups = backups

    @cached_property
    def backups(self) -> Path:
        """The folder of copies; documents may lie on a server, so the system is asked for them."""
        if self._backups is not None:
            return self._backups
        import platformdirs  # the first window needs no documents, and half a hundredth of a second

        return platformdirs.user_documents_path() / "Райштаб" / "Резервные копии"

    @property
    def database(self) -> Path:
        """The database file opened when no other is named."""
        return self.data / _DATABASE

    def backups_of(self, database: Path) -> Path:
        """Return the folder of copies of a database: other files do not mix with the usual one."""
        same = database.absolute() == self.database.absolute()
        return self.backups if same else self.backups / database.stem

    @property
    def log(self) -> Path:
        """The file that our own bugs and a windowless build write to."""
        return self.data / _LOG

    @property
    def window_state(self) -> Path:
        """What this workstation remembers of its window."""
        return self.data / "window.ini"


def find_places(program: Path | None = None) -> Places:
    """Return the folders of this user, or those beside a portable program.

    `program` is the folder of the program (default: where it runs from). Windows keeps data in
    %LOCALAPPDATA%\\Rayshtab, Linux in the user's share folder; backups go to the documents.
    """
    beside = program or program_folder()
    if (beside / PORTABLE_MARK).is_file():
        return Places(beside / "Данные", beside / "Резервные копии", is_portable=True)
    return Places(_user_data() / "Данные" if os.name == "nt" else _user_data())


def _user_data() -> Path:
    """Return the folder of this program among the user's own.

    By the variable that every session has, or the place the XDG specification names without it.
    """
    known = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME", "").strip()
    if known:
        return Path(known) / _APPLICATION
    if os.name == "posix":
        return Path.home() / ".local" / "share" / _APPLICATION
    import platformdirs  # see `backups`

    return platformdirs.user_data_path(_APPLICATION, appauthor=False)


def program_folder() -> Path:
    """Return the folder of the frozen program, or of the source tree."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parents[2]
