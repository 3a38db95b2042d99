"""Tickets of an outage: attached, taken off, and ended together with it."""

import datetime as dt
from collections.abc import Sequence

from db.connection import Store
from db.history import Action
from db.queries import incidents_card, ticket_rows
from db.queries.incidents_edit import IncidentEdit, moved_on, state
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Operation, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.incidents import SavedIncident
from desktop_app.core.records.tickets import StatusChange, TicketRow
from desktop_app.core.text import counted
from desktop_app.services import incident_checks, ticket_status
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference

_SAFE = "ничего не изменено"


class IncidentTickets:
    """Use cases of an outage's tickets."""

    def __init__(self, desk: Desk, reference: Reference) -> None:
        """Work at the desk with the office's terms."""
        self._desk, self._reference = desk, reference

    def to_be_done(self, incident_id: int) -> list[TicketRow]:
        """Return attached tickets still to be done, oldest first: the confirm list of closing."""
        store = self._desk.store
        with store.snapshot():
            wanted = incidents_card.to_be_done(store, incident_id)
            return ticket_rows.rows(store, wanted, ticket_rows.names(store))

    def attach(self, incident_id: int, ticket_ids: Sequence[int]) -> Changes:
        """Attach tickets, also ones attached to another outage; those already here are left.

        NotAllowed for an outage that has ended and for tickets that are closed.
        """
        if not ticket_ids:
            raise InvalidDraft({"tickets": "выберите обращения"})
        store = self._desk.store
        with self._desk.action() as action:
            values = state(store, incident_id)
            if values["cancelled_at"] or values["ended_at"]:
                raise NotAllowed(
                    f"Отключение «{values['title']}» уже закончено",
                    _SAFE,
                    "присоединяйте к тому, что идёт",
                )
            edits = [TicketEdit(store, action, ticket_id) for ticket_id in ticket_ids]
            edits = [edit for edit in edits if edit["incident_id"] != incident_id]
            _refuse_closed(edits)
            touched = {edit["incident_id"] for edit in edits if edit["incident_id"]}
            for edit in edits:
                edit.set(incident_id=incident_id)
                edit.save(Operation.TICKET_ATTACHED, note=str(values["title"]))
        return _changes(action, {incident_id, *touched}, [edit.id for edit in edits])

    def detach(self, ticket_ids: Sequence[int]) -> Changes:
        """Take tickets off their outages; those attached to none are left."""
        store = self._desk.store
        with self._desk.action() as action:
            edits = [TicketEdit(store, action, ticket_id) for ticket_id in ticket_ids]
            edits = [edit for edit in edits if edit["incident_id"] is not None]
            touched = _detach(store, edits)
        return _changes(action, touched, [edit.id for edit in edits])

    def close(
        self,
        incident_id: int,
        version: int,
        ended_at: dt.datetime,
        ticket_ids: Sequence[int],
        note: str = "",
        *,
        seen: Sequence[int] | None = None,
    ) -> SavedIncident:
        """End an outage; exactly these of its tickets become «Исполнено, обзвонить».

        A ticket that came after the end is done at its own last event. Raises Conflict when the
        outage was changed since `version`, NotAllowed for one that has ended, for a ticket that is
        not attached to it or is done already, and for one attached since the list was `seen`.
        """
        now, store = self._desk.now(), self._desk.store
        with self._desk.action() as action:
            edit = IncidentEdit(store, action, incident_id)
            self._refuse_stale(edit, version)
            incident_checks.check_end(clock.unstamp(edit["started_at"]), ended_at, now)
            title, chosen = str(edit["title"]), list(dict.fromkeys(ticket_ids))
            self._refuse_strangers(incident_id, chosen)
            self._refuse_unseen(incident_id, seen)
            edit.set(ended_at=clock.stamp(ended_at))
            if chosen:
                edit.remark("tickets_done", len(chosen))
            edit.save(
                Operation.INCIDENT_ENDED,
                version=version,
                note=note.strip(),
                occurred_at=ended_at,
            )
            words = f"закончено отключение: {title}"
            for ticket_id in chosen:
                self._finish(action, ticket_id, ended_at, note.strip() or words)
        changes = _changes(action, {incident_id}, chosen)
        if chosen:
            changes |= Changes.of(Kind.CALLBACK)
        return SavedIncident(incident_id, version + 1, title, changes)

    def cancel(self, incident_id: int, version: int, reason: str) -> SavedIncident:
        """Cancel an outage written down by mistake; its tickets are taken off and stay open.

        Raises InvalidDraft without a reason, Conflict and NotAllowed as `close` does.
        """
        reason = reason.strip()
        if not reason:
            raise InvalidDraft({"reason": "напишите, почему запись ошибочна"})
        store = self._desk.store
        with self._desk.action() as action:
            edit = IncidentEdit(store, action, incident_id)
            self._refuse_stale(edit, version)
            attached = incidents_card.attached(store, incident_id)
            edit.set(cancelled_at=clock.stamp(self._desk.now()), cancel_reason=reason)
            if attached:
                edit.remark("tickets_freed", len(attached))
            edit.save(Operation.INCIDENT_CANCELLED, version=version, note=reason)
            _detach(store, [TicketEdit(store, action, ticket_id) for ticket_id in attached])
        changes = _changes(action, {incident_id}, attached)
        return SavedIncident(incident_id, version + 1, str(edit["title"]), changes)

    def _refuse_stale(self, edit: IncidentEdit, version: int) -> None:
        if version != edit.before["version"]:
            raise moved_on(str(edit["title"]))
        if edit["cancelled_at"] or edit["ended_at"]:
            raise NotAllowed("Отключение уже закончено", _SAFE, "обновите карточку")

    def _refuse_strangers(self, incident_id: int, ticket_ids: Sequence[int]) -> None:
        """Refuse tickets that closing may not end: the list on the screen has grown old."""
        ready = set(incidents_card.to_be_done(self._desk.store, incident_id))
        strangers = [ticket_id for ticket_id in ticket_ids if ticket_id not in ready]
        if strangers:
            many = counted(len(strangers), "обращение", "обращения", "обращений")
            raise NotAllowed(
                f"Уже исполнено или отсоединено: {many}", _SAFE, "откройте список закрытия заново"
            )

    def _refuse_unseen(self, incident_id: int, seen: Sequence[int] | None) -> None:
        """Refuse to end while a ticket nobody decided about would stay open under the outage."""
        if seen is None:  # a caller without a list leaves out by intent
            return
        late = set(incidents_card.to_be_done(self._desk.store, incident_id)) - set(seen)
        if late:
            many = counted(len(late), "обращение", "обращения", "обращений")
            raise NotAllowed(
                f"Пока список был открыт, присоединили {many}",
                "отключение не закончено",
                "проверьте список и закончите ещё раз",
            )

    def _finish(self, action: Action, ticket_id: int, ended_at: dt.datetime, note: str) -> None:
        edit = TicketEdit(self._desk.store, action, ticket_id)
        at = max(ended_at, clock.unstamp(edit["status_at"]))
        change = StatusChange(TicketStatus.DONE, at=at, note=note)
        ticket_status.apply(edit, change, self._desk.now(), self._reference)
        edit.save(Operation.TICKET_STATUS, note=note, occurred_at=at)


def _detach(store: Store, edits: Sequence[TicketEdit]) -> set[int]:
    """Take tickets off; return the outages they were attached to."""
    titles: dict[int, str] = {}
    for edit in edits:
        incident_id = int(edit["incident_id"])
        if incident_id not in titles:
            titles[incident_id] = str(state(store, incident_id)["title"])
        edit.set(incident_id=None)
        edit.save(Operation.TICKET_DETACHED, note=titles[incident_id])
    return set(titles)


def _refuse_closed(edits: Sequence[TicketEdit]) -> None:
    closed = [edit for edit in edits if not TicketStatus(edit["status"]).is_open]
    if closed:
        numbers = ", ".join(f"№ {edit['number']}" for edit in closed[:5])
        more = f" и ещё {len(closed) - 5}" if len(closed) > 5 else ""
        raise NotAllowed(
            f"Закрытые обращения не присоединяются: {numbers}{more}",
            _SAFE,
            "снимите их с выбора",
        )


def _changes(action: Action, incident_ids: set[int], ticket_ids: Sequence[int]) -> Changes:
    """Return what changed; nothing when no ticket was touched and no outage either."""
    changes = Changes.of(Kind.INCIDENT, *incident_ids) if incident_ids else Changes()
    if ticket_ids:
        changes |= Changes.of(Kind.TICKET, *ticket_ids)
    return changes.by(action.taken)
