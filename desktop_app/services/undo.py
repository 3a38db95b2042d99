"""Undo: a new operation that puts back what an action changed, unless life has moved on."""

import json
from collections.abc import Sequence

from db import history
from db.history import Action
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import CancelReason, Entity, Operation, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.history import FieldChange, HistoryEntry
from desktop_app.services import book_undo, contract_undo, incident_undo
from desktop_app.services.book_undo import Undone
from desktop_app.services.buildings import Buildings
from desktop_app.services.desk import Desk
from desktop_app.services.organizations import Organizations

_UNDOABLE = frozenset(
    {
        Operation.TICKET_REGISTERED,
        Operation.TICKET_EDITED,
        Operation.TICKET_STATUS,
        Operation.TICKET_REOPENED,
        Operation.TICKET_HANDED_OVER,
        Operation.HANDOVER_ANSWERED,
        Operation.TICKET_DEADLINE,
        Operation.TICKET_NOTE,
        Operation.TICKET_LINKED,
        Operation.TICKET_ATTACHED,
        Operation.TICKET_DETACHED,
        Operation.CALLBACK_MADE,
        *incident_undo.UNDOABLE,
        *contract_undo.UNDOABLE,
        *book_undo.UNDOABLE,
    }
)
_SAFE = "ничего не изменено"
_MARK = "undone_action"


class Undo:
    """Takes back whole actions on tickets, outages, houses and organisations.

    Issued papers are cancelled by a visible act instead.
    """

    def __init__(self, desk: Desk, buildings: Buildings, organizations: Organizations) -> None:
        """Work at the desk; houses and organisations go back the way they are saved."""
        self._desk, self._buildings, self._organizations = desk, buildings, organizations

    def title(self, action: int) -> str:
        """Return what an action did, for the undo bar; empty when it cannot be undone."""
        entries = history.of_action(self._desk.store, action)
        if not entries or not all(entry.operation in _UNDOABLE for entry in entries):
            return ""
        return entries[0].operation.title_ru

    def undo(self, action: int) -> Changes:
        """Put back what the action changed.

        NotAllowed names the later change when a row has moved on since, and changes nothing.
        """
        entries = history.of_action(self._desk.store, action)
        if not self.title(action):
            raise NotAllowed("Эту операцию нельзя отменить", _SAFE, "исправьте её новой")
        with self._desk.action() as opened:
            # All of them first: the undoing of one entry would stand in the way of the next of the
            # same ticket (a call registered as a repeat leaves two).
            for entry in entries:
                self._refuse_if_moved_on(entry, action)
            for entry in reversed(entries):
                self._put_back(opened, entry)
        self._buildings.refresh({e.entity_id for e in entries if e.entity is Entity.BUILDING})
        done = history.of_action(self._desk.store, opened.number)
        return _touched([*entries, *done])

    def _refuse_if_moved_on(self, entry: HistoryEntry, action: int) -> None:
        entries = history.of_entity(self._desk.store, entry.entity, entry.entity_id)
        undone = {_undone_action(other) for other in entries}
        if action in undone:
            raise NotAllowed("Эта операция уже отменена", _SAFE, "обновите список")
        if entry.operation in contract_undo.UNDOABLE:
            return  # whether contracts of a house moved on, they tell themselves
        later = [
            other
            for other in entries
            if other.action > action
            and other.operation is not Operation.UNDONE
            and other.action not in undone
            and _is_in_the_way(other, entry)
        ]
        if later:
            last = later[-1]
            raise NotAllowed(
                f"После этого было: {last.operation.title_ru.lower()} "
                f"({last.clerk or 'без имени'}, {clock.show_short(last.at)})",
                _SAFE,
                "исправьте новой операцией",
            )

    def _put_back(self, action: Action, entry: HistoryEntry) -> None:
        if entry.entity is Entity.INCIDENT:
            incident_undo.put_back(self._desk.store, action, entry, _MARK)
            return
        if entry.operation in contract_undo.UNDOABLE:
            contract_undo.put_back(self._desk.store, action, entry, _MARK)
            return
        if entry.operation in book_undo.UNDOABLE:
            self._put_back_record(action, Undone(entry, _MARK))
            return
        edit = TicketEdit(self._desk.store, action, entry.entity_id)
        if entry.operation is Operation.TICKET_REGISTERED:
            self._withdraw(edit)
        else:
            for change in reversed(entry.changes):
                _reverse(edit, change)
        edit.remark(_MARK, entry.action)
        edit.save(Operation.UNDONE, note=entry.operation.title_ru)

    def _put_back_record(self, action: Action, undone: Undone) -> None:
        try:
            if undone.entry.entity is Entity.BUILDING:
                self._buildings.put_back(action, undone)
            else:
                self._organizations.put_back(action, undone)
        except InvalidDraft as error:
            raise book_undo.refused(error.fields.values()) from error

    def _withdraw(self, edit: TicketEdit) -> None:
        """A number was read to the caller, so a withdrawn ticket stays, cancelled as a mistake."""
        stamp = clock.stamp(self._desk.now())
        cancelled = TicketStatus.CANCELLED.value
        # A consultation is registered done: taken back, it is no work of anybody's.
        edit.change("cycle", edit.cycle()["id"], done_at=None, closed_at=stamp, result=cancelled)
        edit.set(
            status=cancelled,
            status_at=stamp,
            done_at=None,
            closed_at=stamp,
            close_result=None,
            cancel_reason=CancelReason.MISTAKE.value,
        )


def _is_in_the_way(later: HistoryEntry, entry: HistoryEntry) -> bool:
    """Tell whether a later entry hinders an undoing: a house or an organisation has many sides."""
    if entry.operation not in book_undo.UNDOABLE or book_undo.is_creation(entry):
        return True
    return bool(book_undo.fields_of(later) & book_undo.fields_of(entry))


def _touched(entries: Sequence[HistoryEntry]) -> Changes:
    """Return what an undone action had changed: tickets, callbacks, outages of both, houses."""
    by_kind: dict[Entity, set[int]] = {Entity.TICKET: set(), Entity.INCIDENT: set()}
    for entry in entries:
        by_kind.setdefault(entry.entity, set()).add(entry.entity_id)
    tickets = by_kind[Entity.TICKET] | _linked_with(entries)
    incidents = by_kind[Entity.INCIDENT] | incident_undo.of_changes(entries)
    changes = Changes.of(Kind.TICKET, *tickets) if tickets else Changes()
    if tickets:
        changes |= Changes.of(Kind.CALLBACK, *tickets)
    if incidents:
        changes |= Changes.of(Kind.INCIDENT, *incidents)
    houses = by_kind.get(Entity.BUILDING)
    if houses:
        changes |= Changes.of(Kind.BUILDING, *houses) | Changes.many([Kind.ORGANIZATION])
    if companies := by_kind.get(Entity.ORGANIZATION):
        changes |= Changes.of(Kind.ORGANIZATION, *companies)
    return changes


def _linked_with(entries: Sequence[HistoryEntry]) -> set[int]:
    """Return the tickets at the other ends of links: their cards show them as well."""
    links = [
        json.loads(change.after)
        for entry in entries
        for change in entry.changes
        if change.field.startswith("link:") and isinstance(change.after, str)
    ]
    return {int(link["other_id"]) for link in links}


def _reverse(edit: TicketEdit, change: FieldChange) -> None:
    parts = change.field.split(":")
    if len(parts) == 1:
        edit.set(**{change.field: change.before})
    elif len(parts) == 2 and change.before is None:
        edit.remove(parts[0], int(parts[1]))
    elif len(parts) == 3:
        edit.change(parts[0], int(parts[1]), **{parts[2]: change.before})


def _undone_action(entry: HistoryEntry) -> int | None:
    for change in entry.changes:
        if change.field == _MARK and isinstance(change.after, int):
            return change.after
    return None
