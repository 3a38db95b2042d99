"""Lines of the smaller journals: ids of a period, then rows by blocks of ids.

Ids are gathered by short reads over the primary key, so that others save meanwhile; the moments
they are ordered by stay in one array.
"""

import dataclasses
import datetime as dt
import itertools
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.connection import Row, Store
from db.queries import journal_audit, journal_visits, journal_waste
from db.queries.journal import Numbered
from db.queries.journal_readers import calls, handovers, instruments, outages
from desktop_app.core import clock

_BLOCK = 20_000
# By its key the whole of history would be walked through, and the file held meanwhile.
_EXPORTED = "history INDEXED BY history_entity"
_FIRST = dt.datetime(1900, 1, 1)

Rows = Callable[[Store, Sequence[int]], Sequence[Numbered]]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the ids of a journal come from: table with its conditions, moment, ticket if any."""

    table: str
    rows: Rows
    moment: str = "''"
    ticket: str = "0"
    where: str = "1"


_SOURCES: Mapping[str, tuple[_Source, ...]] = {
    "handovers": (_Source("handover", handovers, "sent_at", "ticket_id"),),
    "calls": (_Source("callback", calls, "made_at", "ticket_id"),),
    "visits": (
        _Source(
            "inspection",
            journal_visits.rows,
            "coalesce(started_at, planned_at, created_at)",
            where="status <> 'cancelled'",
        ),
    ),
    "outages": (_Source("incident", outages, "started_at", where="cancelled_at IS NULL"),),
    "waste": (_Source("collection_missed", journal_waste.missed, "due_at"),),
    "sites": (_Source("collection_site", journal_waste.sites, where="removed_at IS NULL"),),
    "instruments": (_Source("instrument", instruments),),
    "exports": (
        _Source(_EXPORTED, journal_audit.exports, "at", where="entity = 'export'"),
        _Source("view_log", journal_audit.looks, "at"),
    ),
    "destructions": (_Source("destruction_act", journal_audit.destructions, "made_at"),),
}


def has(key: str) -> bool:
    """Tell whether a journal's lines are read here."""
    return key in _SOURCES


def ids(
    store: Store,
    key: str,
    first: dt.date | None,
    last: dt.date | None,
    tickets: bytearray | None = None,
    between: Callable[[], None] = lambda: None,
) -> "array[int]":
    """Return ids of the lines of inclusive days, the earliest first.

    A journal out of several tables gives ids of its own: which table stands in the remainder.
    `tickets` marks with 1, by ticket id, whose lines are wanted; None: everybody's. `between` is
    called between two reads; what it raises stops the work.
    """
    sources = _SOURCES[key]
    found, times = array("q"), array("q")
    for place, source in enumerate(sources):
        block = None
        while block is None or len(block) == _BLOCK:
            between()
            block = _read(store, source, first, last, block[-1][0] if block else 0)
            for row_id, moment, ticket in block:
                if tickets is None or (ticket < len(tickets) and tickets[ticket]):
                    found.append(row_id * len(sources) + place)
                    times.append(_seconds(moment))
    return _in_order(found, times)


def rows(store: Store, key: str, wanted: Sequence[int]) -> Sequence[Numbered]:
    """Return the lines of these ids in the order asked for; missing ids are left out."""
    sources = _SOURCES[key]
    if not wanted or len(sources) == 1:
        return sources[0].rows(store, wanted) if wanted else ()
    found: dict[int, Any] = {}
    for place, source in enumerate(sources):
        own = [i // len(sources) for i in wanted if i % len(sources) == place]
        for line in source.rows(store, own) if own else ():
            whole: Any = line
            number = line.id * len(sources) + place
            found[number] = dataclasses.replace(whole, id=number)
    return [found[i] for i in wanted if i in found]


def _read(
    store: Store, source: _Source, first: dt.date | None, last: dt.date | None, after: int
) -> list[Row]:
    since = clock.stamp(_at(first)) if first else ""
    until = clock.stamp(_at(last) + dt.timedelta(days=1)) if last else "9999"
    period = f"AND {source.moment} >= ? AND {source.moment} < ?"
    sql = f"""
        SELECT id, {source.moment}, {source.ticket} FROM {source.table}
        WHERE id > ? AND {source.where} {period} ORDER BY id LIMIT {_BLOCK}
    """  # noqa: S608  our own words only
    return store.rows(sql, (after, since, until))


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _seconds(moment: str) -> int:
    return int((clock.unstamp(moment) - _FIRST).total_seconds()) if moment else 0


def _in_order(found: "array[int]", times: "array[int]") -> "array[int]":
    if all(earlier <= later for earlier, later in itertools.pairwise(times)):
        return found
    places = sorted(range(len(found)), key=times.__getitem__)
    return array("q", (found[place] for place in places))
