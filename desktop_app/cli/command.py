"""A headless command and what it works with."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli.console import Console
from desktop_app.services.places import Places

if TYPE_CHECKING:
    from desktop_app.services.office import Office

OK, FAILED = 0, 1


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
            self._office = Office.open(self.database, create=create, backups=backups)
            self._office.clerks.sit_by_login(_login())
        return self._office

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


def with_json(parser: argparse.ArgumentParser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help="ответ в JSON")


def joined(*parts: object) -> str:
    """Return the parts that say something, with a middle dot between."""
    return " · ".join(str(part) for part in parts if part not in (None, "", 0))


def _login() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""
