"""Repeats: found while the clerk types, and turned into proposals of visits.

No norm sets the thresholds (domain/RULES.md §11); the office changes them in settings.
"""

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from db.queries import repeats as queries
from db.queries.repeats import RepeatCall
from desktop_app.core import clock
from desktop_app.core.enums import Service
from desktop_app.core.records.repeats import SimilarTicket, VisitProposal
from desktop_app.core.settings import (
    REPEAT_CLOSED_DAYS,
    REPEAT_FLAT_COUNT,
    REPEAT_FLAT_DAYS,
    REPEAT_HOUSE_COUNT,
    REPEAT_HOUSE_DAYS,
)
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference
from desktop_app.services.repeat_watch import RepeatWatch
from desktop_app.services.settings import Settings

_SERVICES = {service.value: service for service in Service}
_OPEN_LOOK_BACK = dt.timedelta(days=365)


class Repeats:
    """Questions about repeats."""

    def __init__(self, desk: Desk, reference: Reference, settings: Settings) -> None:
        """Work at the desk; thresholds are the office's own."""
        self._desk, self._reference, self._settings = desk, reference, settings
        self._watch = RepeatWatch(desk.store)

    def similar(
        self, building_id: int, topic_id: int | None, premise: str = "", entrance: str = ""
    ) -> list[SimilarTicket]:
        """Return earlier tickets like this one, the likeliest first.

        Same flat, then entrance, then house; the same topic before the same service; open ones
        first, then those closed within the office's days. Other services are left out.
        """
        now = self._desk.now()
        near = queries.Near(building_id, premise.strip(), entrance.strip())
        known = self._reference.topics_by_id.get(topic_id or 0)
        recent = now - dt.timedelta(days=self._settings.get(REPEAT_CLOSED_DAYS))
        found = queries.similar(self._desk.store, near, now - _OPEN_LOOK_BACK, recent)
        if known is not None:
            found = [ticket for ticket in found if ticket.service is known.service]
        return sorted(
            found,
            key=lambda t: (
                t.nearness,
                t.topic_id != topic_id,
                not t.status.is_open,
                -t.registered_at.timestamp(),
            ),
        )

    def proposals(self) -> list[VisitProposal]:
        """Return visits the repeats ask for, houses without a visit ahead, most tickets first."""
        now, get, store = self._desk.now(), self._settings.get, self._desk.store
        house = _Rule(now - dt.timedelta(days=get(REPEAT_HOUSE_DAYS)), get(REPEAT_HOUSE_COUNT))
        flat = _Rule(now - dt.timedelta(days=get(REPEAT_FLAT_DAYS)), get(REPEAT_FLAT_COUNT))
        busy = queries.visited(store, house.since)
        asked: list[_Asked] = []
        for calls in self._watch.groups(min(house.since, flat.since)):
            if house.holds(calls):
                asked.append(house.asked(calls))
            elif flat.holds(calls):
                asked += flat.asked_by_flats(calls)
        asked = [item for item in asked if item.building_id not in busy]
        asked.sort(key=lambda item: (-item.amount, item.last))
        addresses = self._watch.addresses({item.building_id for item in asked})
        return [item.proposal(addresses) for item in asked]


class _Asked(NamedTuple):
    """Calls that ask for one visit; to a flat, or to the house when there is none."""

    building_id: int
    amount: int
    last: str
    calls: Sequence[RepeatCall]
    premise: str = ""

    def proposal(self, addresses: Mapping[int, str]) -> VisitProposal:
        return VisitProposal(
            self.building_id,
            _SERVICES[self.calls[0].service],
            self.amount,
            tuple(sorted([call.id for call in self.calls])),
            clock.unstamp(self.last),
            self.premise,
            addresses[self.building_id],
        )


class _Rule:
    """So many calls since a moment ask for a visit; calls come the earliest first."""

    def __init__(self, since: dt.datetime, count: int) -> None:
        self.since, self.count = since, count
        self._first = clock.stamp(since)

    def holds(self, calls: Sequence[RepeatCall]) -> bool:
        return len(calls) >= self.count and calls[-self.count].at >= self._first

    def asked(self, calls: Sequence[RepeatCall], premise: str = "") -> _Asked:
        recent = calls[bisect.bisect_left(calls, (self._first,)) :]
        last = recent[-1]
        return _Asked(last.building_id, len(recent), last.at, recent, premise)

    def asked_by_flats(self, calls: Sequence[RepeatCall]) -> list[_Asked]:
        flats: dict[str, list[RepeatCall]] = defaultdict(list)
        for call in calls:
            if call.premise:
                flats[call.premise].append(call)
        return [
            self.asked(of_flat, premise)
            for premise, of_flat in flats.items()
            if self.holds(of_flat)
        ]
