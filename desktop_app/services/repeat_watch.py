"""The calls of the last weeks kept at hand, so that repeats are told at once.

In a busy winter a week brings twenty thousand calls; counting them by house and service takes a
tenth of a second, too long for a page that is opened all day. History tells which tickets changed
since the last look, whoever changed them, so only those are read again.
"""

import bisect
import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Collection

from db.connection import Store
from db.queries import repeats as queries
from db.queries.repeats import AT, HOUSE, TICKET, TOPIC, RepeatCall
from desktop_app.core import clock
from desktop_app.core.enums import Entity

Group = tuple[int, str | int]

# An import or a changed list of topics may concern any ticket; houses are named to people.
_CONCERNS_ALL = frozenset({Entity.IMPORT.value, Entity.REFERENCE.value, Entity.BUILDING.value})
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
        self._own: frozenset[int] = frozenset()
        self._services: dict[int, str] = {}
        self._calls: dict[int, RepeatCall] = {}
        self._groups: dict[Group, list[RepeatCall]] = defaultdict(list)
        self._addresses: dict[int, str] = {}

    def groups(
        self, since: dt.datetime, own: frozenset[int] = frozenset()
    ) -> list[list[RepeatCall]]:
        """Return the calls of each house and service, the earliest first.

        Topics of their `own` stand apart from the rest of their service. All calls since a moment
        are there and a few before it. The lists stay as they are: a change replaces them.
        """
        with self._lock:
            first = self._since
            is_near = first is not None and first <= since <= first + _SPARE
            if first is None or not is_near or own != self._own or not self._catch_up(first):
                self._own = own
                self._read(since)
            return list(self._groups.values())

    def addresses(self, building_ids: Collection[int]) -> dict[int, str]:
        """Return addresses of houses by id."""
        with self._lock:
            missing = [row_id for row_id in building_ids if row_id not in self._addresses]
            if missing:
                self._addresses |= queries.addresses(self._store, missing)
            return {row_id: self._addresses[row_id] for row_id in building_ids}

    def service(self, topic_id: int) -> str:
        """Return the service of a topic calls told by `groups` are about."""
        return self._services[topic_id]

    def _read(self, since: dt.datetime) -> None:
        with self._store.snapshot():
            self._entry = queries.last_entry(self._store)
            self._services = queries.services(self._store)
            found = queries.calls(self._store, clock.stamp(since))
        self._since = since
        self._addresses = {}
        self._calls = {call[TICKET]: call for call in found}
        groups: defaultdict[Group, list[RepeatCall]] = defaultdict(list)
        # As in `_group`, without a call of a method for each of some ten thousand.
        kinds: dict[int, str | int] = {**self._services}
        kinds |= {topic: topic for topic in self._own}
        for call in found:
            groups[call[HOUSE], kinds[call[TOPIC]]].append(call)
        self._groups = groups

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
        if any(call[TOPIC] not in self._services for call in found):
            return False
        self._entry = entry
        for ticket_id in changed:
            self._take_out(ticket_id)
        first = clock.stamp(since)
        for call in found:
            if call[AT] >= first:
                self._put(call)
        return True

    def _put(self, call: RepeatCall) -> None:
        group = [*self._groups[self._group(call)]]
        bisect.insort(group, call)
        self._calls[call[TICKET]] = call
        self._groups[self._group(call)] = group

    def _take_out(self, ticket_id: int) -> None:
        call = self._calls.pop(ticket_id, None)
        if call is not None:
            group = self._group(call)
            self._groups[group] = [one for one in self._groups[group] if one[TICKET] != ticket_id]

    def _group(self, call: RepeatCall) -> Group:
        topic = call[TOPIC]
        return call[HOUSE], topic if topic in self._own else self._services[topic]
