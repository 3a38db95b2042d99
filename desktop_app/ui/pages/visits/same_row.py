"""Where a row of a visit is by now: another clerk may have moved it while a sheet was open."""

from collections.abc import Sequence

from desktop_app.core.records.inspections import Measurement, Member, Remedy

Row = Measurement | Member | Remedy


def place_of(rows: Sequence[Row], place: int, old: Row) -> int:
    """Return the place of the row that stood at `place` as `old`, -1 when it is gone."""
    if place < len(rows) and rows[place] == old:
        return place
    for fits in (lambda row: row == old, lambda row: _name(row) == _name(old)):
        found = next((at for at, row in enumerate(rows) if fits(row)), -1)
        if found >= 0:
            return found
    return -1


def _name(row: Row) -> tuple[str, ...]:
    """Return what a row is known by, whatever was written into it since."""
    if isinstance(row, Measurement):
        return row.block, row.place, row.quantity
    return (row.name,) if isinstance(row, Member) else (row.what,)
