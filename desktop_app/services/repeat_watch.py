"""The calls of the last weeks kept at hand, so that repeats are told at once.

In a busy winter a week brings twenty thousand calls; counting them by house and service takes a
tenth of a second, too long for a page that is opened all day. History tells which tickets changed
since the last look, whoever changed them, so only those are read again.
"""

import datetime as dt
import threading
from collections import defaultdict

from db.connection import Store
from db.queries import repeats as queries
from db.queries.repeats import RepeatCall
from desktop_app.core import clock
from desktop_app.core.enums import Entity

Group = tuple[int, str]

# An import of a journal or a changed list of topics may concern any ticket.
_CONCERNS_ALL = frozenset({Entity.IMPORT.value, Entity.REFERENCE.value})
_MOST_CHANGED = 5_000
_SPARE = dt.timedelta(days=2)


class RepeatWatch:
    """Calls by house and service; `groups` brings them up to date. Any thread may ask."""

    def __init__(self, store: Store) -> None:
        """Start with nothing read."""
        self._store = store
        self._lock = threading.Lock()
        self._since: dt.datetime | None = None
        self._entry = 0
        self._calls: dict[int, RepeatCall] = {}
        self._groups: dict[Group, dict[int, RepeatCall]] = defaultdict(dict)

    def groups(self, since: dt.datetime, at_least: int) -> list[list[RepeatCall]]:
        """Return the calls of each house and service with so many since a moment.

        A few calls before that moment may be among them.
        """
        with self._lock:
            first = self._since
            if first is None or not first <= since <= first + _SPARE or not self._catch_up(first):
                self._read(since)
            groups = self._groups.values()
            return [list(calls.values()) for calls in groups if len(calls) >= at_least]

    def _read(self, since: dt.datetime) -> None:
        with self._store.snapshot():
            self._entry = queries.last_entry(self._store)
            found = queries.calls(self._store, clock.stamp(since))
        self._since = since
        self._calls.clear()
        self._groups.clear()
        for call in found:
            self._put(call)

    def _catch_up(self, since: dt.datetime) -> bool:
        """Read what changed; False when too much may have."""
        with self._store.snapshot():
            entry, written = queries.written_since(self._store, self._entry)
            if any(entity in _CONCERNS_ALL for entity, _ in written):
                return False
            changed = sorted({row_id for entity, row_id in written if entity == Entity.TICKET})
            if len(changed) > _MOST_CHANGED:
                return False
            found = queries.calls_among(self._store, changed)
        self._entry = entry
        for ticket_id in changed:
            self._take_out(ticket_id)
        first = clock.stamp(since)
        for call in found:
            if call.at >= first:
                self._put(call)
        return True

    def _put(self, call: RepeatCall) -> None:
        self._calls[call.id] = call
        self._groups[call.building_id, call.service][call.id] = call

    def _take_out(self, ticket_id: int) -> None:
        call = self._calls.pop(ticket_id, None)
        if call is not None:
            del self._groups[call.building_id, call.service][ticket_id]
