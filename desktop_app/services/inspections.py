"""Commission visits: planned, filled in, followed until their remedies are done."""

import dataclasses
import datetime as dt
from array import array
from collections.abc import Sequence

from db import history
from db.queries import inspections as queries
from db.queries import issued_acts, visit_lists, visit_parts, visit_photos
from db.queries.reference import next_number
from desktop_app.core import clock
from desktop_app.core.acts.house_rows import with_house
from desktop_app.core.acts.templates import with_delay_norm
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import (
    ActKind,
    Entity,
    InspectionStatus,
    Operation,
    RemedyState,
)
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.norms import judge
from desktop_app.core.records.acts import DayVisit
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.inspections import (
    Answer,
    InspectionCard,
    InspectionDraft,
    InspectionQuery,
    InspectionRow,
    Member,
    OpenRemedy,
    Remedy,
    SavedInspection,
)
from desktop_app.core.records.reference import Instrument
from desktop_app.services.desk import differences
from desktop_app.services.inspection_checks import check_draft, cleaned
from desktop_app.services.visit_drafts import VisitDrafts
from desktop_app.services.visit_fields import visit_changes

_ENTITY = Entity.INSPECTION


class Inspections(VisitDrafts):
    """Use cases of visits."""

    def again(self, inspection_id: int) -> InspectionDraft:
        """Propose a visit that checks a former one again, as `VisitDrafts.after` words it."""
        return self.after(self.card(inspection_id))

    def plan(self, draft: InspectionDraft) -> SavedInspection:
        """Save a new visit under the next number of the year; InvalidDraft names what is wrong."""
        draft = self._with_house(self._checked(draft))
        now, store = self._desk.now(), self._desk.store
        with self._desk.action() as action:
            sequence = next_number(store, f"inspection:{now.year}")
            number = f"{now.year}-{sequence:03d}"
            inspection_id = queries.insert(
                store,
                {
                    **queries.values(draft),
                    "number": number,
                    "status": _status(draft).value,
                    "created_at": clock.stamp(now),
                    "clerk_id": self._desk.clerk_id,
                },
            )
            self._write_parts(inspection_id, draft)
            changes = visit_changes(None, draft)
            action.record(
                HistoryDraft(Operation.INSPECTION_PLANNED, _ENTITY, inspection_id, changes, number)
            )
        touched = _touched(inspection_id, draft.ticket_ids)
        return SavedInspection(inspection_id, number, 1, touched)

    def save(self, inspection_id: int, version: int, draft: InspectionDraft) -> SavedInspection:
        """Save a corrected visit.

        Raises Conflict when somebody saved it since `version`, NotAllowed after its act was issued
        or it was cancelled, InvalidDraft for what is wrong in it.
        """
        draft = self._checked(draft)
        with self._desk.action() as action:
            head = self.demand_changeable(inspection_id, version)
            before = self._with_parts(head)
            draft = self._with_house(self._with_files(draft, inspection_id), before.answers)
            changes = visit_changes(before, draft)
            if not changes:
                return SavedInspection(inspection_id, head.number, version, Changes())
            status = {"status": _status(draft).value}
            queries.update(
                self._desk.store, inspection_id, version, {**queries.values(draft), **status}
            )
            self._write_parts(inspection_id, draft)
            action.record(HistoryDraft(Operation.INSPECTION_SAVED, _ENTITY, inspection_id, changes))
        moved = set(before.ticket_ids) ^ set(draft.ticket_ids)
        touched = _touched(inspection_id, tuple(moved))
        return SavedInspection(inspection_id, head.number, version + 1, touched)

    def card(self, inspection_id: int) -> InspectionCard:
        """Return everything about a visit, read from one state of the file; NotFound if absent."""
        store = self._desk.store
        with store.snapshot():
            head = self._head(inspection_id)
            draft = self._with_parts(head)
            house = self._house(draft.building_id)
            return InspectionCard(
                id=head.id,
                version=head.version,
                number=head.number,
                status=head.status,
                address=house.address,
                full_address=house.full_address,
                house_words=house.words,
                created_at=head.created_at,
                draft=draft,
                judgements=tuple(judge(row, draft.started_at) for row in draft.measurements),
                ticket_numbers=tuple(n for _id, n in visit_parts.tickets(store, inspection_id)),
                issued=issued_acts.of_inspection(store, inspection_id),
                history=tuple(history.of_entity(store, _ENTITY, inspection_id)),
                previous=queries.link(store, draft.previous_id) if draft.previous_id else None,
                later=tuple(queries.links(store, inspection_id)),
                waiting_numbers=visit_parts.waiting_tickets(store, inspection_id),
            )

    def find(self, number: str) -> int:
        """Return the id of a visit by its number: «2026-014», «№ 2026-014» or this year's «14»."""
        typed = number.replace("№", "").strip()
        full = f"{self._desk.now().year}-{int(typed):03d}" if typed.isdecimal() else typed
        found = queries.id_by_number(self._desk.store, full)
        if found is None:
            raise NotFound(f"Нет выезда № {number}", "", "проверьте номер, например 2026-014")
        return found

    def by_number(self, number: str) -> InspectionCard:
        """Return everything about a visit by its number, as `find` reads it."""
        return self.card(self.find(number))

    def ids(self, query: InspectionQuery | None = None) -> "array[int]":
        """Return ids of all visits that fit the question, in its order (newest first)."""
        return visit_lists.ids(self._desk.store, query or InspectionQuery())

    def page(self, inspection_ids: Sequence[int]) -> list[InspectionRow]:
        """Return the rows of these ids in the order asked for."""
        return visit_lists.rows(self._desk.store, inspection_ids)

    def counts(self, text: str = "") -> dict[InspectionStatus, int]:
        """Return how many visits stand where, of those a text finds."""
        return visit_lists.counts(self._desk.store, text)

    def rows(
        self,
        status: InspectionStatus | None = None,
        text: str = "",
        building_id: int | None = None,
        limit: int = 1000,
    ) -> list[InspectionRow]:
        """Return visits for a short list, newest first; `text` is part of a number or address."""
        return self.page(self.ids(InspectionQuery(text, status, building_id))[:limit])

    def of_day(self, day: dt.date) -> list[DayVisit]:
        """Return the visits planned for a day or made on it, by street, house and hour."""
        return visit_lists.of_day(self._desk.store, day)

    def remedy_ids(self, text: str = "") -> "array[int]":
        """Return ids of the remedies still to be done that a text finds, the most urgent first."""
        return queries.open_remedy_ids(self._desk.store, text)

    def remedies(self, remedy_ids: Sequence[int]) -> list[OpenRemedy]:
        """Return remedies by their ids in the order asked for."""
        return queries.remedy_rows(self._desk.store, remedy_ids)

    def known_people(self) -> list[Member]:
        """Return people to offer for a commission: the stored list and recent visits."""
        return visit_parts.known_people(self._desk.store)

    def known_instruments(self) -> list[Instrument]:
        """Return instruments to offer: the stored list and recent visits."""
        return visit_parts.known_instruments(self._desk.store)

    def set_remedy_state(
        self, remedy_id: int, state: RemedyState, fixed_on: dt.date | None = None, note: str = ""
    ) -> Changes:
        """Follow a remedy, also after the act was issued; «устранено» keeps its day (today's)."""
        store, today = self._desk.store, self._desk.now().date()
        day = (fixed_on or today) if state is RemedyState.FIXED else None
        if day is not None and day > today:
            raise InvalidDraft({"fixed_on": "день ещё не наступил"})
        with self._desk.action() as action:
            inspection_id = visit_parts.remedy_visit(store, remedy_id)
            if inspection_id is None:
                raise NotFound("Этой меры нет в базе", "", "обновите карточку выезда")
            head = self._head(inspection_id)
            if head.status is InspectionStatus.CANCELLED:
                raise _cancelled(head.number)
            old = next(r for r in visit_parts.remedies(store, inspection_id) if r.id == remedy_id)
            fixed = day.isoformat() if day else None
            columns: dict[str, str | None] = {"state": state.value, "fixed_on": fixed}
            visit_parts.set_remedy(store, remedy_id, {**columns})
            # The version moves, so that a card left open elsewhere cannot bring the old state back.
            queries.update(store, inspection_id, head.version, {})
            was = old.fixed_on.isoformat() if old.fixed_on else None
            changes = differences(
                {f"remedy:{remedy_id}:state": old.state.value, f"remedy:{remedy_id}:fixed_on": was},
                {f"remedy:{remedy_id}:state": state.value, f"remedy:{remedy_id}:fixed_on": fixed},
            )
            words = note or old.what
            action.record(
                HistoryDraft(Operation.INSPECTION_SAVED, _ENTITY, inspection_id, changes, words)
            )
        return Changes.of(Kind.INSPECTION, inspection_id)

    def cancel(self, inspection_id: int, version: int, reason: str) -> SavedInspection:
        """Cancel a visit that will not be made; its number stays taken and its card stays."""
        if not reason.strip():
            raise InvalidDraft({"reason": "напишите, почему выезд отменён"}, "Выезд не отменён")
        with self._desk.action() as action:
            head = self.demand_changeable(inspection_id, version)
            status = InspectionStatus.CANCELLED.value
            queries.update(self._desk.store, inspection_id, version, {"status": status})
            change = FieldChange("status", head.status.value, status)
            action.record(
                HistoryDraft(
                    Operation.INSPECTION_SAVED, _ENTITY, inspection_id, (change,), reason.strip()
                )
            )
        return SavedInspection(
            inspection_id, head.number, version + 1, Changes.of(Kind.INSPECTION, inspection_id)
        )

    def _checked(self, draft: InspectionDraft) -> InspectionDraft:
        draft = cleaned(draft)
        if queries.house(self._desk.store, draft.building_id) is None:
            raise InvalidDraft({"building": "выберите дом"})
        check_draft(draft, self._desk.now())
        known = queries.ticket_facts(self._desk.store, draft.ticket_ids) if draft.ticket_ids else []
        if len(known) != len(set(draft.ticket_ids)):
            raise InvalidDraft({"tickets": "одного из обращений нет в базе"})
        rows = with_delay_norm(draft.measurements, self._norms.book, draft.outdoor_daily)
        remedies = self._with_names(draft.remedies)
        return dataclasses.replace(draft, remedies=remedies, measurements=rows)

    def _with_house(
        self, draft: InspectionDraft, former: tuple[Answer, ...] = ()
    ) -> InspectionDraft:
        """Return a coolant visit with the rows its answers about the house ask for."""
        if draft.kind is not ActKind.COOLANT:
            return draft
        rows = with_house(draft.measurements, self._norms.book, draft.answers, former)
        return dataclasses.replace(draft, measurements=rows)

    def _with_files(self, draft: InspectionDraft, inspection_id: int) -> InspectionDraft:
        """Return the draft without pictures of files another clerk has removed meanwhile."""
        here = visit_photos.files_here(self._desk.store, inspection_id) if draft.photos else ()
        photos = tuple(photo for photo in draft.photos if photo.attachment_id in here)
        return dataclasses.replace(draft, photos=photos)

    def _with_names(self, remedies: tuple[Remedy, ...]) -> tuple[Remedy, ...]:
        """Return remedies with the organisation's name where nobody is written, as of today."""
        ids = [r.organization_id for r in remedies if r.organization_id is not None]
        names = queries.organization_names(self._desk.store, ids) if ids else {}
        if not names.keys() >= set(ids):
            raise InvalidDraft({"remedies": "такой организации нет в списке, выберите другую"})
        return tuple(
            dataclasses.replace(
                r, responsible=r.responsible or names.get(r.organization_id or 0, "")
            )
            for r in remedies
        )

    def demand_changeable(self, inspection_id: int, version: int) -> queries.Head:
        """Return a visit's row if it may be changed; NotFound, NotAllowed or Conflict if not."""
        head = self._head(inspection_id)
        if head.status is InspectionStatus.ISSUED:
            raise NotAllowed(
                f"По выезду № {head.number} выпущен акт", "запись не изменена", "отмените акт"
            )
        if head.status is InspectionStatus.CANCELLED:
            raise _cancelled(head.number)
        if head.version != version:
            raise Conflict(
                f"Выезд № {head.number} тем временем изменил другой сотрудник",
                "введённое вами осталось на экране",
                "обновите карточку и внесите правку ещё раз",
            )
        return head

    def _head(self, inspection_id: int) -> queries.Head:
        head = queries.head(self._desk.store, inspection_id)
        if head is None:
            raise NotFound("Выезда нет в базе", "", "обновите список")
        return head

    def _with_parts(self, head: queries.Head) -> InspectionDraft:
        store = self._desk.store
        return dataclasses.replace(
            head.draft,
            members=visit_parts.members(store, head.id),
            instruments=visit_parts.instruments(store, head.id),
            measurements=visit_parts.measurements(store, head.id),
            remedies=visit_parts.remedies(store, head.id),
            answers=visit_parts.answers(store, head.id),
            photos=visit_photos.of(store, head.id),
            ticket_ids=tuple(i for i, _number in visit_parts.tickets(store, head.id)),
        )

    def _write_parts(self, inspection_id: int, draft: InspectionDraft) -> None:
        verdicts = [judge(row, draft.started_at).verdict for row in draft.measurements]
        visit_parts.write(self._desk.store, inspection_id, draft, verdicts)
        visit_photos.write(self._desk.store, inspection_id, draft.photos)


def _status(draft: InspectionDraft) -> InspectionStatus:
    return InspectionStatus.PLANNED if draft.started_at is None else InspectionStatus.DRAFT


def _touched(inspection_id: int, ticket_ids: tuple[int, ...]) -> Changes:
    changes = Changes.of(Kind.INSPECTION, inspection_id)
    return changes | Changes.of(Kind.TICKET, *ticket_ids) if ticket_ids else changes


def _cancelled(number: str) -> NotAllowed:
    return NotAllowed(f"Выезд № {number} отменён", "запись не изменена", "назначьте новый выезд")
