"""Who serves a house: one organisation a service at a time, with the first and the last day.

An unknown first day is "" and reaches back for ever; "" as the last day means «to this day».
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Row, Store
from db.tables import service_contract
from desktop_app.core.enums import Service
from desktop_app.core.records.buildings import ServedBy

IN_FORCE = "(c.since = '' OR c.since <= ?) AND (c.until = '' OR c.until >= ?)"
"""Condition «contract `c` is in force on a day»; the day is given twice."""

MANAGED = f"""
SELECT c.building_id FROM service_contract AS c WHERE c.service = 'management' AND {IN_FORCE}
"""  # noqa: S608  our own words only
"""Houses somebody manages on a day."""

MANAGER_KEYS = f"""
SELECT c.building_id AS building_id, min(o.sort_key) AS name FROM service_contract AS c
JOIN organization AS o ON o.id = c.organization_id
WHERE c.service = 'management' AND {IN_FORCE} GROUP BY c.building_id
"""  # noqa: S608  our own words only
"""Houses with the sort key of who manages them on a day."""

_MANAGERS = """
SELECT c.building_id, coalesce(nullif(o.short_name, ''), o.name) FROM service_contract AS c
JOIN organization AS o ON o.id = c.organization_id
WHERE c.building_id IN ({marks}) AND c.service = 'management' AND {in_force}
"""

_OF_HOUSE = """
SELECT c.service, c.organization_id, coalesce(nullif(o.short_name, ''), o.name),
    coalesce(nullif(o.dispatcher_phone, ''), o.phone), o.dispatcher_hours, c.since, c.until
FROM service_contract AS c JOIN organization AS o ON o.id = c.organization_id
WHERE c.building_id = ? {condition}
"""

_ANSWERING = f"""
SELECT c.service, c.organization_id FROM service_contract AS c
WHERE c.building_id = ? AND {IN_FORCE}
"""  # noqa: S608  our own words only

_TIMELINES = """
SELECT c.building_id, c.id, c.organization_id, c.since, c.until FROM service_contract AS c
WHERE c.building_id IN ({marks}) AND c.service = ? ORDER BY c.building_id, c.since
"""

_BLOCK = 500
_PLACES = {service: place for place, service in enumerate((Service.MANAGEMENT, *Service))}


@dataclass(frozen=True, slots=True)
class Contract:
    """One stretch of a house's timeline of a service."""

    id: int
    organization_id: int
    since: str
    until: str


def managers(store: Store, building_ids: Sequence[int], day: dt.date) -> dict[int, str]:
    """Return the short names of those who manage these houses on a day."""
    marks = ",".join("?" * len(building_ids))
    sql = _MANAGERS.format(marks=marks, in_force=IN_FORCE)
    at = day.isoformat()
    return {row[0]: row[1] for row in store.rows(sql, (*building_ids, at, at))}


def served_by(store: Store, building_id: int, day: dt.date) -> tuple[ServedBy, ...]:
    """Return who serves a house on a day: management first, then the services in their order."""
    at = day.isoformat()
    sql = _OF_HOUSE.format(condition=f"AND {IN_FORCE}")
    found = [_served_by(row) for row in store.rows(sql, (building_id, at, at))]
    return tuple(sorted(found, key=lambda item: _PLACES[item.service]))


def history(store: Store, building_id: int) -> tuple[ServedBy, ...]:
    """Return everybody who ever served a house, by service, the latest first."""
    found = [_served_by(row) for row in store.rows(_OF_HOUSE.format(condition=""), (building_id,))]
    latest_first = sorted(found, key=lambda item: item.since, reverse=True)
    return tuple(sorted(latest_first, key=lambda item: _PLACES[item.service]))


def timelines(
    store: Store, building_ids: Sequence[int], service: Service
) -> dict[int, list[Contract]]:
    """Return the contracts of a service by house, each house's in order of their first days."""
    found: dict[int, list[Contract]] = {building_id: [] for building_id in building_ids}
    for start in range(0, len(building_ids), _BLOCK):
        block = building_ids[start : start + _BLOCK]
        sql = _TIMELINES.format(marks=",".join("?" * len(block)))
        for row in store.rows(sql, (*block, service.value)):
            found[row[0]].append(Contract(*row[1:]))
    return found


def organization_for(
    store: Store, building_id: int, services: Sequence[Service], day: dt.date
) -> int | None:
    """Return who serves a house by the first of these services that anybody serves on a day."""
    at = day.isoformat()
    served: dict[str, int] = dict(store.rows(_ANSWERING, (building_id, at, at)))
    return next((served[key] for key in services if key in served), None)


def insert(
    store: Store,
    building_id: int,
    service: Service,
    organization_id: int,
    since: str,
    until: str = "",
    *,
    batch_id: int | None = None,
) -> int:
    """Add a contract inside a transaction; the caller keeps the timeline free of overlaps."""
    return store.insert(
        service_contract,
        {
            "building_id": building_id,
            "service": service.value,
            "organization_id": organization_id,
            "since": since,
            "until": until,
            "batch_id": batch_id,
        },
    )


def end(store: Store, contract_id: int, until: str) -> None:
    """Set the last day of a contract."""
    store.update(service_contract, contract_id, {"until": until})


def replace(store: Store, contract_id: int, organization_id: int) -> None:
    """Name another organisation in a contract that began on the same day."""
    store.update(service_contract, contract_id, {"organization_id": organization_id})


def remove(store: Store, contract_id: int) -> None:
    """Delete a contract whose beginning is taken back; its row stays in history."""
    store.execute(service_contract.delete().where(service_contract.c.id == contract_id))


def _served_by(row: Row) -> ServedBy:
    return ServedBy(Service(row[0]), *row[1:])
