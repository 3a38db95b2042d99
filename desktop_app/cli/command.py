"""A headless command and what it works with."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli import typed_secrets
from desktop_app.cli.console import Console
from desktop_app.cli.outcome import FAILED, OK
from desktop_app.core.errors import PasswordWanted
from desktop_app.services.places import Places

if TYPE_CHECKING:
    from desktop_app.core.file_key import FileKey
    from desktop_app.services.encryption import Encryption, Unlocked
    from desktop_app.services.office import Office

__all__ = ["FAILED", "OK", "Command", "Session", "joined", "with_json"]

_SAY_PASSWORD = "укажите --password-file ФАЙЛ или переменную RAYSHTAB_PASSWORD"


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line.

    `arguments` adds what may be typed after it, `run` does it and returns the exit code. A command
    that `creates` makes the database file when it is not there yet.
    """

    name: str
    summary: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Session], int]
    creates: bool = False


class Session:
    """One run of a command: what was typed, the console, the office opened when first needed."""

    def __init__(
        self, args: argparse.Namespace, console: Console, places: Places, *, creates: bool
    ) -> None:
        """Keep everything; nothing is opened yet."""
        self.args, self.console, self.places = args, console, places
        self._creates = creates
        self._office: Office | None = None
        self._unlocked: Unlocked | None = None

    @property
    def database(self) -> Path:
        """The file named with --db, or the one of this user."""
        named: Path | None = self.args.db
        return named or self.places.database

    @property
    def office(self) -> Office:
        """The office over that file; StorageError or NotFound says why it cannot be opened.

        Only a changing command makes a named file that is not there: a mistyped name must not
        become an empty database. The user's own file may be made by any command.
        """
        if self._office is None:
            from desktop_app.services.office import Office  # here, so that --help stays quick

            create = self._creates or self.args.db is None
            backups = self.places.backups_of(self.database)
            key = self.key
            if self._unlocked is not None and self._unlocked.is_damaged:
                raise self.encryption.damage()
            try:
                self._office = Office.open(self.database, create=create, backups=backups, key=key)
            except PasswordWanted as error:
                raise PasswordWanted(error.cause, error.safe, _SAY_PASSWORD) from error
            self._office.clerks.sit_by_login(_login())
        return self._office

    @property
    def key(self) -> FileKey | None:
        """What opens an encrypted file, by --password-file or the environment; else None.

        WrongPassword when it does not fit, or the file is a foreign one.
        """
        typed = typed_secrets.typed(self.args.password_file, typed_secrets.PASSWORD)
        if self._unlocked is None and typed and self.database.is_file():
            from desktop_app.services import encryption  # here, as the office

            if not encryption.is_plain(self.database):
                self._unlocked = self.encryption.unlock(typed)
        return self._unlocked.key if self._unlocked is not None else None

    @property
    def encryption(self) -> Encryption:
        """The password of that file."""
        from desktop_app.services.encryption import Encryption  # here, as the office

        return Encryption(self.database, [self.places.backups_of(self.database)])

    def close(self) -> None:
        """Close what was opened."""
        if self._office is not None:
            self._office.close()

    def show(
        self, items: Iterable[Mapping[str, Any]], words: Callable[[Mapping[str, Any]], str]
    ) -> int:
        """List items as JSON when asked for, else a line each in words."""
        if self.args.json:
            self.console.values(items)
        else:
            for item in items:
                self.console.line(words(item))
        return OK

    def tell(self, item: Mapping[str, Any], *lines: str) -> int:
        """Tell of one thing as a JSON object when asked for, else in lines."""
        if self.args.json:
            self.console.value(item)
        else:
            for line in lines:
                self.console.line(line)
        return OK


def with_json(parser: argparse.ArgumentParser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help="ответ в JSON")


def joined(*parts: object) -> str:
    """Return the parts that say something, with a middle dot between."""
    return " · ".join(str(part) for part in parts if part not in (None, "", 0))


def _login() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""
