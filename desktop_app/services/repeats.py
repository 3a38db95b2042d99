"""Repeats: found while the clerk types, and turned into proposals of visits.

No norm sets the thresholds (domain/RULES.md §11); the office changes them in settings.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
        since, least = min(house.since, flat.since), min(house.count, flat.count)
        for calls in self._watch.groups(since, least):
            if calls[0].building_id not in busy:
                asked += house.asked(calls) or flat.asked_by_flats(calls)
        asked.sort(key=lambda item: (-len(item.calls), item.last))
        addresses = queries.addresses(store, {item.calls[0].building_id for item in asked})
        return [item.proposal(addresses) for item in asked]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Calls that ask for one visit; to a flat, or to the house when there is none."""

    calls: list[RepeatCall]
    last: str
    premise: str = ""

    def proposal(self, addresses: Mapping[int, str]) -> VisitProposal:
        building_id = self.calls[0].building_id
        return VisitProposal(
            building_id,
            Service(self.calls[0].service),
            len(self.calls),
            tuple(sorted(call.id for call in self.calls)),
            clock.unstamp(self.last),
            self.premise,
            addresses[building_id],
        )


class _Rule:
    """So many calls since a moment ask for a visit."""

    def __init__(self, since: dt.datetime, count: int) -> None:
        self.since, self.count = since, count
        self._first = clock.stamp(since)

    def asked(self, calls: Iterable[RepeatCall], premise: str = "") -> list[_Asked]:
        recent = [call for call in calls if call.at >= self._first]
        if len(recent) < self.count:
            return []
        return [_Asked(recent, max(call.at for call in recent), premise)]

    def asked_by_flats(self, calls: Iterable[RepeatCall]) -> list[_Asked]:
        flats: dict[str, list[RepeatCall]] = defaultdict(list)
        for call in calls:
            if call.premise:
                flats[call.premise].append(call)
        return [item for premise, of_flat in flats.items() for item in self.asked(of_flat, premise)]
