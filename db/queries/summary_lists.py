"""Lists a summary names: houses that repeat, and who came to personal reception; no persons."""

import json
from collections.abc import Iterable, Mapping

from db.connection import Row, Store
from db.queries.summary_tickets import bound
from desktop_app.core import clock
from desktop_app.core.enums import InspectionStatus, TicketStatus
from desktop_app.core.records.summary import HotHouse, ReceptionRow, WasteSite
from desktop_app.core.summary_periods import Span
from desktop_app.core.text import NBSP

_NO_HOUSE = "дом не указан"
_OUTSIDE_BOOK = "дома нет в справочнике"

_HOUSES = """
SELECT id, address, sort_key FROM building WHERE id IN (SELECT value FROM json_each(?))
"""
_TOPIC = """
SELECT p.title FROM ticket AS t JOIN topic AS p ON p.id = t.topic_id
WHERE t.building_id = :key AND t.registered_at >= :first AND t.registered_at < :end
GROUP BY p.id ORDER BY count(*) DESC, p.position LIMIT 1
"""
_VISIT = """
SELECT number, status, coalesce(started_at, finished_at, planned_at) FROM inspection
WHERE building_id = :key AND status <> 'cancelled' AND created_at >= :first
ORDER BY created_at DESC, id DESC LIMIT 1
"""
_SITES = """
SELECT s.address, count(*) AS delays, sum(m.collected_at IS NULL) AS waiting
FROM collection_missed AS m JOIN collection_site AS s ON s.id = m.site_id
WHERE m.due_at >= :first AND m.due_at < :end
GROUP BY s.id ORDER BY delays DESC, s.sort_key, s.id
"""


def sites(store: Store, span: Span) -> list[WasteSite]:
    """Return container sites with collections missed in these days, the worst first."""
    return [
        WasteSite(address, delays, f"не{NBSP}вывезено: {waiting}" if waiting else "вывезено позже")
        for address, delays, waiting in store.rows(*bound(_SITES, span.first, span.last))
    ]


def houses(store: Store, span: Span, tickets: Mapping[int, int], most: int) -> list[HotHouse]:
    """Return the busiest of houses with so many tickets in these days."""
    least = min(sorted(tickets.values(), reverse=True)[:most], default=0)
    wanted = [key for key, count in tickets.items() if count >= least]
    known = store.rows(_HOUSES, (json.dumps(wanted),))
    known.sort(key=lambda row: (-tickets[row[0]], row[2], row[0]))
    found = []
    for key, address, _ in known[:most]:
        topic = store.scalar(*bound(_TOPIC, span.first, span.last, None, key)) or ""
        visit = store.row(*bound(_VISIT, span.first, span.last, None, key))
        words = ""
        if visit is not None:
            status = InspectionStatus(visit[1]).title_ru.lower()
            day = f", {clock.unstamp(visit[2]):%d.%m}" if visit[2] else ""
            words = f"выезд №{NBSP}{visit[0]}{day}: {status}"
        found.append(HotHouse(key, address, tickets[key], topic, words))
    return found


def visitors(rows: Iterable[Row]) -> list[ReceptionRow]:
    """Return tickets of personal reception as the paper names them: to the house, no further."""
    return [
        ReceptionRow(
            number=row[0],
            received_at=clock.unstamp(row[1]),
            # What was said instead of a house of the book may hold a flat or a name.
            address=row[2] or (_OUTSIDE_BOOK if row[3] else _NO_HOUSE),
            topic=row[4],
            executor=row[5],
            status=TicketStatus(row[6]).title_ru,
        )
        for row in rows
    ]
