"""Tables the program brings along: read once into a new office, and read again to compare."""

import csv
from collections.abc import Callable

from db.connection import Store
from desktop_app.core.assets import resource


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of resources/reference by their headings."""
    with resource("reference", name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def into_empty(store: Store, count: str, fill: Callable[[], object]) -> None:
    """Fill a table of a new office in one transaction; `count` is the SQL that counts its rows.

    It is counted once more inside: of two programs that open a new file at once the second finds
    the table filled.
    """
    if store.scalar(count):
        return
    with store.write():
        if not store.scalar(count):
            fill()
