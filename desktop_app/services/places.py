"""Where things lie on this computer: the database, backups, the log.

By default in the user's own folders; a `portable.ini` beside the program keeps everything there.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

import platformdirs

PORTABLE_MARK = "portable.ini"
_DATABASE = "rayshtab.sqlite"
_LOG = "rayshtab.log"
_APPLICATION = "Rayshtab"


class Places(NamedTuple):
    """Folders of one workplace; nothing is created by naming them."""

    data: Path
    backups: Path
    is_portable: bool = False

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
    data = platformdirs.user_data_path(_APPLICATION, appauthor=False)
    if os.name == "nt":
        data = data / "Данные"
    documents = platformdirs.user_documents_path()
    return Places(data, documents / "Райштаб" / "Резервные копии")


def program_folder() -> Path:
    """Return the folder of the frozen program, or of the source tree."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parents[2]
