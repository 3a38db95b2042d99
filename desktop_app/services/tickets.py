"""Tickets: a call becomes a ticket, and everything done with it afterwards."""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from db.history import Action
from db.queries import reference as reference_queries
from db.queries import ticket_card, ticket_edit
from db.queries.ticket_edit import TicketEdit
from db.tables import ticket_cycle
from desktop_app.core import clock, deadlines, transitions
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import (
    Entity,
    LinkKind,
    Operation,
    Service,
    TicketStatus,
)
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.history import HistoryDraft
from desktop_app.core.records.reference import Deadline
from desktop_app.core.records.tickets import Registered, StatusChange, TicketCard, TicketDraft
from desktop_app.core.years import WRONG_YEAR, is_far_ahead
from desktop_app.services import ticket_cards, ticket_status, ticket_values
from desktop_app.services.desk import Desk
from desktop_app.services.gone import demand_earlier, naming_gone
from desktop_app.services.merging_save import MergingSave
from desktop_app.services.outage_over import demand_open
from desktop_app.services.reference import Reference
from desktop_app.services.ticket_checks import check_draft
from desktop_app.services.ticket_values import NewTicket


class ExecutorFinder(Protocol):
    """Who answers for a service in a house on a day."""

    def executor_for(self, building_id: int, service: Service, on: dt.date) -> int | None:
        """Return the organisation's id, or None when the book does not say."""


class Tickets:
    """Use cases of one ticket."""

    def __init__(self, desk: Desk, reference: Reference, executors: ExecutorFinder) -> None:
        """Work at the desk with the office's lists and the address book."""
        self._desk, self._reference, self._executors = desk, reference, executors

    def register(self, draft: TicketDraft, *, to_ended: bool = False) -> Registered:
        """Save a call as a ticket with a number and a term; InvalidDraft names what is missing.

        OutageOver when the outage it joins has ended meanwhile, unless `to_ended` says that the
        clerk knows; EarlierGone when the ticket it repeats is not there any more.
        """
        now = self._desk.now()
        check_draft(draft, self._reference, now)
        topic = self._reference.topics_by_id[draft.topic_id or 0]
        executor = draft.organization_id or self.executor(draft.building_id, topic.id, now.date())
        term = self.term(draft, now)
        with self._naming_gone(draft), self._desk.action() as action:
            if draft.incident_id is not None:
                demand_open(self._desk.store, draft.incident_id, to_ended=to_ended)
            if draft.repeat_of is not None:
                demand_earlier(self._desk.store, draft.repeat_of)
            year = now.year
            sequence = reference_queries.next_number(self._desk.store, f"ticket:{year}")
            number = f"{year}-{sequence:05d}"
            new = NewTicket(replace(draft, organization_id=executor), term, now)
            values = new.values(self._desk.store, number, self._desk.clerk_id)
            ticket_id = ticket_edit.insert(self._desk.store, values)
            self._desk.store.insert(ticket_cycle, new.first_cycle(ticket_id))
            if draft.repeat_of is not None:
                self._link(action, ticket_id, draft.repeat_of, LinkKind.REPEAT)
            kept, at = ticket_values.kept(values), draft.received_at
            registered = Operation.TICKET_REGISTERED
            action.record(HistoryDraft(registered, Entity.TICKET, ticket_id, kept, occurred_at=at))
            # Read in here: a read of its own would take the file's lock once more.
            name = ticket_card.organization_name(self._desk.store, executor)
        due, basis = (term.due, deadlines.hint(term)) if term else (None, "")
        return Registered(
            ticket_id,
            number,
            due,
            basis,
            name,
            Changes.of(Kind.TICKET, ticket_id).by(action.number),
        )

    def term(self, draft: TicketDraft, start: dt.datetime) -> Deadline | None:
        """Return the term a draft would get: by its topic, or as the clerk set it."""
        if draft.deadline_at is not None:
            return Deadline(draft.deadline_at, "задан вручную", "срок согласован с заявителем")
        if draft.topic_id is None:
            return None
        return self._reference.deadline(draft.topic_id, start, draft.room_temperature)

    def executor(self, building_id: int | None, topic_id: int, on: dt.date) -> int | None:
        """Propose who answers for a topic's service in a house."""
        topic = self._reference.topics_by_id.get(topic_id)
        if building_id is None or topic is None:
            return None
        return self._executors.executor_for(building_id, topic.service, on)

    def card(self, ticket_id: int) -> TicketCard:
        """Return everything about a ticket; NotFound when there is none."""
        return ticket_cards.card(self._desk.store, ticket_id, self._reference, self._desk.now())

    def find(self, number: str) -> int:
        """Return the id of a ticket by its number, with «№» or without; NotFound otherwise.

        Without a year, as it is told aloud («42»), the number is of this year.
        """
        typed = number.replace("№", "").strip()
        found = ticket_card.id_by_number(self._desk.store, typed)
        if found is None and typed.isdecimal():  # one of another office's journal goes first
            typed = f"{self._desk.now().year}-{typed.zfill(5)}"
            found = ticket_card.id_by_number(self._desk.store, typed)
        if found is None:
            raise NotFound(f"Нет обращения № {typed}", "", "проверьте номер, например 2026-00123")
        return found

    def set_status(
        self, ticket_id: int, change: StatusChange, version: int | None = None
    ) -> Changes:
        """Change a status by the table of transitions."""
        return self._set_statuses([ticket_id], change, version)

    def set_statuses(self, ticket_ids: Sequence[int], change: StatusChange) -> Changes:
        """Change the status of several tickets: all of them or none."""
        return self._set_statuses(ticket_ids, change, None)

    def _set_statuses(
        self, ticket_ids: Sequence[int], change: StatusChange, version: int | None
    ) -> Changes:
        with self._desk.action() as action:
            for ticket_id in ticket_ids:
                edit = TicketEdit(self._desk.store, action, ticket_id)
                step = (TicketStatus(edit["status"]), change.to)
                reopened = step in transitions.OPENS_CYCLE  # a held one only goes on
                operation = Operation.TICKET_REOPENED if reopened else Operation.TICKET_STATUS
                ticket_status.apply(edit, change, self._desk.now(), self._reference)
                edit.save(operation, version=version, note=change.note, occurred_at=change.at)
        return Changes.of(Kind.TICKET, *ticket_ids).by(action.number)

    def edit(self, ticket_id: int, version: int, draft: TicketDraft) -> Changes:
        """Save corrected facts of a ticket; status and term have their own operations.

        A term that was counted by another topic, or by a section, is counted anew by the topic that
        is known now.
        """
        check_draft(draft, self._reference, self._desk.now())
        with self._naming_gone(draft), self._desk.action() as action:
            edit = TicketEdit(self._desk.store, action, ticket_id)
            former = edit["topic_id"]
            edit.set(**ticket_values.facts(self._desk.store, draft))
            ticket_status.count_by_topic(edit, former, self._reference)
            edit.save(Operation.TICKET_EDITED, version=version)
        return Changes.of(Kind.TICKET, ticket_id).by(action.number)

    def _naming_gone(self, draft: TicketDraft) -> AbstractContextManager[None]:
        return naming_gone(
            self._desk.store,
            building_id=draft.building_id,
            organization_id=draft.organization_id,
        )

    def merging_edit(self, card: TicketCard) -> MergingSave[TicketDraft, Changes]:
        """Return what saves a form over this card, joined with what others save meanwhile."""
        record = (Entity.TICKET, card.row.id)
        return MergingSave(self._desk.store, record, card, read=self.card, save=self.edit)

    def set_deadline(self, ticket_id: int, due: dt.datetime, reason: str) -> Changes:
        """Set another term by hand; the old one and the reason stay in history.

        InvalidDraft without a reason or for a term before the cycle began; NotAllowed for a ticket
        that is closed.
        """
        if not reason.strip():
            raise InvalidDraft({"reason": "напишите, почему срок другой"})
        if is_far_ahead(due, self._desk.now()):
            raise InvalidDraft({"deadline": WRONG_YEAR})
        with self._desk.action() as action:
            edit = self._open_edit(action, ticket_id, "срок не изменён")
            if due <= (began := clock.unstamp(edit.cycle()["opened_at"])):
                raise InvalidDraft({"deadline": f"не раньше {clock.show_moment(began)}"})
            basis = f"задан вручную · {reason.strip()}"
            stamp = clock.stamp(due)
            edit.change("cycle", edit.cycle()["id"], deadline_at=stamp, deadline_basis=basis)
            edit.set(deadline_at=stamp, deadline_basis=basis)
            edit.save(Operation.TICKET_DEADLINE, note=reason)
        return Changes.of(Kind.TICKET, ticket_id).by(action.number)

    def set_control(self, ticket_ids: Sequence[int], *, on: bool) -> Changes:
        """Put tickets «на контроль» or take them off."""
        with self._desk.action() as action:
            for ticket_id in ticket_ids:
                edit = TicketEdit(self._desk.store, action, ticket_id)
                edit.set(is_control=int(on))
                edit.save(Operation.TICKET_EDITED)
        return Changes.of(Kind.TICKET, *ticket_ids).by(action.number)

    def set_private_note(self, ticket_id: int, text: str, seen: str | None = None) -> Changes:
        """Keep a note that only the office sees.

        Another's note written since this one was `seen` stays, and this one follows it.
        """
        with self._desk.action() as action:
            edit = TicketEdit(self._desk.store, action, ticket_id)
            kept = str(edit["private_note"])
            if seen is not None and kept not in {"", seen, text}:
                text = f"{kept}\n{text}"
            edit.set(private_note=text)
            edit.save(Operation.TICKET_EDITED)
        return Changes.of(Kind.TICKET, ticket_id).by(action.number)

    def add_call(self, ticket_id: int, details: str, caller: str = "", phone: str = "") -> Changes:
        """Write down a repeat call on an open ticket.

        NotAllowed for a closed one: nobody would look there.
        """
        if not details.strip():
            raise InvalidDraft({"details": "напишите, что сказал заявитель"})
        with self._desk.action() as action:
            edit = self._open_edit(action, ticket_id, "звонок не записан")
            edit.add(
                "note",
                made_at=clock.stamp(self._desk.now()),
                caller_name=caller,
                phone=phone,
                details=details,
                clerk_id=self._desk.clerk_id,
            )
            edit.save(Operation.TICKET_NOTE, note=details)
        return Changes.of(Kind.TICKET, ticket_id).by(action.number)

    def _open_edit(self, action: Action, ticket_id: int, safe: str) -> TicketEdit:
        """Return the edit of a ticket that is not closed; another clerk may have closed it."""
        edit = TicketEdit(self._desk.store, action, ticket_id)
        status = TicketStatus(edit["status"])
        if not status.is_open:
            raise NotAllowed(
                f"Обращение № {edit['number']} уже не открыто: {status.title_ru.lower()}",
                safe,
                "верните его в работу или примите новое обращение",
            )
        return edit

    def link(self, ticket_id: int, other_id: int, kind: LinkKind) -> Changes:
        """Link two tickets; both numbers stay, nothing is merged.

        NotAllowed for a ticket and itself or two linked so already, NotFound for one that is gone.
        """
        with self._desk.action() as action:
            self._link(action, ticket_id, other_id, kind)
        return Changes.of(Kind.TICKET, ticket_id, other_id).by(action.number)

    def _link(self, action: Action, ticket_id: int, other_id: int, kind: LinkKind) -> None:
        edit = TicketEdit(self._desk.store, action, ticket_id)
        other = ticket_edit.state(self._desk.store, other_id)
        if other_id == ticket_id:
            raise NotAllowed(
                f"№ {edit['number']} — номер этого же обращения",
                "ничего не изменено",
                "впишите номер другого",
            )
        known = ticket_card.links(self._desk.store, ticket_id)
        if (other_id, kind) in {(one.other_id, one.kind) for one in known}:
            raise NotAllowed(
                f"Эти обращения уже связаны: № {edit['number']} и № {other['number']}",
                "ничего не изменено",
                "обновите карточку",
            )
        edit.add("link", other_id=other_id, kind=kind.value, made_at=clock.stamp(self._desk.now()))
        if kind is LinkKind.REPEAT:
            edit.set(is_repeat=1)
        edit.save(Operation.TICKET_LINKED, note=kind.title_ru)
