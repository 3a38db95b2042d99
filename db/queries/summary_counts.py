"""Counts of a summary: one look at the tickets of a period for many figures, rollups for weeks."""

import datetime as dt
from collections.abc import Sequence

from db.connection import Store
from db.queries.summary_tickets import (
    DECISIVE,
    ENDED,
    FATES,
    FROM_RECEIVED,
    NEVER_LATE,
    OUTAGES,
    RECEIVED,
    VISITS,
    bound,
)
from desktop_app.core.records.figures import Figure
from desktop_app.core.records.summary import (
    ExecutorLine,
    OutageLine,
    SpanCount,
    VisitLine,
)
from desktop_app.core.summary_periods import Span

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)

_FLAGS = ", ".join(f"coalesce(sum({only}), 0)" for only in RECEIVED.values())
_MANY = f"""
SELECT {_FLAGS}, count(DISTINCT CASE WHEN t.is_repeat = 1 THEN t.building_id END) {FROM_RECEIVED}
"""
_TOPICS = f"""
SELECT t.topic_id, count(*), sum(t.done_at IS NOT NULL OR t.closed_at IS NOT NULL),
    sum(t.done_at IS NULL AND t.closed_at IS NULL AND t.status <> 'on_hold'
        AND coalesce(t.deadline_at, '9') < :at)
{FROM_RECEIVED} GROUP BY t.topic_id
"""
_OF_TOPICS = """
SELECT p.id, (SELECT count(*) FROM ticket AS t WHERE t.topic_id = p.id
    AND t.registered_at >= :first AND t.registered_at < :end)
FROM topic AS p
"""
_WEEKS_OF_TOPICS = """
SELECT topic_id, sum(received) FROM ticket_week WHERE week >= ? AND week < ? GROUP BY topic_id
"""
_WEEKS = """
SELECT week, sum(received), sum(closed) FROM ticket_week WHERE week >= ? AND week < ? GROUP BY week
"""
_RECEIVED = """
SELECT count(*) FROM ticket WHERE registered_at >= :first AND registered_at < :end
"""
_DAYS = f"SELECT substr(t.registered_at, 1, 10), count(*) {FROM_RECEIVED} GROUP BY 1"
_FATES = f"""
SELECT f.organization_id, count(*), sum(f.executed), sum(f.in_term), sum(f.overdue)
FROM ({FATES.format(whose="h.organization_id IN (SELECT id FROM organization)")}) AS f
GROUP BY f.organization_id
"""  # noqa: S608  our own words only
_CALLED = f"""
SELECT d.organization_id, sum(d.outcome = 'solved'), sum(d.outcome = 'rework')
FROM ({DECISIVE}) AS d GROUP BY d.organization_id
"""  # noqa: S608  our own words only
_NAMES = "SELECT id, coalesce(nullif(short_name, ''), name) FROM organization"
_ENDED = f"""
SELECT coalesce(sum(t.status <> 'cancelled' AND {NEVER_LATE}), 0),
    coalesce(sum(t.status = 'cancelled'), 0)
FROM ({ENDED}) AS e JOIN ticket AS t ON t.id = e.ticket_id
"""  # noqa: S608  our own words only
_ACTS = """
SELECT count(*) FROM issued_act
WHERE issued_at >= :first AND issued_at < :end AND cancelled_at IS NULL
"""
_REMEDIES = f"""
SELECT (SELECT count(*) FROM remedy WHERE state <> 'cancelled' AND inspection_id IN ({VISITS})),
    (SELECT count(*) FROM remedy WHERE state = 'fixed' AND fixed_on >= :first AND fixed_on < :end),
    (SELECT count(*) FROM remedy WHERE state NOT IN ('fixed', 'cancelled') AND due_on < :at)
"""  # noqa: S608  our own words only
_OUT = f"""
SELECT (SELECT count(*) FROM ({OUTAGES})),
    (SELECT count(DISTINCT building_id) FROM incident_building WHERE incident_id IN ({OUTAGES}))
"""  # noqa: S608  our own words only


def received(store: Store, span: Span) -> int:
    """Return how many tickets came in these days."""
    return int(store.scalar(*bound(_RECEIVED, span.first, span.last)))


def among_received(store: Store, span: Span) -> tuple[dict[Figure, int], int]:
    """Return the figures over tickets of these days in one look, and the houses of repeats."""
    *counts, houses = store.row(*bound(_MANY, span.first, span.last)) or ()
    return dict(zip(RECEIVED, counts, strict=True)), int(houses)


def topics(store: Store, span: Span, at: dt.datetime) -> dict[int, tuple[int, int, int]]:
    """Return by topic how many came, are done, are late at a moment."""
    rows = store.rows(*bound(_TOPICS, span.first, span.last, at))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def of_topics(store: Store, span: Span) -> dict[int, int]:
    """Return by topic how many came: whole weeks from the rollup, other days from the index."""
    if span.first.weekday() == 0 and span.last.weekday() == 6:
        days = (span.first.isoformat(), (span.last + _DAY).isoformat())
        return dict(store.rows(_WEEKS_OF_TOPICS, days))
    return dict(store.rows(*bound(_OF_TOPICS, span.first, span.last)))


def weeks(store: Store, first: dt.date, until: dt.date) -> list[SpanCount]:
    """Return the weeks that begin from a Monday on and before another; quiet ones are zero."""
    rows = store.rows(_WEEKS, (first.isoformat(), until.isoformat()))
    known = {row[0]: (row[1], row[2]) for row in rows}
    found = []
    while first < until:
        came, closed = known.get(first.isoformat(), (0, 0))
        found.append(SpanCount(first, first + 6 * _DAY, came, closed))
        first += _WEEK
    return found


def spans(store: Store, asked: Sequence[Span]) -> list[SpanCount]:
    """Return how many came in each span: calendar weeks from the rollup, others from the index."""
    if asked and all(span.is_calendar_week for span in asked):
        return weeks(store, asked[0].first, asked[-1].last + _DAY)
    return [SpanCount(span.first, span.last, received(store, span)) for span in asked]


def days(store: Store, span: Span) -> list[SpanCount]:
    """Return how many came on each day."""
    known: dict[str, int] = dict(store.rows(*bound(_DAYS, span.first, span.last)))
    each = (span.first + _DAY * number for number in range(span.length))
    return [SpanCount(day, day, known.get(day.isoformat(), 0)) for day in each]


def executors(store: Store, span: Span, at: dt.datetime) -> list[ExecutorLine]:
    """Return organisations that were given tickets or judged by callbacks, the busiest first."""
    names: dict[int, str] = dict(store.rows(_NAMES))
    fates = {row[0]: row[1:] for row in store.rows(*bound(_FATES, span.first, span.last, at))}
    called = {row[0]: row[1:] for row in store.rows(*bound(_CALLED, span.first, span.last))}
    found = [
        ExecutorLine(
            key,
            names.get(key, "Исполнитель не указан"),
            *fates.get(key, (0, 0, 0, 0)),
            *called.get(key, (0, 0)),
        )
        for key in {**fates, **called}
    ]
    return sorted(found, key=lambda line: (-line.handed, -line.decided, line.name))


def ended(store: Store, span: Span) -> tuple[int, int]:
    """Return how many of the closed were never late, and how many were cancelled."""
    return store.row(*bound(_ENDED, span.first, span.last)) or (0, 0)


def visits(store: Store, span: Span, at: dt.datetime) -> VisitLine:
    """Return visits of these days, acts issued in them, and their remedies."""
    made = len(store.rows(*bound(VISITS, span.first, span.last)))
    acts = int(store.scalar(*bound(_ACTS, span.first, span.last)))
    remedies = store.row(*bound(_REMEDIES, span.first, span.last, at)) or (0, 0, 0)
    return VisitLine(made, acts, *remedies)


def outages(store: Store, span: Span) -> OutageLine:
    """Return outages begun in these days and the houses they are over."""
    return OutageLine(*(store.row(*bound(_OUT, span.first, span.last)) or (0, 0)))


def peak(store: Store, first: dt.date, before: dt.date) -> SpanCount | None:
    """Return the busiest week that lies whole between two days, or None when there is none."""
    monday = first + _DAY * (-first.weekday() % 7)
    found = [week for week in weeks(store, monday, before) if week.last < before and week.received]
    return max(found, key=lambda week: week.received, default=None)
