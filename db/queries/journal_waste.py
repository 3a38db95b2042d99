"""Blocks of rows of the register of collection sites and the journal of missed collections."""

from collections.abc import Sequence

from db.connection import Row, Store
from db.queries import waste_parts
from desktop_app.core import clock
from desktop_app.core.collection_schedule import WasteKind
from desktop_app.core.records.waste import DayTemperature, MissCause
from desktop_app.core.records.waste_journals import MissedLine, SiteLine

_COMPANY = "coalesce(nullif(o.short_name, ''), o.name, '')"

_MISSED = f"""
SELECT m.id, s.register_number, s.address, m.kind, m.due_at, m.collected_at, m.cause, {_COMPANY},
    coalesce(t.number, ''), (SELECT min(h.sent_at) FROM handover AS h WHERE h.ticket_id = t.id),
    (SELECT count(*) FROM collection_site_building AS b WHERE b.site_id = s.id)
FROM collection_missed AS m JOIN collection_site AS s ON s.id = m.site_id
LEFT JOIN organization AS o ON o.id = m.carrier_id LEFT JOIN ticket AS t ON t.id = m.ticket_id
WHERE m.id IN ({{marks}})
"""  # noqa: S608  our own words only

_SITES = f"""
SELECT s.id, s.register_number, s.settlement, s.address, s.latitude, s.longitude, s.surface,
    s.fence, s.has_roof, s.area, s.owner_id IS NOT NULL,
    coalesce(nullif({_COMPANY}, ''), s.owner_text)
FROM collection_site AS s LEFT JOIN organization AS o ON o.id = s.owner_id
WHERE s.id IN ({{marks}})
"""  # noqa: S608  our own words only


def missed(store: Store, ids: Sequence[int]) -> list[MissedLine]:
    """Return lines of the journal of missed collections."""
    with store.snapshot():
        rows = {row[0]: row for row in _rows(store, _MISSED, ids)}
        days = [clock.unstamp(row[4]).date() for row in rows.values()]
        known = waste_parts.temperatures(store, min(days), max(days)) if days else {}
    found = [rows[one] for one in ids if one in rows]
    return [_missed(row, known.get(clock.unstamp(row[4]).date())) for row in found]


def sites(store: Store, ids: Sequence[int]) -> list[SiteLine]:
    """Return lines of the register of sites."""
    with store.snapshot():
        rows = {row[0]: row for row in _rows(store, _SITES, ids)}
        containers = waste_parts.containers(store, ids)
        schedules = waste_parts.schedules(store, ids)
        houses = waste_parts.houses(store, ids)
        named = {s.carrier_id for own in schedules.values() for s in own if s.carrier_id}
        carriers = waste_parts.carriers(store, named)
    found = []
    for row in (rows[one] for one in ids if one in rows):
        own = schedules.get(row[0], ())
        who = dict.fromkeys(
            carriers[s.carrier_id].name for s in own if s.carrier_id and s.carrier_id in carriers
        )
        found.append(
            SiteLine(
                id=row[0],
                register_number=row[1],
                settlement=row[2],
                address=row[3],
                latitude=row[4],
                longitude=row[5],
                surface=row[6],
                fence=row[7],
                has_roof=None if row[8] is None else bool(row[8]),
                area=row[9],
                containers=containers.get(row[0], ()),
                owner=row[11],
                is_known=bool(row[10]),
                houses=tuple(house.address for house in houses.get(row[0], ())),
                schedules=own,
                carrier=", ".join(who),
            )
        )
    return found


def _rows(store: Store, sql: str, ids: Sequence[int]) -> list[Row]:
    return store.rows(sql.format(marks=waste_parts.marks(ids)), tuple(ids))


def _missed(row: Row, day: DayTemperature | None) -> MissedLine:
    return MissedLine(
        id=row[0],
        register_number=row[1],
        site=row[2],
        kind=WasteKind(row[3]),
        due_at=clock.unstamp(row[4]),
        collected_at=clock.unstamp(row[5]) if row[5] else None,
        temperature=day.average if day else None,
        cause=MissCause(row[6]) if row[6] else None,
        carrier=row[7],
        ticket=row[8],
        handed_at=clock.unstamp(row[9]) if row[9] else None,
        houses=row[10],
    )
