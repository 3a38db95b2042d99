"""Blocks of rows of the journals of handovers, callbacks, outages, instruments and exports."""

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from db.connection import Row, Store
from db.queries.inspections import day
from db.queries.ticket_rows import moment
from desktop_app.core import clock
from desktop_app.core.enums import (
    CallbackOutcome,
    HandoverChannel,
    HandoverOutcome,
    IncidentKind,
    Service,
)
from desktop_app.core.records.journals import (
    CallLine,
    ExportLine,
    HandoverLine,
    InstrumentLine,
    OutageLine,
)

T = TypeVar("T")

HOUSE = "coalesce(coalesce(nullif(trim(s.type || ' ' || s.name), '') || ', ', '') || b.address, '')"
_COMPANY = "coalesce(nullif(o.short_name, ''), o.name, '')"
_TICKET = f"t.number, {HOUSE}, t.address_text, t.premise, p.service, p.title"
_AROUND = """
JOIN topic AS p ON p.id = t.topic_id
LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN settlement AS s ON s.id = b.settlement_id
"""
_HANDOVERS = f"""
SELECT h.id, h.sent_at, {_TICKET}, h.cycle_number, {_COMPANY}, h.channel, h.accepted_by,
    h.their_number, h.promised_at, h.answered_at, h.answer, h.outcome, coalesce(c.name, '')
FROM handover AS h JOIN ticket AS t ON t.id = h.ticket_id {_AROUND}
JOIN organization AS o ON o.id = h.organization_id
LEFT JOIN clerk AS c ON c.id = h.clerk_id
WHERE h.id IN ({{marks}})
"""  # noqa: S608  our own words only
_CALLS = f"""
SELECT k.id, k.made_at, {_TICKET}, k.cycle_number, k.attempt, {_COMPANY},
    coalesce(y.done_at, t.done_at), k.outcome, k.remark, k.next_call_at, coalesce(c.name, '')
FROM callback AS k JOIN ticket AS t ON t.id = k.ticket_id {_AROUND}
LEFT JOIN ticket_cycle AS y ON y.ticket_id = t.id AND y.number = k.cycle_number
LEFT JOIN organization AS o ON o.id = t.organization_id
LEFT JOIN clerk AS c ON c.id = k.clerk_id
WHERE k.id IN ({{marks}})
"""  # noqa: S608  our own words only
_OUTAGES = f"""
SELECT i.id, i.kind, i.service, i.title, i.cause, {_COMPANY}, i.started_at, i.planned_end,
    i.ended_at, i.authority_told_at, i.consumers_told_at,
    (SELECT count(*) FROM ticket WHERE incident_id = i.id), i.authority_told_way,
    i.consumers_told_way
FROM incident AS i LEFT JOIN organization AS o ON o.id = i.organization_id
WHERE i.id IN ({{marks}})
"""  # noqa: S608  our own words only
_OUTAGE_HOUSES = f"""
SELECT x.incident_id, {HOUSE} FROM incident_building AS x
JOIN building AS b ON b.id = x.building_id JOIN settlement AS s ON s.id = b.settlement_id
WHERE x.incident_id IN ({{marks}}) ORDER BY x.incident_id, b.sort_key, b.id
"""  # noqa: S608  our own words only
_INSTRUMENTS = """
SELECT i.id, i.title, i.serial, i.certificate, i.accuracy, i.verified_until, i.is_active,
    (SELECT count(*) FROM inspection_instrument AS x
        WHERE x.title = i.title AND x.serial = i.serial)
FROM instrument AS i WHERE i.id IN ({marks})
"""
_EXPORTS = """
SELECT h.id, h.at, coalesce(c.name, ''), h.changes, h.note
FROM history AS h LEFT JOIN clerk AS c ON c.id = h.clerk_id WHERE h.id IN ({marks})
"""


def of(store: Store, sql: str, ids: Sequence[int]) -> list[Row]:
    """Return the rows of a query whose `{marks}` stand for these ids."""
    return store.rows(sql.format(marks=",".join("?" * len(ids))), tuple(ids))


def ordered(store: Store, sql: str, ids: Sequence[int], make: Callable[[Row], T]) -> list[T]:
    """Return records of these ids (first cell) in the order asked for; missing are left out."""
    found = {row[0]: row for row in of(store, sql, ids)}
    return [make(found[i]) for i in ids if i in found]


def handovers(store: Store, ids: Sequence[int]) -> list[HandoverLine]:
    """Return lines of the journal of handovers."""
    return ordered(store, _HANDOVERS, ids, _handover)


def calls(store: Store, ids: Sequence[int]) -> list[CallLine]:
    """Return lines of the journal of callbacks."""
    return ordered(store, _CALLS, ids, _call)


def outages(store: Store, ids: Sequence[int]) -> list[OutageLine]:
    """Return outages with their houses, from one state of the file."""
    with store.snapshot():
        houses: dict[int, list[str]] = {}
        for incident, house in of(store, _OUTAGE_HOUSES, ids):
            houses.setdefault(incident, []).append(house)
        return ordered(
            store, _OUTAGES, ids, lambda row: _outage(row, tuple(houses.get(row[0], ())))
        )


def instruments(store: Store, ids: Sequence[int]) -> list[InstrumentLine]:
    """Return lines of the list of instruments."""
    return ordered(store, _INSTRUMENTS, ids, _instrument)


def exports(store: Store, ids: Sequence[int]) -> list[ExportLine]:
    """Return lines of the journal of exports."""
    return ordered(store, _EXPORTS, ids, _export)


def _handover(row: Row) -> HandoverLine:
    return HandoverLine(
        id=row[0],
        sent_at=clock.unstamp(row[1]),
        number=row[2],
        house=row[3],
        address_text=row[4],
        premise=row[5],
        service=Service(row[6]),
        topic=row[7],
        cycle=row[8],
        organization=row[9],
        channel=HandoverChannel(row[10]),
        accepted_by=row[11],
        their_number=row[12],
        promised_at=moment(row[13]),
        answered_at=moment(row[14]),
        answer=row[15],
        outcome=HandoverOutcome(row[16]),
        clerk=row[17],
    )


def _call(row: Row) -> CallLine:
    return CallLine(
        id=row[0],
        made_at=clock.unstamp(row[1]),
        number=row[2],
        house=row[3],
        address_text=row[4],
        premise=row[5],
        service=Service(row[6]),
        topic=row[7],
        cycle=row[8],
        attempt=row[9],
        organization=row[10],
        ended_at=moment(row[11]),
        outcome=CallbackOutcome(row[12]),
        remark=row[13],
        next_call_at=moment(row[14]),
        clerk=row[15],
    )


def _outage(row: Row, houses: tuple[str, ...]) -> OutageLine:
    return OutageLine(
        id=row[0],
        kind=IncidentKind(row[1]),
        service=row[2],
        title=row[3],
        cause=row[4],
        organization=row[5],
        started_at=clock.unstamp(row[6]),
        planned_end=moment(row[7]),
        ended_at=moment(row[8]),
        authority_told_at=moment(row[9]),
        consumers_told_at=moment(row[10]),
        houses=houses,
        tickets=row[11],
        authority_told_way=row[12],
        consumers_told_way=row[13],
    )


def _instrument(row: Row) -> InstrumentLine:
    return InstrumentLine(
        id=row[0],
        title=row[1],
        serial=row[2],
        certificate=row[3],
        accuracy=row[4],
        verified_until=day(row[5]),
        is_active=bool(row[6]),
        uses=row[7],
    )


def _export(row: Row) -> ExportLine:
    facts = {name: after for name, _, after in json.loads(row[3])}
    count = facts.get("rows")
    return ExportLine(
        id=row[0],
        at=clock.unstamp(row[1]),
        clerk=row[2],
        journal=str(facts.get("journal") or ""),
        file=str(facts.get("file") or ""),
        rows=count if isinstance(count, int) else None,
        period=str(facts.get("period") or ""),
        conditions=str(facts.get("filter") or facts.get("organization") or ""),
        is_personal=bool(facts.get("personal")),
        reason=row[4],
        sha256=str(facts.get("sha256") or ""),
    )
