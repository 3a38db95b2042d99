"""Norms the office changed: what stands instead of a row of the table the program carries."""

from collections.abc import Callable

NUMBER = 11
TITLE = "Нормы, изменённые офисом"

_STATEMENT = """
CREATE TABLE norm_override (
    code TEXT PRIMARY KEY CHECK (code <> ''),
    low REAL,
    high REAL,
    below REAL CHECK (below >= 0),
    above REAL CHECK (above >= 0),
    night_below REAL CHECK (night_below >= 0),
    basis TEXT NOT NULL CHECK (basis <> ''),
    edition TEXT NOT NULL DEFAULT '',
    CHECK (low <= high)
) STRICT, WITHOUT ROWID
"""


def up(execute: Callable[[str], object]) -> None:
    """Add the table; `execute` runs one statement."""
    execute(_STATEMENT)
