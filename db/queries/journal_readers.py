"""Blocks of rows of the journals of handovers, callbacks, outages and instruments."""

from collections.abc import Sequence

from db.connection import Row, Store
from db.queries.inspections import day
from db.queries.journal_parts import ABOUT, COMPANY, HOUSE, about, of, of_ticket, ordered
from db.queries.outage_calls import CALLS
from db.queries.ticket_rows import moment
from desktop_app.core import clock
from desktop_app.core.enums import (
    CallbackOutcome,
    HandoverChannel,
    HandoverOutcome,
    IncidentKind,
)
from desktop_app.core.records.journals import (
    CallLine,
    HandoverLine,
    InstrumentLine,
    OutageLine,
)

_HANDOVERS = of_ticket(
    "handover",
    "x.sent_at, x.channel, x.accepted_by, x.their_number, x.promised_at, x.answered_at, x.answer,"
    " x.outcome",
    "x.organization_id",
)
_CALLS = of_ticket(
    "callback",
    "x.attempt, x.made_at, coalesce(y.done_at, t.done_at), x.outcome, x.remark, x.next_call_at",
    "t.organization_id",
    "LEFT JOIN ticket_cycle AS y ON y.ticket_id = t.id AND y.number = x.cycle_number",
)
_OUTAGES = f"""
SELECT i.id, i.kind, i.service, i.title, i.cause, {COMPANY}, i.started_at, i.planned_end,
    i.ended_at, i.authority_told_at, i.consumers_told_at,
    {CALLS}, i.authority_told_way,
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


def _handover(row: Row) -> HandoverLine:
    sent_at, channel, accepted_by, number, promised_at, answered_at, answer, outcome = row[ABOUT:]
    return HandoverLine(
        *about(row),
        sent_at=clock.unstamp(sent_at),
        channel=HandoverChannel(channel),
        accepted_by=accepted_by,
        their_number=number,
        promised_at=moment(promised_at),
        answered_at=moment(answered_at),
        answer=answer,
        outcome=HandoverOutcome(outcome),
    )


def _call(row: Row) -> CallLine:
    attempt, made_at, ended_at, outcome, remark, next_call_at = row[ABOUT:]
    return CallLine(
        *about(row),
        attempt=attempt,
        made_at=clock.unstamp(made_at),
        ended_at=moment(ended_at),
        outcome=CallbackOutcome(outcome),
        remark=remark,
        next_call_at=moment(next_call_at),
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
