"""Everything about one house in one read: the panel a clerk sees while the caller speaks."""

import dataclasses
import datetime as dt

from db.connection import Row, Store
from db.queries import contracts
from db.queries.outage_calls import CALLS
from db.queries.waste_house import house_collections
from desktop_app.core import clock
from desktop_app.core.addresses import HouseNumber, street_display
from desktop_app.core.building_fields import PASSPORT, full_address
from desktop_app.core.enums import Service
from desktop_app.core.records.buildings import (
    ActiveIncident,
    BuildingCard,
    BuildingTicket,
    Entrance,
    Passport,
    StreetAlias,
)

_LAST_TICKETS = 5
_WEEK = dt.timedelta(days=7)
_BEFORE = dt.timedelta(days=3)

_HOUSE = f"""
SELECT b.id, b.version, b.address, s.type, s.name, b.street_id, t.type, t.name, s.region,
    s.district,
    b.house_kind, b.house_number, b.house_letter, b.house_fraction, b.house_corpus,
    b.house_structure, b.house_litera, {", ".join(f"b.{name}" for name in PASSPORT)}
FROM building AS b JOIN settlement AS s ON s.id = b.settlement_id
JOIN street AS t ON t.id = b.street_id WHERE b.id = ?
"""  # noqa: S608  our own words only

_ENTRANCES = """
SELECT number, flat_from, flat_to, floors, door_code FROM entrance
WHERE building_id = ? ORDER BY number
"""

_INCIDENTS = f"""
SELECT i.id, i.title, i.public_text, i.started_at,
    {CALLS}, i.service
FROM incident_building AS h JOIN incident AS i ON i.id = h.incident_id
WHERE h.building_id = ? AND {{times}} AND (i.ended_at IS NULL OR i.ended_at > ?)
    AND i.cancelled_at IS NULL
ORDER BY i.started_at
"""  # noqa: S608  our own words only

_TICKETS = """
SELECT t.id, t.number, t.registered_at, t.premise, p.title, t.status
FROM ticket AS t JOIN topic AS p ON p.id = t.topic_id
WHERE t.building_id = ? AND t.registered_at <= ? ORDER BY t.registered_at DESC, t.id DESC LIMIT ?
"""

_COUNT = """
SELECT count(*) FROM ticket
WHERE building_id = ? AND registered_at BETWEEN ? AND ? AND status <> 'cancelled'
"""


def card(
    store: Store, building_id: int, at: dt.datetime, season_from: dt.date
) -> BuildingCard | None:
    """Return the house as it stands at a moment, or None when the book has no such id.

    `season_from` is the first day of the heating season the moment belongs to.
    """
    with store.snapshot():
        row = store.row(_HOUSE, (building_id,))
        if row is None:
            return None
        return dataclasses.replace(
            _house(row),
            entrances=entrances(store, building_id),
            served_by=contracts.served_by(store, building_id, at.date()),
            incidents=_incidents(store, building_id, at),
            incidents_ahead=_ahead(store, building_id, at),
            last_tickets=_last_tickets(store, building_id, at),
            tickets_week=_count(store, building_id, clock.stamp(at - _WEEK), at),
            tickets_season=_count(store, building_id, season_from.isoformat(), at),
            aliases=aliases(store, building_id),
            street_aliases=street_aliases(store, row[5]),
            collections=house_collections(store, building_id, at),
        )


def house(store: Store, building_id: int) -> BuildingCard | None:
    """Return the house itself, its lists left empty, or None when the book has no such id."""
    row = store.row(_HOUSE, (building_id,))
    return _house(row) if row else None


def entrances(store: Store, building_id: int) -> tuple[Entrance, ...]:
    """Return the entrances of a house by number."""
    return tuple(Entrance(*row) for row in store.rows(_ENTRANCES, (building_id,)))


def aliases(store: Store, building_id: int) -> tuple[str, ...]:
    """Return what else the house is called, by the alphabet."""
    found = store.rows(
        "SELECT name FROM building_alias WHERE building_id = ? ORDER BY folded", (building_id,)
    )
    return tuple(row[0] for row in found)


def street_aliases(store: Store, street_id: int) -> tuple[StreetAlias, ...]:
    """Return former names and nicknames of a street, former ones first."""
    found = store.rows(
        "SELECT name, kind = 'former' FROM street_alias WHERE street_id = ? ORDER BY kind, folded",
        (street_id,),
    )
    return tuple(StreetAlias(row[0], bool(row[1])) for row in found)


def _house(row: Row) -> BuildingCard:
    passport = dict(zip(PASSPORT, row[17:], strict=True))
    danger = passport["is_dangerous"]
    passport["is_dangerous"] = None if danger is None else bool(danger)
    settlement = f"{row[3]} {row[4]}".strip()
    return BuildingCard(
        id=row[0],
        version=row[1],
        address=row[2],
        full_address=full_address(row[3], row[4], row[2]),
        settlement=settlement,
        street_id=row[5],
        passport=Passport(**passport),
        street=street_display(row[6], row[7]),
        house=HouseNumber(*row[10:17]).display(),
        region=row[8],
        district=row[9],
    )


def _incidents(store: Store, building_id: int, at: dt.datetime) -> tuple[ActiveIncident, ...]:
    return _told(store, building_id, "i.started_at <= ?", clock.stamp(at), clock.stamp(at))


def _ahead(store: Store, building_id: int, at: dt.datetime) -> tuple[ActiveIncident, ...]:
    """Return outages that begin within a few days: people ask about them beforehand."""
    moment, until = clock.stamp(at), clock.stamp(at + _BEFORE)
    times = "i.started_at > ? AND i.started_at <= ?"
    return _told(store, building_id, times, moment, until, moment)


def _told(store: Store, building_id: int, times: str, *moments: str) -> tuple[ActiveIncident, ...]:
    return tuple(
        ActiveIncident(
            id=row[0],
            title=row[1],
            public_text=row[2],
            started_at=clock.unstamp(row[3]),
            attached=row[4],
            service=Service(row[5]),
        )
        for row in store.rows(_INCIDENTS.format(times=times), (building_id, *moments))
    )


def _last_tickets(store: Store, building_id: int, at: dt.datetime) -> tuple[BuildingTicket, ...]:
    found = store.rows(_TICKETS, (building_id, clock.stamp(at), _LAST_TICKETS))
    return tuple(
        BuildingTicket(row[0], row[1], clock.unstamp(row[2]), row[3], row[4], row[5])
        for row in found
    )


def _count(store: Store, building_id: int, since: str, at: dt.datetime) -> int:
    """Return how many tickets came since then; cancelled ones are left out."""
    return int(store.scalar(_COUNT, (building_id, since, clock.stamp(at))))
