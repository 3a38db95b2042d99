"""Repeats: found while the clerk types, and turned into proposals of visits.

No norm sets the thresholds (domain/RULES.md §11); the office changes them in settings.
"""

import dataclasses
import datetime as dt

from db.queries import repeats as queries
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
from desktop_app.services.settings import Settings

_OPEN_LOOK_BACK = dt.timedelta(days=365)


class Repeats:
    """Questions about repeats."""

    def __init__(self, desk: Desk, reference: Reference, settings: Settings) -> None:
        """Work at the desk; thresholds are the office's own."""
        self._desk, self._reference, self._settings = desk, reference, settings

    def similar(
        self, building_id: int, topic_id: int | None, premise: str = "", entrance: str = ""
    ) -> list[SimilarTicket]:
        """Return earlier tickets like this one, the likeliest first.

        Same flat, then entrance, then house; the same topic before the same service; open ones
        first, then those closed within the office's days. Other services are left out.
        """
        now = self._desk.now()
        known = self._reference.topics_by_id.get(topic_id or 0)
        recent = now - dt.timedelta(days=self._settings.get(REPEAT_CLOSED_DAYS))
        found = [
            ticket
            for ticket in queries.similar(
                self._desk.store,
                building_id,
                premise.strip(),
                entrance.strip(),
                now - _OPEN_LOOK_BACK,
            )
            if ticket.status.is_open or (ticket.closed_at or ticket.registered_at) >= recent
        ]
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
        house_since = now - dt.timedelta(days=get(REPEAT_HOUSE_DAYS))
        flat_since = now - dt.timedelta(days=get(REPEAT_FLAT_DAYS))
        asked = queries.houses(store, house_since, get(REPEAT_HOUSE_COUNT))
        known = {(proposal.building_id, proposal.service) for proposal in asked}
        asked += [
            proposal
            for proposal in queries.flats(store, flat_since, get(REPEAT_FLAT_COUNT))
            if (proposal.building_id, proposal.service) not in known
        ]
        busy = queries.visited(store, house_since)
        free = [proposal for proposal in asked if proposal.building_id not in busy]
        free.sort(key=lambda proposal: (-proposal.count, proposal.last_at))
        known_addresses = queries.addresses(store, {proposal.building_id for proposal in free})
        return [
            dataclasses.replace(proposal, address=known_addresses[proposal.building_id])
            for proposal in free
        ]
