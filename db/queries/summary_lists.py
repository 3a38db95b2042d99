"""Lists a summary names: houses that repeat, and who came to personal reception; no persons."""

from db.connection import Store
from db.queries.summary_tickets import bound, from_received
from desktop_app.core import clock
from desktop_app.core.enums import InspectionStatus, TicketStatus
from desktop_app.core.records.summary import HotHouse, ReceptionRow, WasteSite
from desktop_app.core.summary_periods import Span
from desktop_app.core.text import NBSP

_NO_HOUSE = "дом не указан"
_OUTSIDE_BOOK = "дома нет в справочнике"

_HOUSES = f"""
SELECT t.building_id, b.address, count(*) AS tickets
{from_received("JOIN building AS b ON b.id = t.building_id")}
    AND t.status <> 'cancelled'
GROUP BY t.building_id HAVING sum(t.is_repeat) > 0
ORDER BY tickets DESC, b.sort_key, b.id LIMIT :key
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
_NAMES = """
JOIN topic AS p ON p.id = t.topic_id
LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN organization AS o ON o.id = t.organization_id
"""
_VISITORS = f"""
SELECT t.number, t.received_at, b.address, t.address_text, p.title,
    coalesce(nullif(o.short_name, ''), o.name, ''), t.status
{from_received(_NAMES)}
    AND t.source = 'visit' ORDER BY t.registered_at, t.id
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


def houses(store: Store, span: Span, most: int) -> list[HotHouse]:
    """Return houses of repeats with all their tickets of these days, the busiest first."""
    found = []
    for key, address, count in store.rows(*bound(_HOUSES, span.first, span.last, None, most)):
        topic = store.scalar(*bound(_TOPIC, span.first, span.last, None, key)) or ""
        visit = store.row(*bound(_VISIT, span.first, span.last, None, key))
        words = ""
        if visit is not None:
            status = InspectionStatus(visit[1]).title_ru.lower()
            day = f", {clock.unstamp(visit[2]):%d.%m}" if visit[2] else ""
            words = f"выезд №{NBSP}{visit[0]}{day}: {status}"
        found.append(HotHouse(key, address, count, topic, words))
    return found


def visitors(store: Store, span: Span) -> list[ReceptionRow]:
    """Return tickets of personal reception in the order they came, to the house and no further."""
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
        for row in store.rows(*bound(_VISITORS, span.first, span.last))
    ]
