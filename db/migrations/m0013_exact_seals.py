"""Seals of rows with fractions anew: they held digits that every SQLite writes in its own way.

A base sealed by one version of SQLite and checked by a later one seemed damaged.
"""

from collections.abc import Callable

NUMBER = 13
TITLE = "Печати строк с дробями"

_STATEMENT = """
DELETE FROM row_seal WHERE table_id IN (
    SELECT s.id FROM sealed_table AS s, pragma_table_info(s.name) AS p WHERE p.type = 'REAL'
)
"""


def up(execute: Callable[[str], object]) -> None:
    """Let the seals go, `execute` runs one statement; they are put again by the program."""
    execute(_STATEMENT)
