"""Where a row of a visit is by now: another clerk may have moved it while a sheet was open."""

from collections.abc import Sequence
from dataclasses import astuple

from desktop_app.core.records.inspections import Measurement, Member, Remedy

Row = Measurement | Member | Remedy


def place_of(rows: Sequence[Row], place: int, old: Row) -> int:
    """Return the place of the row that stood at `place` as `old`, -1 when it is gone.

    Of several that are called the same the most alike is meant, then the nearest.
    """
    called = [at for at, row in enumerate(rows) if _name(row) == _name(old)]
    return max(called, key=lambda at: (_alike(rows[at], old), -abs(at - place)), default=-1)


def _alike(row: Row, old: Row) -> int:
    """Return how many values of two rows are equal."""
    return sum(one == other for one, other in zip(astuple(row), astuple(old), strict=True))


def _name(row: Row) -> tuple[object, ...]:
    """Return what a row is known by, whatever was written into it since."""
    if isinstance(row, Measurement):
        return row.block, row.place, row.quantity
    if isinstance(row, Member):
        return (row.name,)
    return (row.what,) if row.id is None else (row.id,)
