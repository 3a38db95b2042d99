"""Blocks of rows of the register of collection sites and the journal of missed collections."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.connection import Row, Store
from db.queries import waste_parts
from db.queries.journal_parts import COMPANY, of
from db.queries.ticket_rows import moment
from desktop_app.core import clock
from desktop_app.core.collection_schedule import WasteKind
from desktop_app.core.enums import HandoverOutcome
from desktop_app.core.records.waste import DayTemperature, MissCause
from desktop_app.core.records.waste_journals import MissedLine, SiteLine

_MISSED = f"""
SELECT m.id, s.register_number, s.address, m.kind, m.due_at, m.collected_at, m.cause, {COMPANY},
    coalesce(t.number, ''), (SELECT min(h.sent_at) FROM handover AS h WHERE h.ticket_id = t.id),
    (SELECT count(*) FROM collection_site_building AS b WHERE b.site_id = s.id), m.opens_at,
    m.ticket_id
FROM collection_missed AS m JOIN collection_site AS s ON s.id = m.site_id
LEFT JOIN organization AS o ON o.id = m.carrier_id LEFT JOIN ticket AS t ON t.id = m.ticket_id
WHERE m.id IN ({{marks}})
"""  # noqa: S608  our own words only
_ANSWERS = """
SELECT ticket_id, outcome, answered_at, answer FROM handover
WHERE ticket_id IN ({marks}) AND answered_at IS NOT NULL ORDER BY ticket_id, sent_at, id
"""
_ACTS = """
SELECT x.ticket_id, i.number FROM inspection_ticket AS x
JOIN inspection AS i ON i.id = x.inspection_id
WHERE x.ticket_id IN ({marks}) AND i.status = 'issued' ORDER BY x.ticket_id, i.id
"""
_PHOTOS = """
SELECT entity_id, count(*) FROM attachment
WHERE entity = 'ticket' AND entity_id IN ({marks}) AND removed_at IS NULL GROUP BY entity_id
"""

_SITES = f"""
SELECT s.id, s.register_number, s.settlement, s.address, s.latitude, s.longitude, s.surface,
    s.fence, s.has_roof, s.area, s.owner_id IS NOT NULL,
    coalesce(nullif({COMPANY}, ''), s.owner_text)
FROM collection_site AS s LEFT JOIN organization AS o ON o.id = s.owner_id
WHERE s.id IN ({{marks}})
"""  # noqa: S608  our own words only


@dataclass(slots=True)
class _Told:
    """What the tickets of missed collections tell, by ticket id."""

    answers: dict[int, tuple[str, str | None, str]] = field(default_factory=dict)
    acts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    photos: dict[int, int] = field(default_factory=dict)


def missed(store: Store, ids: Sequence[int]) -> list[MissedLine]:
    """Return lines of the journal of missed collections."""
    with store.snapshot():
        rows = {row[0]: row for row in of(store, _MISSED, ids)}
        days = [clock.unstamp(row[4]).date() for row in rows.values()]
        known = waste_parts.temperatures(store, min(days), max(days)) if days else {}
        told = _told(store, [row[12] for row in rows.values() if row[12] is not None])
    found = [rows[one] for one in ids if one in rows]
    return [_missed(row, known.get(clock.unstamp(row[4]).date()), told) for row in found]


def _told(store: Store, tickets: Sequence[int]) -> _Told:
    told = _Told()
    for ticket, *answer in of(store, _ANSWERS, tickets):
        told.answers[ticket] = (answer[0], answer[1], answer[2])
    for ticket, number in of(store, _ACTS, tickets):
        told.acts[ticket] = (*told.acts.get(ticket, ()), number)
    told.photos.update((row[0], row[1]) for row in of(store, _PHOTOS, tickets))
    return told


def sites(store: Store, ids: Sequence[int]) -> list[SiteLine]:
    """Return lines of the register of sites."""
    with store.snapshot():
        rows = {row[0]: row for row in of(store, _SITES, ids)}
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


def _missed(row: Row, day: DayTemperature | None, told: _Told) -> MissedLine:
    outcome, answered_at, answer = told.answers.get(row[12], ("", None, ""))
    return MissedLine(
        id=row[0],
        register_number=row[1],
        site=row[2],
        kind=WasteKind(row[3]),
        due_at=clock.unstamp(row[4]),
        collected_at=moment(row[5]),
        temperature=day.average if day else None,
        cause=MissCause(row[6]) if row[6] else None,
        carrier=row[7],
        ticket=row[8],
        handed_at=moment(row[9]),
        houses=row[10],
        planned_on=clock.unstamp(row[11]).date(),
        acts=told.acts.get(row[12], ()),
        photos=told.photos.get(row[12], 0),
        outcome=HandoverOutcome(outcome) if outcome else None,
        answered_at=moment(answered_at),
        answer=answer,
    )
