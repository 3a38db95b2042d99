"""Tickets about waste that was not collected: found, made, moved on once it was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from db.queries import waste as queries
from db.queries.waste import StoredSite
from desktop_app.core import clock
from desktop_app.core.changes import Changes
from desktop_app.core.collection_schedule import Collection, Schedule, WasteKind
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.tickets import Registered, StatusChange, TicketDraft
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference
from desktop_app.services.tickets import Tickets
from desktop_app.services.waste_views import TOPIC

_WASTE: Final = {
    WasteKind.MIXED: "смешанные отходы",
    WasteKind.SEPARATE: "раздельно собранные отходы",
    WasteKind.BULKY: "крупногабаритные отходы",
}


class MissedTickets:
    """What a missed collection has to do with tickets; they are made by their own service."""

    def __init__(self, desk: Desk, reference: Reference, tickets: Tickets) -> None:
        """Work at the desk."""
        self._desk, self._reference, self._tickets = desk, reference, tickets

    def open_since(self, houses: Sequence[int], since: dt.datetime) -> Sequence[tuple[int, str]]:
        """Return ids and numbers of open tickets of the topic from these houses since a moment."""
        topic = self._reference.topic(TOPIC).id
        return queries.open_tickets(self._desk.store, houses, topic, clock.stamp(since))

    def told_already(self, site: StoredSite, collection: Collection) -> tuple[int, str] | None:
        """Return id and number of the first open ticket about this collection, or None."""
        return next(iter(self.open_since(site.draft.building_ids, collection.opens)), None)

    def register(
        self,
        site: StoredSite,
        schedule: Schedule,
        collection: Collection,
        note: str,
    ) -> Registered:
        """Make a ticket of a collection that did not happen, proposed to its carrier."""
        house = next(iter(site.draft.building_ids), None)
        due = clock.show_moment(collection.closes)
        said = f"Площадка «{site.draft.address}»: не вывезены {_WASTE[schedule.kind]}, "
        details = f"{said}срок по графику {due}."
        draft = TicketDraft(
            topic_id=self._reference.topic(TOPIC).id,
            details=f"{details} {note.strip()}".strip(),
            building_id=house,
            address_text="" if house else site.draft.address,
            no_phone=True,
        )
        carrier = schedule.carrier_id
        if carrier is None and house is not None:
            found = queries.house_carrier(
                self._desk.store, house, self._desk.now().date().isoformat()
            )
            carrier = found.id if found else None
        return self._tickets.register(replace(draft, organization_id=carrier))

    def finish(self, ticket_ids: Sequence[int], at: dt.datetime) -> Changes:
        """Move open tickets to «Исполнено»; those already there stay."""
        statuses = {one: self._tickets.card(one).row.status for one in ticket_ids}
        moving = [one for one, s in statuses.items() if s.is_open and s is not TicketStatus.DONE]
        if not moving:
            return Changes()
        note = f"Вывезено {clock.show_moment(at)}"
        return self._tickets.set_statuses(moving, StatusChange(TicketStatus.DONE, note=note))
