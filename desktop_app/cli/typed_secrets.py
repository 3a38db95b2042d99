"""Passwords for commands: from a file or the environment, never from the command line itself.

Arguments are seen by everybody who may list the programs of a computer.
"""

import argparse
import os
from pathlib import Path

from desktop_app.cli import values
from desktop_app.core.errors import BadFile

PASSWORD, NEW_PASSWORD = "RAYSHTAB_PASSWORD", "RAYSHTAB_NEW_PASSWORD"
_HELP = f"файл с паролем базы или ключом восстановления; иначе переменная {PASSWORD}"
_LONGEST = 10_000


def with_password(parser: argparse.ArgumentParser, default: object = None) -> None:
    """Add --password-file."""
    parser.add_argument(
        "--password-file", type=values.path, default=default, metavar="ФАЙЛ", help=_HELP
    )


def typed(file: Path | None, variable: str) -> str:
    """Return a password from a file, else from a variable; empty when there is neither.

    The line's end is not part of it, spaces are. BadFile when the file does not read.
    """
    if file is None:
        return os.environ.get(variable, "")
    try:
        with file.open(encoding="utf-8-sig") as stream:
            text = stream.read(_LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            f"Файл с паролем не читается: {file}", "база не тронута", "проверьте имя и права"
        ) from error
    return text.removesuffix("\n")
