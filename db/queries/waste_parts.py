"""What hangs on collection sites, read for many of them at once: containers, timetables, houses."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.records.waste import (
    Carrier,
    Container,
    DayTemperature,
    MissCause,
    MissedRow,
    SiteHouse,
)
from desktop_app.core.waste_codec import stored_schedule

_CONTAINERS = """
SELECT site_id, kind, volume, amount FROM collection_container
WHERE site_id IN ({marks}) ORDER BY site_id, id
"""

_SCHEDULES = """
SELECT site_id, kind, repeat, weekdays, weeks, days, opens, closes, season_from, season_to,
    carrier_id
FROM collection_schedule WHERE site_id IN ({marks}) ORDER BY site_id, id
"""

_HOUSES = """
SELECT h.site_id, b.id,
    CASE WHEN c.settlement = '' OR trim(s.type || ' ' || s.name) IN ('', c.settlement)
    THEN b.address ELSE trim(s.type || ' ' || s.name) || ', ' || b.address END
FROM collection_site_building AS h
JOIN collection_site AS c ON c.id = h.site_id
JOIN building AS b ON b.id = h.building_id
JOIN settlement AS s ON s.id = b.settlement_id
WHERE h.site_id IN ({marks}) ORDER BY h.site_id, b.sort_key, b.id
"""

_MISSED = """
SELECT m.site_id, m.id, m.kind, m.opens_at, m.due_at, m.collected_at, m.ticket_id,
    coalesce(t.number, ''), m.note, m.cause
FROM collection_missed AS m LEFT JOIN ticket AS t ON t.id = m.ticket_id
WHERE m.site_id IN ({marks}) ORDER BY m.site_id, m.due_at DESC, m.id DESC
"""

# Calls about a collection nobody has marked yet: not linked to a missed one.
_CALLS = """
SELECT h.site_id, t.id, t.number FROM collection_site_building AS h
JOIN ticket AS t ON t.building_id = h.building_id
WHERE h.site_id IN ({marks}) AND t.closed_at IS NULL
    AND t.topic_id = (SELECT id FROM topic WHERE code = ?)
    AND NOT EXISTS (SELECT 1 FROM collection_missed AS m WHERE m.ticket_id = t.id)
ORDER BY h.site_id, t.registered_at, t.id
"""

_CARRIERS = """
SELECT id, coalesce(nullif(short_name, ''), name), coalesce(nullif(dispatcher_phone, ''), phone)
FROM organization WHERE id IN ({marks})
"""

_TEMPERATURES = """
SELECT day, average, source FROM daily_temperature WHERE day BETWEEN ? AND ? ORDER BY day
"""

# A visit that did not take place measured nothing.
_OF_VISITS = """
SELECT substr(started_at, 1, 10) AS day, avg(outdoor_daily) FROM inspection
WHERE outdoor_daily IS NOT NULL AND started_at BETWEEN ? AND ? AND status <> 'cancelled'
GROUP BY day
"""


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))


def containers(store: Store, site_ids: Sequence[int]) -> dict[int, tuple[Container, ...]]:
    """Return the containers of these sites."""
    found: dict[int, list[Container]] = defaultdict(list)
    for row in store.rows(_CONTAINERS.format(marks=marks(site_ids)), tuple(site_ids)):
        found[row[0]].append(Container(WasteKind(row[1]), row[2], row[3]))
    return {site_id: tuple(items) for site_id, items in found.items()}


def schedules(store: Store, site_ids: Sequence[int]) -> dict[int, tuple[Schedule, ...]]:
    """Return the timetables of these sites, in the order they were typed."""
    found: dict[int, list[Schedule]] = defaultdict(list)
    for row in store.rows(_SCHEDULES.format(marks=marks(site_ids)), tuple(site_ids)):
        found[row[0]].append(stored_schedule(*row[1:]))
    return {site_id: tuple(items) for site_id, items in found.items()}


def houses(store: Store, site_ids: Sequence[int]) -> dict[int, tuple[SiteHouse, ...]]:
    """Return the houses these sites serve, by address; one of another settlement names it."""
    found: dict[int, list[SiteHouse]] = defaultdict(list)
    for row in store.rows(_HOUSES.format(marks=marks(site_ids)), tuple(site_ids)):
        found[row[0]].append(SiteHouse(row[1], row[2]))
    return {site_id: tuple(items) for site_id, items in found.items()}


def missed(store: Store, site_ids: Sequence[int]) -> dict[int, tuple[MissedRow, ...]]:
    """Return what was missed at these sites, the latest first."""
    found: dict[int, list[MissedRow]] = defaultdict(list)
    for row in store.rows(_MISSED.format(marks=marks(site_ids)), tuple(site_ids)):
        found[row[0]].append(
            MissedRow(
                id=row[1],
                kind=WasteKind(row[2]),
                opens_at=clock.unstamp(row[3]),
                due_at=clock.unstamp(row[4]),
                collected_at=clock.unstamp(row[5]) if row[5] else None,
                ticket_id=row[6],
                ticket=row[7],
                note=row[8],
                cause=MissCause(row[9]) if row[9] else None,
            )
        )
    return {site_id: tuple(items) for site_id, items in found.items()}


def calls(store: Store, site_ids: Sequence[int], topic: str) -> dict[int, list[tuple[int, str]]]:
    """Return ids and numbers of open tickets of a topic from the houses of these sites."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in store.rows(_CALLS.format(marks=marks(site_ids)), (*site_ids, topic)):
        found[row[0]].append((row[1], row[2]))
    return found


def carriers(store: Store, ids: Iterable[int]) -> dict[int, Carrier]:
    """Return organisations by id, with the phone of their dispatcher."""
    wanted = sorted(set(ids))
    sql = _CARRIERS.format(marks=marks(wanted))
    return {row[0]: Carrier(*row) for row in store.rows(sql, tuple(wanted))}


def temperatures(store: Store, since: dt.date, until: dt.date) -> dict[dt.date, DayTemperature]:
    """Return mean temperatures by day: the office's own, else those measured on visits."""
    first, last = since.isoformat(), until.isoformat()
    found = {
        dt.date.fromisoformat(row[0]): DayTemperature(
            dt.date.fromisoformat(row[0]), row[1], "по выездам комиссии"
        )
        for row in store.rows(_OF_VISITS, (first, f"{last}T23:59:59"))
    }
    for day, average, source in store.rows(_TEMPERATURES, (first, last)):
        known = dt.date.fromisoformat(day)
        found[known] = DayTemperature(known, average, source)
    return dict(sorted(found.items()))
