"""Where a row of a visit is by now: another clerk may have moved it while a sheet was open."""

from collections.abc import Sequence
from dataclasses import astuple

from desktop_app.core.records.inspections import Measurement, Member, Remedy

Row = Measurement | Member | Remedy


def place_of(rows: Sequence[Row], place: int, old: Row) -> int:
    """Return the place of the row that stood at `place` as `old`, -1 when it is gone.

    Of several that are called the same the most alike is meant, then the nearest.
    """
    called = [at for at, row in enumerate(rows) if row.known_as == old.known_as]
    return max(called, key=lambda at: (_alike(rows[at], old), -abs(at - place)), default=-1)


def _alike(row: Row, old: Row) -> int:
    """Return how many values of two rows are equal."""
    return sum(one == other for one, other in zip(astuple(row), astuple(old), strict=True))
