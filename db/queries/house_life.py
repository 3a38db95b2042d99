"""What happened to a house."""

import datetime as dt

from db.connection import Store
from db.queries import contracts
from desktop_app.core import clock
from desktop_app.core.enums import InspectionStatus
from desktop_app.core.records.house_life import HouseLife, HouseVisit, MonthCount

_MONTHS = """
SELECT substr(registered_at, 1, 7), count(*) FROM ticket
WHERE building_id = ? AND registered_at >= ? AND status <> 'cancelled' GROUP BY 1
"""
_VISITS = """
SELECT id, number, status, coalesce(started_at, planned_at) FROM inspection
WHERE building_id = ? AND status <> 'cancelled'
ORDER BY coalesce(started_at, planned_at, created_at) DESC, id DESC LIMIT ?
"""
_LATEST_VISITS = 6


def life(store: Store, building_id: int, today: dt.date, months: int) -> HouseLife:
    """Return what happened to a house in so many months, this one included."""
    wanted = _months(today, months)
    with store.snapshot():
        counted: dict[str, int] = dict(store.rows(_MONTHS, (building_id, wanted[0].isoformat())))
        visits = store.rows(_VISITS, (building_id, _LATEST_VISITS))
        served = contracts.history(store, building_id)
    return HouseLife(
        tuple(MonthCount(month, counted.get(f"{month:%Y-%m}", 0)) for month in wanted),
        tuple(
            HouseVisit(
                row[0], row[1], InspectionStatus(row[2]), clock.unstamp(row[3]) if row[3] else None
            )
            for row in visits
        ),
        served,
    )


def _months(today: dt.date, count: int) -> list[dt.date]:
    """Return the first days of the last months, oldest first."""
    last = today.year * 12 + today.month - 1
    numbers = range(last - count + 1, last + 1)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]
