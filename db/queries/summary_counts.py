"""Counts of a summary that take a moment: weeks from rollups, visits, outages."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from db.connection import Store
from db.queries.summary_tickets import OUTAGES, VISITS, bound
from desktop_app.core.records.summary import OutageLine, SpanCount, VisitLine
from desktop_app.core.summary_periods import Span

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)

_OF_TOPICS = """
SELECT p.id, (SELECT count(*) FROM ticket AS t WHERE t.topic_id = p.id
    AND t.registered_at >= :first AND t.registered_at < :end)
FROM topic AS p
"""
_WEEKS_OF_TOPICS = """
SELECT topic_id, sum(received) FROM ticket_week_topic WHERE week >= ? AND week < ?
GROUP BY topic_id
"""
_WEEKS_RECEIVED = "SELECT sum(received) FROM ticket_week_topic WHERE week >= ? AND week < ?"
_WEEKS = """
SELECT week, sum(received), sum(closed) FROM ticket_week_topic WHERE week >= ? AND week < ?
GROUP BY week
"""
_RECEIVED = """
SELECT count(*) FROM ticket WHERE registered_at >= :first AND registered_at < :end
"""
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
    """Return how many tickets came: whole weeks from the rollup, other days from the index."""
    found = 0
    for piece in _pieces(span):
        if piece.is_whole:
            days = (piece.span.first.isoformat(), (piece.span.last + _DAY).isoformat())
            found += store.scalar(_WEEKS_RECEIVED, days) or 0
        else:
            found += store.scalar(*bound(_RECEIVED, piece.span.first, piece.span.last))
    return found


def of_topics(store: Store, span: Span) -> dict[int, int]:
    """Return by topic how many came, in the same way."""
    found: Counter[int] = Counter()
    for piece in _pieces(span):
        if piece.is_whole:
            days = (piece.span.first.isoformat(), (piece.span.last + _DAY).isoformat())
            found.update(dict(store.rows(_WEEKS_OF_TOPICS, days)))
        else:
            rows = store.rows(*bound(_OF_TOPICS, piece.span.first, piece.span.last))
            found.update(dict(rows))
    return found


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


class _Piece(NamedTuple):
    """Days of a span: whole weeks, or some at its edge."""

    span: Span
    is_whole: bool


def _pieces(span: Span) -> list[_Piece]:
    monday = span.first + _DAY * (-span.first.weekday() % 7)
    after = span.last + _DAY
    end = after - _DAY * after.weekday()
    if monday >= end:
        return [_Piece(span, is_whole=False)]
    found = [_Piece(Span(monday, end - _DAY), is_whole=True)]
    if span.first < monday:
        found.append(_Piece(Span(span.first, monday - _DAY), is_whole=False))
    if end < after:
        found.append(_Piece(Span(end, span.last), is_whole=False))
    return found
