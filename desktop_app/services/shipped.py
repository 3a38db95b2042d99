"""Tables the program brings along: read once into a new office, and read again to compare."""

import csv

from desktop_app.core.assets import resource


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of resources/reference by their headings."""
    with resource("reference", name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
