"""Outages: written down, corrected, moved, told of; their tickets are in incident_tickets."""

import dataclasses
import datetime as dt
from array import array
from collections.abc import Callable, Sequence

from db import history
from db.connection import Value
from db.queries import incidents as queries
from db.queries import incidents_card, incidents_edit, organizations, ticket_rows
from db.queries.incidents_edit import HOUSE, IncidentEdit
from db.queries.record_edit import scalar
from desktop_app.core import clock, outage_words
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, IncidentKind, IncidentState, Operation, Service
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.incidents import (
    IncidentCard,
    IncidentDraft,
    IncidentQuery,
    IncidentRow,
    IncidentView,
    SavedIncident,
    Told,
)
from desktop_app.services import incident_checks, incident_words
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.incident_houses import IncidentHouses
from desktop_app.services.incident_tickets import IncidentTickets
from desktop_app.services.merging_save import MergingSave
from desktop_app.services.reference import Reference

_SAFE = "отключение не изменено"


class Incidents:
    """Use cases of outages; `houses` chooses their houses, `tickets` attaches and ends."""

    def __init__(self, desk: Desk, reference: Reference, search: HouseSearch) -> None:
        """Work at the desk with the office's terms and the address book."""
        self._desk = desk
        self.houses = IncidentHouses(desk, search)
        self.tickets = IncidentTickets(desk, reference)

    def ids(self, query: IncidentQuery | None = None) -> "array[int]":
        """Return ids of all outages that fit the question, in its order."""
        return queries.ids(self._desk.store, query or IncidentQuery(), self._desk.now())

    def page(self, incident_ids: Sequence[int]) -> list[IncidentRow]:
        """Return the rows of these ids in the order asked for."""
        return queries.rows(self._desk.store, incident_ids, self._desk.now())

    def counts(self, query: IncidentQuery | None = None) -> dict[IncidentView, int]:
        """Return how many outages each view holds under the other parts of a question."""
        return queries.counts(self._desk.store, query or IncidentQuery(), self._desk.now())

    def open_rows(self) -> list[IncidentRow]:
        """Return all open outages, those that go on first."""
        return self.page(self.ids(IncidentQuery(IncidentView.OPEN)))

    def over(self, building_ids: Sequence[int]) -> list[IncidentRow]:
        """Return outages that go on over any of these houses, the oldest first."""
        return self.page(queries.open_over(self._desk.store, building_ids, self._desk.now()))

    def card(self, incident_id: int) -> IncidentCard:
        """Return everything about an outage, read from one state of the file; NotFound if none."""
        store = self._desk.store
        with store.snapshot():
            head = incidents_card.head(store, incident_id)
            if head is None:
                raise incidents_edit.absent()
            (row,) = self.page([incident_id])
            names = ticket_rows.names(store)
            proposed = (
                incidents_card.proposed(store, incident_id, row.service, row.started_at)
                if row.state is IncidentState.ON
                else []
            )
            attached = incidents_card.attached(store, incident_id)
            entries = history.of_entity(store, Entity.INCIDENT, incident_id)
            return IncidentCard(
                row=row,
                version=head.version,
                public_text=head.public_text,
                cause=head.cause,
                organization_id=head.organization_id,
                organization_name=head.organization_name,
                organization_phone=head.organization_phone,
                houses=incidents_card.houses(store, incident_id),
                tickets=tuple(ticket_rows.rows(store, attached, names)),
                proposed=tuple(ticket_rows.rows(store, proposed, names)),
                told=head.told,
                cancel_reason=head.cancel_reason,
                history=incident_words.events(entries, names.organizations),
            )

    def propose_title(
        self, kind: IncidentKind, service: Service, building_ids: Sequence[int]
    ) -> str:
        """Return the title an outage gets when none is typed."""
        houses = self.houses.by_ids(building_ids)
        return outage_words.proposed_title(kind, service, houses)

    def propose_text(self, draft: IncidentDraft) -> str:
        """Return the text for callers made of what is known."""
        return outage_words.proposed_text(
            draft.kind,
            draft.service,
            draft.cause,
            draft.started_at,
            draft.planned_end,
            self._desk.now(),
        )

    def open(self, draft: IncidentDraft) -> SavedIncident:
        """Write an outage down; InvalidDraft names what is missing."""
        draft, now = self._checked(draft), self._desk.now()
        store = self._desk.store
        with self._desk.action() as action:
            values: dict[str, Value] = {
                **_columns(draft),
                "created_at": clock.stamp(now),
                "clerk_id": self._desk.clerk_id,
            }
            incident_id = incidents_edit.insert(store, values, draft.building_ids)
            houses = self.houses.by_ids(draft.building_ids)
            created = (
                *(
                    FieldChange(k, None, scalar(v))
                    for k, v in values.items()
                    if v not in ("", None)
                ),
                *(FieldChange(f"{HOUSE}:{house.id}", None, house.address) for house in houses),
            )
            action.record(
                HistoryDraft(
                    Operation.INCIDENT_OPENED,
                    Entity.INCIDENT,
                    incident_id,
                    created,
                    occurred_at=min(draft.started_at, now),
                )
            )
        return _saved(incident_id, 1, draft.title, action.number)

    def merging_save(self, card: IncidentCard) -> MergingSave[IncidentDraft, SavedIncident]:
        """Return what saves a form over this card, joined with what others save meanwhile."""
        record = (Entity.INCIDENT, card.id)
        return MergingSave(self._desk.store, record, card, read=self.card, save=self.save)

    def save(self, incident_id: int, version: int, draft: IncidentDraft) -> SavedIncident:
        """Save a corrected outage; Conflict when it was changed since, NotAllowed once it ended."""
        draft = self._checked(draft)

        def gather(edit: IncidentEdit) -> None:
            edit.set(**_columns(draft))
            edit.set_houses(draft.building_ids)

        return self._change(incident_id, version, gather, Operation.INCIDENT_SAVED)

    def move_end(
        self,
        incident_id: int,
        version: int,
        planned_end: dt.datetime,
        *,
        reason: str = "",
        public_text: str | None = None,
    ) -> SavedIncident:
        """Set another planned end, with the text for callers that goes with it.

        History keeps the old and the new one; raises as `save` does.
        """
        now = self._desk.now()

        def gather(edit: IncidentEdit) -> None:
            started = clock.unstamp(edit["started_at"])
            incident_checks.check_moved(started, planned_end, now)
            edit.set(planned_end=clock.stamp(planned_end))
            if public_text is not None:
                edit.set(public_text=public_text.strip())

        return self._change(
            incident_id, version, gather, Operation.INCIDENT_MOVED, note=reason.strip()
        )

    def mark_told(
        self,
        incident_id: int,
        version: int,
        told: Told,
        at: dt.datetime,
        *,
        who: str = "",
        way: str = "",
    ) -> SavedIncident:
        """Write down that the authority or consumers were told, by whom and how.

        Also after the outage ended: the journal asks for it. Raises as `save` does.
        """
        who, way = incident_checks.check_told(at, who, way, self._desk.now())
        columns: dict[str, Value] = {
            f"{told.value}_told_at": clock.stamp(at),
            f"{told.value}_told_who": who,
            f"{told.value}_told_way": way,
        }
        return self._change(
            incident_id,
            version,
            lambda edit: edit.set(**columns),
            Operation.INCIDENT_TOLD,
            note=told.title_ru,
            open_only=False,
        )

    def _change(
        self,
        incident_id: int,
        version: int,
        gather: Callable[[IncidentEdit], None],
        operation: Operation,
        *,
        note: str = "",
        open_only: bool = True,
    ) -> SavedIncident:
        with self._desk.action() as action:
            edit = IncidentEdit(self._desk.store, action, incident_id)
            if version != edit.before["version"]:
                raise incidents_edit.moved_on(str(edit["title"]))
            refuse_finished(edit, ended_too=open_only)
            gather(edit)
            title = str(edit["title"])
            if not edit.changed:
                return SavedIncident(incident_id, version, title, Changes())
            edit.save(operation, version=version, note=note)
        return _saved(incident_id, version + 1, title, action.number)

    def _checked(self, draft: IncidentDraft) -> IncidentDraft:
        """Return the draft tidied and titled; houses and organisation must be in the book."""
        checked = incident_checks.check(draft, self._desk.now())
        houses = self.houses.by_ids(checked.building_ids)
        if len(houses) != len(checked.building_ids):
            raise NotAllowed("Какого-то дома уже нет в справочнике", _SAFE, "выберите дома заново")
        known = organizations.names(self._desk.store)
        if checked.organization_id is not None and checked.organization_id not in known:
            raise NotAllowed("Этой организации нет в справочнике", _SAFE, "выберите другую")
        if checked.title:
            return checked
        title = outage_words.proposed_title(checked.kind, checked.service, houses)
        return dataclasses.replace(checked, title=title)


def refuse_finished(edit: IncidentEdit, *, ended_too: bool = True) -> None:
    """Refuse to change an outage that was a mistake, and with `ended_too` one that has ended."""
    if edit["cancelled_at"]:
        raise NotAllowed("Отключение отменено как ошибочное", _SAFE, "запишите новое")
    if ended_too and edit["ended_at"]:
        ended = clock.show_moment(clock.unstamp(edit["ended_at"]))
        raise NotAllowed(f"Отключение закончено {ended}", _SAFE, "запишите новое")


def _columns(draft: IncidentDraft) -> dict[str, Value]:
    return {
        "kind": draft.kind.value,
        "service": draft.service.value,
        "title": draft.title,
        "public_text": draft.public_text,
        "cause": draft.cause,
        "organization_id": draft.organization_id,
        "started_at": clock.stamp(draft.started_at),
        "planned_end": clock.stamp(draft.planned_end) if draft.planned_end else None,
    }


def _saved(incident_id: int, version: int, title: str, action: int) -> SavedIncident:
    changes = Changes.of(Kind.INCIDENT, incident_id).by(action)
    return SavedIncident(incident_id, version, title, changes)
