"""The rows a summary counts, each axis by the moments its rows stand at.

Every ticket or cycle is counted on one row alone, whatever slices the axis is read by.
"""

from db.queries.slices import Axis
from db.queries.summary_tickets import FATES, RECEIVED

_FLAGS = ", ".join(RECEIVED.values())
_CYCLE_IS_OURS = """
SELECT c.ticket_id,
    c.opened_at < :first AS opening,
    coalesce(c.closed_at >= :end, 1) AS closing,
    CASE WHEN c.opened_at < :at AND c.deadline_at < :at AND coalesce(c.closed_at >= :at, 1)
        AND coalesce(c.done_at >= :at, 1)
    THEN NOT EXISTS (SELECT 1 FROM ticket AS t WHERE t.id = c.ticket_id
        AND t.status = 'on_hold' AND t.status_at < :at) ELSE 0 END AS overdue,
    {ended} AS ended
FROM ticket_cycle AS c INDEXED BY ticket_cycle_closed
WHERE {stands} AND c.opened_at < :end
"""
# The last ending of a ticket in these days that left it closed: 1 late in some cycle, 2 cancelled,
# 3 never late by the terms it had, 4 without any term.
_ENDED = """
CASE WHEN c.closed_at < :end AND NOT EXISTS (
    SELECT 1 FROM ticket_cycle AS o WHERE o.ticket_id = c.ticket_id AND o.id <> c.id
        AND o.opened_at < :end
        AND (o.closed_at IS NULL OR (o.closed_at, o.id) > (c.closed_at, c.id)))
THEN (SELECT CASE WHEN t.status = 'cancelled' THEN 2 ELSE (
        SELECT CASE WHEN coalesce(max(l.late_minutes), 0) > 0 THEN 1
            WHEN count(l.deadline_at) > 0 THEN 3 ELSE 4 END
        FROM ticket_cycle AS l WHERE l.ticket_id = t.id AND l.opened_at < :end) END
    FROM ticket AS t WHERE t.id = c.ticket_id)
ELSE 0 END
"""
_CYCLE_GROUPS = ((1, 2, 3, 4),)
"""Opening, closing, overdue, ended."""

RECEIVED_TICKETS = Axis(
    "received",
    f"""
SELECT t.id, substr(t.registered_at, 1, 10), t.building_id, t.is_repeat, t.status = 'cancelled',
    t.topic_id, t.done_at IS NOT NULL OR t.closed_at IS NOT NULL,
    t.done_at IS NULL AND t.closed_at IS NULL AND t.status <> 'on_hold'
        AND coalesce(t.deadline_at, '9') < :at,
    {_FLAGS}
FROM ticket AS t INDEXED BY ticket_registered
WHERE t.registered_at >= :low AND t.registered_at < :high
""",  # noqa: S608  our own words only
    "SELECT registered_at, 0 FROM ticket WHERE id IN ({marks})",
    ((1,), (2, 3, 4), (5, 6, 7), tuple(range(8, 8 + len(RECEIVED)))),
)
"""Groups: the day; the house, repeat, cancelled; the topic, done, late; flags of RECEIVED."""

ENDED_CYCLES = Axis(
    "ended",
    _CYCLE_IS_OURS.format(ended=_ENDED, stands="c.closed_at >= :low AND c.closed_at < :high"),
    "SELECT closed_at, 0 FROM ticket_cycle WHERE ticket_id IN ({marks}) AND closed_at IS NOT NULL",
    _CYCLE_GROUPS,
)
OPEN_CYCLES = Axis(
    "open",
    _CYCLE_IS_OURS.format(
        ended="0",
        stands="c.closed_at IS NULL AND c.opened_at >= :low AND c.opened_at < :high",
    ),
    "SELECT opened_at, 0 FROM ticket_cycle WHERE ticket_id IN ({marks})",
    _CYCLE_GROUPS,
)
RETURNED_TICKETS = Axis(
    "returned",
    """
SELECT c.ticket_id FROM ticket_cycle AS c INDEXED BY ticket_cycle_again
JOIN ticket_cycle AS f ON f.ticket_id = c.ticket_id AND f.number = 1
WHERE c.number > 1 AND c.opened_at >= :low AND c.opened_at < :high AND f.opened_at < :first
    AND NOT EXISTS (SELECT 1 FROM ticket_cycle AS o WHERE o.ticket_id = c.ticket_id
        AND o.opened_at < :first AND (o.closed_at IS NULL OR o.closed_at >= :first))
""",
    "SELECT opened_at, 0 FROM ticket_cycle WHERE ticket_id IN ({marks})",
)
CALLS = Axis(
    "calls",
    """
SELECT m.ticket_id, m.outcome, CASE WHEN m.outcome = 'unreached' THEN 0 ELSE coalesce(
    (SELECT h.organization_id FROM handover AS h WHERE h.ticket_id = m.ticket_id
        AND h.cycle_number = m.cycle_number ORDER BY h.sent_at DESC, h.id DESC LIMIT 1),
    (SELECT t.organization_id FROM ticket AS t WHERE t.id = m.ticket_id), 0) END,
    CASE WHEN EXISTS (SELECT 1 FROM ticket_cycle AS c WHERE c.ticket_id = m.ticket_id
        AND c.number = 2) THEN m.ticket_id ELSE 0 END
FROM callback AS m
WHERE m.made_at >= :low AND m.made_at < :high AND CASE m.outcome
    WHEN 'later' THEN 0
    WHEN 'unreached' THEN NOT EXISTS (SELECT 1 FROM callback AS e
        WHERE e.ticket_id = m.ticket_id AND e.cycle_number = m.cycle_number AND e.made_at < :end
            AND (e.outcome IN ('solved', 'rework')
                OR e.outcome = 'unreached' AND (e.made_at, e.id) > (m.made_at, m.id)))
    ELSE NOT EXISTS (SELECT 1 FROM callback AS e WHERE e.ticket_id = m.ticket_id
        AND e.cycle_number = m.cycle_number AND e.outcome IN ('solved', 'rework')
        AND (e.made_at, e.id) < (m.made_at, m.id)) END
""",
    "SELECT made_at, 0 FROM callback WHERE ticket_id IN ({marks})",
    ((1, 2), (1, 3)),
)
"""First decisive calls of cycles, and of cycles never decided the last call nobody answered.

Groups: the outcome and whose work it was; the outcome and the ticket, 0 for one of a single cycle.
"""

HANDED = Axis(
    "handed",
    f"""
SELECT f.ticket_id, f.organization_id, f.executed, f.in_term, f.overdue, f.with_term
FROM ({FATES.format(whose="h.organization_id = :key")})
    AS f
""",  # noqa: S608  our own words only
    "SELECT sent_at, organization_id FROM handover WHERE ticket_id IN ({marks})",
    ((1, 2, 3, 4, 5),),
)
VISITORS = Axis(
    "visitors",
    """
SELECT t.id, t.number, t.received_at, b.address, t.address_text, p.title,
    coalesce(nullif(o.short_name, ''), o.name, ''), t.status
FROM ticket AS t INDEXED BY ticket_registered
JOIN topic AS p ON p.id = t.topic_id
LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN organization AS o ON o.id = t.organization_id
WHERE t.registered_at >= :low AND t.registered_at < :high AND t.source = 'visit'
ORDER BY t.registered_at, t.id
""",
    "SELECT registered_at, 0 FROM ticket WHERE id IN ({marks})",
    keeps=True,
)
