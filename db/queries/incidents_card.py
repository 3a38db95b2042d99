"""The card of an outage: its own columns, houses, attached tickets and those that may be."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import Row, Store
from db.queries.incidents import TO_BE_DONE, moment
from desktop_app.core import clock
from desktop_app.core.addresses import HouseNumber, street_display
from desktop_app.core.enums import Service
from desktop_app.core.records.incidents import IncidentHouse, Told, ToldMark

BEFORE = dt.timedelta(hours=24)
"""Calls this long before an outage was noticed may be about it."""

_MOST_PROPOSED = 500
_BLOCK = 500
_HEAD = """
SELECT i.version, i.public_text, i.cause, i.organization_id, coalesce(o.name, ''),
    coalesce(nullif(o.dispatcher_phone, ''), o.phone, ''), i.cancel_reason,
    i.authority_told_at, i.authority_told_who, i.authority_told_way,
    i.consumers_told_at, i.consumers_told_who, i.consumers_told_way
FROM incident AS i LEFT JOIN organization AS o ON o.id = i.organization_id WHERE i.id = ?
"""
_HOUSE = """
SELECT b.id, b.address, trim(s.type || ' ' || s.name), t.type, t.name, b.house_kind, b.house_number,
    b.house_letter, b.house_fraction, b.house_corpus, b.house_structure, b.house_litera
FROM {source} JOIN settlement AS s ON s.id = b.settlement_id JOIN street AS t ON t.id = b.street_id
WHERE {condition} ORDER BY b.sort_key, b.id
"""
_ATTACHED = "SELECT id FROM ticket WHERE incident_id = ? ORDER BY registered_at DESC, id DESC"
_TO_BE_DONE = f"""
SELECT t.id FROM ticket AS t WHERE t.incident_id = ? AND {TO_BE_DONE}
ORDER BY t.registered_at, t.id
"""  # noqa: S608  our own words only
# From the houses to their calls: the planner would walk through all open tickets instead.
_PROPOSED = f"""
SELECT t.id FROM incident_building AS h
CROSS JOIN ticket AS t INDEXED BY ticket_building ON t.building_id = h.building_id
JOIN topic AS p ON p.id = t.topic_id
WHERE h.incident_id = ? AND t.registered_at >= ? AND t.closed_at IS NULL AND {TO_BE_DONE}
    AND t.incident_id IS NULL AND p.service = ? AND p.is_billing = 0
ORDER BY t.registered_at DESC, t.id DESC LIMIT {_MOST_PROPOSED}
"""  # noqa: S608  our own words only
_OF_ORGANIZATION = """
SELECT DISTINCT c.building_id FROM service_contract AS c
JOIN building AS b ON b.id = c.building_id
WHERE c.organization_id = ? AND c.service IN (?, 'management')
    AND (c.since = '' OR c.since <= ?) AND (c.until = '' OR c.until >= ?)
ORDER BY b.sort_key, b.id
"""


@dataclass(frozen=True, slots=True)
class Head:
    """An outage's own columns that its row does not show."""

    version: int
    public_text: str
    cause: str
    organization_id: int | None
    organization_name: str
    organization_phone: str
    cancel_reason: str
    told: dict[Told, ToldMark]


def head(store: Store, incident_id: int) -> Head | None:
    """Return the columns of an outage, or None when there is none."""
    row = store.row(_HEAD, (incident_id,))
    if row is None:
        return None
    told = {}
    for mark, (at, who, way) in zip(Told, (row[7:10], row[10:13]), strict=True):
        when = moment(at)
        if when is not None:
            told[mark] = ToldMark(when, who, way)
    return Head(row[0], row[1], row[2], row[3], row[4], row[5], row[6], told)


def title(store: Store, incident_id: int | None) -> str:
    """Return the title of an outage, or an empty text for none."""
    if incident_id is None:
        return ""
    return str(store.scalar("SELECT title FROM incident WHERE id = ?", (incident_id,)) or "")


def houses(store: Store, incident_id: int) -> tuple[IncidentHouse, ...]:
    """Return the houses of an outage by address."""
    source = "incident_building AS h JOIN building AS b ON b.id = h.building_id"
    sql = _HOUSE.format(source=source, condition="h.incident_id = ?")
    return tuple(_house(row) for row in store.rows(sql, (incident_id,)))


def houses_by_ids(store: Store, building_ids: Sequence[int]) -> tuple[IncidentHouse, ...]:
    """Return these houses by address; ids the book does not have are left out."""
    return tuple(_blocks(store, "b.id", building_ids))


def houses_of_street(store: Store, street_id: int) -> tuple[IncidentHouse, ...]:
    """Return all houses of a street by number."""
    return tuple(_blocks(store, "b.street_id", [street_id]))


def houses_of_organization(
    store: Store, organization_id: int, service: Service, day: dt.date
) -> tuple[IncidentHouse, ...]:
    """Return houses an organisation serves by this service or manages on a day."""
    at = day.isoformat()
    found = store.rows(_OF_ORGANIZATION, (organization_id, service.value, at, at))
    return houses_by_ids(store, [row[0] for row in found])


def attached(store: Store, incident_id: int) -> list[int]:
    """Return ids of attached tickets, newest first."""
    return [row[0] for row in store.rows(_ATTACHED, (incident_id,))]


def to_be_done(store: Store, incident_id: int) -> list[int]:
    """Return ids of attached tickets still to be done, oldest first."""
    return [row[0] for row in store.rows(_TO_BE_DONE, (incident_id,))]


def proposed(
    store: Store, incident_id: int, service: Service, started_at: dt.datetime
) -> list[int]:
    """Return open tickets of an outage's houses and service that are attached to none.

    Billing is left out, and so are calls older than a day before the outage.
    """
    since = clock.stamp(started_at - BEFORE)
    return [row[0] for row in store.rows(_PROPOSED, (incident_id, since, service.value))]


def _blocks(store: Store, column: str, keys: Sequence[int]) -> Iterable[IncidentHouse]:
    for start in range(0, len(keys), _BLOCK):
        block = tuple(keys[start : start + _BLOCK])
        condition = f"{column} IN ({','.join('?' * len(block))})"
        sql = _HOUSE.format(source="building AS b", condition=condition)
        yield from (_house(row) for row in store.rows(sql, block))


def _house(row: Row) -> IncidentHouse:
    return IncidentHouse(
        id=row[0],
        address=row[1],
        settlement=row[2],
        street=street_display(row[3], row[4]),
        house=HouseNumber(*row[5:12]).display(),
    )
