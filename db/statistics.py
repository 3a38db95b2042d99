"""What SQLite knows of the sizes of tables, gathered again when they have grown.

No list depends on it (tests/db/test_register_plans.py), other questions go better with it. A look
at 1,000 entries of each index is enough, so that a million tickets cost some milliseconds.
"""

import sqlite3

from db.connection import Store
from desktop_app.core.errors import StorageError

_LIMIT = 1_000
_LEAST = 500
_GROWN = 2


def refresh(store: Store) -> bool:
    """Gather statistics if there are none or the register has doubled; tell whether it did.

    A file that is busy or cannot be written stays as it is: the next time will do.
    """
    try:
        if not _is_grown(store):
            return False
        with store.write():
            gather(store.raw)
    except StorageError:
        return False
    return True


def gather(connection: sqlite3.Connection) -> None:
    """Look at every index, at a few entries of each."""
    connection.execute(f"PRAGMA analysis_limit = {_LIMIT}")
    connection.execute("ANALYZE")


def _is_grown(store: Store) -> bool:
    now = int(store.scalar("SELECT coalesce(sum(tickets), 0) FROM ticket_cube"))
    if now < _LEAST:
        return False
    if not store.scalar("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"):
        return True
    known = store.scalar("SELECT stat FROM sqlite_stat1 WHERE idx = 'ticket_registered'")
    return known is None or now >= _GROWN * int(str(known).split()[0])
