"""The tickets behind every number of a summary: one SQL for the number and for its list.

Tickets, never cycles: who was closed, reopened and closed again in one week is one ticket in work
and one closed. Only callbacks are counted by cycles, as «Обзвон» counts them.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from db.connection import Value
from db.queries.outage_calls import NOT_CANCELLED
from desktop_app.core import clock
from desktop_app.core.records.figures import Figure, FigureAsk

_NAMES = re.compile(r":(first|end|at|key|low|high)\b")

_OPEN = """
SELECT c.ticket_id FROM ticket_cycle AS c
WHERE (c.closed_at IS NULL OR c.closed_at >= {at}) AND c.opened_at < {at}
"""
_ENDED = """
SELECT DISTINCT c.ticket_id FROM ticket_cycle AS c
WHERE c.closed_at >= :low AND c.closed_at < :high AND NOT EXISTS (
    SELECT 1 FROM ticket_cycle AS o WHERE o.ticket_id = c.ticket_id AND o.opened_at < :end
        AND (o.closed_at IS NULL OR o.closed_at >= :end))
"""
_NEVER_LATE = """
NOT EXISTS (SELECT 1 FROM ticket_cycle AS l WHERE l.ticket_id = e.ticket_id AND l.late_minutes > 0
    AND l.opened_at < :end)
"""
_HAD_TERM = """
EXISTS (SELECT 1 FROM ticket_cycle AS l WHERE l.ticket_id = e.ticket_id
    AND l.deadline_at IS NOT NULL AND l.opened_at < :end)
"""
_IN_TERM = f"""
SELECT e.ticket_id FROM ({_ENDED}) AS e JOIN ticket AS t ON t.id = e.ticket_id
WHERE t.status <> 'cancelled' AND {_HAD_TERM} AND {_NEVER_LATE}
"""  # noqa: S608  our own words only
_CANCELLED = f"""
SELECT e.ticket_id FROM ({_ENDED}) AS e JOIN ticket AS t ON t.id = e.ticket_id
WHERE t.status = 'cancelled'
"""  # noqa: S608  our own words only
_RETURNED = """
SELECT DISTINCT c.ticket_id FROM ticket_cycle AS c
JOIN ticket_cycle AS f ON f.ticket_id = c.ticket_id AND f.number = 1
WHERE c.number > 1 AND c.opened_at >= :low AND c.opened_at < :high AND f.opened_at < :first
    AND NOT EXISTS (SELECT 1 FROM ticket_cycle AS o WHERE o.ticket_id = c.ticket_id
        AND o.opened_at < :first AND (o.closed_at IS NULL OR o.closed_at >= :first))
"""
_OVERDUE = """
SELECT c.ticket_id FROM ticket_cycle AS c JOIN ticket AS t ON t.id = c.ticket_id
WHERE (c.closed_at IS NULL OR c.closed_at >= :at) AND c.opened_at < :at AND c.deadline_at < :at
    AND (c.done_at IS NULL OR c.done_at >= :at)
    AND NOT (t.status = 'on_hold' AND t.status_at < :at)
"""

# First decisive calls of cycles made in these days, each with who had the cycle last.
_DECISIVE = """
SELECT m.ticket_id, m.outcome, coalesce(
    (SELECT h.organization_id FROM handover AS h WHERE h.ticket_id = m.ticket_id
        AND h.cycle_number = m.cycle_number ORDER BY h.sent_at DESC, h.id DESC LIMIT 1),
    (SELECT t.organization_id FROM ticket AS t WHERE t.id = m.ticket_id), 0) AS organization_id
FROM callback AS m
WHERE m.made_at >= :low AND m.made_at < :high AND m.outcome IN ('solved', 'rework')
    AND NOT EXISTS (SELECT 1 FROM callback AS e WHERE e.ticket_id = m.ticket_id
        AND e.cycle_number = m.cycle_number AND e.outcome IN ('solved', 'rework')
        AND (e.made_at, e.id) < (m.made_at, m.id))
"""
_UNREACHED = """
SELECT DISTINCT m.ticket_id FROM callback AS m
WHERE m.made_at >= :low AND m.made_at < :high AND m.outcome = 'unreached' AND NOT EXISTS (
    SELECT 1 FROM callback AS e WHERE e.ticket_id = m.ticket_id
        AND e.cycle_number = m.cycle_number AND e.outcome IN ('solved', 'rework')
        AND e.made_at < :end)
"""

# One row for a ticket an organisation was given in these days, told by the last such handover.
FATES = """
SELECT g.organization_id, g.ticket_id,
    coalesce(g.said < :at, 0) AS executed,
    coalesce(g.said < :at AND g.said <= g.deadline_at, 0) AS in_term,
    coalesce(g.said < :at, 0) AND g.deadline_at IS NOT NULL AS with_term,
    coalesce(NOT coalesce(g.said < :at, 0) AND g.outcome <> 'returned' AND g.is_last
        AND (g.closed_at IS NULL OR g.closed_at >= :at)
        AND min(coalesce(g.deadline_at, '9'), coalesce(g.promised_at, '9')) < :at, 0) AS overdue
FROM (
    SELECT h.organization_id, h.ticket_id, h.outcome, h.promised_at, c.deadline_at, c.closed_at,
        NOT EXISTS (SELECT 1 FROM handover AS x WHERE x.ticket_id = h.ticket_id
            AND x.cycle_number = h.cycle_number
            AND (x.sent_at, x.id) > (h.sent_at, h.id)) AS is_last,
        CASE WHEN h.outcome = 'done' THEN h.answered_at
            WHEN h.outcome <> 'returned' AND NOT EXISTS (SELECT 1 FROM handover AS x
                WHERE x.ticket_id = h.ticket_id AND x.cycle_number = h.cycle_number
                AND (x.sent_at, x.id) > (h.sent_at, h.id)) THEN c.done_at END AS said
    FROM handover AS h
    JOIN ticket_cycle AS c ON c.ticket_id = h.ticket_id AND c.number = h.cycle_number
    WHERE {whose} AND h.sent_at >= :low AND h.sent_at < :high AND NOT EXISTS (
        SELECT 1 FROM handover AS y WHERE y.ticket_id = h.ticket_id
            AND y.organization_id = h.organization_id AND y.sent_at >= :first
            AND y.sent_at < :end AND (y.sent_at, y.id) > (h.sent_at, h.id))
) AS g
"""

# Conditions over tickets registered in these days.
RECEIVED: Mapping[Figure, str] = {
    Figure.RECEIVED: "1",
    Figure.REPEATED: "t.is_repeat = 1",
    Figure.CONSULTED: "t.close_result = 'explained' AND t.closed_at = t.registered_at",
    Figure.PHONE: "t.source = 'phone'",
    Figure.RECEPTION: "t.source = 'visit'",
    Figure.RECEPTION_TOLD: (
        "t.source = 'visit' AND t.close_result = 'explained' AND t.closed_at = t.registered_at"
    ),
    Figure.HIGHER: "t.source = 'higher'",
    Figure.HIGHER_ANSWERED: (
        "t.source = 'higher' AND (t.done_at IS NOT NULL OR t.closed_at IS NOT NULL)"
    ),
    Figure.BILLING: "t.topic_id IN (SELECT id FROM topic WHERE is_billing = 1)",
    Figure.BILLING_CONSIDERED: (
        "t.topic_id IN (SELECT id FROM topic WHERE is_billing = 1)"
        " AND (t.done_at IS NOT NULL OR t.closed_at IS NOT NULL)"
    ),
    Figure.WASTE: "t.topic_id IN (SELECT id FROM topic WHERE service = 'waste')",
    Figure.WASTE_DONE: (
        "t.topic_id IN (SELECT id FROM topic WHERE service = 'waste')"
        " AND (t.done_at IS NOT NULL OR t.closed_at IS NOT NULL)"
    ),
}


_FROM_RECEIVED = """
FROM ticket AS t INDEXED BY ticket_registered
WHERE t.registered_at >= :low AND t.registered_at < :high
"""
VISITS = """
SELECT i.id FROM inspection AS i WHERE i.status <> 'cancelled'
    AND coalesce(i.started_at, i.finished_at, i.planned_at) >= :first
    AND coalesce(i.started_at, i.finished_at, i.planned_at) < :end
"""
OUTAGES = """
SELECT n.id FROM incident AS n
WHERE n.started_at >= :first AND n.started_at < :end AND n.cancelled_at IS NULL
"""


def _fate(mark: str) -> str:
    whose = FATES.format(whose="h.organization_id = :key")
    return f"SELECT f.ticket_id FROM ({whose}) AS f WHERE {mark}"  # noqa: S608  our own words


def _called(outcome: str, whose: str = "1") -> str:
    return (
        f"SELECT DISTINCT d.ticket_id FROM ({_DECISIVE}) AS d"  # noqa: S608  our own words only
        f" WHERE d.outcome = '{outcome}' AND {whose}"
    )


_LISTS: Mapping[Figure, str] = {
    Figure.OPENING: _OPEN.format(at=":first"),
    Figure.CLOSING: _OPEN.format(at=":end"),
    Figure.CLOSED: _ENDED,
    Figure.IN_TERM: _IN_TERM,
    Figure.CANCELLED: _CANCELLED,
    Figure.RETURNED: _RETURNED,
    Figure.OVERDUE: _OVERDUE,
    Figure.SOLVED: _called("solved"),
    Figure.REWORK: _called("rework"),
    Figure.UNREACHED: _UNREACHED,
    Figure.SOLVED_BY: _called("solved", "d.organization_id = :key"),
    Figure.REWORK_BY: _called("rework", "d.organization_id = :key"),
    Figure.HANDED: _fate("1"),
    Figure.EXECUTED: _fate("f.executed"),
    Figure.LATE: _fate("f.overdue"),
    Figure.TOPIC: f"SELECT t.id {_FROM_RECEIVED} AND t.topic_id = :key",
    Figure.VISITED: (
        f"SELECT DISTINCT x.ticket_id FROM inspection_ticket AS x"  # noqa: S608  our own words only
        f" WHERE x.inspection_id IN ({VISITS})"
    ),
    Figure.OUTAGES: (
        f"SELECT t.id FROM ticket AS t WHERE t.incident_id IN ({OUTAGES}) AND {NOT_CANCELLED}"  # noqa: S608  our own words only
    ),
    **{figure: f"SELECT t.id {_FROM_RECEIVED} AND {only}" for figure, only in RECEIVED.items()},
}

# Few rows are read for these, however long the days.
_AT_ONCE = frozenset(
    {Figure.OPENING, Figure.CLOSING, Figure.OVERDUE, Figure.VISITED, Figure.OUTAGES}
)
_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def ids(ask: FigureAsk) -> tuple[str, list[Value]]:
    """Return SQL that gives the ids of the tickets, without repetition, and its parameters."""
    return bound(_LISTS[ask.figure], ask.first, ask.last, ask.at, ask.key)


def is_long(ask: FigureAsk) -> bool:
    """Tell whether a list is read week by week: in one read it would keep others from saving."""
    return ask.figure not in _AT_ONCE and ask.last - ask.first >= _WEEK


def by_weeks(ask: FigureAsk) -> Iterator[tuple[str, list[Value]]]:
    """Yield SQL of one week after another; a ticket may be found in several of them."""
    first, sql = ask.first, _LISTS[ask.figure]
    while first <= ask.last:
        after = min(first + _WEEK, ask.last + _DAY)
        yield _filled(sql, _moments(ask) | {"low": midnight(first), "high": midnight(after)})
        first = after


def bound(
    sql: str, first: dt.date, last: dt.date, at: dt.datetime | None = None, key: int = 0
) -> tuple[str, list[Value]]:
    """Return SQL with `?` for its named moments and :key, and their values in order.

    Days are inclusive: `:end` is the midnight after the last one, and `:at` without a moment. Rows
    are sought from `:low` to before `:high`, here all the days.
    """
    return _filled(sql, _moments(FigureAsk(Figure.RECEIVED, first, last, at, key)))


def _moments(ask: FigureAsk) -> dict[str, Value]:
    first, end = midnight(ask.first), midnight(ask.last + _DAY)
    at = clock.stamp(ask.at) if ask.at else end
    return {"first": first, "end": end, "low": first, "high": end, "at": at, "key": ask.key}


def _filled(sql: str, known: Mapping[str, Value]) -> tuple[str, list[Value]]:
    return _NAMES.sub("?", sql), [known[name] for name in _NAMES.findall(sql)]


def midnight(day: dt.date) -> str:
    """Return the stored form of the first moment of a day."""
    return clock.stamp(dt.datetime.combine(day, dt.time()))
